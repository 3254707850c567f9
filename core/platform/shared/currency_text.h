// Which currency a shop's text means: a code, or what stands beside prices instead of one.
#ifndef KAGO_CORE_PLATFORM_SHARED_CURRENCY_TEXT_H_
#define KAGO_CORE_PLATFORM_SHARED_CURRENCY_TEXT_H_

#include <string_view>

#include "core/base/string.h"

namespace kago {

// The code that a text names, in upper case: ("eur ", …) is EUR. A text that is none (`kr`, `€`, `Euro`) means the
// shop's own currency, which may be empty; but not where it is the sign of other currencies only, nor where it is
// written like a code (`XXX`): those stay as they are, for the refusal to quote.
String CurrencyCode(std::string_view text, std::string_view of_shop);

// Whether prices in that currency are written with that beside them: `€` or `EUR` of EUR, `$` of many.
bool IsSignOf(std::string_view code, std::string_view sign);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_SHARED_CURRENCY_TEXT_H_
