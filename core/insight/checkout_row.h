// A checkout (seed 000): made by `ecommerce.checkout_started`, one a checkout id, updated in place. It is gone once its
// cart was bought, unless that happened by the link that was sent for it: then it stays, with the time.
#ifndef KAGO_CORE_INSIGHT_CHECKOUT_ROW_H_
#define KAGO_CORE_INSIGHT_CHECKOUT_ROW_H_

#include "core/insight/cart_row.h"
#include "core/insight/owner.h"

namespace kago {

class CheckoutRow {
 public:
  CheckoutRow() = default;
  explicit CheckoutRow(std::string_view checkout_id) : checkout_id_(checkout_id) {}

  const String& checkout_id() const { return checkout_id_; }
  // A number that rises with the order in which collectors heard of checkouts first, for clients that page by it.
  std::int64_t number() const { return number_; }
  const Owner& owner() const { return owner_; }
  // Empty where the event named none: nobody can tell then whether it was bought.
  const String& cart_id() const { return cart_id_; }
  const Json& content() const { return content_; }
  TimeMs created_at() const { return first_.time; }
  TimeMs updated_at() const { return changed_.time; }
  TimeMs updated_received_at() const { return changed_received_at_; }
  bool is_bought() const { return bought_.stamp.is_set(); }
  // When the collector heard of the order; 0: it wasn't bought.
  TimeMs bought_received_at() const { return bought_.received_at; }
  const String& order_id() const { return bought_.order_id; }
  // When the link was followed for the first time, by the collector's clock; 0: never.
  TimeMs recovered_at() const { return recovered_at_; }
  // When it was bought by the link; 0: it wasn't.
  TimeMs completed_at() const;
  // What a list of abandoned checkouts has: neither bought, nor unheard of.
  bool is_open() const { return changed_.is_set() && !is_bought(); }

  // Its `ecommerce.checkout_started`.
  void Hear(const HeardEvent& event);
  // The shopper has followed the link: of the collector's making, so that only what it received since can be an order by it.
  void Recover(const HeardEvent& event);
  // Its cart, after either has changed: the first order behind what the checkout holds has bought it.
  void Settle(const CartRow& cart);

  void Visit(Archive& archive);

 private:
  String checkout_id_;
  std::int64_t number_ = 0;
  Owner owner_;
  Stamp first_;
  Stamp changed_;
  TimeMs changed_received_at_ = 0;
  String cart_id_;
  Json content_ = Json::Object();
  TimeMs recovered_at_ = 0;
  CartOrder bought_;
};

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_CHECKOUT_ROW_H_
