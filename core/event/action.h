// How a cart event speaks of its cart: as a whole (`replace`), or of what has changed (`add`, `remove`).
// Kago's own carts are whole ones; the other is for shops that ask for it, and never mixed for one cart.
#ifndef KAGO_CORE_EVENT_ACTION_H_
#define KAGO_CORE_EVENT_ACTION_H_

#include <string_view>

#include "core/base/json.h"

namespace kago {

inline constexpr std::string_view kReplace = "replace";

// True when a value, which may be missing (null), leaves a cart event in delta style.
bool IsDelta(const Json& action);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_ACTION_H_
