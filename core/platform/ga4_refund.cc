#include "core/platform/ga4_refund.h"

#include "core/base/decimal.h"
#include "core/base/list.h"
#include "core/base/string.h"
#include "core/event/total.h"
#include "core/platform/ga4_mirror.h"
#include "core/platform/shared/counted_lines.h"
#include "core/platform/shared/event_numbers.h"
#include "core/platform/shared/number_reader.h"

namespace kago {
namespace {

constexpr std::string_view kTotal = "total_value";

}  // namespace

Json KeptForRefunds(Json order) {
  Json& products = *order.Find("products");
  EraseIf(products.items(), IsDiscount);
  const auto total = ReadAmount(order.Find(kTotal));
  const auto goods = NetOf(products);
  if (!total || products.items().empty()) return Json::Object();
  if (!goods || FitOf(*total, *goods, order) == kNoFit) order.Remove("products");
  return order;
}

void TakeBack(const Json& products, Json* order, Json* refund) {
  Json* total = refund->Find(kTotal);
  const auto amount = ReadAmount(total);
  if (!amount) return;
  String of;
  if (amount->is_zero()) of = "nothing";
  if (const auto left = ReadAmount(order->Find(kTotal))) {
    Json* lines = order->Find("products");
    for (const Json& product : products.items()) {
      const Json* line = lines ? LineOf(product, lines) : nullptr;
      if (line && Decimal::Compare(QuantityOf(product), QuantityOf(*line)) > 0) of = line->Find("quantity")->text() + " pieces";
    }
    if (Decimal::Compare(*amount, *left) > 0) of = left->ToText();
    if (order->TextAt("currency") != refund->TextAt("currency")) of = order->TextAt("currency");
    if (of.empty()) order->Set(kTotal, Json::Number(Decimal::Difference(*left, *amount).ToText()));
  }
  if (!of.empty()) total->Assign(Json::Type::kText, total->text() + " (of " + of + ")");
}

}  // namespace kago
