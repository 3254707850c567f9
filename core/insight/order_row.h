// An order as its events make it: placed once whoever says so how often, cancelled, and refunded in parts.
#ifndef KAGO_CORE_INSIGHT_ORDER_ROW_H_
#define KAGO_CORE_INSIGHT_ORDER_ROW_H_

#include "core/base/list.h"
#include "core/insight/owner.h"

namespace kago {

// An amount that was paid or given back.
struct Amount {
  String currency;
  String text;  // a decimal, in major units

  void Visit(Archive& archive) {
    archive.Text("currency", &currency);
    archive.Text("amount", &text);
  }
};

struct Refund {
  Stamp stamp;
  Amount amount;

  void Visit(Archive& archive) {
    archive.Struct("stamp", &stamp);
    amount.Visit(archive);
  }
};

class OrderRow {
 public:
  OrderRow() = default;
  explicit OrderRow(std::string_view order_id) : order_id_(order_id) {}

  const String& order_id() const { return order_id_; }
  const Owner& owner() const { return owner_; }
  bool is_placed() const { return placed_.is_set(); }
  bool is_cancelled() const { return cancelled_.is_set(); }
  TimeMs placed_at() const { return placed_.time; }
  TimeMs cancelled_at() const { return cancelled_.time; }
  const String& cancel_reason() const { return cancel_reason_; }
  // What was paid; empty where nobody has said that it was placed.
  const Amount& paid() const { return paid_; }
  // Oldest first, the last limits::kRefundsMax of them.
  const List<Refund>& refunds() const { return refunds_; }
  // In which currency a cancellation counts.
  const String& cancelled_currency() const { return cancelled_currency_; }
  const String& cart_id() const { return cart_id_; }

  // `ecommerce.order_placed`, `_cancelled` or `_refunded` of this order.
  void Hear(const HeardEvent& event);

  void Visit(Archive& archive);

 private:
  String order_id_;
  Owner owner_;
  Stamp placed_;
  Amount paid_;
  String cart_id_;
  Stamp cancelled_;
  String cancelled_currency_;
  String cancel_reason_;
  List<Refund> refunds_;
};

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_ORDER_ROW_H_
