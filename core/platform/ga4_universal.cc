#include "core/platform/ga4_universal.h"

#include "core/platform/ga4_words.h"

namespace kago {
namespace {

struct Word {
  std::string_view universal;
  std::string_view ga4;
};

// Products keep their words: ga4_item.cc knows them.
constexpr Word kAction[] = {
    {"id", "transaction_id"}, {"revenue", "value"}, {"tax", "tax"}, {"shipping", "shipping"}, {"coupon", "coupon"},
};

// The checkout's later steps say nothing new. A shop that doesn't count them has one.
bool IsLaterStep(const Json* action) {
  const Json* step = action ? action->Find("step") : nullptr;
  return step && !step->text().empty() && step->text() != "1";
}

}  // namespace

Ga4Push FromUniversal(const Json& ecommerce) {
  for (const Ga4Word& word : kGa4Words) {
    const Json* said = ecommerce.Find(word.universal);
    // A list in its place has the object in it, or is one of products.
    const Json* products = said;
    if (said && said->is_array() && !said->items().empty()) said = &said->items()[0];
    if (!said || !said->is_object()) continue;
    if (const Json* within = said->Find("products"); within || products == said) products = within;
    const Json* action = said->Find("actionField");
    if (word.universal == "checkout" && IsLaterStep(action)) return {};
    Ga4Push push{word.event, Json::Object(), true};
    if (const Json* currency = ecommerce.Find("currencyCode")) push.ecommerce.Set("currency", *currency);
    for (const Word& member : kAction) {
      if (const Json* value = action ? action->Find(member.universal) : nullptr) push.ecommerce.Set(member.ga4, *value);
    }
    if (products) push.ecommerce.Set("items", *products);
    return push;
  }
  return {};
}

}  // namespace kago
