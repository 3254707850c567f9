#include "core/insight/fold.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/insight/stored.h"

namespace kago {
namespace {

constexpr EventType kRecovered = {kCheckoutRecovered, Role::kNone, {}};

std::int64_t RankOf(Role role) {
  if (role == Role::kOrder || role == Role::kEmptied) return 2;
  return role == Role::kCheckout ? 1 : 0;
}

// Every checkout of the cart may have been bought now, or not any more.
void Settle(const String& cart_id, Rows* rows) {
  CartRow& cart = rows->carts.At(cart_id);
  for (CheckoutRow& checkout : rows->checkouts) {
    if (checkout.cart_id() == cart_id) checkout.Settle(cart);
  }
}

void FoldCheckout(const HeardEvent& event, Rows* rows) {
  CheckoutRow& checkout = rows->checkouts.At(event.properties.TextAt("checkout_id"));
  checkout.Hear(event);
  if (checkout.cart_id().empty()) return checkout.Settle(CartRow());
  Settle(checkout.cart_id(), rows);
}

void FoldOrder(const HeardEvent& event, Rows* rows) {
  OrderRow& order = rows->orders.At(event.properties.TextAt("order_id"));
  Count(order, -1, &rows->figures);
  order.Hear(event);
  Count(order, 1, &rows->figures);
}

void CountOut(const Json* orders, Figures* figures) {
  if (!orders) return;
  Json gone = Json::Object();
  gone.Set("orders", *orders);
  for (const OrderRow& order : Rows::FromJson(gone).orders) Count(order, -1, figures);
}

}  // namespace

void Fold(const HeardEvent& event, Rows* rows) {
  if (event.type == &kRecovered) return rows->checkouts.At(event.properties.TextAt("checkout_id")).Recover(event);
  if (!event.user_id.empty()) rows->identities.At(event.anonymous_id).Hear(event);
  const Role role = event.type->role;
  if (role == Role::kIdentified) return rows->contacts.At(event.user_id).Hear(event);
  const String& cart_id = event.properties.TextAt("cart_id");
  if (role == Role::kOrder || role == Role::kRefunded || role == Role::kCancelled) FoldOrder(event, rows);
  if (!cart_id.empty()) rows->carts.At(cart_id).Hear(event);
  if (role == Role::kCheckout) FoldCheckout(event, rows);
  if (role == Role::kOrder && !cart_id.empty()) Settle(cart_id, rows);
}

std::optional<HeardEvent> ReadHeard(const Json& json) {
  const Json* event = json.Find("event");
  const Json* properties = event ? event->Find("properties") : nullptr;
  if (!properties) return std::nullopt;
  const String& name = event->TextAt("name");
  const EventType* type = name == kCheckoutRecovered ? &kRecovered : FindEventType(name);
  const auto time = ParseIso(event->TextAt("time"));
  if (!type || !time) return std::nullopt;
  HeardEvent heard{type, {}, json.IntegerAt("received_at"), json.IntegerAt("seq"), {}, {}, {}};
  // A clock that is ahead would have the last word for years.
  heard.stamp = {std::min(*time, heard.received_at + limits::kClockAheadMsMax), RankOf(type->role), event->TextAt("event_id")};
  heard.anonymous_id = event->TextAt("anonymous_id");
  heard.user_id = event->TextAt("user_id");
  heard.properties = *properties;
  return heard;
}

Rows Rows::FromJson(const Json& json) {
  Rows rows;
  Archive archive(json);
  rows.carts.Visit("carts", archive);
  rows.checkouts.Visit("checkouts", archive);
  rows.orders.Visit("orders", archive);
  rows.identities.Visit("identities", archive);
  rows.contacts.Visit("contacts", archive);
  if (const Json* figures = json.Find("figures")) {
    for (const Json& figure : figures->items()) rows.figures.push_back(Figure::FromJson(figure));
  }
  return rows;
}

String FoldText(std::string_view request) {
  const ParsedJson parsed = ParseJson(request);
  const Json* given = parsed.value.Find("rows");
  Rows rows = given ? Rows::FromJson(*given) : Rows();
  if (const Json* events = parsed.value.Find("events")) {
    for (const Json& event : events->items()) {
      if (const auto heard = ReadHeard(event)) Fold(*heard, &rows);
    }
  }
  CountOut(parsed.value.Find("gone"), &rows.figures);
  return Dump(StoredRows(&rows));
}

}  // namespace kago
