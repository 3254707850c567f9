// Questions about UTF-8 text. Texts that come from ParseJson are valid UTF-8.
#ifndef KAGO_CORE_BASE_TEXT_H_
#define KAGO_CORE_BASE_TEXT_H_

#include <cstddef>
#include <string_view>

#include "core/base/string.h"

namespace kago {

// Length in UTF-16 code units, as JavaScript and Braze count.
std::size_t Utf16Units(std::string_view text);

// True for U+0000 to U+001F: what Braze refuses in names and ids (platforms.md 1.4).
bool HasControlCharacter(std::string_view text);

// True when nothing but white space is there.
bool IsBlank(std::string_view text);

std::string_view Trimmed(std::string_view text);

// Letters of ASCII only.
String UpperCase(std::string_view text);

// The first bytes of a text, cut between two characters.
std::string_view CutAt(std::string_view text, std::size_t bytes_max);

// What stands before the first `end`, which is taken along; all where there is none.
std::string_view TakeUntil(char end, std::string_view* rest);

// Whether a list of names with a space between has that name; `x_*` stands for all that begin with `x_`.
bool IsListed(std::string_view name, std::string_view list);

// Whether that is what a script or a template writes in the place of an id or a name that it doesn't have: `undefined`,
// `(not set)`, `{{ order.id }}`. Taken for an id it would make one of many.
bool IsPlaceholder(std::string_view text);

}  // namespace kago

#endif  // KAGO_CORE_BASE_TEXT_H_
