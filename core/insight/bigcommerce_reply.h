// Abandoned carts in the words of BigCommerce (seed 001): the answer to a token, and what its webhooks say of carts.
#ifndef KAGO_CORE_INSIGHT_BIGCOMMERCE_REPLY_H_
#define KAGO_CORE_INSIGHT_BIGCOMMERCE_REPLY_H_

#include "core/insight/cart_row.h"

namespace kago {

// {"cart_id"}: all that `/abandoned-carts/{token}` tells.
Json BigCommerceAbandonedCart(const CartRow& cart);

// {"type", "id"}: the `data` of `store/cart/abandoned`, without the token, which is the collector's.
Json BigCommerceCartAbandoned(const CartRow& cart);

// A list of {"type", "id", "orderId"}: the `data` of `store/cart/converted` for each order that was made of the cart at
// `since` or later, by the events' own time; oldest first. `orderId` is a number where the id is one, as BigCommerce's
// are.
Json BigCommerceCartConverted(const CartRow& cart, TimeMs since);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_BIGCOMMERCE_REPLY_H_
