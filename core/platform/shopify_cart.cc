// Shopify's carts. The Ajax API (platforms.md 2.2) counts in hundredths, the Storefront API (2.10) writes
// decimal texts in major units; one cart has the same ids, prices and total in both.
//
// A line is one product, whatever it is: a bundle is its parent (its components have no price of their
// own), a gift card has the amount as its price, and lines of one variant that differ in properties or
// selling plan stay two.
#include "core/event/builder.h"
#include "core/event/currency.h"
#include "core/platform/shopify.h"

namespace kago {
namespace {

// Of several rows for one field the last that is filled counts.
constexpr Rule kAjaxLine[] = {
    {"product_id", "product_id", Form::kId},   {"product_id", "variant_id", Form::kId},
    {"variant_id", "variant_id", Form::kId},   {"handle", "product_name", Form::kName},
    {"title", "product_name", Form::kName},    {"product_title", "product_name", Form::kName},
    {"quantity", "quantity", Form::kAsIs},     {"url", "product_url", Form::kAddress},
    {"image", "image_url", Form::kImage},
};

constexpr Rule kStorefrontLine[] = {{"quantity", "quantity", Form::kAsIs}};

constexpr Rule kStorefrontVariant[] = {
    {"id", "variant_id", Form::kId},
    {"title", "product_name", Form::kName},
};

constexpr Rule kStorefrontProduct[] = {
    {"id", "product_id", Form::kId},
    {"title", "product_name", Form::kName},
    {"onlineStoreUrl", "product_url", Form::kAddress},
};

bool IsGone(const Json& line) {
  const Json& quantity = line.At("quantity");
  return quantity.is_number() && MajorUnits(quantity, 0).text() == "0";
}

// Every currency has two digits, as far as Shopify says; of those with three nobody knows for sure, and the
// lines that have their price in major units too tell (platforms.md 2.2).
std::int64_t DigitsOf(const Json& lines) {
  std::int64_t digits = 0;
  for (const Json& line : lines.items()) {
    const std::int64_t found = DigitsBetween(line.At("price"), line.At("presentment_price"));
    if (found != 0 && digits != 0 && found != digits) return kShopifyDigits;
    if (found != 0) digits = found;
  }
  return digits == 0 ? kShopifyDigits : digits;
}

Json AjaxLine(const Json& line, std::int64_t digits, const Observation& seen) {
  Json product = Json::Object();
  Apply(kAjaxLine, seen, line, &product);
  SetAmount("price", line.At("price"), digits, &product);
  SetAmount("price", line.At("final_price"), digits, &product);
  SetMetadataText("sku", line.At("sku"), &product);
  SetMetadataText("selling_plan", FindAt(line, "selling_plan_allocation.selling_plan.name"), &product);
  return product;
}

Json AjaxCart(const Json& cart, const Json& lines, const Observation& seen) {
  Json properties = Json::Object();
  const std::int64_t digits = DigitsOf(lines);
  SetIfFilled("cart_id", Json::Text(WithoutSecret(cart.TextAt("token"))), &properties);
  SetUpperCurrency(cart.At("currency"), &properties);
  SetAmount("total_value", cart.At("total_price"), digits, &properties);
  SetAmount("subtotal_value", cart.At("items_subtotal_price"), digits, &properties);
  Json products = Json::Array();
  for (const Json& line : lines.items()) {
    if (!IsGone(line)) products.Push(AjaxLine(line, digits, seen));
  }
  properties.Set("products", std::move(products));
  return properties;
}

Json StorefrontLine(const Json& line, const Observation& seen, std::string_view currency) {
  Json product = Json::Object();
  const Json& variant = line.At("merchandise");
  Apply(kStorefrontLine, seen, line, &product);
  Apply(kStorefrontVariant, seen, variant, &product);
  Apply(kStorefrontProduct, seen, FindAt(variant, "product"), &product);
  SetImage(FindAt(variant, "image"), seen, &product);
  SetAmount("price", FindAt(variant, "price.amount"), 0, &product);
  SetMetadataText("sku", FindAt(variant, "sku"), &product);
  SetAmount("price", FindAt(line, "cost.amountPerQuantity.amount"), 0, &product);
  // After the line's discounts, as `final_price` has it.
  const std::size_t known = MinorUnitDigits(currency);
  const std::int64_t digits = known == kDigitsUnknown ? kShopifyDigits : static_cast<std::int64_t>(known);
  const Json& amount = FindAt(line, "cost.totalAmount.amount");
  SetIfFilled("price", UnitPrice(amount, line.IntegerAt("quantity"), digits), &product);
  SetMetadataText("selling_plan", FindAt(line, "sellingPlanAllocation.sellingPlan.name"), &product);
  return product;
}

// `lines` is a connection of GraphQL: {"nodes": [line, …]} or {"edges": [{"node": line}, …]}; libraries
// for headless shops flatten it to the list.
Json StorefrontCart(const Json& cart, const Json& lines, const Observation& seen) {
  Json properties = Json::Object();
  SetIfFilled("cart_id", Json::Text(WithoutSecret(GidTail(cart.TextAt("id")))), &properties);
  SetUpperCurrency(FindAt(cart, "cost.totalAmount.currencyCode"), &properties);
  SetAmount("total_value", FindAt(cart, "cost.totalAmount.amount"), 0, &properties);
  SetAmount("subtotal_value", FindAt(cart, "cost.subtotalAmount.amount"), 0, &properties);
  SetAmount("tax", FindAt(cart, "cost.totalTaxAmount.amount"), 0, &properties);
  Json products = Json::Array();
  for (const Json& item : lines.items()) {
    const Json* node = item.Find("node");
    const Json& line = node ? *node : item;
    if (!IsGone(line)) products.Push(StorefrontLine(line, seen, properties.TextAt("currency")));
  }
  properties.Set("products", std::move(products));
  return properties;
}

}  // namespace

std::optional<Sightings> ShopifyCart(const Json& cart, const Observation& seen) {
  // `cart/add.js` replies with lines too, those that were added; a cart names its token or currency.
  const Json& items = cart.At("items");
  if (items.is_array() && (cart.Find("token") || cart.Find("currency"))) {
    return Only(CartSighting(AjaxCart(cart, items, seen)));
  }
  const Json* lines = &cart.At("lines");
  for (std::string_view list : {"nodes", "edges"}) {
    if (const Json* found = lines->Find(list)) lines = found;
  }
  if (!lines->is_array() || !cart.Find("id")) return std::nullopt;
  return Only(CartSighting(StorefrontCart(cart, *lines, seen)));
}

}  // namespace kago
