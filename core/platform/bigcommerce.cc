// BigCommerce: what its Storefront Carts API says (platforms.md 3). Amounts are in major units. E-mail
// and the sender and recipient of gift certificates are never looked at.
//
//   cart   the reply of `/api/storefront/carts`: an array of no or one cart
#include "core/platform/mapping.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

constexpr Rule kLine[] = {
    {"productId", "product_id", Form::kId}, {"variantId", "variant_id", Form::kId},
    {"name", "product_name", Form::kName},  {"quantity", "quantity", Form::kAsIs},
    {"salePrice", "price", Form::kAmount},  {"url", "product_url", Form::kAddress},
    {"imageUrl", "image_url", Form::kImage},
};

// Lines that no product stands behind have an id of their own (platforms.md 3.1).
constexpr Rule kCustomLine[] = {
    {"id", "product_id", Form::kId},       {"id", "variant_id", Form::kId},     {"name", "product_name", Form::kName},
    {"quantity", "quantity", Form::kAsIs}, {"listPrice", "price", Form::kAmount},
};

constexpr Rule kGiftLine[] = {
    {"id", "product_id", Form::kId},
    {"id", "variant_id", Form::kId},
    {"name", "product_name", Form::kName},
    {"amount", "price", Form::kAmount},
};

void AddLines(std::span<const Rule> rules, const Observation& seen, const Json* lines, Json* products) {
  if (!lines || !lines->is_array()) return;
  for (const Json& line : lines->items()) {
    Json& product = products->Push(Json::Object());
    Apply(rules, seen, line, &product);
    if (!product.Find("quantity")) product.SetInteger("quantity", 1);  // gift certificates have none
    if (const Json* sku = line.Find("sku")) SetSku(*sku, &product);
  }
}

std::optional<Sightings> Cart(const Observation& seen) {
  if (!seen.data.is_array()) return std::nullopt;
  Json properties = Json::Object();
  Json products = Json::Array();
  if (!seen.data.items().empty()) {
    const Json& cart = seen.data.items()[0];
    const Json* lines = cart.Find("lineItems");
    if (!lines) return std::nullopt;
    properties.SetText("cart_id", cart.TextAt("id"));
    if (const Json* currency = cart.Find("currency")) properties.SetText("currency", currency->TextAt("code"));
    if (const Json* amount = cart.Find("cartAmount")) properties.Set("total_value", *amount);
    AddLines(kLine, seen, lines->Find("physicalItems"), &products);
    AddLines(kLine, seen, lines->Find("digitalItems"), &products);
    AddLines(kCustomLine, seen, lines->Find("customItems"), &products);
    AddLines(kGiftLine, seen, lines->Find("giftCertificates"), &products);
  }
  properties.Set("products", std::move(products));
  return Sightings{CartSighting(std::move(properties))};
}

}  // namespace

std::optional<Sightings> InterpretBigCommerce(const Observation& seen, Memory*) {
  if (seen.what == "cart") return Cart(seen);
  return std::nullopt;
}

}  // namespace kago
