// Calculated fields (seed 002), per currency and exact: revenue = placed - refunded, orders = distinct placed - distinct
// cancelled, refunded.
#ifndef KAGO_CORE_INSIGHT_FIGURE_H_
#define KAGO_CORE_INSIGHT_FIGURE_H_

#include "core/base/decimal.h"
#include "core/base/list.h"
#include "core/insight/order_row.h"

namespace kago {

struct Figure {
  String currency;
  Decimal placed;
  Decimal refunded;
  std::int64_t orders = 0;  // placed
  std::int64_t cancelled = 0;

  Decimal revenue() const { return Decimal::Minus(placed, refunded); }
  bool is_empty() const { return placed.is_zero() && refunded.is_zero() && orders == 0 && cancelled == 0; }
  std::int64_t orders_left() const { return orders - cancelled; }

  // As JSON: {"currency", "placed", "refunded", "revenue", "orders", "cancelled", "total_orders"}, amounts as numbers.
  Json ToJson() const;
  static Figure FromJson(const Json& json);
};

using Figures = List<Figure>;  // by currency, in the order of their codes

// What an order counts for. `sign`: 1 adds it, -1 takes it out again.
void Count(const OrderRow& order, int sign, Figures* figures);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_FIGURE_H_
