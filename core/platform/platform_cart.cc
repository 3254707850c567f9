#include "core/platform/platform_cart.h"

#include <span>

#include "core/base/decimal.h"
#include "core/event/builder.h"

namespace kago {
namespace {

enum class Form : std::uint8_t {
  kAsIs,
  kId,          // a number or a text
  kHundredths,  // an amount of which 100 are one major unit, in every currency
  kAddress,     // absolute, or relative to the origin
};

// One field of the platform and what it becomes.
struct Rule {
  std::string_view from;
  std::string_view to;
  Form form;
};

constexpr Rule kShopifyLine[] = {
    {"product_id", "product_id", Form::kId},      {"variant_id", "variant_id", Form::kId},
    {"product_title", "product_name", Form::kAsIs}, {"quantity", "quantity", Form::kAsIs},
    {"final_price", "price", Form::kHundredths},  {"url", "product_url", Form::kAddress},
    {"image", "image_url", Form::kAddress},
};

constexpr Rule kShopifyCart[] = {
    {"currency", "currency", Form::kAsIs},
    {"total_price", "total_value", Form::kHundredths},
    {"items_subtotal_price", "subtotal_value", Form::kHundredths},
};

constexpr Rule kBigCommerceLine[] = {
    {"productId", "product_id", Form::kId}, {"variantId", "variant_id", Form::kId},
    {"name", "product_name", Form::kAsIs},  {"quantity", "quantity", Form::kAsIs},
    {"salePrice", "price", Form::kAsIs},    {"url", "product_url", Form::kAddress},
    {"imageUrl", "image_url", Form::kAddress},
};

// Lines that no product stands behind have an id of their own (platforms.md 3.1).
constexpr Rule kBigCommerceCustomLine[] = {
    {"id", "product_id", Form::kId},       {"id", "variant_id", Form::kId},   {"name", "product_name", Form::kAsIs},
    {"quantity", "quantity", Form::kAsIs}, {"listPrice", "price", Form::kAsIs},
};

constexpr Rule kBigCommerceGiftLine[] = {
    {"id", "product_id", Form::kId},
    {"id", "variant_id", Form::kId},
    {"name", "product_name", Form::kAsIs},
    {"amount", "price", Form::kAsIs},
};

Json Hundredth(const Json& amount) {
  const auto decimal = Decimal::Parse(amount.text());
  if (!decimal || decimal->is_negative()) return amount;
  return Json::Number(Decimal::Product(*decimal, *Decimal::Parse("0.01")).ToText());
}

Json Converted(Form form, const Json& value, const std::string& origin) {
  switch (form) {
    case Form::kId:
      return value.is_number() ? Json::Text(value.text()) : value;
    case Form::kHundredths:
      return Hundredth(value);
    case Form::kAddress:
      if (value.text().starts_with("//")) return Json::Text("https:" + value.text());
      return value.text().starts_with("/") ? Json::Text(origin + value.text()) : value;
    default:
      return value;
  }
}

void Apply(std::span<const Rule> rules, const Json& from, const std::string& origin, Json* to) {
  for (const Rule& rule : rules) {
    const Json* value = from.Find(rule.from);
    if (value && !value->is_null()) to->Set(rule.to, Converted(rule.form, *value, origin));
  }
}

void AddLines(std::span<const Rule> rules, const Json* lines, const std::string& origin, Json* products) {
  if (!lines || !lines->is_array()) return;
  for (const Json& line : lines->items()) {
    Json& product = products->Push(Json::Object());
    Apply(rules, line, origin, &product);
    if (!product.Find("quantity")) product.SetInteger("quantity", 1);  // gift certificates have none
    const std::string& sku = line.TextAt("sku");
    if (!sku.empty()) product.Set("metadata", Json::Object()).SetText("sku", sku);
  }
}

std::optional<Json> FromShopify(const Json& cart, const std::string& origin) {
  const Json* items = cart.Find("items");
  if (!items || !items->is_array()) return std::nullopt;
  Json properties = Json::Object();
  if (const std::string& token = cart.TextAt("token"); !token.empty()) {
    properties.SetText("cart_id", WithoutSecret(token));
  }
  Json products = Json::Array();
  AddLines(kShopifyLine, items, origin, &products);
  Apply(kShopifyCart, cart, origin, &properties);
  properties.Set("products", std::move(products));
  return properties;
}

std::optional<Json> FromBigCommerce(const Json& reply, const std::string& origin) {
  if (!reply.is_array()) return std::nullopt;
  Json properties = Json::Object();
  Json products = Json::Array();
  if (!reply.items().empty()) {
    const Json& cart = reply.items()[0];
    const Json* lines = cart.Find("lineItems");
    if (!lines) return std::nullopt;
    properties.SetText("cart_id", cart.TextAt("id"));
    if (const Json* currency = cart.Find("currency")) properties.SetText("currency", currency->TextAt("code"));
    if (const Json* amount = cart.Find("cartAmount")) properties.Set("total_value", *amount);
    AddLines(kBigCommerceLine, lines->Find("physicalItems"), origin, &products);
    AddLines(kBigCommerceLine, lines->Find("digitalItems"), origin, &products);
    AddLines(kBigCommerceCustomLine, lines->Find("customItems"), origin, &products);
    AddLines(kBigCommerceGiftLine, lines->Find("giftCertificates"), origin, &products);
  }
  properties.Set("products", std::move(products));
  return properties;
}

// A cart that holds nothing is said by its own event, which has neither lines nor amounts.
Json WithoutLines(const Json& properties) {
  Json emptied = Json::Object();
  for (std::string_view name : {"cart_id", "currency"}) {
    if (const Json* value = properties.Find(name)) emptied.Set(name, *value);
  }
  return emptied;
}

}  // namespace

std::optional<Json> CartFromPlatform(std::string_view platform, const Json& reply, const std::string& origin) {
  std::optional<Json> properties;
  if (platform == "shopify") properties = FromShopify(reply, origin);
  if (platform == "bigcommerce") properties = FromBigCommerce(reply, origin);
  if (properties && properties->Find("products")->items().empty()) return WithoutLines(*properties);
  return properties;
}

}  // namespace kago
