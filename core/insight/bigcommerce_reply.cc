#include "core/insight/bigcommerce_reply.h"

#include "core/insight/id.h"

namespace kago {

Json BigCommerceAbandonedCart(const CartRow& cart) {
  Json reply = Json::Object();
  reply.SetText("cart_id", cart.cart_id());
  return reply;
}

Json BigCommerceCartAbandoned(const CartRow& cart) {
  Json data = Json::Object();
  data.SetText("type", "cart");
  data.SetText("id", cart.cart_id());
  return data;
}

Json BigCommerceCartConverted(const CartRow& cart, TimeMs since) {
  Json list = Json::Array();
  for (const CartOrder& order : cart.orders()) {
    if (order.stamp.time < since) continue;
    Json& data = list.Push(BigCommerceCartAbandoned(cart));
    data.Set("orderId", IdOf(order.order_id));
  }
  return list;
}

}  // namespace kago
