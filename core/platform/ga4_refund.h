// What goes back of the last order of a dataLayer: never more than was paid, nor more pieces than were bought.
#ifndef KAGO_CORE_PLATFORM_GA4_REFUND_H_
#define KAGO_CORE_PLATFORM_GA4_REFUND_H_

#include "core/base/json.h"

namespace kago {

// What is kept of an order's properties for its refunds. Where a discount or a gift card hides what its pieces cost in the
// end, that is the amount alone; of one that is refused nothing.
Json KeptForRefunds(Json order);

// Takes a refund of these products from `*order`, which is what is left of the order that it names, or null where that
// isn't known. Where it can't be right, its total becomes a text that says why, for the refusal to quote, and the order
// stays as it was: `250 (of 105)`, `30 (of EUR)`, `10 (of 2 pieces)`. A refund of nothing is none.
void TakeBack(const Json& products, Json* order, Json* refund);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_GA4_REFUND_H_
