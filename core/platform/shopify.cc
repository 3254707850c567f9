// Shopify: what its Ajax API, its theme and the Storefront API say (platforms.md 2). Notes, attributes and
// line properties are never looked at: they may hold personal data.
//
//   cart      the reply of `cart.js`, or a cart of the Storefront API
//   product   {"event": of `shopify:product:view` or null, "meta": ShopifyAnalytics.meta or null, "product":
//             the reply of `products/<handle>.js` or null, "page": PageData or null, "variant": the chosen
//             one or "", "currency": Shopify.currency.active or ""}; each may be missing
//   checkout  {"cart": either cart}: what goes into checkout
//   buy_now   like `product`, with "quantity": the product goes into a checkout of its own
#include "core/platform/shopify.h"

#include <algorithm>

#include "core/platform/mapping.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

std::optional<Sightings> Cart(const Observation& seen) {
  auto sighting = ShopifyCart(seen.data, seen);
  if (!sighting) return std::nullopt;
  return Sightings{std::move(*sighting)};
}

// No checkout is named: the core gives it the cart's id (platforms.md 2.4: its own comes later, on pages
// that no script of the shop runs on).
std::optional<Sightings> Checkout(const Observation& seen) {
  const Json* cart = seen.data.Find("cart");
  auto sighting = cart ? ShopifyCart(*cart, seen) : std::nullopt;
  if (!sighting) return std::nullopt;
  if (!sighting->properties.Find("products")) return Sightings();
  sighting->name = "ecommerce.checkout_started";
  return Sightings{std::move(*sighting)};
}

}  // namespace

std::int64_t DigitsBetween(const Json* minor, const Json* major) {
  const std::string whole = minor && major ? MajorUnits(*major, 0).text() : std::string();
  if (whole.empty() || whole == "0") return 0;
  for (std::int64_t digits = 1; digits <= 4; ++digits) {
    if (MajorUnits(*minor, digits).text() == whole) return digits;
  }
  return 0;
}

const Json* FindAt(const Json* from, std::string_view path) {
  while (from && !path.empty()) {
    const std::string_view key = path.substr(0, path.find('.'));
    from = from->Find(key);
    path.remove_prefix(std::min(key.size() + 1, path.size()));
  }
  return from;
}

std::string_view TextOf(const Json* value) { return value ? std::string_view(value->text()) : std::string_view(); }

std::optional<Sightings> InterpretShopify(const Observation& seen, Memory*) {
  if (seen.what == "cart") return Cart(seen);
  if (seen.what == "product") return ShopifyProduct(seen);
  if (seen.what == "checkout") return Checkout(seen);
  if (seen.what == "buy_now") return ShopifyBuyNow(seen);
  return std::nullopt;
}

}  // namespace kago
