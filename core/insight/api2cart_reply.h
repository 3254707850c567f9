// An abandoned cart in the words of API2Cart's `order.abandoned.list` (seed 001): ids are texts, amounts are numbers.
#ifndef KAGO_CORE_INSIGHT_API2CART_REPLY_H_
#define KAGO_CORE_INSIGHT_API2CART_REPLY_H_

#include "core/insight/cart_row.h"
#include "core/insight/contact.h"

namespace kago {

// All members that the method has; `basket_id` is the `cart_id` of our events. Where no event tells a member it is null, or
// an empty text where API2Cart knows no null.
// `contact`: of its customer, with empty members where nobody has told any; then the cart's own owner stands for its id.
Json Api2CartOrder(const CartRow& cart, const Contact& contact);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_API2CART_REPLY_H_
