#include "core/platform/ga4_mirror.h"

#include <utility>

#include "core/base/string.h"
#include "core/platform/ga4_item.h"
#include "core/platform/mapping.h"
#include "core/platform/shared/counted_lines.h"
#include "core/platform/shared/event_numbers.h"

namespace kago {
namespace {

enum class Match { kNone, kSeveral, kLikely, kSame };

// The line that a product is about: one in the same words, or else the only one of that id, where the product names no
// variant. An id alone may stand for many.
Match FindLine(const Json& product, Json* lines, Json** found) {
  const auto is_same = [&](const Json& line, std::string_view key) {
    const Json* said = product.Find(key);
    const Json* known = line.Find(key);
    return said && known && said->text() == known->text();
  };
  const bool names_variant = product.TextAt("variant_id") != product.TextAt("product_id");
  Match match = Match::kNone;
  for (Json& line : lines->items()) {
    const bool is_same_variant = is_same(line, "variant_id");
    if (!is_same(line, "product_id") || (names_variant && !is_same_variant)) continue;
    *found = &line;
    if (names_variant || (is_same_variant && is_same(line, "product_name") && is_same(line, "price"))) return Match::kSame;
    match = match == Match::kNone ? Match::kLikely : Match::kSeveral;
  }
  return match;
}

}  // namespace

std::string_view Ga4Mirror::CurrencyOr(std::string_view currency) const {
  const String& known = cart_.currency;
  if (currency.empty()) currency = known.empty() ? seen_.currency : known;
  return currency;
}

void Ga4Mirror::SetCurrency(std::string_view currency) {
  if (currency == cart_.currency) return;
  if (!cart_.currency.empty()) cart_.Clear();
  cart_.currency = currency;
}

bool Ga4Mirror::Add(const Json& product) {
  if (QuantityOf(product).is_zero()) return false;
  Touch();
  Json* line = nullptr;
  if (FindLine(product, &cart_.products, &line) != Match::kSame) {
    cart_.products.Push(product);
    return true;
  }
  Json newest = product;
  AddQuantity(QuantityOf(*line), &newest);
  line->Assign(std::move(newest));
  return true;
}

bool Ga4Mirror::Remove(const Json& product) {
  Json* line = nullptr;
  const Match match = FindLine(product, &cart_.products, &line);
  const Decimal less = QuantityOf(product);
  if (match == Match::kNone || less.is_zero()) return false;
  Touch();
  if (match == Match::kSeveral) {
    cart_.Clear();
    return cart_.partial = true;
  }
  const Decimal known = QuantityOf(*line);
  auto& lines = cart_.products.items();
  if (Decimal::Compare(known, less) > 0) {
    line->Set("quantity", Json::Number(Decimal::Difference(known, less).ToText()));
  } else {
    lines.erase(lines.begin() + (line - lines.data()));
  }
  return true;
}

void Ga4Mirror::Reset(const Json& products) {
  cart_.Replace(Json::Array(), seen_.time);
  for (const Json& product : products.items()) {
    if (IsValidLine(product)) Add(product);
  }
}

Json* LineOf(const Json& product, Json* lines) {
  Json* line = nullptr;
  return FindLine(product, lines, &line) < Match::kLikely ? nullptr : line;
}

void Complete(Json* lines, Json* products) {
  for (Json& product : products->items()) {
    const Json* line = product.Find("price") ? nullptr : LineOf(product, lines);
    if (!line) continue;
    Json whole = *line;
    whole.Set("quantity", *product.Find("quantity"));
    product.Assign(std::move(whole));
  }
}

}  // namespace kago
