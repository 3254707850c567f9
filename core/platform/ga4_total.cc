#include "core/platform/ga4_total.h"

#include <optional>

#include "core/base/decimal.h"
#include "core/platform/mapping.h"
#include "core/platform/shared/counted_lines.h"
#include "core/platform/shared/number_reader.h"

namespace kago {
namespace {

constexpr std::size_t kCents = 2;

void SetAmount(std::string_view key, const Decimal& amount, Json* to) { to->Set(key, Json::Number(amount.ToText())); }

// What isn't there counts as nothing.
Decimal TakeAmount(const Json& from, std::string_view key, std::string_view currency, Json* to) {
  const auto amount = ReadAmount(from.Find(key), currency);
  if (!amount) return {};
  SetAmount(key, *amount, to);
  return *amount;
}

// Shops pass on the dust of floating point.
bool IsSame(const Decimal& a, const Decimal& b) { return Decimal::Compare(a.Rounded(kCents), b.Rounded(kCents)) == 0; }

// GA4's `value` is the sum of the lines, without tax and shipping. Many shops put there what the shopper
// pays: then it is the lines plus shipping, with or without the tax that prices may include.
bool IsPaid(const Decimal& value, const Decimal& lines, const Decimal& tax, const Decimal& shipping) {
  const Decimal with_shipping = Decimal::Sum(lines, shipping);
  return !IsSame(value, lines) && (IsSame(value, with_shipping) || IsSame(value, Decimal::Sum(with_shipping, tax)));
}

}  // namespace

void SetGa4Totals(const Json& ecommerce, const Json& products, std::string_view currency, Json* properties) {
  const Decimal tax = TakeAmount(ecommerce, "tax", currency, properties);
  const Decimal shipping = TakeAmount(ecommerce, "shipping", currency, properties);
  if (const auto total = ReadAmount(ecommerce.Find("total"), currency)) return SetAmount("total_value", *total, properties);
  const Json* said = ecommerce.Find("value");
  if (!said && products.items().empty()) return;
  const auto lines = NetOf(products);
  const auto value = said ? ReadAmount(said, currency) : lines;
  if (!value) return SetIfFilled("total_value", said ? *said : Json(), properties);
  if (lines && IsPaid(*value, *lines, tax, shipping)) return SetAmount("total_value", *value, properties);
  SetAmount("subtotal_value", *value, properties);
  SetAmount("total_value", Decimal::Sum(*value, Decimal::Sum(tax, shipping)), properties);
}

}  // namespace kago
