// Ids in the words of a platform. Ours are texts; where a platform's are numbers, one that is a number becomes one.
#ifndef KAGO_CORE_INSIGHT_ID_H_
#define KAGO_CORE_INSIGHT_ID_H_

#include "core/base/json.h"

namespace kago {

// A number where the text is one that every reader of JSON keeps (15 digits, no leading zero), else the text.
Json IdOf(const String& id);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_ID_H_
