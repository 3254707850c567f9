// The content of a cart as events tell it: as a whole, or as what was added and removed since.
#ifndef KAGO_CORE_INSIGHT_LINES_H_
#define KAGO_CORE_INSIGHT_LINES_H_

#include "core/base/json.h"

namespace kago {

// Properties without what only names the event: its cart, its checkout, its action.
Json ContentOf(const Json& properties);

// Adds the lines of `change`, or takes them away, by product and variant; what comes to nothing is gone, and nothing
// can be taken from what isn't there. The total is then the sum of the lines, rounded to the currency.
// A change in another currency begins the cart anew.
void Apply(const Json& change, bool removes, Json* content);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_LINES_H_
