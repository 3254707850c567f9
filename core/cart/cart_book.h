// The carts of one origin: whose id an event carries, and whether it says anything new.
//
// There are two slots. `cart` is the shopper's cart; its id is shared by cart, checkout and order.
// `buy_now` is the one of a "buy it now" checkout, which leaves the cart alone (seed 000). A
// slot's id outlives reloads, tabs and login; it ends with the order, or when the cart hasn't
// changed for its lifetime.
//
// Deciding and committing are apart: a refused event leaves no trace. What an event does to its cart
// is lifecycle.h's table.
#ifndef KAGO_CORE_CART_CART_BOOK_H_
#define KAGO_CORE_CART_CART_BOOK_H_

#include <cstdint>

#include "core/base/archive.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/list.h"
#include "core/base/string.h"
#include "core/base/time.h"
#include "core/call/said.h"
#include "core/event/event_table.h"
#include "core/event/finding.h"

namespace kago {

struct Cart {
  String id;              // empty: there is no cart
  String fingerprint;     // of the snapshot said last; empty: none was said, or it was emptied
  String checkout;        // fingerprint of the lines that went into checkout
  String goods;           // likewise, without their prices; of the cart that had them there last
  String checkout_id;     // of a "buy it now" checkout: another one has a cart of its own
  String event_id;        // of the event said last
  String currency;        // of the snapshot said last
  TimeMs touched_at = 0;  // when it last changed
  TimeMs event_time = 0;  // of its last event: the next one is later
  bool from_platform = false;
  bool delta = false;  // said by add and remove, not by replace

  void Visit(Archive& archive) {
    archive.Text("id", &id);
    archive.Text("fingerprint", &fingerprint);
    archive.Text("checkout", &checkout);
    archive.Text("goods", &goods);
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
  TimeMs now = 0;
  TimeMs time = 0;        // of the call, not after now: by it a cart ages
  TimeMs event_time = 0;  // of the event, as the shop said
  std::int64_t lifetime_ms = 0;
  String fresh_id;  // for a cart that begins now
  String event_id;
  bool buy_now = false;
};

// Whether an event says anything new, and what the book will remember of it then.
struct CartDecision {
  bool is_new = false;
  String said_by;  // of one that isn't: the event that said it, empty when there never was anything
                        // to say (an empty cart that never was filled)
  TimeMs time = 0;      // of the event: as the shop said, or later when its cart's last event isn't earlier,
                        // since per cart time strictly rises (seed 002: later than the cart's `updated_at`),
                        // unless that one's is ahead of now: then the clock was wrong
  Said once;            // what is said once only with it; an empty key: nothing is
  bool buy_now = false;
  Cart slot;            // its cart, as the event leaves it
};

class CartBook {
 public:
  // Fills the currency of an emptied cart that names none: that of its last snapshot. An empty cart's
  // reply often has none, and the shop's default may be another.
  void FillCurrency(const CartCall& call, Json* properties) const;

  // Fills `cart_id` where the event has one and the shop gave none. When a platform's id takes
  // over from Kago's own, the old one goes to `metadata.kago_previous_cart_id`. Appends the violations
  // that only the cart's history can show.
  // REQUIRES: `properties` is an object.
  void Prepare(const CartCall& call, Json* properties, Findings* violations) const;

  // REQUIRES: `properties` are prepared. Of invalid ones the answer means nothing.
  // `*decision`: a fresh one.
  void Decide(const CartCall& call, const Json& properties, CartDecision* decision) const;

  // Remembers an event that is new. REQUIRES: nothing was committed since the decision.
  void Commit(const CartDecision& decision);

  // A cart that was touched in a time to come is as old as now: the clock was wrong.
  void Clamp(TimeMs now);

  const String& cart_id() const { return cart_.id; }

  void Visit(Archive& archive) {
    archive.Struct("cart", &cart_);
    archive.Struct("buy_now", &buy_now_);
    archive.List("said", &said_);
  }

 private:
  bool IsBuyNow(const CartCall& call, const Json& properties) const;
  void Place(const CartCall& call, Json* properties) const;
  const Said* FindSaid(const String& key) const;

  Cart cart_;
  Cart buy_now_;
  List<Said> said_;  // the newest last, limits::kSaidMax at most
};

}  // namespace kago

#endif  // KAGO_CORE_CART_CART_BOOK_H_
