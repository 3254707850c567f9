// The parts of Shopify's mapping and what they share. Only for core/platform/shopify*.cc.
#ifndef KAGO_CORE_PLATFORM_SHOPIFY_H_
#define KAGO_CORE_PLATFORM_SHOPIFY_H_

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/base/json.h"
#include "core/platform/mapping.h"
#include "core/platform/observation.h"

namespace kago {

// `ecommerce.cart_updated` or `kago.cart_emptied` of a cart: cart.js's reply or one of the Storefront API.
// nullopt when it is neither.
std::optional<Sightings> ShopifyCart(const Json& cart, const Observation& seen);

// Each for the `what` of its name (shopify.cc).
std::optional<Sightings> ShopifyProduct(const Observation& seen);
std::optional<Sightings> ShopifyBuyNow(const Observation& seen);

Sightings Only(Sighting sighting);

// Amounts of the Ajax API have two digits behind the point, in every currency.
inline constexpr std::int64_t kShopifyDigits = 2;

// How many digits `minor` has behind the point, when `major` is the same amount in major units (1999 and
// 19.99: 2); 0 when it isn't, or is nothing.
std::int64_t DigitsBetween(const Json& minor, const Json& major);

// Of the functions below each leaves no trace of what is missing.

// An amount with that many digits behind the point.
void SetAmount(std::string_view key, const Json& minor, std::int64_t digits, Json* to);

// `currency`, in upper case.
void SetUpperCurrency(const Json& code, Json* to);

// `image_url`, of an image as an object.
void SetImage(const Json& image, const Observation& seen, Json* to);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_SHOPIFY_H_
