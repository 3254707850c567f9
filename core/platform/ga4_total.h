// What a checkout, an order or a refund of a dataLayer comes to.
#ifndef KAGO_CORE_PLATFORM_GA4_TOTAL_H_
#define KAGO_CORE_PLATFORM_GA4_TOTAL_H_

#include <string_view>

#include "core/base/json.h"

namespace kago {

// Sets `total_value`, and `subtotal_value`, `tax` and `shipping` where they are known. `products`: as
// Ga4Products has them. An amount that nobody can read is set as it is, so that the refusal quotes it.
void SetGa4Totals(const Json& ecommerce, const Json& products, std::string_view currency, Json* properties);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_GA4_TOTAL_H_
