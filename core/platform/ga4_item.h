// A dataLayer's items as products (platforms.md 5.1).
#ifndef KAGO_CORE_PLATFORM_GA4_ITEM_H_
#define KAGO_CORE_PLATFORM_GA4_ITEM_H_

#include <string_view>

#include "core/base/json.h"
#include "core/platform/observation.h"

namespace kago {

// An array of products with quantity and price, as they are said: parts of a piece, and discounts below zero
// (shared/event_numbers.h). What can't be read in an item stays as it is, so that
// the refusal quotes it; a price in another currency than the event's is `50 (USD)`. Empty when `items` isn't a list.
Json Ga4Products(const Json* items, const Observation& seen, std::string_view currency);

// Whether the line would be valid in a cart: no other line can cost that the event.
bool IsValidLine(const Json& product);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_GA4_ITEM_H_
