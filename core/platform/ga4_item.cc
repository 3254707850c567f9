#include "core/platform/ga4_item.h"

#include <algorithm>
#include <string>

#include "core/base/text.h"
#include "core/event/event_table.h"
#include "core/event/validator.h"
#include "core/platform/mapping.h"

namespace kago {
namespace {

constexpr std::size_t kGroupDigits = 3;

constexpr Rule kItem[] = {
    // One of the two is there; each stands in for the other.
    {"item_name", "product_id", Form::kName},  {"item_id", "product_id", Form::kId},
    {"item_id", "product_name", Form::kId},    {"item_name", "product_name", Form::kName},
    {"item_name", "variant_id", Form::kName},  {"item_id", "variant_id", Form::kId},
    {"item_variant", "variant_id", Form::kName},
};

constexpr Rule kMetadata[] = {
    {"item_brand", "item_brand", Form::kName},         {"item_category", "item_category", Form::kName},
    {"item_category2", "item_category2", Form::kName}, {"item_category3", "item_category3", Form::kName},
    {"item_category4", "item_category4", Form::kName}, {"item_category5", "item_category5", Form::kName},
    {"item_list_name", "item_list_name", Form::kName}, {"coupon", "coupon", Form::kName},
};

// Digits with a separator between groups of three: "1,234" and "12,345,678".
bool IsGrouped(std::string_view text, char separator) {
  std::size_t at = text.find(separator);
  if (at == 0 || at > kGroupDigits) return false;
  while (at != std::string_view::npos) {
    const std::size_t next = std::min(text.find(separator, at + 1), text.size());
    if (next - at != kGroupDigits + 1) return false;
    at = next == text.size() ? std::string_view::npos : next;
  }
  return true;
}

std::string Without(std::string_view text, char separator) {
  std::string kept(text);
  std::erase(kept, separator);
  return kept;
}

// As JSON writes it; empty when it could be read in two ways, or in none.
std::string NumberText(std::string_view text) {
  const std::size_t last = text.find_last_of(",.");
  if (last == std::string_view::npos || text.find_first_not_of("0123456789,.") != std::string_view::npos) {
    return std::string(text);
  }
  const std::string_view whole = text.substr(0, last);
  const std::string decimals = std::string(".").append(text.substr(last + 1));
  const char group = text[last] == '.' ? ',' : '.';
  const bool has_groups = whole.find(group) != std::string_view::npos;
  const bool is_repeated = whole.find(text[last]) != std::string_view::npos;
  if (is_repeated) return !has_groups && IsGrouped(text, text[last]) ? Without(text, text[last]) : std::string();
  if (has_groups) return IsGrouped(whole, group) ? Without(whole, group) + decimals : std::string();
  const bool is_ambiguous = text[last] == ',' && decimals.size() == kGroupDigits + 1;
  return is_ambiguous ? std::string() : std::string(whole) + decimals;
}

Json Price(const Json& price) {
  const auto amount = PlainAmount(&price);
  return amount ? Json::Number(amount->ToText()) : price;
}

Json Quantity(const Json* quantity) {
  const bool is_given = quantity && !quantity->is_null() && !(quantity->is_text() && IsBlank(quantity->text()));
  if (!is_given) return Json::Integer(1);
  const auto count = Decimal::Parse(Trimmed(quantity->text()));
  return count ? Json::Number(count->ToText()) : *quantity;
}

}  // namespace

std::optional<Decimal> PlainAmount(const Json* value) {
  if (!value || (!value->is_number() && !value->is_text())) return std::nullopt;
  const auto amount = Decimal::Parse(value->is_number() ? value->text() : NumberText(Trimmed(value->text())));
  return amount && !amount->is_negative() ? amount : std::nullopt;
}

bool IsValidLine(const Json& product) {
  const EventType& type = *FindEventType("ecommerce.cart_updated");
  Json cart = Json::Object();
  for (std::string_view name : {"cart_id", "source"}) cart.SetText(name, "x");
  cart.SetText("currency", "EUR");
  cart.Set("total_value", Json::Integer(0));
  cart.Set("products", Json::Array()).Push(product);
  Findings findings;
  ValidateProperties(type, cart, &findings);
  return findings.empty();
}

Json Ga4Products(const Json* items, const Observation& seen) {
  Json products = Json::Array();
  if (!items || !items->is_array()) return products;
  for (const Json& item : items->items()) {
    Json& product = products.Push(Json::Object());
    Apply(kItem, seen, item, &product);
    if (const Json* price = item.Find("price")) SetIfFilled("price", Price(*price), &product);
    product.Set("quantity", Quantity(item.Find("quantity")));
    Json metadata = Json::Object();
    Apply(kMetadata, seen, item, &metadata);
    if (const auto discount = PlainAmount(item.Find("discount")); discount && !discount->is_zero()) {
      metadata.Set("discount", Json::Number(discount->ToText()));
    }
    if (!metadata.items().empty()) product.Set("metadata", std::move(metadata));
  }
  return products;
}

}  // namespace kago
