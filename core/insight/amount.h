// Amounts in the content of a row, which was valid when it came: what is missing is nothing.
#ifndef KAGO_CORE_INSIGHT_AMOUNT_H_
#define KAGO_CORE_INSIGHT_AMOUNT_H_

#include <string_view>

#include "core/base/decimal.h"
#include "core/base/json.h"

namespace kago {

// Zero where there is none.
Decimal AmountAt(const Json& object, std::string_view key);

// What a line costs: its price times how many it counts, in parts of a piece too (core/event/total.h).
Decimal LineTotal(const Json& line);

Decimal SumOfLines(const Json& lines);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_AMOUNT_H_
