#include "core/insight/cart_reply.h"

namespace kago {

Json CartReply(const CartRow& cart) {
  Json reply = Json::Object();
  const bool is_open = cart.is_open();
  const bool is_in_checkout = is_open && cart.is_in_checkout();
  reply.SetText("cart_id", cart.cart_id());
  reply.SetText("status", is_in_checkout ? std::string_view("checkout") : is_open ? "open" : "ended");
  reply.SetTextOrNull("checkout_id", is_in_checkout ? cart.checkout_id() : String());
  reply.SetText("created_at", IsoText(cart.created_at()));
  reply.Set("updated_at", cart.changed().is_set() ? Json::Text(IsoText(cart.changed().time)) : Json());
  const Json content = cart.Content();
  for (const Json& member : content.items()) reply.Set(member.key(), member);
  if (!reply.Find("products")) reply.Set("products", Json::Array());
  return reply;
}

}  // namespace kago
