#include "core/insight/amount.h"

#include "core/event/total.h"

namespace kago {
namespace {

Decimal AmountOf(const Json& value) { return Decimal::Parse(value.text()).value_or(Decimal()); }

}  // namespace

Decimal AmountAt(const Json& object, std::string_view key) { return AmountOf(object.At(key)); }

Decimal LineTotal(const Json& line) { return Decimal::Product(AmountAt(line, "price"), AmountOf(CountOf(line))); }

Decimal SumOfLines(const Json& lines) {
  Decimal sum;
  for (const Json& line : lines.items()) sum = Decimal::Sum(sum, LineTotal(line));
  return sum;
}

}  // namespace kago
