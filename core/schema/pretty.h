// JSON for people: indented, and on one line where it fits.
#ifndef KAGO_CORE_SCHEMA_PRETTY_H_
#define KAGO_CORE_SCHEMA_PRETTY_H_

#include <string>

#include "core/base/json.h"

namespace kago {

// Without a line break at the end.
std::string Pretty(const Json& value);

}  // namespace kago

#endif  // KAGO_CORE_SCHEMA_PRETTY_H_
