// Text that a shop's system has written for HTML where plain text is meant: `Salt &amp; Pepper&#8217;s`.
#ifndef KAGO_CORE_PLATFORM_HTML_TEXT_H_
#define KAGO_CORE_PLATFORM_HTML_TEXT_H_

#include <string_view>

#include "core/base/string.h"

namespace kago {

// The text with its character references replaced, also where a plugin has written for HTML what the system had
// written so before it (`&amp;#038;`): two layers, since no name has a reference to show. Decimal, hexadecimal, and
// the names that shop systems write (Latin-1 and punctuation); what is none stays as it is.
String DecodeEntities(std::string_view text);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_HTML_TEXT_H_
