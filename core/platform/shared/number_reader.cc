#include "core/platform/shared/number_reader.h"

#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/event/currency.h"
#include "core/platform/shared/currency_text.h"

namespace kago {
namespace {

constexpr std::size_t kGroupDigits = 3;

bool IsPoint(char c) { return c == '.' || c == ','; }

// The character at that place; a space of any kind is one, and so is an apostrophe. Moves on to its last byte.
char CharacterAt(std::string_view text, std::size_t* at) {
  constexpr std::string_view kAlike[] = {"\u00a0 ", "\u202f ", "\u2009 ", "\u2019'"};
  for (std::string_view one : kAlike) {
    const std::size_t size = one.size() - 1;
    if (text.substr(*at, size) != one.substr(0, size)) continue;
    *at += size - 1;
    return one.back();
  }
  return text[*at];
}

// A text taken apart, in one walk over it.
struct Scan {
  char digits[limits::kNumberDigitsMax];
  char beside[limits::kNumberDigitsMax];  // what stands before or behind the number, without spaces
  std::size_t size = 0;                   // of digits
  std::size_t beside_size = 0;
  std::size_t lead = 0;  // digits before the first mark
  std::size_t tail = 0;  // digits behind the last mark
  std::size_t marks = 0;
  char first = '\0';    // mark
  char point = '\0';    // the last mark, where it is another
  char mark = '\0';     // one that no digit has followed yet
  bool is_odd = false;  // no groups of thousands
  bool is_bad = false;  // no number
  bool is_negative = false;

  explicit Scan(std::string_view text) {
    bool is_over = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = CharacterAt(text, &at);
      if (IsDigit(c)) {
        if (mark != '\0') TakeMark();
        digits[size++] = c;
        ++tail;
        is_bad |= is_over;
      } else if (c == ' ' && (size == 0 || is_over || mark != '\0')) {
        is_bad |= mark == ' ';
      } else if (size > 0 && !is_over && (IsPoint(c) || c == ' ' || c == '\'')) {
        is_bad |= mark != '\0';
        mark = c;
      } else if (c == '-' && size == 0 && !is_negative) {
        is_negative = true;
      } else {
        is_over = size > 0;
        is_bad |= IsOpen();
        mark = '\0';
        beside[beside_size++] = c;
      }
    }
    is_bad |= IsOpen() || size == 0;
  }

  // A mark has come that a digit has to follow.
  bool IsOpen() const { return mark != '\0' && mark != ' '; }

  void TakeMark() {
    if (marks++ == 0) {
      lead = tail;
      first = mark;
    } else {
      is_odd |= tail - 2 > 1 || point != '\0';  // in India groups of two come before the last one
    }
    if (mark != first) {
      point = mark;
      is_odd |= !IsPoint(mark) || tail != kGroupDigits;
    }
    tail = 0;
    mark = '\0';
  }
};

// Makes JSON's text of a number's; false when there is none. `*why` it is refused, if it is.
bool ToJsonNumber(std::string_view currency, String* text, std::string_view* why) {
  if (text->size() > limits::kNumberDigitsMax) return false;
  const Scan scan(*text);
  const std::string_view digits(scan.digits, scan.size);
  const std::string_view beside(scan.beside, scan.beside_size);
  if (scan.is_bad || (!beside.empty() && !IsSignOf(currency, beside))) return false;
  const bool ends_as_group = scan.point != '\0' || scan.tail == kGroupDigits;
  const bool is_grouped = !scan.is_odd && scan.lead - 1 < kGroupDigits && digits[0] != '0' && ends_as_group;
  const bool may_be_point = scan.marks == 1 && IsPoint(scan.first);
  bool has_decimals = scan.point != '\0' || may_be_point;
  if (may_be_point && is_grouped) {
    const std::size_t digits_behind = MinorUnitDigits(currency);
    has_decimals = digits_behind > 0;
    // Nothing costs thousandths of a dinar in Iraq, whatever ISO 4217 says.
    const bool is_written_so = digits_behind == kGroupDigits && scan.first == '.' && currency != "IQD";
    if (has_decimals && !is_written_so) *why = " (two readings)";
  } else if (scan.marks > 0 && !may_be_point && !is_grouped) {
    return false;
  }
  const std::size_t whole = scan.size - (has_decimals ? scan.tail : 0);
  *text = String(scan.is_negative ? "-" : "").append(digits.substr(0, whole));
  if (has_decimals) text->append(".").append(digits.substr(whole));
  return true;
}

}  // namespace

void ReadNumber(std::string_view currency, Json* value) {
  const String& given = value->text();
  String text = given;
  std::string_view why;
  if (value->is_text() && !ToJsonNumber(currency, &text, &why)) return;
  const auto number = Decimal::Parse(text);
  if (!number) return;
  const std::size_t digits = MinorUnitDigits(currency);
  const bool is_excess = value->is_text() && number->scale() > digits && !number->IsDustBehind(digits);
  if (is_excess && why.empty()) why = " (excess digits)";
  value->Assign(why.empty() ? Json::Number(number->ToText()) : Json::Text(given + why));
}

std::optional<Decimal> ReadAmount(const Json* value, std::string_view currency) {
  if (!value) return std::nullopt;
  Json number = *value;
  ReadNumber(currency, &number);
  const auto amount = number.is_number() ? Decimal::Parse(number.text()) : std::nullopt;
  return amount && amount->is_negative() ? std::nullopt : amount;
}

}  // namespace kago
