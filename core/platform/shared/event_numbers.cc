#include "core/platform/shared/event_numbers.h"

#include <string_view>

#include "core/event/event_table.h"
#include "core/platform/shared/currency_text.h"
#include "core/platform/shared/number_reader.h"

namespace kago {
namespace {

// A gram or a millimetre, and room for the dust of floating point behind it.
constexpr std::size_t kQuantityDigits = 6;

void ReadAmountAt(std::string_view key, std::string_view currency, Json* object) {
  if (Json* value = object->Find(key)) ReadNumber(currency, value);
}

const String& ReadCurrency(const Observation& seen, Json* properties) {
  Json* named = properties->Find("currency");
  if (!named) return seen.currency;
  named->Assign(Json::Type::kText, CurrencyCode(named->text(), seen.currency));
  return named->text();
}

}  // namespace

void ReadNumbers(const Observation& seen, Sighting* sighting) {
  Json& properties = sighting->properties;
  const String& currency = ReadCurrency(seen, &properties);
  for (const Field& field : FindEventType(sighting->name)->fields) {
    if (field.kind == Kind::kAmount) ReadAmountAt(field.name, currency, &properties);
  }
  if (Json* products = properties.Find("products")) {
    for (Json& line : products->items()) {
      ReadAmountAt("price", currency, &line);
      ReadAmountAt("quantity", {}, &line);
    }
  }
  ReadQuantities(seen, sighting);
}

void ReadCurrencyAndQuantities(const Observation& seen, Sighting* sighting) {
  ReadCurrency(seen, &sighting->properties);
  ReadQuantities(seen, sighting);
}

void ReadQuantities(const Observation&, Sighting* sighting) {
  Json* products = sighting->properties.Find("products");
  if (!products) return;
  for (Json& line : products->items()) ReadQuantity(&line);
}

void ReadQuantity(Json* line) {
  const Decimal exact = QuantityOf(*line);
  if (exact.is_zero()) return;
  const Decimal almost_one = *Decimal::Parse("0.499999");  // half up of that more is up
  line->Set("quantity", Json::Number(Decimal::Sum(exact, almost_one).Rounded(0).ToText()));
  if (exact.is_integer()) return;
  line->ObjectAt("metadata").Set("exact_quantity", Json::Number(exact.ToText()));
}

Decimal QuantityOf(const Json& line) {
  const Json* said = line.Find("quantity");
  const auto quantity = Decimal::Parse(said && said->is_number() ? said->text() : String());
  return quantity && !quantity->is_negative() ? quantity->Rounded(kQuantityDigits) : Decimal();
}

}  // namespace kago
