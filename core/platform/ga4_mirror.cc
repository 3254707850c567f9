#include "core/platform/ga4_mirror.h"

#include "core/base/ids.h"
#include "core/base/string.h"
#include "core/platform/ga4_item.h"
#include "core/platform/mapping.h"
#include "core/platform/shared/counted_lines.h"
#include "core/platform/shared/event_numbers.h"

namespace kago {
namespace {

constexpr std::size_t kNotesMax = 16;

}  // namespace

Ga4Mirror::Ga4Mirror(const Observation& seen, Json* cart) : seen_(seen), cart_(*cart) {
  if (!cart_.is_object()) cart_.Assign(Json::Object());
  const std::int64_t changed_at = cart_.IntegerAt("changed_at");
  if (seen_.cart_lifetime_ms > 0 && seen_.time - changed_at >= seen_.cart_lifetime_ms) cart_.Remove("products");
}

std::string_view Ga4Mirror::CurrencyOr(std::string_view currency) const {
  const String& known = cart_.TextAt("currency");
  if (currency.empty()) currency = known.empty() ? seen_.currency : known;
  return currency;
}

void Ga4Mirror::SetCurrency(std::string_view currency) {
  const String& known = cart_.TextAt("currency");
  currency = CurrencyOr(currency);
  if (currency == known) return;
  if (!known.empty()) cart_.Remove("products");
  cart_.SetText("currency", currency);
}

bool Ga4Mirror::Add(const Json& product) {
  if (QuantityOf(product).is_zero()) return false;
  Touch();
  Json* line = LineOf(product);
  if (!line) {
    Lines().push_back(product);
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
  auto& lines = Lines();
  if (Decimal::Compare(known, less) > 0) {
    line->Set("quantity", Json::Number(Decimal::Difference(known, less).ToText()));
  } else {
    lines.erase(lines.begin() + (line - lines.data()));
  }
  Touch();
  return true;
}

void Ga4Mirror::Reset(const Json& products) {
  Touch();
  Lines().clear();
  for (const Json& product : products.items()) {
    if (IsValidLine(product)) Add(product);
  }
}

Json Ga4Mirror::Said() const {
  Json properties = Json::Object();
  SetIfFilled("currency", Json::Text(cart_.TextAt("currency")), &properties);
  if (const Json* products = cart_.Find("products")) properties.Set("products", *products);
  return properties;
}

bool Ga4Mirror::Note(std::string_view what) {
  String notes = cart_.TextAt("notes");
  const String key = HexText(Hash(what)) + ' ';
  if (notes.find(key) != std::string_view::npos) return true;
  if (notes.size() >= kNotesMax * key.size()) notes = notes.substr(key.size());
  cart_.SetText("notes", notes + key);
  return false;
}

List<Json>& Ga4Mirror::Lines() {
  Json* lines = cart_.Find("products");
  return (lines && lines->is_array() ? *lines : cart_.Set("products", Json::Array())).items();
}

Json* Ga4Mirror::LineOf(const Json& product) {
  for (Json& line : Lines()) {
    const bool same = line.TextAt("product_id") == product.TextAt("product_id") &&
                      line.TextAt("variant_id") == product.TextAt("variant_id");
    if (same) return &line;
  }
  return nullptr;
}

void Ga4Mirror::Touch() { cart_.SetInteger("changed_at", seen_.time); }

}  // namespace kago
