// A cart in the words of the events it was made of (seed 002), as messages are built on it.
#ifndef KAGO_CORE_INSIGHT_CART_REPLY_H_
#define KAGO_CORE_INSIGHT_CART_REPLY_H_

#include "core/insight/cart_row.h"

namespace kago {

// {"cart_id", "status", "checkout_id", "created_at", "updated_at", and what is known of the whole: "currency", "total_value",
// "products", "source", "metadata", …}. Status: `open`; `checkout`, when what it holds has gone there; `ended`, when it was
// ordered or emptied: it holds nothing then. Times are the events' own, ISO 8601.
Json CartReply(const CartRow& cart);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_CART_REPLY_H_
