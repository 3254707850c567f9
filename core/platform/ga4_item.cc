#include "core/platform/ga4_item.h"

#include <algorithm>

#include "core/base/number_text.h"
#include "core/base/string.h"
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

// As JSON writes it; empty when it could be read in two ways, or in none.
String NumberText(std::string_view text) {
  const std::size_t last = std::min(text.find_last_of(",."), text.size());
  const char mark = last < text.size() ? text[last] : '.';
  char group = mark == '.' ? ',' : '.';
  std::string_view whole = text.substr(0, last);
  std::string_view decimals = text.substr(last);
  if (whole.find(mark) != std::string_view::npos) {  // 1,234,567
    group = mark;
    whole = text;
    decimals = {};
  } else if (mark == ',' && decimals.size() == kGroupDigits + 1 && whole.find(group) == std::string_view::npos) {
    return {};
  }
  String number;
  std::size_t digits = 0;
  bool in_groups = false;
  const auto ends_group = [&] { return digits == kGroupDigits || (!in_groups && digits > 0 && digits < kGroupDigits); };
  for (const char c : whole) {
    if (c == group && ends_group()) {
      in_groups = true;
      digits = 0;
    } else if (IsDigit(c)) {
      number += c;
      ++digits;
    } else {
      return {};
    }
  }
  if (in_groups && digits != kGroupDigits) return {};
  return decimals.empty() ? number : number + '.' + String(decimals.substr(1));
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
  if (!value) return std::nullopt;
  const std::string_view text = Trimmed(value->text());
  auto amount = Decimal::Parse(text);
  if (!amount) amount = Decimal::Parse(NumberText(text));
  return amount && amount->is_negative() ? std::nullopt : amount;
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
