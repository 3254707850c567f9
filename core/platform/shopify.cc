// Shopify: what its Ajax API, its theme and the Storefront API say (platforms.md 2). Notes, attributes and
// line properties are never looked at: they may hold personal data.
//
//   cart      the reply of `cart.js`, or a cart of the Storefront API
//   product   {"event": of `shopify:product:view` or null, "meta": ShopifyAnalytics.meta or null, "product":
//             the reply of `products/<handle>.js` or null, "page": PageData or null, "variant": the chosen
//             one or "", "currency": Shopify.currency.active or ""}; each may be missing
//   checkout  {"cart": either cart}: what goes into checkout; null: the cart that was seen last
//   buy_now   like `product`, with "quantity": the product goes into a checkout of its own
#include "core/platform/shopify.h"

#include <utility>

#include "core/base/text.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

// `src` in `products/<handle>.js`, `url` in the Storefront API.
constexpr Rule kImage[] = {{"src", "image_url", Form::kImage}, {"url", "image_url", Form::kImage}};

// What the shopper has in the cart, for a page that is left for the checkout before it could read it.
std::optional<Sightings> Cart(const Observation& seen, Memory* memory) {
  auto sightings = ShopifyCart(seen.data, seen);
  if (!sightings) return std::nullopt;
  const Json& properties = (*sightings)[0].properties;
  memory->checkout.Set(properties.Find("products") ? properties : Json::Object(), false, seen.time);
  return sightings;
}

// No checkout is named: the core gives it the cart's id (platforms.md 2.4: its own comes later, on pages
// that no script of the shop runs on).
std::optional<Sightings> Checkout(const Observation& seen, const LastCheckout& checkout) {
  const Json* given = seen.data.Find("cart");
  // A page that was left before its first read.
  if (given && given->is_null()) {
    return checkout.is_known() ? Only({"ecommerce.checkout_started", checkout.content}) : Sightings();
  }
  auto sightings = ShopifyCart(seen.data.At("cart"), seen);
  if (!sightings) return std::nullopt;
  Sighting& cart = (*sightings)[0];
  cart.name = "ecommerce.checkout_started";
  if (!cart.properties.Find("products")) sightings->clear();
  return sightings;
}

}  // namespace

Sightings Only(Sighting sighting) {
  Sightings sightings;
  sightings.push_back(std::move(sighting));
  return sightings;
}

std::int64_t DigitsBetween(const Json& minor, const Json& major) {
  const String whole = MajorUnits(major, 0).text();
  if (whole.empty() || whole == "0") return 0;
  for (std::int64_t digits = 1; digits <= 4; ++digits) {
    if (MajorUnits(minor, digits).text() == whole) return digits;
  }
  return 0;
}

void SetAmount(std::string_view key, const Json& minor, std::int64_t digits, Json* to) {
  SetIfFilled(key, MajorUnits(minor, digits), to);
}

void SetUpperCurrency(const Json& code, Json* to) {
  SetIfFilled("currency", Json::Text(UpperCase(Trimmed(code.text()))), to);
}

void SetImage(const Json& image, const Observation& seen, Json* to) { Apply(kImage, seen, image, to); }

std::optional<Sightings> InterpretShopify(const Observation& seen, Memory* memory) {
  if (seen.what == "cart") return Cart(seen, memory);
  if (seen.what == "product") return ShopifyProduct(seen);
  if (seen.what == "checkout") return Checkout(seen, memory->checkout);
  if (seen.what == "buy_now") return ShopifyBuyNow(seen);
  return std::nullopt;
}

}  // namespace kago
