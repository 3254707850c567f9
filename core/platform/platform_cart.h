// A platform's own cart reply, as it stands, to the properties of a cart event.
//
// Shapes and traps: platforms.md 2.2 (Shopify Ajax API, amounts always x100), 3.1 (BigCommerce
// Storefront Carts API, amounts in major units), 8 (which field becomes which). What may hold
// personal data (notes, line properties, e-mail, sender and recipient) is never looked at.
#ifndef KAGO_CORE_PLATFORM_PLATFORM_CART_H_
#define KAGO_CORE_PLATFORM_PLATFORM_CART_H_

#include <optional>
#include <string>
#include <string_view>

#include "core/base/json.h"

namespace kago {

// Properties for `ecommerce.cart_updated`; without a line, for `kago.cart_emptied`. nullopt when
// `platform` isn't known or `reply` has no such shape. `origin` completes relative addresses.
// Values are taken over as they are: the builder mends and the validator judges them.
std::optional<Json> CartFromPlatform(std::string_view platform, const Json& reply, const std::string& origin);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_PLATFORM_CART_H_
