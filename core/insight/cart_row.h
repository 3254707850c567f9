// A cart as its events make it, in whatever order they arrive and however often: what counts is the order of their
// stamps. It begins with a content (`ecommerce.cart_updated`, or `ecommerce.checkout_started`, which names all of it)
// and ends with an order or `kago.cart_emptied`; what is said of it later begins it anew under the same id.
#ifndef KAGO_CORE_INSIGHT_CART_ROW_H_
#define KAGO_CORE_INSIGHT_CART_ROW_H_

#include "core/base/list.h"
#include "core/insight/owner.h"

namespace kago {

// An order that was made of the cart.
struct CartOrder {
  Stamp stamp;
  String order_id;
  TimeMs received_at = 0;

  void Visit(Archive& archive) {
    archive.Struct("stamp", &stamp);
    archive.Text("order_id", &order_id);
    archive.Integer("received_at", &received_at);
  }
};

class CartRow {
 public:
  CartRow() = default;
  explicit CartRow(std::string_view cart_id) : cart_id_(cart_id) {}

  const String& cart_id() const { return cart_id_; }
  const Owner& owner() const { return owner_; }
  // The first word of it, by the events' own time.
  TimeMs created_at() const { return first_.time; }
  // Of what it holds now; not set where it holds nothing.
  const Stamp& changed() const;
  // When the last of it was heard of, which needn't be what happened last: one that comes late changes the cart now.
  TimeMs changed_received_at() const;
  // It has lines, and neither an order nor an emptying has ended it since.
  bool is_open() const;
  // What it holds has gone into checkout as it is: a message about the cart would come too late (seed 002).
  bool is_in_checkout() const;
  const String& checkout_id() const { return checkout_id_; }
  // Oldest first, the last limits::kCartOrdersMax of them.
  const List<CartOrder>& orders() const { return orders_; }

  // When it came to hold nothing; 0: it holds something, or never did.
  TimeMs ended_at() const;

  // Properties of the cart: currency, total_value, products and whatever else was said of the whole. An empty object
  // where it holds nothing.
  Json Content() const;

  // An event that names this cart.
  void Hear(const HeardEvent& event);

  void Visit(Archive& archive);

 private:
  struct Change {  // `action` add or remove
    Stamp stamp;
    TimeMs received_at = 0;
    std::int64_t bytes = 0;
    bool removes = false;
    Json content = Json::Object();

    void Visit(Archive& archive) {
      archive.Struct("stamp", &stamp);
      archive.Integer("received_at", &received_at);
      archive.Integer("bytes", &bytes);
      archive.Flag("removes", &removes);
      archive.Tree("content", &content);
    }
  };

  void TakeWhole(const HeardEvent& event);
  void TakeChange(const HeardEvent& event, bool removes);
  void TakeOrder(const HeardEvent& event);
  void End(const Stamp& stamp);
  // Of the changes those stay that are newer than what they change, and for which there is room.
  void Trim();
  // What is older than both counts no more.
  const Stamp& floor() const { return whole_ < ended_ ? ended_ : whole_; }

  String cart_id_;
  Owner owner_;
  Stamp first_;
  Stamp whole_;
  TimeMs whole_received_at_ = 0;
  Json content_ = Json::Object();
  List<Change> changes_;  // since then, oldest first
  Stamp cut_;             // of the newest for which there was no room: older ones have none either
  Stamp ended_;
  Stamp checkout_;
  String checkout_id_;
  String checkout_lines_;  // fingerprint
  List<CartOrder> orders_;
};

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_CART_ROW_H_
