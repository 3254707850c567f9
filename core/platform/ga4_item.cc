#include "core/platform/ga4_item.h"

#include <utility>

#include "core/base/string.h"
#include "core/base/text.h"
#include "core/event/event_table.h"
#include "core/event/validator.h"
#include "core/platform/mapping.h"
#include "core/platform/shared/counted_lines.h"
#include "core/platform/shared/currency_text.h"
#include "core/platform/shared/event_numbers.h"
#include "core/platform/shared/number_reader.h"

namespace kago {
namespace {

// GA4's words, and those of Universal Analytics, which plugins have kept for both: with an `item_id` beside it, `id` is
// the variant's. Of id and name one is there; each stands in for the other. The last that is there counts.
constexpr Rule kItem[] = {
    {"name", "product_id", Form::kName},      {"item_name", "product_id", Form::kName},
    {"id", "product_id", Form::kId},          {"item_id", "product_id", Form::kId},
    {"id", "product_name", Form::kId},        {"item_id", "product_name", Form::kId},
    {"name", "product_name", Form::kName},    {"item_name", "product_name", Form::kName},
    {"name", "variant_id", Form::kName},      {"item_name", "variant_id", Form::kName},
    {"item_id", "variant_id", Form::kId},     {"id", "variant_id", Form::kId},
    {"variant", "variant_id", Form::kName},   {"item_variant", "variant_id", Form::kName},
    {"price", "price", Form::kAsIs},          {"quantity", "quantity", Form::kAsIs},
};

constexpr Rule kMetadata[] = {
    {"brand", "item_brand", Form::kName},              {"item_brand", "item_brand", Form::kName},
    {"category", "item_category", Form::kName},        {"item_category", "item_category", Form::kName},
    {"item_category2", "item_category2", Form::kName}, {"item_category3", "item_category3", Form::kName},
    {"item_category4", "item_category4", Form::kName}, {"item_category5", "item_category5", Form::kName},
    {"list", "item_list_name", Form::kName},
    {"item_list_name", "item_list_name", Form::kName}, {"coupon", "coupon", Form::kName},
};

}  // namespace

bool IsValidLine(const Json& product) {
  const EventType& type = *FindEventType("ecommerce.cart_updated");
  Json cart = Json::Object();
  for (std::string_view name : {"cart_id", "source"}) cart.SetText(name, "x");
  cart.SetText("currency", "EUR");
  cart.Set("total_value", Json::Integer(0));
  Json& line = cart.Set("products", Json::Array()).Push(product);
  ReadQuantity(&line);
  if (IsDiscount(line)) line.SetInteger("price", 0);
  Findings findings;
  ValidateProperties(type, cart, &findings);
  return findings.empty();
}

Json Ga4Products(const Json* items, const Observation& seen, std::string_view currency) {
  Json products = Json::Array();
  if (!items || !items->is_array()) return products;
  for (const Json& item : items->items()) {
    Json& product = products.Push(Json::Object());
    Apply(kItem, seen, item, &product);
    if (!product.Find("quantity")) product.SetInteger("quantity", 1);
    if (Json* price = product.Find("price")) {
      ReadNumber(currency, price);
      const String& own = item.TextAt("currency");
      // Of two currencies there is no sum.
      if (!own.empty() && CurrencyCode(own, seen.currency) != currency) price->Assign(Json::Type::kText, price->text() + " (" + own + ")");
    }
    ReadNumber({}, product.Find("quantity"));
    Json metadata = Json::Object();
    Apply(kMetadata, seen, item, &metadata);
    if (const auto discount = ReadAmount(item.Find("discount"), currency); discount && !discount->is_zero()) {
      metadata.Set("discount", Json::Number(discount->ToText()));
    }
    if (!metadata.items().empty()) product.Set("metadata", std::move(metadata));
  }
  return products;
}

}  // namespace kago
