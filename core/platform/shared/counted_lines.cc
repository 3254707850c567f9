#include "core/platform/shared/counted_lines.h"

#include <algorithm>
#include <span>

#include "core/base/limits.h"
#include "core/base/list.h"
#include "core/event/event_table.h"
#include "core/event/total.h"
#include "core/platform/shared/event_numbers.h"

namespace kago {
namespace {

struct LineSum {
  Decimal goods;
  Decimal discounts;  // without their sign

  Decimal Net() const { return Decimal::Minus(goods, discounts); }
};

bool IsNegative(const Json& number) { return number.is_number() && number.text().starts_with("-"); }

// Without its sign.
std::optional<Decimal> SizeOf(const Json& number) {
  if (!number.is_number()) return std::nullopt;
  return Decimal::Parse(std::string_view(number.text()).substr(IsNegative(number)));
}

std::optional<LineSum> SumOf(const Json& products) {
  LineSum sum;
  for (const Json& line : products.items()) {
    const auto price = SizeOf(line.At("price"));
    const auto quantity = SizeOf(CountOf(line));
    if (!price || !quantity) return std::nullopt;
    Decimal* part = IsDiscount(line) ? &sum.discounts : &sum.goods;
    *part = Decimal::Sum(*part, Decimal::Product(*price, *quantity));
  }
  return sum;
}

void SetIfMissing(std::string_view key, const Decimal& amount, Json* properties) {
  if (!properties->Find(key)) properties->Set(key, Json::Number(amount.ToText()));
}

}  // namespace

void AddQuantity(const Decimal& more, Json* line) {
  const Decimal sum = Decimal::Sum(QuantityOf(*line), more);
  const bool is_too_large = Decimal::Compare(sum, *Decimal::Parse(limits::kNumberMax)) > 0;
  line->Set("quantity", Json::Number(is_too_large ? String(limits::kNumberMax) : sum.ToText()));
}

bool IsDiscount(const Json& line) { return IsNegative(line.At("price")) != IsNegative(line.At("quantity")); }

std::optional<Decimal> NetOf(const Json& products) {
  const auto sum = SumOf(products);
  return sum ? std::optional(sum->Net()) : std::nullopt;
}

void ReadLines(const Observation& seen, Sighting* sighting) {
  ReadNumbers(seen, sighting);
  Json& properties = sighting->properties;
  Json* products = properties.Find("products");
  if (!products || std::all_of(products->items().begin(), products->items().end(), IsDiscount)) return;
  const auto sum = SumOf(*products);
  if (!sum || sum->discounts.is_zero()) return;
  EraseIf(products->items(), IsDiscount);
  const std::span<const Field> fields = FindEventType(sighting->name)->fields;
  SetIfMissing("total_value", sum->Net(), &properties);
  if (FindField(fields, "subtotal_value") && !sum->Net().is_negative()) SetIfMissing("subtotal_value", sum->Net(), &properties);
  if (FindField(fields, "total_discounts")) SetIfMissing("total_discounts", sum->discounts, &properties);
}

}  // namespace kago
