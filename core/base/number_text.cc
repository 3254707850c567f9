#include "core/base/number_text.h"

#include <algorithm>

namespace kago {

std::string IntegerText(std::int64_t value) {
  // Unsigned, because the smallest value has no positive counterpart.
  std::uint64_t rest = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  std::string text;
  do {
    text.push_back(static_cast<char>('0' + rest % 10));
    rest /= 10;
  } while (rest != 0);
  if (value < 0) text.push_back('-');
  std::reverse(text.begin(), text.end());
  return text;
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
