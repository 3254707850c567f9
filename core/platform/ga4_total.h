// What a checkout, an order or a refund of a dataLayer comes to: what the shopper pays.
//
// By GA4's definition `value` is the sum of the lines, without tax and shipping. Shops put what they like there:
// what is paid, that without its tax or without shipping. Which of these it is, the lines tell. The total is
// `value`, or that with the tax or the shipping that the push names, and no other figure.
#ifndef KAGO_CORE_PLATFORM_GA4_TOTAL_H_
#define KAGO_CORE_PLATFORM_GA4_TOTAL_H_

#include <string_view>

#include "core/base/json.h"
#include "core/platform/ga4_universal.h"

namespace kago {

// Sets `total_value`, and `subtotal_value`, `tax` and `shipping` where they are known. `products`: as Ga4Products has
// them. `prices`: `net` or `gross` where the shop says whether its prices have the tax in them. An amount that nobody
// can read is set as it is, so that the refusal quotes it; so is a sum below zero, of lines that take off more than there is.
void SetGa4Totals(const Ga4Push& push, const Json& products, std::string_view currency, std::string_view prices,
                  Json* properties);

// `value`, unless it is null or a blank text: then nullptr.
const Json* SaidValue(const Json& ecommerce);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_GA4_TOTAL_H_
