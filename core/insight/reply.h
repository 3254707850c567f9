// What a shop reads, of the rows that a collector has found: text to text, for Node.
#ifndef KAGO_CORE_INSIGHT_REPLY_H_
#define KAGO_CORE_INSIGHT_REPLY_H_

#include <string_view>

#include "core/base/string.h"

namespace kago {

// Request: {"as": name, "rows": [row, …], "url": text}; reply: a list of as many objects. `url` is the address behind
// which the id of a row leads its shopper back. Names:
//   shopify.abandoned_checkout   rows of checkouts, as in a list
//   shopify.checkout             rows of checkouts, as by token
//   cart                         rows of carts (cart_reply.h)
//   api2cart.order               rows of carts, as an abandoned one
//   figures                      rows of orders: one list of figures for all of them
// An empty list for every other name.
String ReplyText(std::string_view request);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_REPLY_H_
