#include "core/platform/ga4_mirror.h"

#include "core/base/string.h"
#include "core/platform/ga4_item.h"
#include "core/platform/mapping.h"
#include "core/platform/shared/counted_lines.h"
#include "core/platform/shared/event_numbers.h"

namespace kago {

std::string_view Ga4Mirror::CurrencyOr(std::string_view currency) const {
  const String& known = cart_.currency;
  if (currency.empty()) currency = known.empty() ? seen_.currency : known;
  return currency;
}

void Ga4Mirror::SetCurrency(std::string_view currency) {
  const String& known = cart_.currency;
  currency = CurrencyOr(currency);
  if (currency == known) return;
  if (!known.empty()) cart_.Clear();
  cart_.currency = currency;
}

bool Ga4Mirror::Add(const Json& product) {
  if (QuantityOf(product).is_zero()) return false;
  Touch();
  Json* line = LineOf(product);
  if (!line) {
    cart_.products.Push(product);
    return true;
  }
  Json newest = product;
  AddQuantity(QuantityOf(*line), &newest);
  line->Assign(std::move(newest));
  return true;
}

bool Ga4Mirror::Remove(const Json& product) {
  Json* line = LineOf(product);
  const Decimal less = QuantityOf(product);
  if (!line || less.is_zero()) return false;
  const Decimal known = QuantityOf(*line);
  auto& lines = cart_.products.items();
  if (Decimal::Compare(known, less) > 0) {
    line->Set("quantity", Json::Number(Decimal::Difference(known, less).ToText()));
  } else {
    lines.erase(lines.begin() + (line - lines.data()));
  }
  Touch();
  return true;
}

void Ga4Mirror::Reset(const Json& products) {
  cart_.Replace(Json::Array(), seen_.time);
  for (const Json& product : products.items()) {
    if (IsValidLine(product)) Add(product);
  }
}

Json* Ga4Mirror::LineOf(const Json& product) {
  for (Json& line : cart_.products.items()) {
    const bool same = line.TextAt("product_id") == product.TextAt("product_id") &&
                      line.TextAt("variant_id") == product.TextAt("variant_id");
    if (same) return &line;
  }
  return nullptr;
}

}  // namespace kago
