#include "core/insight/shopify_reply.h"

#include "core/base/ids.h"
#include "core/base/limits.h"
#include "core/event/currency.h"
#include "core/insight/amount.h"
#include "core/insight/id.h"

namespace kago {
namespace {

constexpr std::size_t kDigitsDefault = 2;

// `2026-11-27T09:15:27+00:00`: an offset, and no milliseconds.
String TimeText(TimeMs time) {
  const String iso = IsoText(time);
  return iso.substr(0, iso.find('.')).append("+00:00");
}

Json TimeOrNull(TimeMs time) { return time == 0 ? Json() : Json::Text(TimeText(time)); }

// "379.60": padded to the digits of the currency.
Json Money(const Decimal& amount, const Json& content) {
  const std::size_t known = MinorUnitDigits(content.TextAt("currency"));
  const std::size_t digits = known == kDigitsUnknown ? kDigitsDefault : known;
  String text = amount.ToText();
  if (amount.scale() == 0 && digits > 0) text.append(".");
  if (amount.scale() < digits) text.append(digits - amount.scale(), '0');
  return Json::Text(text);
}

void SetAll(std::initializer_list<std::string_view> keys, const Json& value, Json* object) {
  for (std::string_view key : keys) object->Set(key, value);
}

// What a shop has put under a line's or a checkout's metadata.
Json Metadata(const Json& object, std::string_view key) {
  const Json* metadata = object.Find("metadata");
  const Json* value = metadata ? metadata->Find(key) : nullptr;
  return value && !value->text().empty() ? Json::Text(value->text()) : Json();
}

Json LineItem(const Json& line, const Json& content) {
  Json item = Json::Object();
  const String& variant = line.TextAt("variant_id");
  const Decimal price = AmountAt(line, "price");
  SetAll({"applied_discounts", "discount_allocations"}, Json::Array(), &item);
  item.SetText("key", HexText(Hash(line.TextAt("product_id") + '\n' + variant)));
  SetAll({"destination_location_id"}, Json(), &item);
  item.SetText("fulfillment_service", "manual");
  item.Set("gift_card", Json::Bool(false));
  item.SetInteger("grams", 0);
  item.Set("origin_location_id", Json());
  item.SetText("presentment_title", line.TextAt("product_name"));
  item.Set("presentment_variant_title", Json());
  item.Set("product_id", IdOf(line.TextAt("product_id")));
  item.Set("properties", Json());
  item.Set("quantity", Json::Number(AmountAt(line, "quantity").ToText()));
  item.Set("requires_shipping", Json::Bool(true));
  const Json sku = Metadata(line, "sku");
  item.Set("sku", sku.is_null() ? Json::Text("") : sku);
  item.Set("tax_lines", Json::Array());
  item.Set("taxable", Json::Bool(true));
  item.SetText("title", line.TextAt("product_name"));
  item.Set("variant_id", IdOf(variant));
  SetAll({"variant_title", "variant_price", "vendor", "user_id", "unit_price_measurement", "rank", "compare_at_price"}, Json(), &item);
  item.Set("line_price", Money(LineTotal(line), content));
  item.Set("price", Money(price, content));
  return item;
}

Json CustomerOf(const Contact& contact) {
  if (contact.user_id().empty()) return Json();
  Json customer = contact.ToJson();
  customer.Set("id", IdOf(contact.user_id()));
  return customer;
}

// What both replies have.
Json Common(const CheckoutRow& checkout, std::string_view recover_url, const Contact& contact) {
  static const Json kNoLines = Json::Array();
  const Json& content = checkout.content();
  const Json* products = content.Find("products");
  const Json& lines = products ? *products : kNoLines;
  Json reply = Json::Object();
  reply.SetText("token", checkout.checkout_id());
  reply.SetTextOrNull("cart_token", checkout.cart_id());
  reply.SetTextOrNull("email", contact.email());
  reply.Set("gateway", Json());
  reply.Set("buyer_accepts_marketing", Json::Bool(false));
  reply.SetText("created_at", TimeText(checkout.created_at()));
  reply.SetText("updated_at", TimeText(checkout.updated_at()));
  SetAll({"landing_site", "note"}, Json(), &reply);
  reply.Set("note_attributes", Json::Array());
  reply.Set("referring_site", Metadata(content, "referring_site"));
  reply.Set("shipping_lines", Json::Array());
  reply.Set("taxes_included", Json::Bool(false));
  reply.SetInteger("total_weight", 0);
  reply.SetText("currency", content.TextAt("currency"));
  reply.Set("completed_at", TimeOrNull(checkout.completed_at()));
  SetAll({"closed_at", "user_id", "location_id", "source_identifier", "source_url", "device_id", "customer_locale"}, Json(), &reply);
  reply.SetTextOrNull("phone", contact.phone());
  Json& items = reply.Set("line_items", Json::Array());
  for (const Json& line : lines.items()) items.Push(LineItem(line, content));
  reply.Set("source", Json());
  const Json own_url = Metadata(content, "checkout_url");
  reply.Set("abandoned_checkout_url", own_url.is_null() && !recover_url.empty() ? Json::Text(recover_url) : own_url);
  SetAll({"discount_codes", "tax_lines"}, Json::Array(), &reply);
  reply.SetText("source_name", "web");
  reply.SetText("presentment_currency", content.TextAt("currency"));
  reply.Set("buyer_accepts_sms_marketing", Json::Bool(false));
  reply.Set("sms_marketing_phone", Json());
  const Decimal sum = SumOfLines(lines);
  reply.Set("total_discounts", Money(AmountAt(content, "total_discounts"), content));
  reply.Set("total_line_items_price", Money(sum, content));
  reply.Set("total_price", Money(AmountAt(content, "total_value"), content));
  reply.Set("total_tax", Money(AmountAt(content, "tax"), content));
  reply.Set("subtotal_price", Money(content.Find("subtotal_value") ? AmountAt(content, "subtotal_value") : sum, content));
  SetAll({"total_duties", "reservation_token", "billing_address", "shipping_address"}, Json(), &reply);
  reply.Set("customer", CustomerOf(contact));
  return reply;
}

}  // namespace

Json ShopifyAbandonedCheckout(const CheckoutRow& checkout, std::string_view recover_url, const Contact& contact) {
  Json reply = Common(checkout, recover_url, contact);
  reply.SetInteger("id", checkout.number());
  const Json id = *reply.Find("id");
  reply.SetText("name", String("#") + id.text());
  return reply;
}

Json ShopifyCheckout(const CheckoutRow& checkout, std::string_view recover_url, const Contact& contact) {
  Json reply = Common(checkout, recover_url, contact);
  for (Json& line : reply.Find("line_items")->items()) line.Set("id", Json::Text(line.TextAt("key")));
  reply.SetTextOrNull("order_id", checkout.order_id());
  reply.Set("customer_id", contact.user_id().empty() ? Json() : IdOf(contact.user_id()));
  SetAll({"order", "discount_code", "reservation_time"}, Json(), &reply);
  reply.Set("web_url", *reply.Find("abandoned_checkout_url"));
  reply.Set("payment_due", *reply.Find("total_price"));
  reply.Set("payment_url", Json());
  reply.Set("requires_shipping", Json::Bool(true));
  reply.SetInteger("reservation_time_left", 0);
  reply.Set("gift_cards", Json::Array());
  reply.Set("total_tip_received", Money(Decimal(), checkout.content()));
  return reply;
}

}  // namespace kago
