// Shopify: what its Ajax API and its theme say (platforms.md 2). Amounts there are hundredths in every
// currency. Notes, attributes and line properties are never looked at: they may hold personal data.
//
//   cart   the reply of `cart.js`
#include "core/event/builder.h"
#include "core/platform/mapping.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

constexpr std::int64_t kDigits = 2;

constexpr Rule kLine[] = {
    {"product_id", "product_id", Form::kId},       {"variant_id", "variant_id", Form::kId},
    {"product_title", "product_name", Form::kName}, {"quantity", "quantity", Form::kAsIs},
    {"url", "product_url", Form::kAddress},        {"image", "image_url", Form::kImage},
};

std::optional<Sightings> Cart(const Observation& seen) {
  const Json* items = seen.data.Find("items");
  if (!items || !items->is_array()) return std::nullopt;
  Json properties = Json::Object();
  SetIfFilled("cart_id", Json::Text(WithoutSecret(seen.data.TextAt("token"))), &properties);
  Json products = Json::Array();
  for (const Json& line : items->items()) {
    Json& product = products.Push(Json::Object());
    Apply(kLine, seen, line, &product);
    SetIfFilled("price", MajorUnitsAt(line, "final_price", kDigits), &product);
    if (const Json* sku = line.Find("sku")) SetSku(*sku, &product);
  }
  SetIfFilled("currency", Json::Text(seen.data.TextAt("currency")), &properties);
  SetIfFilled("total_value", MajorUnitsAt(seen.data, "total_price", kDigits), &properties);
  SetIfFilled("subtotal_value", MajorUnitsAt(seen.data, "items_subtotal_price", kDigits), &properties);
  properties.Set("products", std::move(products));
  return Sightings{CartSighting(std::move(properties))};
}

}  // namespace

std::optional<Sightings> InterpretShopify(const Observation& seen, Memory*) {
  if (seen.what == "cart") return Cart(seen);
  return std::nullopt;
}

}  // namespace kago
