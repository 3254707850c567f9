#include "core/platform/page_products.h"

#include <span>

#include "core/base/text.h"
#include "core/platform/mapping.h"
#include "core/platform/page_texts.h"

namespace kago {
namespace {

// More than a product page names; what comes after them doesn't count.
constexpr std::size_t kProductsMax = 30;
// A reference may lead back to where it stands, and many may lead to one node: so both are counted, how
// deep offers stand within offers (a list of AggregateOffers with lists of their own: four) and how many
// are looked at. Shopify's 2,048 variants, each with a list of one, are 4,097.
constexpr std::size_t kOfferDepthMax = 8;
constexpr std::size_t kOffersMax = 5'000;

constexpr Rule kOpenGraph[] = {
    {"og:type", "@type", Form::kAsIs},
    {"og:title", "name", Form::kAsIs},
    {"og:url", "url", Form::kAsIs},
    {"og:image", "image", Form::kAsIs},
    {"product:retailer_item_id", "productID", Form::kAsIs},
    {"product:item_group_id", "inProductGroupWithID", Form::kAsIs},
};

// The first that has an amount counts. Its own currency is before another's.
constexpr std::string_view kPrices[] = {"product:sale_price", "product:price", "og:price"};

// Sets the member to the first of that name that says anything.
void SetFrom(const Json& pairs, std::string_view name, std::string_view key, Json* node) {
  for (const Json& pair : pairs.items()) {
    if (!node->Find(key) && pair.items().size() == 2 && pair.items()[0].text() == name && !IsBlank(pair.items()[1].text())) node->Set(key, pair.items()[1]);
  }
}

Json OpenGraphNode(const Json* pairs) {
  Json node = Json::Object();
  if (!pairs) return node;
  for (const Rule& rule : kOpenGraph) SetFrom(*pairs, rule.from, rule.to, &node);
  for (std::string_view price : kPrices) {
    const bool had = node.Find("price");
    SetFrom(*pairs, String(price).append(":amount"), "price", &node);
    if (!had && node.Find("price")) SetFrom(*pairs, String(price).append(":currency"), "priceCurrency", &node);
  }
  for (std::string_view price : kPrices) SetFrom(*pairs, String(price).append(":currency"), "priceCurrency", &node);
  return node;
}

bool IsSame(std::string_view one, std::string_view other) { return one == other && !one.empty(); }

constexpr std::string_view kNames[] = {"name", "sku", "productID", "@id"};

bool ShareOne(const Json& a, const Json& b, std::span<const std::string_view> keys) {
  for (std::string_view key : keys) {
    if (IsSame(SchemaText(a, key), SchemaText(b, key))) return true;
  }
  return false;
}

// The node of the product that it is a variant of, else itself.
std::string_view NodeIdOf(const Json& node) { return FirstFilled({Of(node, "isVariantOf", "@id"), SchemaText(node, "@id")}); }

}  // namespace

bool AreOne(const Json& a, const Json& b) {
  const std::span keys(kNames);
  if (&a == &b || ShareOne(a, b, keys.first(3)) || IsSame(GroupIdOf(a), GroupIdOf(b))) return true;
  // A template may give all products of a list the same `@id`.
  const bool may_be_reused = !SchemaText(a, "name").empty() && !SchemaText(b, "name").empty() && ShareOne(a, b, keys.last(1));
  return !may_be_reused && IsSame(NodeIdOf(a), NodeIdOf(b));
}

std::string_view Of(const Json& node, std::string_view key, std::string_view inner) {
  const Json* value = node.Find(key);
  return value ? std::string_view(SchemaText(*value, inner)) : std::string_view();
}

std::string_view GroupIdOf(const Json& node) {
  return FirstFilled({SchemaText(node, "productGroupID"), SchemaText(node, "inProductGroupWithID"),
                      Of(node, "isVariantOf", "productGroupID")});
}

bool IsGroup(const Json& node) { return HasType(node, "ProductGroup ProductModel") || node.Find("hasVariant"); }

PageProducts::PageProducts(const Json& page, std::string_view currency)
    : currency_(currency), schema_(page.Find("jsonld")), og_(OpenGraphNode(page.Find("og"))) {
  // Those that name their variants come first: they are what the others are variants of.
  for (const bool is_group : {true, false}) {
    for (const Json* node : schema_.nodes()) {
      if (HasType(*node, kProductTypes) && IsGroup(*node) == is_group) Add(*node);
    }
  }
  for (const Json* node : schema_.nodes()) AddOffered(*node);
}

bool PageProducts::is_cut() const { return looked_at_ > kOffersMax; }

// The node that stands for the product: a group before its variants, else the first that says anything.
const Json& PageProducts::MainOf(const Json& node) {
  for (const Choice& choice : choices_) {
    if (choice.product == &node) return *choice.main;  // a variant that stands for itself too
  }
  for (const Json*& main : mains_) {
    if (!AreOne(*main, node)) continue;
    bool says_nothing = !IsGroup(*main);
    for (const Choice& choice : choices_) says_nothing = says_nothing && (choice.main != main || !choice.is_read);
    if (says_nothing) main = &node;
    return *main;
  }
  if (mains_.size() < kProductsMax) mains_.push_back(&node);
  return node;
}

void PageProducts::Add(const Json& node) {
  const Json& main = MainOf(node);
  const std::size_t before = choices_.size();
  AddVariants(main, node.Find("hasVariant"));
  if (choices_.size() == before) AddVariants(main, &node);
}

// An offer that stands for itself and says what of.
void PageProducts::AddOffered(const Json& offer) {
  const Json* item = schema_.Resolved(offer.Find("itemOffered"));
  if (item && HasType(*item, kProductTypes)) AddOffers({&MainOf(*item), item}, &offer);
}

void PageProducts::AddVariants(const Json& main, const Json* variants) {
  variants = schema_.Resolved(variants);
  if (!variants) return;
  if (variants->is_array()) {
    for (const Json& one : variants->items()) AddVariants(main, &one);
  } else {
    AddOffers({&main, variants}, variants->Find("offers"));
  }
}

void PageProducts::AddOffers(Choice choice, const Json* offer, std::size_t depth) {
  choice.offer = offer = schema_.Resolved(offer);
  if (!offer || depth == kOfferDepthMax || ++looked_at_ > kOffersMax) return;
  if (offer->is_array()) {
    for (const Json& one : offer->items()) AddOffers(choice, &one, depth + 1);
    return;
  }
  const Json* item = schema_.Resolved(offer->Find("itemOffered"));
  if (item && item->is_object() && !ShareOne(*item, *choice.product, std::span(kNames).last(3))) choice.product = item;
  const SchemaPrice price = PriceOf(*offer, choice.currency, currency_);
  choice.currency = price.currency;
  // An AggregateOffer's lowest price is worth less than the offers within.
  const std::size_t before = choices_.size();
  AddOffers(choice, offer->Find("offers"), depth + 1);
  if (choices_.size() > before || price.amount.is_null()) return;
  for (const Choice& known : choices_) {
    if (known.offer == offer && known.product == choice.product) return;  // of a variant that stands for itself too
  }
  choice.is_read = price.amount.is_number();
  choices_.push_back(choice);
}

}  // namespace kago
