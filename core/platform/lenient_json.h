// JSON as templates and people write it into pages, made JSON. Search engines read such blocks, so shops don't notice.
#ifndef KAGO_CORE_PLATFORM_LENIENT_JSON_H_
#define KAGO_CORE_PLATFORM_LENIENT_JSON_H_

#include <string_view>

#include "core/base/string.h"

namespace kago {

// The text without what isn't JSON and can mean nothing else: marks of CDATA, comments and assignments before it, marks,
// closing brackets and semicolons behind it, comments and doubled or last commas within, the backslash that PHP puts
// before an apostrophe; control characters in texts become blanks. No value is made up and none left out: what it can't
// mend stays, for the parser to refuse. Valid JSON of an object or a list means the same afterwards.
String LenientJson(std::string_view text);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_LENIENT_JSON_H_
