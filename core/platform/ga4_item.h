// A dataLayer's items as products (platforms.md 5.1), and its amounts: shops write both in many ways.
#ifndef KAGO_CORE_PLATFORM_GA4_ITEM_H_
#define KAGO_CORE_PLATFORM_GA4_ITEM_H_

#include <optional>

#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/platform/observation.h"

namespace kago {

// An array of products with quantity and price. What can't be read in an item stays as it is, so that
// the refusal quotes it. Empty when `items` isn't a list.
Json Ga4Products(const Json* items, const Observation& seen);

// Whether a cart with this line alone would be valid: no other line can cost it the event.
bool IsValidLine(const Json& product);

// A number, also from texts that can be read in one way only: "20.00", "1,234.50", "1.234,50",
// "19,99". "1,234" could be either, so it is none.
std::optional<Decimal> PlainAmount(const Json* value);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_GA4_ITEM_H_
