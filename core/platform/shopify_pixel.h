// Shopify's Web Pixels API: what its customer events say (platforms.md 2.7). A pixel runs in a sandbox
// beside the shop, in the checkout too, where no theme's code may be: so it is who sees orders.
//
// data: {"event": as the platform publishes it, "cart_id": of the page's cart, if it is known}
#ifndef KAGO_CORE_PLATFORM_SHOPIFY_PIXEL_H_
#define KAGO_CORE_PLATFORM_SHOPIFY_PIXEL_H_

#include <optional>

#include "core/platform/observation.h"

namespace kago {

// Amounts are in major units. `product_added_to_cart` and `product_removed_from_cart` say nothing: they
// have the changed line only, and it is not documented whether its quantity is the change or the whole.
std::optional<Sightings> PixelSightings(const Observation& seen);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_SHOPIFY_PIXEL_H_
