#include "core/insight/listed_reply.h"

#include "core/insight/amount.h"

namespace kago {
namespace {

void SetTime(std::string_view key, TimeMs time, Json* object) {
  object->Set(key, time == 0 ? Json() : Json::Text(IsoText(time)));
}

void SetContact(const Contact& contact, Json* object) {
  object->Set("contact", contact.user_id().empty() ? Json() : contact.ToJson());
}

Json LineOf(const Json& line) {
  Json listed = Json::Object();
  for (std::string_view key : {"product_id", "variant_id", "product_name"}) listed.SetText(key, line.TextAt(key));
  for (std::string_view key : {"quantity", "price"}) listed.SetText(key, AmountAt(line, key).ToText());
  listed.SetText("total", LineTotal(line).ToText());
  return listed;
}

void SetContent(const Json& content, Json* object) {
  object->SetTextOrNull("currency", content.TextAt("currency"));
  object->SetTextOrNull("total_value", content.Find("total_value") ? AmountAt(content, "total_value").ToText() : String());
  Json& lines = object->Set("products", Json::Array());
  const Json* products = content.Find("products");
  if (!products) return;
  for (const Json& line : products->items()) lines.Push(LineOf(line));
}

Json ListedRefund(const Refund& refund) {
  Json listed = Json::Object();
  SetTime("at", refund.stamp.time, &listed);
  listed.SetText("currency", refund.amount.currency);
  listed.SetText("total_value", refund.amount.text);
  return listed;
}

}  // namespace

Json ListedCart(const CartRow& cart, const Contact& contact) {
  Json reply = Json::Object();
  reply.SetText("cart_id", cart.cart_id());
  reply.SetTextOrNull("checkout_id", cart.is_open() && cart.is_in_checkout() ? cart.checkout_id() : String());
  reply.SetTextOrNull("order_id", cart.orders().empty() ? String() : cart.orders().back().order_id);
  SetTime("created_at", cart.created_at(), &reply);
  SetTime("updated_at", cart.changed().time, &reply);
  SetContent(cart.Content(), &reply);
  SetContact(contact, &reply);
  return reply;
}

Json ListedCheckout(const CheckoutRow& checkout, const Contact& contact) {
  Json reply = Json::Object();
  reply.SetText("checkout_id", checkout.checkout_id());
  reply.SetTextOrNull("cart_id", checkout.cart_id());
  reply.SetTextOrNull("order_id", checkout.order_id());
  SetTime("created_at", checkout.created_at(), &reply);
  SetTime("updated_at", checkout.updated_at(), &reply);
  SetTime("came_back_at", checkout.recovered_at(), &reply);
  SetTime("completed_at", checkout.completed_at(), &reply);
  const Json* metadata = checkout.content().Find("metadata");
  reply.SetTextOrNull("own_url", metadata ? metadata->TextAt("checkout_url") : String());
  SetContent(checkout.content(), &reply);
  SetContact(contact, &reply);
  return reply;
}

Json ListedOrder(const OrderRow& order, const Contact& contact) {
  Json reply = Json::Object();
  reply.SetText("order_id", order.order_id());
  reply.SetTextOrNull("cart_id", order.cart_id());
  SetTime("placed_at", order.placed_at(), &reply);
  SetTime("cancelled_at", order.cancelled_at(), &reply);
  reply.SetTextOrNull("cancel_reason", order.cancel_reason());
  reply.SetTextOrNull("currency", order.paid().currency);
  reply.SetTextOrNull("total_value", order.paid().text);
  Json& refunds = reply.Set("refunds", Json::Array());
  for (const Refund& refund : order.refunds()) refunds.Push(ListedRefund(refund));
  Figures figures;
  Count(order, 1, &figures);
  reply.Set("figures", ListedFigures(figures));
  SetContact(contact, &reply);
  return reply;
}

Json ListedFigures(const Figures& figures) {
  Json list = Json::Array();
  for (const Figure& figure : figures) {
    Json& listed = list.Push(figure.ToJson());
    for (std::string_view key : {"placed", "refunded", "revenue"}) listed.SetText(key, String(listed.Find(key)->text()));
  }
  return list;
}

}  // namespace kago
