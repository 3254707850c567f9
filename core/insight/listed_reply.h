// Carts, checkouts, orders and figures as the pages for marketing list them. Amounts are decimal texts, which no reader
// rounds, and each line says what it comes to.
#ifndef KAGO_CORE_INSIGHT_LISTED_REPLY_H_
#define KAGO_CORE_INSIGHT_LISTED_REPLY_H_

#include "core/insight/checkout_row.h"
#include "core/insight/contact.h"
#include "core/insight/figure.h"
#include "core/insight/order_row.h"

namespace kago {

// All have "contact": of the customer, as contact.h has it; null where nobody has told any. Times are the events' own, ISO 8601.

// {"cart_id", "checkout_id": into which it has gone as it is, "order_id": the last that was made of it, "created_at", "updated_at",
// "currency", "total_value", "products": [{"product_id", "variant_id", "product_name", "quantity", "price", "total"}]}. What there is
// none of is null.
Json ListedCart(const CartRow& cart, const Contact& contact);

// The same of a checkout, with "came_back_at" (by the link, for the first time) and "completed_at" (ordered after that), and "own_url": the shop's
// own way back, where the event named one (`metadata.checkout_url`).
Json ListedCheckout(const CheckoutRow& checkout, const Contact& contact);

// {"order_id", "cart_id", "placed_at", "cancelled_at", "cancel_reason", "currency", "total_value", "refunds": [{"at", "currency",
// "total_value"}], "figures": what it counts for}.
Json ListedOrder(const OrderRow& order, const Contact& contact);

// As Figure::ToJson, amounts as texts.
Json ListedFigures(const Figures& figures);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_LISTED_REPLY_H_
