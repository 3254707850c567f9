#include "core/insight/checkout_row.h"

#include "core/insight/lines.h"

namespace kago {

TimeMs CheckoutRow::completed_at() const {
  return recovered_at_ != 0 && recovered_at_ <= bought_.received_at ? bought_.stamp.time : 0;
}

void CheckoutRow::Hear(const HeardEvent& event) {
  owner_.Hear(event);
  if (number_ == 0 || event.seq < number_) number_ = event.seq;
  if (!first_.is_set() || event.stamp < first_) first_ = event.stamp;
  if (!(changed_ < event.stamp)) return;
  changed_ = event.stamp;
  changed_received_at_ = event.received_at;
  cart_id_ = event.properties.TextAt("cart_id");
  content_ = ContentOf(event.properties);
}

void CheckoutRow::Recover(const HeardEvent& event) {
  if (recovered_at_ == 0 || event.received_at < recovered_at_) recovered_at_ = event.received_at;
}

void CheckoutRow::Settle(const CartRow& cart) {
  bought_ = CartOrder();
  for (const CartOrder& order : cart.orders()) {
    if (!(changed_ < order.stamp)) continue;
    bought_ = order;
    return;
  }
}

void CheckoutRow::Visit(Archive& archive) {
  archive.Text("checkout_id", &checkout_id_);
  archive.Integer("number", &number_);
  archive.Struct("owner", &owner_);
  archive.Struct("first", &first_);
  archive.Struct("changed", &changed_);
  archive.Integer("changed_received_at", &changed_received_at_);
  archive.Text("cart_id", &cart_id_);
  archive.Tree("content", &content_);
  archive.Integer("recovered_at", &recovered_at_);
  archive.Struct("bought", &bought_);
}

}  // namespace kago
