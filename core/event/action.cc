#include "core/event/action.h"

namespace kago {

bool IsDelta(const Json& action) { return action.text() == "add" || action.text() == "remove"; }

}  // namespace kago
