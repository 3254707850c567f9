#include "core/event/total.h"

#include <optional>

#include "core/base/decimal.h"
#include "core/base/limits.h"
#include "core/event/action.h"
#include "core/event/currency.h"

namespace kago {
namespace {

// nullopt when it is no number, or one that the validator refuses.
std::optional<Decimal> AmountOf(const Json& value) {
  if (!value.is_number()) return std::nullopt;
  auto amount = Decimal::Parse(value.text());
  if (amount && amount->is_negative()) return std::nullopt;
  return amount;
}

std::optional<Decimal> AmountAt(const Json& object, std::string_view name) { return AmountOf(object.At(name)); }

// nullopt when a line has no usable price or quantity: the validator says which.
std::optional<Decimal> SumOfLines(const Json& products) {
  Decimal sum;
  for (const Json& line : products.items()) {
    const auto price = AmountAt(line, "price");
    const auto quantity = AmountOf(CountOf(line));
    if (!price || !quantity) return std::nullopt;
    sum = Decimal::Sum(sum, Decimal::Product(*price, *quantity));
  }
  return sum;
}

Decimal InMinorUnits(const Decimal& amount, const Json& properties) {
  return amount.Rounded(MinorUnitDigits(properties.TextAt("currency")));
}

}  // namespace

const Json& CountOf(const Json& line) {
  const Json& exact = line.At("metadata").At("exact_quantity");
  return AmountOf(exact) ? exact : line.At("quantity");
}

unsigned FitOf(const Decimal& total, const Decimal& base, const Json& properties) {
  const auto with = [&](const Decimal& amount, bool counted, std::string_view name) {
    return counted ? Decimal::Sum(amount, AmountAt(properties, name).value_or(Decimal())) : amount;
  };
  for (unsigned set = kNothing; set < kNoFit; ++set) {
    const Decimal paid = with(total, set & kDiscounts, "total_discounts");
    const Decimal owed = with(with(base, set & kShipping, "shipping"), set & kTax, "tax");
    if (Decimal::Compare(InMinorUnits(paid, properties), InMinorUnits(owed, properties)) == 0) return set;
  }
  return kNoFit;
}

void FillTotal(const EventType& type, Json* properties) {
  const Field* total = FindField(type.fields, "total_value");
  const Json* products = properties->Find("products");
  if (!total || !products || !properties->At("total_value").is_null()) return;
  if (total->need == Need::kUnlessDelta && IsDelta(properties->At("action"))) return;
  const auto sum = SumOfLines(*products);
  if (sum) properties->Set("total_value", Json::Number(InMinorUnits(*sum, *properties).ToText()));
}

void CheckTotal(const Json& properties, Findings* warnings) {
  const Json& products = properties.At("products");
  const auto total = AmountAt(properties, "total_value");
  if (products.items().empty() || !total || IsDelta(properties.At("action"))) return;
  if (warnings->size() == limits::kFindingsMax) return;
  const auto sum = SumOfLines(products);
  if (!sum || FitOf(*total, AmountAt(properties, "subtotal_value").value_or(*sum), properties) != kNoFit) return;
  AddFinding("properties.total_value", Code::kTotalMismatch, total->ToText(),
             SentenceOf([&sum] { return sum->ToText() + ", the sum of the lines, or that with subtotal_value, tax, shipping, total_discounts"; }),
             warnings);
}

}  // namespace kago
