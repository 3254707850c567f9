// Adobe Commerce and Magento 2: what the `cart` section of its customer data says (platforms.md 4.3).
// Amounts are in major units, in the currency that the shopper has chosen. The section names neither
// the currency nor the cart: js/src/observe/adobe.ts looks for the one, Kago's own id is the other.
//
//   cart      the section, as `customerData.get('cart')()` has it, with two more members if the page
//             tells: `currency`, what Magento calculates in; `page_currency`, what its product page says
//   cart_in_checkout, checkout  the same, on the checkout page
//   totals    what the checkout page calculates: `quote.totals()`; kept for the order
//   product   js/src/observe/common/page-data.ts, with `product` (id), `sku`, and `option` {id, sku, price} once
//             the shopper has chosen one of a configurable product's
//   order     {"order": "000000012"}: all that the success page knows
#include <utility>

#include "core/base/decimal.h"
#include "core/base/number_text.h"
#include "core/platform/html_text.h"
#include "core/platform/jsonld.h"
#include "core/platform/mapping.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

// Dynamic SKUs of bundles may be long: cut like a name, not refused.
constexpr Rule kLine[] = {
    {"product_id", "product_id", Form::kId},
    {"product_sku", "variant_id", Form::kName},
    {"product_url", "product_url", Form::kAddress},
    {"qty", "quantity", Form::kAsIs},
};

constexpr Rule kTotals[] = {
    {"subtotal_with_discount", "subtotal_value", Form::kAsIs},
    {"tax_amount", "tax", Form::kAsIs},
    {"shipping_amount", "shipping", Form::kAsIs},
};

void SetFrom(const Json& from, std::string_view key, std::string_view name, Json* to) {
  if (const Json* value = from.Find(key)) SetIfFilled(name, *value, to);
}

// A shop that shows prices with and without tax has both here (Magento\Tax\Plugin\Checkout\CustomerData\Cart);
// `subtotalAmount` is with tax then.
void SetPrice(const Json& item, Json* product) {
  const Json* price = item.Find("product_price_value");
  if (price && price->is_object()) return SetFrom(*price, "incl_tax", "price", product);
  SetFrom(item, "product_price_value", "price", product);
}

Json LineOf(const Observation& seen, const Json& item) {
  Json product = Json::Object();
  Apply(kLine, seen, item, &product);
  SetIfFilled("product_name", Json::Text(NameText(DecodeEntities(item.TextAt("product_name")))), &product);
  if (!product.Find("variant_id")) SetIfFilled("variant_id", Json::Text(product.TextAt("product_id")), &product);
  // Its template shows no link to a product that has no page of its own.
  const Json* has_url = item.Find("product_has_url");
  if (has_url && has_url->type() == Json::Type::kFalse) product.Remove("product_url");
  if (const Json* image = item.Find("product_image")) {
    SetIfFilled("image_url", Json::Text(ImageAddress(image->TextAt("src"), seen)), &product);
  }
  SetPrice(item, &product);
  if (const Json* sku = item.Find("product_sku")) SetSku(*sku, &product);
  return product;
}

// What the shop calculates in comes before the shop's setting, which is a default; what a product page
// tells search engines comes last.
void SetCurrency(const Observation& seen, Json* properties) {
  for (const String* code : {&seen.data.TextAt("currency"), &seen.currency, &seen.data.TextAt("page_currency")}) {
    if (!code->empty()) return properties->SetText("currency", *code);
  }
}

// nullopt when there is no section in it.
std::optional<Json> ContentOf(const Observation& seen) {
  const Json* items = seen.data.Find("items");
  if (!items || !items->is_array()) return std::nullopt;
  Json properties = Json::Object();
  SetCurrency(seen, &properties);
  Json products = Json::Array();
  for (const Json& item : items->items()) products.Push(LineOf(seen, item));
  if (!products.items().empty()) SetFrom(seen.data, "subtotalAmount", "total_value", &properties);
  properties.Set("products", std::move(products));
  return properties;
}

// A number, or the text of a cookie.
std::int64_t VersionOf(const Observation& seen) {
  const Json* id = seen.data.Find("data_id");
  std::int64_t version = 0;
  return id && ParseInteger(id->text(), &version) ? version : 0;
}

// The browser's copy of the cart that an order was made of may stay until a page asks for a newer one; what it
// says is bought. `data_id` is the server's time when it was made (Magento\Customer\CustomerData\SectionPool).
bool IsSpent(const Observation& seen, const LastCheckout& checkout) {
  const std::int64_t version = VersionOf(seen);
  return !checkout.is_known() && !checkout.order_id.empty() && version > 0 && version <= checkout.version;
}

// For the success page, which is shown after an order only. One may come without the checkout page (PayPal's
// button in the cart), so every cart counts; what the checkout page has calculated stays as long as the lines do.
void Remember(const Observation& seen, const Json& content, LastCheckout* checkout) {
  const Json* known = checkout->content.Find("products");
  const Json* products = content.Find("products");
  if (!products || products->items().empty()) return;
  const bool same = known && Dump(*known) == Dump(*products);
  checkout->Set(same ? checkout->content : content, seen.what != "cart", seen.time);
  checkout->version = std::max(checkout->version, VersionOf(seen));
}

std::optional<Sightings> Cart(const Observation& seen, Memory* memory) {
  auto content = ContentOf(seen);
  if (!content) return std::nullopt;
  if (IsSpent(seen, memory->checkout)) return Sightings{};
  // Older versions leave items out that have no page of their own, though they count: a cart that holds
  // only such ones isn't empty, and what is in it nobody says.
  const Json* count = seen.data.Find("summary_count");
  const bool none = content->Find("products")->items().empty();
  if (none && count && !count->is_null() && count->text() != "0") return Sightings{};
  Remember(seen, *content, &memory->checkout);
  return CartSightings(seen, std::move(*content));
}

std::optional<Sightings> Checkout(const Observation& seen, Memory* memory) {
  auto content = ContentOf(seen);
  if (!content) return std::nullopt;
  if (content->Find("products")->items().empty() || IsSpent(seen, memory->checkout)) return Sightings{};
  Remember(seen, *content, &memory->checkout);
  return Sightings{{"ecommerce.checkout_started", std::move(*content)}};
}

// It comes below zero.
void SetDiscount(const Json* discount, Json* checkout) {
  std::string_view text = discount ? std::string_view(discount->text()) : std::string_view();
  if (text.starts_with('-')) text.remove_prefix(1);
  const auto amount = Decimal::Parse(text);
  checkout->Remove("total_discounts");
  if (!amount || amount->is_negative() || amount->is_zero()) return;
  checkout->Set("total_discounts", Json::Number(amount->ToText()));
}

// `grand_total` itself is without tax (Magento\Quote\Model\Cart\CartTotalRepository); what the shopper
// pays is the segment of that name.
std::optional<Sightings> Totals(const Observation& seen, Memory* memory) {
  const Json* segments = seen.data.Find("total_segments");
  if (!segments || !segments->is_array()) return std::nullopt;
  Json& checkout = memory->checkout.content;
  if (!checkout.Find("products")) return Sightings{};
  for (const Json& segment : segments->items()) {
    if (segment.TextAt("code") == "grand_total") SetFrom(segment, "value", "total_value", &checkout);
  }
  Apply(kTotals, seen, seen.data, &checkout);
  SetDiscount(seen.data.Find("discount_amount"), &checkout);
  return Sightings{};
}

// The content goes with the order: the page's next load says the same order, the next order has a
// content of its own or is refused.
std::optional<Sightings> Order(const Observation& seen, const LastCheckout& checkout) {
  const String id = NameText(seen.data.TextAt("order"));
  if (id.empty()) return std::nullopt;
  if (checkout.order_id == id) return Sightings{};
  Json properties = checkout.content;
  properties.SetText("order_id", id);
  return Sightings{{"ecommerce.order_placed", std::move(properties)}};
}

std::optional<Sightings> Product(const Observation& seen) {
  Json properties = ProductFromPage(seen.data, seen);
  if (properties.is_null()) return std::nullopt;
  const Json* option = seen.data.Find("option");
  String sku = NameText(option ? option->TextAt("sku") : seen.data.TextAt("sku"));
  if (option) SetFrom(*option, "price", "price", &properties);
  SetIfFilled("product_id", Json::Text(seen.data.TextAt("product")), &properties);
  // The cart says the SKU; of an option whose SKU the page doesn't tell, its id.
  const String variant = !sku.empty() ? sku : option ? option->TextAt("id") : properties.TextAt("product_id");
  SetIfFilled("variant_id", Json::Text(variant), &properties);
  SetSku(Json::Text(sku), &properties);
  return Sightings{{"ecommerce.product_viewed", std::move(properties)}};
}

}  // namespace

std::optional<Sightings> InterpretAdobe(const Observation& seen, Memory* memory) {
  if (IsCart(seen)) return Cart(seen, memory);
  if (seen.what == "checkout") return Checkout(seen, memory);
  if (seen.what == "totals") return Totals(seen, memory);
  if (seen.what == "product") return Product(seen);
  if (seen.what == "order") return Order(seen, memory->checkout);
  return std::nullopt;
}

}  // namespace kago
