// Shopify's Web Pixels API: what its customer events say (platforms.md 2.7). A pixel runs in a sandbox
// beside the shop, in the checkout too, where no theme's code may be: so it is who sees orders. Amounts
// are in major units.
//
//   event   {"event": as the platform publishes it, "cart_id": of the page's cart, if it is known}
//
// `product_added_to_cart` and `product_removed_from_cart` say nothing: they have the changed line only,
// and it is not documented whether its quantity is the change or the whole.
#include <algorithm>
#include <initializer_list>

#include "core/base/decimal.h"
#include "core/event/builder.h"
#include "core/event/currency.h"
#include "core/platform/mapping.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

constexpr Rule kVariant[] = {{"id", "variant_id", Form::kId}, {"title", "product_name", Form::kName}};
constexpr Rule kProduct[] = {
    {"id", "product_id", Form::kId}, {"title", "product_name", Form::kName}, {"url", "product_url", Form::kAddress}};
constexpr Rule kImage[] = {{"src", "image_url", Form::kImage}};
constexpr Rule kPrice[] = {{"amount", "price", Form::kAsIs}};
constexpr Rule kLine[] = {{"title", "product_name", Form::kName}, {"quantity", "quantity", Form::kAsIs}};
constexpr Rule kLineWithoutVariant[] = {{"id", "product_id", Form::kId}};

// Money of a checkout: {"amount": 12.5, "currencyCode": "EUR"}.
struct MoneyRule {
  std::string_view from;
  std::string_view to;
};
constexpr MoneyRule kCheckoutMoney[] = {
    {"totalPrice", "total_value"}, {"subtotalPrice", "subtotal_value"}, {"totalTax", "tax"}};

void SetMoney(std::string_view key, const Json& money, Json* to) {
  SetIfFilled(key, FindAt(money, {"amount"}), to);
}

// The first code in use, else the first withdrawn one: a checkout's own may be either, or none at all.
void SetKnownCurrency(std::initializer_list<const Json*> codes, Json* properties) {
  for (const CurrencyStatus status : {CurrencyStatus::kActive, CurrencyStatus::kHistoric}) {
    for (const Json* code : codes) {
      if (CurrencyStatusOf(code->text()) == status) return properties->SetText("currency", code->text());
    }
  }
}

// What no product has to have, replaced by what it has: an id by the other one or the name, the name by the id.
void FillGaps(Json* product) {
  constexpr std::string_view kStandIns[][2] = {
      {"product_id", "variant_id"}, {"product_id", "product_name"}, {"variant_id", "product_id"}, {"product_name", "product_id"}};
  for (const auto& [missing, other] : kStandIns) {
    if (product->TextAt(missing).empty()) SetIfFilled(missing, Json::Text(product->TextAt(other)), product);
  }
}

Json ProductOf(const Observation& seen, const Json& variant) {
  Json product = Json::Object();
  Apply(kVariant, seen, variant, &product);
  Apply(kProduct, seen, FindAt(variant, "product"), &product);
  Apply(kImage, seen, FindAt(variant, "image"), &product);
  Apply(kPrice, seen, FindAt(variant, "price"), &product);
  SetSku(FindAt(variant, "sku"), &product);
  return product;
}

// What a piece costs after the line's own discounts, with a selling plan and whatever else changes it, as the theme's
// `final_price` has it: the variant's price is the one before. Digits past the currency's keep the line's sum.
void SetPaidPrice(const Json& line, Json* product) {
  constexpr std::int64_t kDigits = 6;
  const Json& cost = FindAt(line, "cost.totalAmount");
  const Json& amount = FindAt(cost.is_object() ? cost : FindAt(line, "finalLinePrice"), "amount");
  SetIfFilled("price", UnitPrice(amount, line.IntegerAt("quantity"), kDigits), product);
}

Json ProductsOf(const Observation& seen, const Json& lines, std::string_view variant_key) {
  Json products = Json::Array();
  for (const Json& line : lines.items()) {
    const Json& variant = FindAt(line, variant_key);
    Json product = ProductOf(seen, variant);
    if (!variant.is_object()) Apply(kLineWithoutVariant, seen, line, &product);
    Apply(kLine, seen, line, &product);
    SetPaidPrice(line, &product);
    FillGaps(&product);
    products.Push(std::move(product));
  }
  return products;
}

String CartIdOf(const Json& id) { return String(WithoutSecret(GidTail(id.text()))); }

std::optional<Sightings> ProductViewed(const Observation& seen, const Json& data) {
  const Json& variant = FindAt(data, "productVariant");
  if (!variant.is_object()) return std::nullopt;
  Sighting viewed{"ecommerce.product_viewed", ProductOf(seen, variant)};
  FillGaps(&viewed.properties);
  SetKnownCurrency({&FindAt(variant, "price.currencyCode")}, &viewed.properties);
  return Sightings{std::move(viewed)};
}

std::optional<Sightings> CartViewed(const Observation& seen, const Json& data) {
  const Json& cart = FindAt(data, "cart");
  if (cart.is_null()) return Sightings{};  // documented: the page has none
  const Json& lines = FindAt(cart, "lines");
  if (!lines.is_array()) return std::nullopt;
  Json properties = Json::Object();
  SetIfFilled("cart_id", Json::Text(CartIdOf(FindAt(cart, "id"))), &properties);
  const Json& total = FindAt(cart, "cost.totalAmount");
  SetKnownCurrency({&FindAt(total, "currencyCode")}, &properties);
  SetMoney("total_value", total, &properties);
  properties.Set("products", ProductsOf(seen, lines, "merchandise"));
  return Sightings{CartSighting(std::move(properties))};
}

// What a checkout and its order have in common.
std::optional<Json> CheckoutOf(const Observation& seen, const Json& data) {
  const Json& checkout = FindAt(data, "checkout");
  const Json& lines = FindAt(checkout, "lineItems");
  if (!lines.is_array()) return std::nullopt;
  Json properties = Json::Object();
  SetKnownCurrency({&FindAt(checkout, "currencyCode"), &FindAt(checkout, "totalPrice.currencyCode")}, &properties);
  for (const MoneyRule& rule : kCheckoutMoney) SetMoney(rule.to, FindAt(checkout, rule.from), &properties);
  SetMoney("shipping", FindAt(checkout, "shippingLine.price"), &properties);
  properties.Set("products", ProductsOf(seen, lines, "variant"));
  SetMetadataText("country", FindAt(checkout, "localization.country.isoCode"), &properties);
  SetMetadataText("market_handle", FindAt(checkout, "localization.market.handle"), &properties);
  return properties;
}

std::optional<Sightings> CheckoutStarted(const Observation& seen, const Json& data) {
  std::optional<Json> properties = CheckoutOf(seen, data);
  if (!properties) return std::nullopt;
  SetIfFilled("checkout_id", Json::Text(FindAt(data, "checkout.token").text()), &*properties);
  SetIfFilled("cart_id", Json::Text(CartIdOf(FindAt(seen.data, "cart_id"))), &*properties);
  return Sightings{{"ecommerce.checkout_started", std::move(*properties)}};
}

// By how much the lines fell through one discount: each says its part of it.
std::optional<Decimal> AmountOf(const Json& discount, const Json& lines) {
  std::optional<Decimal> sum;
  for (const Json& line : lines.items()) {
    for (const Json& part : FindAt(line, "discountAllocations").items()) {
      const Json& of = FindAt(part, "discountApplication");
      if (of.TextAt("title") != discount.TextAt("title") || of.TextAt("type") != discount.TextAt("type")) continue;
      const auto amount = Decimal::Parse(FindAt(part, "amount.amount").text());
      if (amount && !amount->is_negative()) sum = Decimal::Sum(sum.value_or(Decimal()), *amount);
    }
  }
  return sum;
}

Json DiscountsOf(const Json& checkout) {
  Json discounts = Json::Array();
  for (const Json& from : FindAt(checkout, "discountApplications").items()) {
    Json discount = Json::Object();
    // Others have a title that the shop gave them; nobody typed it in.
    if (from.TextAt("type") == "DISCOUNT_CODE") SetIfFilled("code", Json::Text(NameText(from.TextAt("title"))), &discount);
    if (const auto amount = AmountOf(from, FindAt(checkout, "lineItems"))) {
      discount.Set("amount", Json::Number(amount->ToText()));
    }
    const Json& value = FindAt(from, "value");
    if (value.Find("percentage")) discount.SetText("type", "percentage");
    if (value.Find("amount")) discount.SetText("type", "fixed_amount");
    if (!discount.items().empty()) discounts.Push(std::move(discount));
  }
  return discounts;
}

Json GatewaysOf(const Json& checkout) {
  Json gateways = Json::Array();
  for (const Json& transaction : FindAt(checkout, "transactions").items()) {
    const String name = NameText(transaction.TextAt("gateway"));
    const auto is_same = [&](const Json& other) { return other.text() == name; };
    const bool is_known = std::any_of(gateways.items().begin(), gateways.items().end(), is_same);
    if (!name.empty() && !is_known) gateways.Push(Json::Text(name));
  }
  return gateways;
}

// The event comes once, at a page that may not know of the order yet: then the checkout stands for it. The
// cart is the one that this shopper's checkout had, which the tracker knows; the page's may be the next one.
std::optional<Sightings> CheckoutCompleted(const Observation& seen, const Json& data) {
  std::optional<Json> properties = CheckoutOf(seen, data);
  if (!properties) return std::nullopt;
  const Json& checkout = FindAt(data, "checkout");
  for (const Json* id : {&FindAt(checkout, "token"), &FindAt(checkout, "order.id")}) {
    SetIfFilled("order_id", Json::Text(GidTail(id->text())), &*properties);
  }
  SetMoney("total_discounts", FindAt(checkout, "discountsAmount"), &*properties);
  if (Json discounts = DiscountsOf(checkout); !discounts.items().empty()) properties->Set("discounts", std::move(discounts));
  if (Json gateways = GatewaysOf(checkout); !gateways.items().empty()) {
    properties->ObjectAt("metadata").Set("payment_gateway_names", std::move(gateways));
  }
  return Sightings{{"ecommerce.order_placed", std::move(*properties)}};
}

constexpr struct {
  std::string_view name;
  std::optional<Sightings> (*interpret)(const Observation& seen, const Json& data);
} kEvents[] = {
    {"product_viewed", &ProductViewed},
    {"cart_viewed", &CartViewed},
    {"checkout_started", &CheckoutStarted},
    {"checkout_completed", &CheckoutCompleted},
};

}  // namespace

std::optional<Sightings> InterpretShopifyPixel(const Observation& seen, Memory*) {
  const Json& event = FindAt(seen.data, "event");
  if (seen.what != "event" || event.TextAt("name").empty()) return std::nullopt;
  for (const auto& known : kEvents) {
    if (known.name == event.TextAt("name")) return known.interpret(seen, FindAt(event, "data"));
  }
  return Sightings{};
}

}  // namespace kago
