// WooCommerce: what its Store API says (platforms.md 4). Amounts are texts in minor units of the shop's
// "number of decimals", which each object names itself. Addresses, e-mail, order keys and what shoppers
// write on a line (`item_data`) are never looked at.
//
//   cart      the reply of `wc/store/v1/cart`; cart_in_checkout: the same, on the checkout page
//   checkout  {"cart": that reply}, on the checkout page
//   product   {"page": PageData (jsonld.h), "id": "77", "variation": data of the event `found_variation`,
//             "again": true}: a form of the page has loaded it again
//   order     {"id": "123", "failed": true, "cart": the cart as it is now}, on the order-received page
//
// The Store API has an order too, but not for this: a guest's needs his e-mail in the address, and its
// lines have ids of their own instead of the products'. So an order is what the cart held last, if it is the
// order of that cart: links in e-mails lead to order pages too. An order takes its cart along, so one whose lines
// are still in it is another's; one that is gone was ordered, and where nobody can say, it was if it was in checkout.
#include <algorithm>

#include "core/base/number_text.h"
#include "core/cart/fingerprint.h"
#include "core/platform/html_text.h"
#include "core/platform/jsonld.h"
#include "core/platform/mapping.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

// Of a chosen variation, and of products in shops without pretty permalinks.
constexpr std::string_view kParameters = "attribute_* product p";

constexpr Rule kLine[] = {
    {"id", "product_id", Form::kId},
    {"id", "variant_id", Form::kId},
    {"quantity", "quantity", Form::kAsIs},
};

constexpr Rule kVariation[] = {
    {"variation_id", "variant_id", Form::kId},
    {"display_price", "price", Form::kAsIs},
};

// WordPress allows some HTML in titles. `a < b` is no tag.
String WithoutTags(std::string_view html) {
  String text;
  while (!html.empty()) {
    const std::size_t begin = std::min(html.find('<'), html.size());
    text.append(html.substr(0, begin));
    html.remove_prefix(begin);
    const std::size_t end = html.find('>');
    const char next = html.size() > 1 ? html[1] : ' ';
    const bool is_tag = end != std::string_view::npos && (next == '/' || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z'));
    if (!is_tag) text.append(html.substr(0, 1));
    html.remove_prefix(std::min(is_tag ? end + 1 : 1, html.size()));
  }
  return text;
}

String PlainText(std::string_view html) { return NameText(DecodeEntities(WithoutTags(html))); }

Json AmountAt(const Json& money, std::string_view key) {
  // Without its digits an amount means nothing, and the refusal says that it is missing.
  const std::int64_t digits = money.IntegerAt("currency_minor_unit", -1);
  return digits < 0 ? Json() : MajorUnitsAt(money, key, digits);
}

struct AmountRule {
  std::string_view from;
  std::string_view to;
};

constexpr AmountRule kTotals[] = {{"total_price", "total_value"}, {"total_tax", "tax"}, {"total_shipping", "shipping"}};

void SetSubtotal(const Json& totals, Json* properties) {
  std::int64_t items = 0;
  std::int64_t discount = 0;
  const bool is_known = ParseInteger(totals.TextAt("total_items"), &items) && ParseInteger(totals.TextAt("total_discount"), &discount);
  const std::int64_t digits = totals.IntegerAt("currency_minor_unit", -1);
  if (!is_known || digits < 0 || discount < 0 || items < discount) return;
  properties->Set("subtotal_value", MajorUnits(Json::Integer(items - discount), digits));
}

Json ProductOf(const Observation& seen, const Json& line) {
  Json product = Json::Object();
  Apply(kLine, seen, line, &product);
  SetIfFilled("product_name", Json::Text(PlainText(line.TextAt("name"))), &product);
  if (const Json* prices = line.Find("prices")) SetIfFilled("price", AmountAt(*prices, "price"), &product);
  SetIfFilled("product_url", Json::Text(PageAddress(line.TextAt("permalink"), seen, kParameters)), &product);
  const Json* images = line.Find("images");
  if (images && images->is_array() && !images->items().empty()) {
    SetIfFilled("image_url", Json::Text(ImageAddress(images->items()[0].TextAt("src"), seen)), &product);
  }
  SetSku(Json::Text(PlainText(line.TextAt("sku"))), &product);
  return product;
}

// What cart, checkout and order have in common; nullopt when `cart` is none.
std::optional<Json> PropertiesOf(const Observation& seen, const Json& cart) {
  const Json* items = cart.Find("items");
  const Json* totals = cart.Find("totals");
  if (!items || !items->is_array() || !totals || !totals->is_object()) return std::nullopt;
  Json properties = Json::Object();
  SetIfFilled("currency", Json::Text(totals->TextAt("currency_code")), &properties);
  for (const AmountRule& rule : kTotals) SetIfFilled(rule.to, AmountAt(*totals, rule.from), &properties);
  SetSubtotal(*totals, &properties);
  Json& products = properties.Set("products", Json::Array());
  for (const Json& line : items->items()) products.Push(ProductOf(seen, line));
  return properties;
}

bool HasLines(const Json& properties) { return !properties.Find("products")->items().empty(); }

bool HasLinesOf(const Json& properties, const LastCheckout& checkout) {
  return GoodsFingerprint(properties) == GoodsFingerprint(checkout.content);
}

// What the cart's order would be, should the next page be the one that thanks for it.
void Remember(const Observation& seen, const Json& cart, Json properties, LastCheckout* checkout) {
  const bool in_checkout = seen.what != "cart";
  if (!HasLines(properties)) {
    // The shopper has emptied it, unless its order has.
    if (!in_checkout && !checkout->entered) checkout->content = Json::Object();
    return;
  }
  const bool entered = in_checkout || (checkout->entered && HasLinesOf(properties, *checkout));
  SetIfFilled("total_discounts", AmountAt(*cart.Find("totals"), "total_discount"), &properties);
  const Json* coupons = cart.Find("coupons");
  Json discounts = Json::Array();
  for (const Json& coupon : coupons ? coupons->items() : List<Json>()) {
    const String code = PlainText(coupon.TextAt("code"));
    if (code.empty()) continue;
    Json& discount = discounts.Push(Json::Object());
    discount.SetText("code", code);
    if (const Json* totals = coupon.Find("totals")) SetIfFilled("amount", AmountAt(*totals, "total_discount"), &discount);
  }
  if (!discounts.items().empty()) properties.Set("discounts", std::move(discounts));
  checkout->Set(std::move(properties), entered, seen.time);
}

std::optional<Sightings> Cart(const Observation& seen, Memory* memory) {
  auto properties = PropertiesOf(seen, seen.data);
  if (!properties) return std::nullopt;
  Remember(seen, seen.data, *properties, &memory->checkout);
  return CartSightings(seen, std::move(*properties));
}

std::optional<Sightings> Checkout(const Observation& seen, Memory* memory) {
  const Json* cart = seen.data.Find("cart");
  auto properties = cart ? PropertiesOf(seen, *cart) : std::nullopt;
  if (!properties) return std::nullopt;
  // A shop leads away from the checkout of an empty cart: its order has just been taken.
  if (!HasLines(*properties)) return Sightings{};
  Remember(seen, *cart, *properties, &memory->checkout);
  return Sightings{{"ecommerce.checkout_started", std::move(*properties)}};
}

bool IsOrdered(const Observation& seen, const LastCheckout& checkout) {
  const Json* cart = seen.data.Find("cart");
  const Json* items = cart ? cart->Find("items") : nullptr;
  if (!items || !items->is_array()) return checkout.entered;
  Json now = Json::Object();
  Json& products = now.Set("products", Json::Array());
  for (const Json& line : items->items()) Apply(kLine, seen, line, &products.Push(Json::Object()));
  return !HasLines(now) || (checkout.entered && !HasLinesOf(now, checkout));
}

std::optional<Sightings> Order(const Observation& seen, const LastCheckout& checkout) {
  const String& id = seen.data.TextAt("id");
  if (id.empty()) return std::nullopt;
  // Without a cart before it the order is another browser's, or the page is loaded again.
  if (seen.data.TrueAt("failed") || !checkout.is_known() || !IsOrdered(seen, checkout)) return Sightings{};
  Json properties = checkout.content;
  properties.SetText("order_id", id);
  return Sightings{{"ecommerce.order_placed", std::move(properties)}};
}

// The page tells search engines of the product by its SKU; the cart knows it by WordPress's id.
void SetIds(const Observation& seen, Json* product) {
  const String& id = seen.data.TextAt("id");
  if (id.empty()) return;
  product->SetText("product_id", id);
  product->SetText("variant_id", id);
}

std::optional<Sightings> Product(const Observation& seen) {
  const Json* page = seen.data.Find("page");
  if (!page || !page->is_object()) return std::nullopt;
  Json product = ProductFromPage(*page, seen);
  if (product.is_null() && page->items().empty()) return std::nullopt;  // nobody could read it
  if (product.is_null()) return Sightings{};
  SetIds(seen, &product);
  SetIfFilled("product_url", Json::Text(PageAddress(seen.page, seen, kParameters)), &product);
  // One whose price nobody says is not named: the page's price is the lowest of them all.
  const Json* variation = seen.data.Find("variation");
  const Json* price = variation ? variation->Find("display_price") : nullptr;
  if (price && !price->is_null() && !price->text().empty()) {
    Apply(kVariation, seen, *variation, &product);
    const Json* image = variation->Find("image");
    if (image) SetIfFilled("image_url", Json::Text(ImageAddress(image->TextAt("src"), seen)), &product);
    SetSku(Json::Text(PlainText(variation->TextAt("sku"))), &product);
  }
  return Sightings{{"ecommerce.product_viewed", std::move(product), false, seen.data.TrueAt("again")}};
}

}  // namespace

std::optional<Sightings> InterpretWooCommerce(const Observation& seen, Memory* memory) {
  if (IsCart(seen)) return Cart(seen, memory);
  if (seen.what == "checkout") return Checkout(seen, memory);
  if (seen.what == "product") return Product(seen);
  if (seen.what == "order") return Order(seen, memory->checkout);
  return std::nullopt;
}

}  // namespace kago
