#include "core/cart/cart_book.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/cart/fingerprint.h"
#include "core/event/validator.h"

namespace kago {
namespace {

bool IsAlive(const Cart& cart, const CartCall& call) {
  return !cart.id.empty() && call.time - cart.touched_at < call.lifetime_ms;
}

bool IsFilled(const Json* member) { return member && !member->is_null(); }

// What is said once only, as a short key; empty for events that may be said again.
std::string OnceKey(const EventType& type, const Json& properties) {
  switch (type.role) {
    case Role::kCheckout:
      return "c" + HexText(Hash(properties.TextAt("checkout_id"))) + CartFingerprint(properties);
    case Role::kOrder:
      return "o" + HexText(Hash(properties.TextAt("order_id")));
    case Role::kCancelled:
      return "x" + HexText(Hash(properties.TextAt("order_id")));
    default:
      return {};
  }
}

// A checkout that was only observed has no id: the same lines are the same one.
bool IsCheckoutOf(const Cart& slot, const Json& properties) {
  const std::string& id = properties.TextAt("checkout_id");
  return id.empty() ? slot.checkout == LinesFingerprint(properties) : slot.checkout_id == id;
}

void LinkPrevious(const std::string& previous, Json* properties) {
  Json* metadata = properties->Find("metadata");
  if (!metadata) metadata = &properties->Set("metadata", Json::Object());
  if (!metadata->is_object() || IsMark(*metadata)) return;
  // A full metadata is the shop's: our link is not worth the event.
  Json linked = *metadata;
  linked.SetText("kago_previous_cart_id", previous);
  if (linked.items().size() > limits::kJsonMembersMax || Dump(linked).size() > limits::kMetadataBytesMax) return;
  metadata->Assign(std::move(linked));
}

}  // namespace

// An order page seldom knows how the order began: the lines tell, when only the "buy it now"
// checkout had them.
bool CartBook::IsBuyNow(const CartCall& call, const Json& properties) const {
  if (call.buy_now) return call.type->role == Role::kCheckout || call.type->role == Role::kOrder;
  if (call.type->role != Role::kOrder || !IsAlive(buy_now_, call)) return false;
  const std::string& given = properties.TextAt("cart_id");
  if (!given.empty()) return given == buy_now_.id;
  const std::string lines = LinesFingerprint(properties);
  return lines == buy_now_.checkout && lines != cart_.checkout;
}

const Cart& CartBook::SlotOf(const CartCall& call, const Json& properties) const {
  return IsBuyNow(call, properties) ? buy_now_ : cart_;
}

void CartBook::FillCurrency(const CartCall& call, Json* properties) const {
  if (call.type->role != Role::kEmptied || !IsAlive(cart_, call) || cart_.currency.empty()) return;
  if (!IsFilled(properties->Find("currency"))) properties->SetText("currency", cart_.currency);
}

void CartBook::Place(const CartCall& call, Json* properties) const {
  if (!FindField(call.type->fields, "cart_id")) return;
  const Cart& slot = SlotOf(call, *properties);
  const bool other_checkout = call.buy_now && call.type->role == Role::kCheckout && !IsCheckoutOf(slot, *properties);
  const bool alive = IsAlive(slot, call) && !other_checkout;
  if (IsFilled(properties->Find("cart_id"))) {
    const bool adopts = alive && !slot.from_platform && slot.id != properties->TextAt("cart_id");
    if (adopts && !slot.event_id.empty()) LinkPrevious(slot.id, properties);
    return;
  }
  // An order without a known cart has none to close: the field is optional and stays out.
  if (!alive && call.type->role == Role::kOrder) return;
  properties->SetText("cart_id", alive ? slot.id : call.fresh_id);
}

void CartBook::Validate(const CartCall& call, const Json& properties, Findings* findings) const {
  if (call.type->role != Role::kCart || !IsAlive(cart_, call) || cart_.id != properties.TextAt("cart_id")) return;
  const bool delta = IsDelta(properties.Find("action"));
  if (cart_.fingerprint.empty() && !cart_.delta) return;
  if (delta == cart_.delta) return;
  const Json* action = properties.Find("action");
  findings->push_back({"properties.action", Code::kMixedAction, Quote(action ? *action : Json()),
                       cart_.delta ? "add or remove, as said of this cart before"
                                   : "replace, as said of this cart before"});
}

bool CartBook::SaidBefore(const CartCall& call, const Json& properties, std::string* event_id) const {
  const std::string key = OnceKey(*call.type, properties);
  for (const Said& said : said_) {
    if (key.empty() || said.key != key) continue;
    *event_id = said.event_id;
    return true;
  }
  const bool alive = IsAlive(cart_, call);
  const bool same_cart = alive && cart_.id == properties.TextAt("cart_id");
  if (call.type->role == Role::kEmptied) {
    const bool known = same_cart || (alive && !cart_.from_platform);  // adopted by the platform's id
    *event_id = known ? cart_.event_id : "";
    return !known || (cart_.fingerprint.empty() && !cart_.delta && cart_.checkout.empty());
  }
  if (call.type->role != Role::kCart || !same_cart || IsDelta(properties.Find("action"))) return false;
  *event_id = cart_.event_id;
  // A cart that was never said but went into checkout like this is known from there.
  if (cart_.fingerprint.empty()) return cart_.checkout == LinesFingerprint(properties);
  return cart_.fingerprint == CartFingerprint(properties);
}

TimeMs CartBook::Record(const CartCall& call, const Json& properties, const std::string& event_id, TimeMs time) {
  if (const std::string key = OnceKey(*call.type, properties); !key.empty()) Remember(key, event_id);
  if (!FindField(call.type->fields, "cart_id")) return time;

  Cart& slot = IsBuyNow(call, properties) ? buy_now_ : cart_;
  const std::string& id = properties.TextAt("cart_id");
  const bool same = slot.id == id && IsAlive(slot, call);
  if (same) time = std::max(time, slot.event_time + 1);
  if (call.type->role == Role::kOrder) {
    // The order closes its cart; one that began under Kago's own id was adopted.
    if (same || !slot.from_platform) slot = Cart();
    return time;
  }
  if (!same) {
    slot = Cart();
    slot.id = id;
    slot.from_platform = id != call.fresh_id;
  }
  slot.touched_at = call.time;
  slot.event_time = time;
  slot.event_id = event_id;
  slot.currency = properties.TextAt("currency");
  slot.delta = call.type->role == Role::kCart ? IsDelta(properties.Find("action")) : slot.delta;
  if (call.type->role == Role::kCart) slot.fingerprint = slot.delta ? "" : CartFingerprint(properties);
  if (call.type->role == Role::kCheckout) slot.checkout = LinesFingerprint(properties);
  if (&slot == &buy_now_) slot.checkout_id = properties.TextAt("checkout_id");
  if (call.type->role == Role::kEmptied) {
    slot.fingerprint.clear();
    slot.checkout.clear();
    slot.delta = false;
  }
  return time;
}

void CartBook::Remember(std::string key, const std::string& event_id) {
  if (said_.size() == limits::kSaidMax) said_.erase(said_.begin());
  said_.push_back({std::move(key), event_id});
}

}  // namespace kago
