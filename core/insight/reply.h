// What a shop reads, of the rows that a collector has found: text to text, for Node.
#ifndef KAGO_CORE_INSIGHT_REPLY_H_
#define KAGO_CORE_INSIGHT_REPLY_H_

#include <string_view>

#include "core/base/string.h"

namespace kago {

// Request: {"as": name, "rows": [row, …], "urls": [text, …], "contacts": [row or null, …], "since": ms}; reply: a list of as many objects. `urls`: of each
// row the link that leads its shopper back; empty or missing where there is none. `contacts`: of
// each row that of its customer, likewise. Names:
//   shopify.abandoned_checkout   rows of checkouts, as in a list
//   shopify.checkout             rows of checkouts, as by token
//   cart                         rows of carts (cart_reply.h)
//   api2cart.order               rows of carts, as an abandoned one
//   bigcommerce.abandoned_cart   rows of carts, as one is found by its token
//   bigcommerce.cart_abandoned   rows of carts, as a webhook tells of one
//   bigcommerce.cart_converted   rows of carts: of each a list, of its orders from `since` on
//   contact                      rows of contacts
//   figures                      rows of orders: one list of figures for all of them
//   listed.cart, listed.checkout, listed.order, listed.figures   rows of these, figures of orders (listed_reply.h)
// An empty list for every other name.
String ReplyText(std::string_view request);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_REPLY_H_
