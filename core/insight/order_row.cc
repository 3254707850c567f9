#include "core/insight/order_row.h"

#include "core/base/limits.h"
#include "core/insight/kept.h"

namespace kago {
namespace {

Amount AmountOf(const Json& properties) {
  const Json* total = properties.Find("total_value");
  return {properties.TextAt("currency"), total ? total->text() : String()};
}

}  // namespace

void OrderRow::Hear(const HeardEvent& event) {
  owner_.Hear(event);
  const Json& properties = event.properties;
  switch (event.type->role) {
    case Role::kOrder:
      if (!(placed_ < event.stamp)) return;
      placed_ = event.stamp;
      paid_ = AmountOf(properties);
      cart_id_ = properties.TextAt("cart_id");
      return;
    case Role::kCancelled:
      if (!(cancelled_ < event.stamp)) return;
      cancelled_ = event.stamp;
      cancelled_currency_ = properties.TextAt("currency");
      cancel_reason_ = properties.TextAt("cancel_reason");
      return;
    case Role::kRefunded:
      return KeepNewest(Refund{event.stamp, AmountOf(properties)}, limits::kRefundsMax, &refunds_);
    default:
      return;
  }
}

void OrderRow::Visit(Archive& archive) {
  archive.Text("order_id", &order_id_);
  archive.Struct("owner", &owner_);
  archive.Struct("placed", &placed_);
  archive.Struct("paid", &paid_);
  archive.Text("cart_id", &cart_id_);
  archive.Struct("cancelled", &cancelled_);
  archive.Text("cancelled_currency", &cancelled_currency_);
  archive.Text("cancel_reason", &cancel_reason_);
  archive.List("refunds", &refunds_);
}

}  // namespace kago
