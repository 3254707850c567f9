// The carts of one origin: whose id an event carries, and whether it says anything new.
//
// There are two slots. `cart` is the shopper's cart; its id is shared by cart, checkout and order.
// `buy_now` is the one of a "buy it now" checkout, which leaves the cart alone (seed 000). A
// slot's id outlives reloads, tabs and login; it ends with the order, or when the cart hasn't
// changed for its lifetime.
//
// Deciding (Place, SaidBefore) and remembering (Record) are apart: a refused event leaves no trace.
#ifndef KAGO_CORE_CART_CART_BOOK_H_
#define KAGO_CORE_CART_CART_BOOK_H_

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/archive.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/time.h"
#include "core/call/said.h"
#include "core/event/event_table.h"
#include "core/event/finding.h"

namespace kago {

struct Cart {
  std::string id;           // empty: there is no cart
  std::string fingerprint;  // of the snapshot said last; empty: none was said, or it was emptied
  std::string checkout;     // fingerprint of the lines that went into checkout
  std::string checkout_id;  // of a "buy it now" checkout: another one has a cart of its own
  std::string event_id;     // of the event said last
  std::string currency;     // of the snapshot said last
  TimeMs touched_at = 0;    // when it last changed
  TimeMs event_time = 0;    // of its last event: the next one is later
  bool from_platform = false;
  bool delta = false;  // said by add and remove, not by replace

  void Visit(Archive& archive) {
    archive.Text("id", &id);
    archive.Text("fingerprint", &fingerprint);
    archive.Text("checkout", &checkout);
    archive.Text("checkout_id", &checkout_id);
    archive.Text("event_id", &event_id);
    archive.Text("currency", &currency);
    archive.Integer("touched_at", &touched_at);
    archive.Integer("event_time", &event_time);
    archive.Flag("from_platform", &from_platform);
    archive.Flag("delta", &delta);
  }
};

// A call, as far as carts are concerned.
struct CartCall {
  const EventType* type = nullptr;
  TimeMs time = 0;  // of the call
  std::int64_t lifetime_ms = 0;
  std::string fresh_id;  // for a cart that begins now
  bool buy_now = false;
};

class CartBook {
 public:
  // Fills the currency of an emptied cart that names none: that of its last snapshot. An empty cart's
  // reply often has none, and the shop's default may be another.
  void FillCurrency(const CartCall& call, Json* properties) const;

  // Fills `cart_id` where the event has one and the shop gave none. When a platform's id takes
  // over from Kago's own, the old one goes to `metadata.kago_previous_cart_id`.
  // REQUIRES: `properties` is an object.
  void Place(const CartCall& call, Json* properties) const;

  // Violations that only the cart's history can show.
  void Validate(const CartCall& call, const Json& properties, Findings* findings) const;

  // True when the event would say nothing new; `*event_id` is the one that said it, empty when
  // there never was anything to say (an empty cart that never was filled).
  // REQUIRES of this and Record: `properties` are placed and valid.
  bool SaidBefore(const CartCall& call, const Json& properties, std::string* event_id) const;

  // Remembers the event. Returns its time: `time`, or later when the cart's last event isn't
  // earlier, since per cart time strictly rises (seed 002: later than the cart's `updated_at`).
  TimeMs Record(const CartCall& call, const Json& properties, const std::string& event_id, TimeMs time);

  const std::string& cart_id() const { return cart_.id; }

  void Visit(Archive& archive) {
    archive.Struct("cart", &cart_);
    archive.Struct("buy_now", &buy_now_);
    archive.List("said", &said_);
  }

 private:
  bool IsBuyNow(const CartCall& call, const Json& properties) const;
  const Cart& SlotOf(const CartCall& call, const Json& properties) const;
  void Remember(std::string key, const std::string& event_id);

  Cart cart_;
  Cart buy_now_;
  std::vector<Said> said_;  // the newest last, limits::kSaidMax at most
};

}  // namespace kago

#endif  // KAGO_CORE_CART_CART_BOOK_H_
