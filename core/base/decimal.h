// An exact decimal number of JSON's grammar: what amounts and quantities are counted with.
//
// No floating point anywhere: `0.1 + 0.2` is `0.3`. Digits are kept as text, so there is no
// overflow, only limits::kNumberDigitsMax.
#ifndef KAGO_CORE_BASE_DECIMAL_H_
#define KAGO_CORE_BASE_DECIMAL_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/string.h"

namespace kago {

class Decimal {
 public:
  Decimal() = default;  // zero

  // nullopt when `text` is no JSON number, or needs more than limits::kNumberDigitsMax digits once
  // its exponent is written out.
  static std::optional<Decimal> Parse(std::string_view text);

  bool is_zero() const { return digits_.empty(); }
  bool is_negative() const { return negative_; }  // never for zero
  bool is_integer() const { return scale_ == 0; }
  std::size_t scale() const { return scale_; }  // digits behind the point

  // REQUIRES of both operations: no operand is negative.
  static Decimal Sum(const Decimal& a, const Decimal& b);
  static Decimal Product(const Decimal& a, const Decimal& b);
  // a - b. REQUIRES: a >= b, and of both what the others require.
  static Decimal Difference(const Decimal& a, const Decimal& b);
  // The same of any two numbers.
  static Decimal Plus(const Decimal& a, const Decimal& b);
  static Decimal Minus(const Decimal& a, const Decimal& b);
  Decimal Negated() const;
  // Half up, to that many digits behind the point. REQUIRES: not negative.
  Decimal Rounded(std::size_t scale) const;
  // Whether what follows that many digits is evidently the dust of floating point, as in 0.30000000000000004
  // and 185.130001 behind 2 digits. The sign doesn't matter.
  bool IsDustBehind(std::size_t scale) const;
  // One of so many equal parts, half up to that many digits behind the point. REQUIRES: not negative; 0 < parts < 2^60.
  Decimal Part(std::uint64_t parts, std::size_t scale) const;
  // -1, 0 or 1: a < b, a == b, a > b. REQUIRES: no operand is negative.
  static int Compare(const Decimal& a, const Decimal& b);

  // Plain notation without needless zeros: `59.97`, `0.3`, `2000000`.
  String ToText() const;

 private:
  void Normalize();
  // The digits as a whole number of 10^-scale. REQUIRES: scale >= scale_.
  String DigitsAt(std::size_t scale) const;

  bool negative_ = false;
  String digits_;          // without leading zeros; empty is zero
  std::size_t scale_ = 0;  // how many of the digits stand behind the point
};

// True when `text` follows the grammar of a JSON number.
bool IsJsonNumber(std::string_view text);

// True when JavaScript would read a JSON number as Infinity (past 1.7976931348623158e308).
bool IsPastDouble(std::string_view number);

}  // namespace kago

#endif  // KAGO_CORE_BASE_DECIMAL_H_
