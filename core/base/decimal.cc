#include "core/base/decimal.h"

#include <algorithm>
#include <cstdint>

#include "core/base/limits.h"
#include "core/base/number_text.h"

namespace kago {
namespace {

// The parts of a JSON number; views into its text.
struct Parts {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;
  std::string_view exponent;  // with its sign
};

std::string_view TakeDigits(std::string_view* rest) {
  std::size_t count = 0;
  while (count < rest->size() && IsDigit((*rest)[count])) ++count;
  const std::string_view digits = rest->substr(0, count);
  rest->remove_prefix(count);
  return digits;
}

bool TakeOneOf(std::string_view choices, std::string_view* rest) {
  if (rest->empty() || choices.find(rest->front()) == std::string_view::npos) return false;
  rest->remove_prefix(1);
  return true;
}

bool Split(std::string_view rest, Parts* parts) {
  parts->negative = TakeOneOf("-", &rest);
  parts->whole = TakeDigits(&rest);
  if (parts->whole.empty() || (parts->whole.size() > 1 && parts->whole[0] == '0')) return false;
  if (TakeOneOf(".", &rest)) {
    parts->fraction = TakeDigits(&rest);
    if (parts->fraction.empty()) return false;
  }
  if (TakeOneOf("eE", &rest)) {
    parts->exponent = rest;
    TakeOneOf("+-", &rest);
    if (TakeDigits(&rest).empty()) return false;
  }
  return rest.empty();
}

// Counted from the last one.
int DigitAt(std::string_view digits, std::size_t place) {
  return place < digits.size() ? digits[digits.size() - 1 - place] - '0' : 0;
}

}  // namespace

bool IsJsonNumber(std::string_view text) {
  Parts parts;
  return Split(text, &parts);
}

bool IsPastDouble(std::string_view number) {
  constexpr std::int64_t kDigitsMax = 309;
  constexpr std::string_view kFirstDigitsMax = "17976931348623158";
  Parts parts;
  if (!Split(number, &parts)) return false;
  const String both = String(parts.whole) + parts.fraction;
  const std::string_view digits = both;
  const std::size_t first = digits.find_first_not_of('0');
  if (first == std::string_view::npos) return false;
  std::int64_t exponent = 0;
  if (parts.exponent.starts_with('+')) parts.exponent.remove_prefix(1);
  if (!parts.exponent.empty() && !ParseInteger(parts.exponent, &exponent)) return parts.exponent[0] != '-';
  const std::int64_t count = static_cast<std::int64_t>(parts.whole.size()) - static_cast<std::int64_t>(first) + exponent;
  return count > kDigitsMax || (count == kDigitsMax && digits.substr(first, kFirstDigitsMax.size()) > kFirstDigitsMax);
}

std::optional<Decimal> Decimal::Parse(std::string_view text) {
  Parts parts;
  if (!Split(text, &parts)) return std::nullopt;
  if (!parts.exponent.empty() && parts.exponent[0] == '+') parts.exponent.remove_prefix(1);
  std::int64_t exponent = 0;
  if (!parts.exponent.empty() && !ParseInteger(parts.exponent, &exponent)) return std::nullopt;

  Decimal decimal;
  decimal.negative_ = parts.negative;
  decimal.digits_ = String(parts.whole) + parts.fraction;
  const std::int64_t scale = static_cast<std::int64_t>(parts.fraction.size()) - exponent;
  const auto digits_max = static_cast<std::int64_t>(limits::kNumberDigitsMax);
  const bool zero = std::string_view(decimal.digits_).find_first_not_of('0') == std::string_view::npos;
  if (!zero && (scale > digits_max || scale < -digits_max)) return std::nullopt;
  if (!zero && scale < 0) decimal.digits_.append(static_cast<std::size_t>(-scale), '0');
  decimal.scale_ = scale > 0 && !zero ? static_cast<std::size_t>(scale) : 0;
  decimal.Normalize();
  if (decimal.digits_.size() > limits::kNumberDigitsMax) return std::nullopt;
  return decimal;
}

void Decimal::Normalize() {
  digits_ = digits_.substr(std::min(std::string_view(digits_).find_first_not_of('0'), digits_.size()));
  while (scale_ > 0 && !digits_.empty() && digits_.back() == '0') {
    digits_.pop_back();
    --scale_;
  }
  if (digits_.empty()) {
    scale_ = 0;
    negative_ = false;
  }
}

String Decimal::DigitsAt(std::size_t scale) const {
  String digits = digits_;
  return is_zero() ? digits : digits.append(scale - scale_, '0');
}

Decimal Decimal::Sum(const Decimal& a, const Decimal& b) {
  Decimal sum;
  sum.scale_ = std::max(a.scale_, b.scale_);
  const String left = a.DigitsAt(sum.scale_);
  const String right = b.DigitsAt(sum.scale_);
  const std::size_t size = std::max(left.size(), right.size()) + 1;
  char* digits = sum.digits_.Grow(size);
  int carry = 0;
  for (std::size_t place = 0; place < size; ++place) {
    carry += DigitAt(left, place) + DigitAt(right, place);
    digits[size - 1 - place] = static_cast<char>('0' + carry % 10);
    carry /= 10;
  }
  sum.Normalize();
  return sum;
}

Decimal Decimal::Difference(const Decimal& a, const Decimal& b) {
  Decimal difference;
  difference.scale_ = std::max(a.scale_, b.scale_);
  const String left = a.DigitsAt(difference.scale_);
  const String right = b.DigitsAt(difference.scale_);
  char* digits = difference.digits_.Grow(left.size());
  int borrow = 0;
  for (std::size_t place = 0; place < left.size(); ++place) {
    const int rest = DigitAt(left, place) - DigitAt(right, place) - borrow;
    borrow = rest < 0;
    digits[left.size() - 1 - place] = static_cast<char>('0' + rest + 10 * borrow);
  }
  difference.Normalize();
  return difference;
}

Decimal Decimal::Plus(const Decimal& a, const Decimal& b) {
  Decimal left = a;
  Decimal right = b;
  left.negative_ = right.negative_ = false;
  Decimal sum;
  if (a.negative_ == b.negative_) {
    sum = Sum(left, right);
    sum.negative_ = a.negative_;
  } else {
    const bool is_right = Compare(left, right) < 0;
    sum = is_right ? Difference(right, left) : Difference(left, right);
    sum.negative_ = is_right ? b.negative_ : a.negative_;
  }
  sum.Normalize();
  return sum;
}

Decimal Decimal::Minus(const Decimal& a, const Decimal& b) { return Plus(a, b.Negated()); }

Decimal Decimal::Negated() const {
  Decimal negated = *this;
  negated.negative_ = !negative_ && !is_zero();
  return negated;
}

Decimal Decimal::Product(const Decimal& a, const Decimal& b) {
  Decimal product;
  product.scale_ = a.scale_ + b.scale_;
  const std::size_t size = a.digits_.size() + b.digits_.size();
  char* digits = product.digits_.Grow(size);
  std::fill_n(digits, size, '0');
  for (std::size_t i = a.digits_.size(); i-- > 0;) {
    int carry = 0;
    for (std::size_t j = b.digits_.size(); j-- > 0;) {
      carry += (digits[i + j + 1] - '0') + (a.digits_[i] - '0') * (b.digits_[j] - '0');
      digits[i + j + 1] = static_cast<char>('0' + carry % 10);
      carry /= 10;
    }
    digits[i] = static_cast<char>(digits[i] + carry);
  }
  product.Normalize();
  return product;
}

Decimal Decimal::Rounded(std::size_t scale) const {
  if (scale_ <= scale) return *this;
  Decimal half;  // of the last digit that stays
  half.digits_ = "5";
  half.scale_ = scale + 1;
  const String digits = Sum(*this, half).DigitsAt(scale_);
  Decimal rounded;
  rounded.scale_ = scale;
  rounded.digits_ = digits.substr(0, digits.size() - std::min(digits.size(), scale_ - scale));
  rounded.Normalize();
  return rounded;
}

bool Decimal::IsDustBehind(std::size_t scale) const {
  constexpr std::size_t kClearDigits = 3;
  constexpr std::size_t kClearDigitsOfZero = 9;  // a price that is tiny isn't nothing
  const Decimal near = Rounded(scale + kClearDigits);
  return (near.is_zero() ? Rounded(kClearDigitsOfZero) : near).scale_ <= scale;
}

Decimal Decimal::Part(std::uint64_t parts, std::size_t scale) const {
  Decimal part;
  part.scale_ = scale_ + scale + 1;
  const String digits = DigitsAt(part.scale_);
  char* quotient = part.digits_.Grow(digits.size());
  std::uint64_t rest = 0;
  for (char digit : digits) {
    rest = rest * 10 + static_cast<std::uint64_t>(digit - '0');
    *quotient++ = static_cast<char>('0' + rest / parts);
    rest %= parts;
  }
  part.Normalize();
  return part.Rounded(scale);
}

int Decimal::Compare(const Decimal& a, const Decimal& b) {
  const std::size_t scale = std::max(a.scale_, b.scale_);
  const String left = a.DigitsAt(scale);
  const String right = b.DigitsAt(scale);
  if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
  const int order = std::string_view(left).compare(right);
  return order < 0 ? -1 : order > 0;
}

String Decimal::ToText() const {
  String digits;
  if (digits_.size() <= scale_) digits.append(scale_ - digits_.size() + 1, '0');
  digits.append(digits_);
  const std::size_t whole = digits.size() - scale_;
  String text;
  if (negative_) text += '-';
  text.append(digits.substr(0, whole));
  return scale_ > 0 ? text.append(".").append(digits.substr(whole)) : text;
}

}  // namespace kago
