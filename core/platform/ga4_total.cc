#include "core/platform/ga4_total.h"

#include <optional>

#include "core/base/decimal.h"
#include "core/base/text.h"
#include "core/event/total.h"
#include "core/platform/mapping.h"
#include "core/platform/shared/counted_lines.h"
#include "core/platform/shared/number_reader.h"

namespace kago {
namespace {

void SetAmount(std::string_view key, const Decimal& amount, Json* to) { to->Set(key, Json::Number(amount.ToText())); }

// nullptr of null and of a blank text: nothing is said.
const Json* FindSaid(const Json& from, std::string_view key) {
  const Json* value = from.Find(key);
  return value && !value->is_null() && !(value->is_text() && IsBlank(value->text())) ? value : nullptr;
}

// What isn't there counts as nothing; what can't be read is the event's refusal.
Decimal TakeAmount(const Json& from, std::string_view key, std::string_view currency, Json* to) {
  const Json* said = FindSaid(from, key);
  if (!said) return {};
  const auto amount = ReadAmount(said, currency);
  if (!amount) to->Set(key, *said);
  if (!amount) return {};
  SetAmount(key, *amount, to);
  return *amount;
}

// Where shops show prices without tax; elsewhere the law has them show what is paid.
bool HasTaxBeside(std::string_view prices, std::string_view currency) {
  return prices == "net" || (prices != "gross" && (currency == "USD" || currency == "CAD"));
}

}  // namespace

const Json* SaidValue(const Json& ecommerce) { return FindSaid(ecommerce, "value"); }

void SetGa4Totals(const Ga4Push& push, const Json& products, std::string_view currency, std::string_view prices,
                  Json* properties) {
  const Json& ecommerce = push.ecommerce;
  const Decimal tax = TakeAmount(ecommerce, "tax", currency, properties);
  const Decimal shipping = TakeAmount(ecommerce, "shipping", currency, properties);
  const auto lines = NetOf(products);
  const Json* said = SaidValue(ecommerce);
  const auto value = said ? ReadAmount(said, currency) : lines;
  if (!value) return SetIfFilled("total_value", said ? *said : Json(), properties);
  if ((said && push.is_universal) || value->is_negative()) return SetAmount("total_value", *value, properties);
  const auto fit_of = [&](const Decimal& amount) {
    return lines && !lines->is_negative() ? FitOf(amount, *lines, *properties) : kNoFit;
  };
  unsigned has = kNothing;
  bool lacks_tax = HasTaxBeside(prices, currency);
  if (!products.items().empty()) {
    has = fit_of(*value);
    lacks_tax = lacks_tax && has == kNothing;
    const Json* coupon = ecommerce.Find("coupon");
    if (has == kNoFit && !(coupon && !coupon->text().empty())) {
      // Lines with their tax, and a value without it.
      has = fit_of(Decimal::Sum(*value, tax));
      lacks_tax = has != kNoFit;
    }
  } else if (!said) {
    return;
  }
  Decimal total = *value;
  if (lacks_tax) total = Decimal::Sum(total, tax);
  if (!(has & (kShipping | kNoFit))) {
    total = Decimal::Sum(total, shipping);
    if (lacks_tax || tax.is_zero()) SetAmount("subtotal_value", *value, properties);
  }
  SetAmount("total_value", total, properties);
}

}  // namespace kago
