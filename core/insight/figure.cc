#include "core/insight/figure.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/insight/amount.h"

namespace kago {
namespace {

Figure& FigureOf(const String& currency, Figures* figures) {
  Figure* place = std::find_if(figures->begin(), figures->end(), [&](const Figure& one) { return !(one.currency < currency); });
  if (place != figures->end() && place->currency == currency) return *place;
  const std::size_t at = place - figures->begin();
  figures->push_back(Figure{currency, {}, {}, 0, 0});
  std::rotate(figures->begin() + at, figures->end() - 1, figures->end());
  return (*figures)[at];
}

void AddTo(Decimal* sum, const String& amount, int sign) {
  const Decimal decimal = Decimal::Parse(amount).value_or(Decimal()).Rounded(limits::kSumScaleMax);
  *sum = sign > 0 ? Decimal::Plus(*sum, decimal) : Decimal::Minus(*sum, decimal);
}

}  // namespace

void Count(const OrderRow& order, int sign, Figures* figures) {
  if (order.is_placed()) {
    Figure& figure = FigureOf(order.paid().currency, figures);
    AddTo(&figure.placed, order.paid().text, sign);
    figure.orders += sign;
  }
  // In the order's currency, whatever the cancellation says.
  if (order.is_cancelled()) FigureOf(order.is_placed() ? order.paid().currency : order.cancelled_currency(), figures).cancelled += sign;
  for (const Refund& refund : order.refunds()) {
    AddTo(&FigureOf(refund.amount.currency, figures).refunded, refund.amount.text, sign);
  }
}

Json Figure::ToJson() const {
  Json json = Json::Object();
  json.SetText("currency", currency);
  json.Set("placed", Json::Number(placed.ToText()));
  json.Set("refunded", Json::Number(refunded.ToText()));
  json.Set("revenue", Json::Number(revenue().ToText()));
  json.SetInteger("orders", orders);
  json.SetInteger("cancelled", cancelled);
  json.SetInteger("total_orders", orders_left());
  return json;
}

Figure Figure::FromJson(const Json& json) {
  return {json.TextAt("currency"), AmountAt(json, "placed"), AmountAt(json, "refunded"), json.IntegerAt("orders"),
          json.IntegerAt("cancelled")};
}

}  // namespace kago
