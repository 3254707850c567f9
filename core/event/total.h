// `total_value` and the lines it stands for, in the minor units of the currency (ISO 4217): EUR has
// 2 digits, JPY none, KWD 3, CLF 4.
#ifndef KAGO_CORE_EVENT_TOTAL_H_
#define KAGO_CORE_EVENT_TOTAL_H_

#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/event/event_table.h"
#include "core/event/finding.h"

namespace kago {

// Fills a missing total with the exact sum of price times quantity (of what is sold in parts, times
// `metadata.exact_quantity`), rounded half up to the minor unit. Not for `action` add and remove: the sum of what was added isn't the cart's total.
void FillTotal(const EventType& type, Json* properties);

// Warns of a total that doesn't fit its lines, with both figures. It fits when it is the sum of the
// lines, or the shop's `subtotal_value`, with or without the `tax`, `shipping` and
// `total_discounts` that the event names: shops differ in what their prices include.
void CheckTotal(const Json& properties, Findings* warnings);

// What stands between a total and the lines, as a set.
enum Between : unsigned { kNothing = 0, kDiscounts = 1, kShipping = 2, kTax = 4, kNoFit = 8 };

// Which of the amounts that the event names make the total: total + discounts = base + shipping + tax, each counted or
// not, in minor units. The first set that fits, by its number; kNoFit when none does.
unsigned FitOf(const Decimal& total, const Decimal& base, const Json& properties);

// How many a line counts in a total: the exact number of goods by length or weight, else its pieces. Null when it
// says neither.
const Json& CountOf(const Json& line);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_TOTAL_H_
