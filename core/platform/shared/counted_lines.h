// Lines that a shop's own code writes, as GA4's dataLayer and attributes have them: their quantities change one by one,
// and a discount may be a line below zero. An event has no such line: it is taken out and counted.
#ifndef KAGO_CORE_PLATFORM_SHARED_COUNTED_LINES_H_
#define KAGO_CORE_PLATFORM_SHARED_COUNTED_LINES_H_

#include <optional>

#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/platform/observation.h"

namespace kago {

// Makes it so many more, as many as an event may have at most.
void AddQuantity(const Decimal& more, Json* line);

// Whether the line takes something off: its price or its quantity is below zero.
bool IsDiscount(const Json& line);

// Price times quantity of all lines, less the discounts among them: below zero where those are more. nullopt when
// a price or a quantity isn't a number.
std::optional<Decimal> NetOf(const Json& products);

// ReadNumbers, and takes the discounts out of the lines: they are `total_discounts`, and what they leave is
// `subtotal_value` and the total, where the event has that and nobody has said it. A total below zero is refused. Lines of
// nothing else stay, for the refusal to quote.
void ReadLines(const Observation& seen, Sighting* sighting);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_SHARED_COUNTED_LINES_H_
