// The rows that some events touch, as a collector has read them from its database, and those that they have made of them.
#ifndef KAGO_CORE_INSIGHT_ROWS_H_
#define KAGO_CORE_INSIGHT_ROWS_H_

#include <string_view>

#include "core/insight/cart_row.h"
#include "core/insight/checkout_row.h"
#include "core/insight/contact.h"
#include "core/insight/figure.h"
#include "core/insight/order_row.h"

namespace kago {

// Which user a browser is: the last who logged in there. What the browser did while nobody was logged in is theirs, too:
// two shoppers become one, and both their carts stay (seed 002).
class Identity {
 public:
  Identity() = default;
  explicit Identity(std::string_view anonymous_id) : anonymous_id_(anonymous_id) {}

  const String& anonymous_id() const { return anonymous_id_; }
  const String& user_id() const { return user_id_; }

  void Hear(const HeardEvent& event) {
    if (!(stamp_ < event.stamp)) return;
    stamp_ = event.stamp;
    user_id_ = event.user_id;
  }

  void Visit(Archive& archive) {
    archive.Text("anonymous_id", &anonymous_id_);
    archive.Struct("stamp", &stamp_);
    archive.Text("user_id", &user_id_);
  }

 private:
  String anonymous_id_;
  Stamp stamp_;
  String user_id_;
};

// Rows of one kind, each under an id of its own.
template <class Row, const String& (Row::*kId)() const>
class Table {
 public:
  // The one of that id; a new one where there is none.
  Row& At(std::string_view id) {
    if (Row* known = Find(id)) return *known;
    rows_.push_back(Row(id));
    return rows_.back();
  }

  Row* Find(std::string_view id) {
    for (Row& row : rows_) {
      if (std::string_view((row.*kId)()) == id) return &row;
    }
    return nullptr;
  }

  Row* begin() { return rows_.begin(); }
  Row* end() { return rows_.end(); }
  void Visit(const char* key, Archive& archive) { archive.List(key, &rows_); }

 private:
  List<Row> rows_;
};

struct Rows {
  Table<CartRow, &CartRow::cart_id> carts;
  Table<CheckoutRow, &CheckoutRow::checkout_id> checkouts;
  Table<OrderRow, &OrderRow::order_id> orders;
  Table<Identity, &Identity::anonymous_id> identities;
  Table<Contact, &Contact::user_id> contacts;
  Figures figures;  // of the whole shop

  // {"carts", "checkouts", "orders", "identities", "contacts", "figures"}: lists of rows, as stored.h writes each.
  static Rows FromJson(const Json& json);
};

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_ROWS_H_
