#include "core/platform/ga4_universal.h"

#include <span>

#include "core/platform/ga4_words.h"

namespace kago {
namespace {

struct Word {
  std::string_view universal;
  std::string_view ga4;
};

constexpr Word kAction[] = {
    {"id", "transaction_id"}, {"revenue", "total"}, {"tax", "tax"}, {"shipping", "shipping"}, {"coupon", "coupon"},
};

constexpr Word kProduct[] = {
    {"id", "item_id"},          {"name", "item_name"},   {"variant", "item_variant"}, {"brand", "item_brand"},
    {"category", "item_category"}, {"list", "item_list_name"}, {"coupon", "coupon"},  {"price", "price"},
    {"quantity", "quantity"},
};

void Translate(std::span<const Word> words, const Json* from, Json* to) {
  for (const Word& word : words) {
    if (const Json* value = from ? from->Find(word.universal) : nullptr) to->Set(word.ga4, *value);
  }
}

// The checkout's later steps say nothing new. A shop that doesn't count them has one.
bool IsLaterStep(const Json* action) {
  const Json* step = action ? action->Find("step") : nullptr;
  return step && !step->text().empty() && step->text() != "1";
}

}  // namespace

Ga4Push FromUniversal(const Json& ecommerce) {
  for (const Ga4Word& word : kGa4Words) {
    const Json* said = ecommerce.Find(word.universal);
    if (!said || !said->is_object()) continue;
    const Json* action = said->Find("actionField");
    if (word.universal == "checkout" && IsLaterStep(action)) return {};
    Ga4Push push{word.event, Json::Object(), true};
    if (const Json* currency = ecommerce.Find("currencyCode")) push.ecommerce.Set("currency", *currency);
    Translate(kAction, action, &push.ecommerce);
    const Json* products = said->Find("products");
    if (!products || !products->is_array()) return push;
    Json& items = push.ecommerce.Set("items", Json::Array());
    for (const Json& product : products->items()) Translate(kProduct, &product, &items.Push(Json::Object()));
    return push;
  }
  return {};
}

}  // namespace kago
