// What a platform's observations leave for later ones, over pages and tabs: kept in the state.
//
// Both parts have an owner, an age and a bound. What is another source's, too old or too large counts as
// unknown, and never as an empty or a shorter cart: of a cart that isn't known nothing is said.
#ifndef KAGO_CORE_PLATFORM_MEMORY_H_
#define KAGO_CORE_PLATFORM_MEMORY_H_

#include <cstdint>
#include <string_view>

#include "core/base/archive.h"
#include "core/base/json.h"
#include "core/base/string.h"
#include "core/base/time.h"

namespace kago {

// The cart as far as the page's words tell, of sources that read no endpoint (GA4, attributes).
struct OverheardCart {
  String owner;  // of several such sources the one that spoke of the cart first, until the order; empty: none yet
  String id;     // of the shop; mostly empty
  String currency;
  Json products = Json::Array();
  TimeMs changed_at = 0;
  bool partial = false;  // lines were too many to keep: what is in it nobody knows until somebody says the whole
  String notes;          // short hashes of the orders and refunds that were heard of, the newest last

  // These lines are the whole cart.
  void Replace(const Json& lines, TimeMs time);
  // Nothing is known of a cart.
  void Clear();
  // It was ordered, and is nobody's any more; once, however often the order's page is loaded.
  void Close(std::string_view order_id);
  // Properties of the event that says it: products, currency and id if known. REQUIRES: it isn't partial.
  Json Said() const;
  // Whether that was noted before; notes it. Of the things that a reload says again.
  bool Note(std::string_view what);

  void Visit(Archive& archive) {
    archive.Text("cart_id", &id);
    archive.Text("currency", &currency);
    archive.Tree("products", &products);
    archive.Integer("changed_at", &changed_at);
    archive.Flag("partial", &partial);
    archive.Text("notes", &notes);
  }
};

// What went into checkout last, or will if the cart does: for a page that knows of the order no more than its id. GA4 keeps
// here what was ordered last, for refunds that know no more.
struct LastCheckout {
  String owner;
  Json content = Json::Object();  // properties of the order as it would be; empty: nothing is known, or it was ordered
  TimeMs at = 0;                  // when it was seen
  bool entered = false;           // on the checkout's page
  bool taken = false;             // which has seen the cart empty since: the order is on its way
  String order_id;                // the last order that was made of one
  std::int64_t version = 0;       // of the platform's copy of the cart, if it counts them; it rises

  void Set(Json properties, bool in_checkout, TimeMs time);
  // Of nothing but that an order was made of it; once for each order, however often it is said.
  void Close(std::string_view id);
  bool is_known() const { return !content.items().empty(); }

  void Visit(Archive& archive) {
    archive.Text("owner", &owner);
    archive.Tree("content", &content);
    archive.Integer("at", &at);
    archive.Flag("entered", &entered);
    archive.Flag("is_taken", &taken);
    archive.Text("order_id", &order_id);
    archive.Integer("version", &version);
  }
};

struct Memory {
  OverheardCart cart;
  LastCheckout checkout;

  // Forgets what is older than its lifetime, or from a time that is yet to come (the clock was wrong then: it is
  // as old as now).
  void Age(TimeMs now, std::int64_t cart_lifetime_ms);
  // An order was heard of, whoever said it: what was overheard is bought. What was in checkout is when it `is_kept`:
  // of one that was refused the page's next load may say it better.
  void Close(std::string_view order_id, bool is_kept);
  // Forgets what is too large, or too deep, to be written (limits::kMemoryBytesMax).
  void Bound();

  void Visit(Archive& archive) {
    archive.Struct("cart", &cart);
    archive.Text("cart_from", &cart.owner);
    archive.Struct("last_checkout", &checkout);
  }
};

// As the state has it.
Memory ReadMemory(const Json& from);
Json WriteMemory(Memory memory);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_MEMORY_H_
