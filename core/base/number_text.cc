#include "core/base/number_text.h"

#include <algorithm>

namespace kago {

String IntegerText(std::int64_t value) {
  // Unsigned, because the smallest value has no positive counterpart.
  std::uint64_t rest = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  char text[20];  // a sign and 19 digits
  char* begin = std::end(text);
  do {
    *--begin = static_cast<char>('0' + rest % 10);
    rest /= 10;
  } while (rest != 0);
  if (value < 0) *--begin = '-';
  return {begin, static_cast<std::size_t>(std::end(text) - begin)};
}

bool ParseInteger(std::string_view text, std::int64_t* value) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  if (text.empty() || text.size() > 18 || !std::all_of(text.begin(), text.end(), IsDigit)) return false;
  std::int64_t sum = 0;
  for (char c : text) sum = sum * 10 + (c - '0');
  *value = negative ? -sum : sum;
  return true;
}

}  // namespace kago
