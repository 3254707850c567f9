// Whole numbers from and to text, without libc's locale-aware parsing and printing.
#ifndef KAGO_CORE_BASE_NUMBER_TEXT_H_
#define KAGO_CORE_BASE_NUMBER_TEXT_H_

#include <cstdint>
#include <string_view>

#include "core/base/string.h"

namespace kago {

String IntegerText(std::int64_t value);

// `-?[0-9]{1,18}` and nothing else; false (and `*value` untouched) for every other text.
[[nodiscard]] bool ParseInteger(std::string_view text, std::int64_t* value);

inline bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace kago

#endif  // KAGO_CORE_BASE_NUMBER_TEXT_H_
