#include "core/insight/api2cart_reply.h"

#include "core/insight/amount.h"

namespace kago {
namespace {

// `2026-11-22T08:00:00+0000`.
Json DateTime(TimeMs time) {
  const String iso = IsoText(time);
  Json date = Json::Object();
  date.SetText("value", iso.substr(0, iso.find('.')).append("+0000"));
  date.SetText("format", "Y-m-d\\TH:i:sO");
  return date;
}

Json NumberOf(const Decimal& amount) { return Json::Number(amount.ToText()); }

Json CurrencyOf(const String& code) {
  Json currency = Json::Object();
  for (std::string_view key : {"id", "name", "iso3"}) currency.SetText(key, code);
  for (std::string_view key : {"symbol_left", "symbol_right"}) currency.SetText(key, "");
  for (std::string_view key : {"rate", "avail", "default"}) currency.Set(key, Json());
  return currency;
}

Json CustomerOf(const Owner& owner, const Contact& contact) {
  Json customer = Json::Object();
  const String& user_id = contact.user_id().empty() ? owner.user_id() : contact.user_id();
  customer.SetText("id", user_id.empty() ? owner.anonymous_id() : user_id);
  customer.SetText("email", contact.email());
  customer.SetText("first_name", contact.first_name());
  customer.SetText("last_name", contact.last_name());
  customer.SetText("phone", contact.phone());
  return customer;
}

Json ItemOf(const Json& line, std::int64_t place) {
  const Json* metadata = line.Find("metadata");
  Json item = Json::Object();
  item.SetText("product_id", line.TextAt("product_id"));
  item.SetText("variant_id", line.TextAt("variant_id"));
  item.SetText("order_product_id", Json::Integer(place).text());
  item.SetTextOrNull("model", metadata ? metadata->TextAt("sku") : String());
  item.SetText("name", line.TextAt("product_name"));
  item.Set("price", NumberOf(AmountAt(line, "price")));
  item.Set("price_inc_tax", Json());
  item.Set("quantity", NumberOf(AmountAt(line, "quantity")));
  item.SetInteger("discount_amount", 0);
  item.Set("total_price", NumberOf(LineTotal(line)));
  for (std::string_view key : {"tax_percent", "tax_value", "tax_value_after_discount"}) item.Set(key, Json());
  item.Set("options", Json::Array());
  for (std::string_view key : {"weight", "weight_unit", "barcode", "parent_order_product_id"}) item.Set(key, Json());
  return item;
}

Json TotalsOf(const Json& content, const Json& lines) {
  Json totals = Json::Object();
  totals.Set("total", NumberOf(AmountAt(content, "total_value")));
  totals.Set("subtotal", NumberOf(content.Find("subtotal_value") ? AmountAt(content, "subtotal_value") : SumOfLines(lines)));
  totals.Set("shipping", NumberOf(AmountAt(content, "shipping")));
  totals.Set("tax", NumberOf(AmountAt(content, "tax")));
  totals.Set("discount", NumberOf(AmountAt(content, "total_discounts")));
  return totals;
}

}  // namespace

Json Api2CartOrder(const CartRow& cart, const Contact& contact) {
  const Json content = cart.Content();
  const Json* products = content.Find("products");
  const Json lines = products ? *products : Json::Array();
  const Json* metadata = content.Find("metadata");
  Json order = Json::Object();
  order.SetText("id", cart.cart_id());
  order.SetText("basket_id", cart.cart_id());
  order.SetTextOrNull("basket_url", metadata ? metadata->TextAt("cart_url") : String());
  order.Set("created_at", DateTime(cart.created_at()));
  order.Set("modified_at", DateTime(cart.changed().time));
  order.Set("currency", CurrencyOf(content.TextAt("currency")));
  order.Set("customer", CustomerOf(cart.owner(), contact));
  order.Set("totals", TotalsOf(content, lines));
  Json& items = order.Set("order_products", Json::Array());
  std::int64_t place = 0;
  for (const Json& line : lines.items()) items.Push(ItemOf(line, ++place));
  return order;
}

}  // namespace kago
