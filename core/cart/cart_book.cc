#include "core/cart/cart_book.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/cart/fingerprint.h"
#include "core/cart/lifecycle.h"
#include "core/event/action.h"
#include "core/event/validator.h"

namespace kago {
namespace {

using std::string_view_literals::operator""sv;

bool IsAlive(const Cart& cart, const CartCall& call) {
  return !cart.id.empty() && call.time - cart.touched_at < call.lifetime_ms;
}

// Of a key of what is said once: its letter and the hash of an id.
constexpr std::size_t kOnceIdBytes = 17;

// What is said once only, as a short key; empty for events that may be said again. A checkout may be
// said again with another content.
String OnceKey(const EventType& type, const Json& properties) {
  const char letter = LifecycleOf(type.role).once;
  if (letter == 0) return {};
  const bool checkout = type.role == Role::kCheckout;
  const std::string_view id = checkout ? "checkout_id"sv : "order_id"sv;
  const String key = String(&letter, 1) + HexText(Hash(properties.TextAt(id)));
  return checkout ? key + CartFingerprint(properties) : key;
}

// A checkout that was only observed has no id: the same lines are the same one.
bool IsCheckoutOf(const Cart& slot, const Json& properties) {
  const String& id = properties.TextAt("checkout_id");
  return id.empty() ? slot.goods == GoodsFingerprint(properties) : slot.checkout_id == id;
}

void LinkPrevious(const String& previous, Json* properties) {
  Json& metadata = properties->ObjectAt("metadata");
  if (!metadata.is_object() || IsMark(metadata)) return;
  // A full metadata is the shop's: our link is not worth the event.
  Json linked = metadata;
  linked.SetText("kago_previous_cart_id", previous);
  if (linked.items().size() > limits::kJsonMembersMax || Dump(linked).size() > limits::kMetadataBytesMax) return;
  metadata.Assign(std::move(linked));
}

// True when the cart's last words were the same.
bool IsUnchanged(const Cart& slot, const EventType& type, const Json& properties, bool same) {
  if (type.role == Role::kEmptied) return slot.fingerprint.empty() && !slot.delta && slot.checkout.empty();
  if (type.role != Role::kCart || !same || IsDelta(properties.At("action"))) return false;
  // A cart that was never said but went into checkout like this is known from there.
  if (slot.fingerprint.empty()) return slot.checkout == LinesFingerprint(properties);
  return slot.fingerprint == CartFingerprint(properties);
}

// What the event leaves of its cart. `same`: it was this one before.
void Apply(const CartCall& call, const Json& properties, bool same, CartDecision* decision) {
  const Lifecycle& life = LifecycleOf(call.type->role);
  Cart& slot = decision->slot;
  if (same && slot.event_time <= call.now + limits::kClockAheadMsMax) {
    decision->time = std::max(decision->time, slot.event_time + 1);
  }
  if (life.closes) {
    // The order closes its cart; one that began under Kago's own id was adopted.
    if (same || !slot.from_platform) slot = Cart();
    return;
  }
  if (!same) {
    slot = Cart();
    slot.id = properties.TextAt("cart_id");
    slot.from_platform = slot.id != call.fresh_id;
  }
  slot.touched_at = call.time;
  slot.event_time = decision->time;
  slot.event_id = call.event_id;
  slot.currency = properties.TextAt("currency");
  if (life.snapshot != Print::kKept) {
    slot.delta = IsDelta(properties.At("action"));
    slot.fingerprint = life.snapshot == Print::kSet && !slot.delta ? CartFingerprint(properties) : "";
  }
  if (life.checkout != Print::kKept) {
    const bool is_set = life.checkout == Print::kSet;
    slot.checkout = is_set ? LinesFingerprint(properties) : "";
    slot.goods = is_set ? GoodsFingerprint(properties) : "";
  }
  if (decision->buy_now) slot.checkout_id = properties.TextAt("checkout_id");
}

}  // namespace

// An order page seldom knows how the order began: what was bought tells, whatever it cost in the end.
bool CartBook::IsBuyNow(const CartCall& call, const Json& properties) const {
  if (call.buy_now) return LifecycleOf(call.type->role).buys_now;
  if (call.type->role != Role::kOrder || !IsAlive(buy_now_, call)) return false;
  const String& given = properties.TextAt("cart_id");
  if (!given.empty()) return given == buy_now_.id;
  return buy_now_.goods == GoodsFingerprint(properties);
}

void CartBook::FillCurrency(const CartCall& call, Json* properties) const {
  if (call.type->role != Role::kEmptied || !IsAlive(cart_, call) || cart_.currency.empty()) return;
  if (properties->At("currency").is_null()) properties->SetText("currency", cart_.currency);
}

void CartBook::Place(const CartCall& call, Json* properties) const {
  if (!LifecycleOf(call.type->role).has_cart()) return;
  const Cart& slot = IsBuyNow(call, *properties) ? buy_now_ : cart_;
  const bool other_checkout = call.buy_now && call.type->role == Role::kCheckout && !IsCheckoutOf(slot, *properties);
  const bool alive = IsAlive(slot, call) && !other_checkout;
  if (!properties->At("cart_id").is_null()) {
    const bool adopts = alive && !slot.from_platform && slot.id != properties->TextAt("cart_id");
    if (adopts && !slot.event_id.empty()) LinkPrevious(slot.id, properties);
    return;
  }
  // An order without a known cart has none to close: the field is optional and stays out.
  if (!alive && call.type->role == Role::kOrder) return;
  properties->SetText("cart_id", alive ? slot.id : call.fresh_id);
}

void CartBook::Prepare(const CartCall& call, Json* properties, Findings* violations) const {
  Place(call, properties);
  if (call.type->role != Role::kCart || !IsAlive(cart_, call) || cart_.id != properties->TextAt("cart_id")) return;
  const Json& action = properties->At("action");
  const bool was_said = !cart_.fingerprint.empty() || cart_.delta;
  if (!was_said || IsDelta(action) == cart_.delta) return;
  AddFinding("properties.action", Code::kMixedAction, Quote(action),
             cart_.delta ? "add or remove, as said of this cart before" : "replace, as said of this cart before", violations);
}

const Said* CartBook::FindSaid(const String& key) const {
  if (key.empty()) return nullptr;
  const auto found = std::find_if(said_.begin(), said_.end(), [&](const Said& said) { return said.key == key; });
  return found == said_.end() ? nullptr : &*found;
}

void CartBook::Decide(const CartCall& call, const Json& properties, CartDecision* decision) const {
  const EventType& type = *call.type;
  decision->once = {OnceKey(type, properties), call.event_id};
  if (const Said* said = FindSaid(decision->once.key)) {
    decision->said_by = said->event_id;
    return;
  }
  decision->time = call.event_time;
  decision->buy_now = IsBuyNow(call, properties);
  decision->slot = decision->buy_now ? buy_now_ : cart_;
  if (LifecycleOf(type.role).has_cart()) {
    const Cart& slot = decision->slot;
    const bool alive = IsAlive(slot, call);
    const bool same = alive && slot.id == properties.TextAt("cart_id");
    // An emptied cart that nobody has heard of.
    if (type.role == Role::kEmptied && !same && (!alive || slot.from_platform)) return;
    if (IsUnchanged(slot, type, properties, same)) {
      decision->said_by = slot.event_id;
      return;
    }
    Apply(call, properties, same, decision);
  }
  decision->is_new = true;
}

void CartBook::Commit(const CartDecision& decision) {
  if (!decision.once.key.empty()) {
    // Of a checkout only its last content counts as said.
    const std::string_view id = std::string_view(decision.once.key).substr(0, kOnceIdBytes);
    EraseIf(said_, [id](const Said& said) { return said.key.starts_with(id); });
    if (said_.size() == limits::kSaidMax) said_.erase(said_.begin());
    said_.push_back(decision.once);
  }
  // An order of these goods is that of the cart that has them in checkout last.
  Cart& other = decision.buy_now ? cart_ : buy_now_;
  if (other.goods == decision.slot.goods) other.goods = String();
  (decision.buy_now ? buy_now_ : cart_) = decision.slot;
}

void CartBook::Clamp(TimeMs now) {
  for (Cart* cart : {&cart_, &buy_now_}) cart->touched_at = std::min(cart->touched_at, now);
}

}  // namespace kago
