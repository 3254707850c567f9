#include "core/platform/jsonld.h"

#include <algorithm>

#include "core/base/list.h"
#include "core/base/text.h"
#include "core/platform/html_text.h"
#include "core/platform/mapping.h"
#include "core/platform/page_texts.h"
#include "core/platform/platforms.h"
#include "core/platform/schema_org.h"

namespace kago {
namespace {

constexpr std::string_view kProductTypes = "Product ProductGroup ProductModel IndividualProduct";
constexpr std::string_view kOpenGraphTypes = "product product.item";

consteval bool EachHasProductWord(std::string_view names) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    if (names.substr(0, end).find(kProductWord) == std::string_view::npos) return false;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return true;
}
static_assert(EachHasProductWord(kProductTypes) && EachHasProductWord(kOpenGraphTypes));

constexpr std::string_view kNothing;
constexpr std::string_view kGone = "OutOfStock SoldOut Discontinued";
// More than a product page names; what comes after them doesn't count.
constexpr std::size_t kProductsMax = 30;
// A reference may lead back to where it stands, and many may lead to one node: so both are counted, how
// deep offers stand within offers (a list of AggregateOffers with lists of their own: four) and how many
// are looked at. Shopify's 2,048 variants, each with a list of one, are 4,097.
constexpr std::size_t kOfferDepthMax = 8;
constexpr std::size_t kOffersMax = 5'000;

// Open Graph says what a Product and its offer say, in one. Of rules for one member the first counts.
constexpr Rule kOpenGraph[] = {
    {"og:type", "@type", Form::kAsIs},
    {"og:title", "name", Form::kAsIs},
    {"og:url", "url", Form::kAsIs},
    {"og:image", "image", Form::kAsIs},
    {"product:retailer_item_id", "productID", Form::kAsIs},
    {"product:item_group_id", "inProductGroupWithID", Form::kAsIs},
    {"product:sale_price:amount", "price", Form::kAsIs},
    {"product:price:amount", "price", Form::kAsIs},
    {"og:price:amount", "price", Form::kAsIs},
    {"product:sale_price:currency", "priceCurrency", Form::kAsIs},
    {"product:price:currency", "priceCurrency", Form::kAsIs},
    {"og:price:currency", "priceCurrency", Form::kAsIs},
};

Json OpenGraphNode(const Json* pairs) {
  Json node = Json::Object();
  if (!pairs) return node;
  for (const Rule& rule : kOpenGraph) {
    for (const Json& pair : pairs->items()) {
      const bool is_it = pair.items().size() == 2 && pair.items()[0].text() == rule.from;
      if (is_it && !node.Find(rule.to)) SetIfFilled(rule.to, pair.items()[1], &node);
    }
  }
  return node;
}

// What can be bought.
struct Choice {
  const Json* main;     // the page's product, of which this is
  const Json* product;  // a variant of it, or itself
  const Json* offer;
  std::string_view currency;  // of the offers around it
};

std::string_view Of(const Json& node, std::string_view key, std::string_view inner) {
  const Json* value = node.Find(key);
  return value ? std::string_view(SchemaText(*value, inner)) : std::string_view();
}

std::string_view GroupIdOf(const Json& node) {
  return FirstFilled({SchemaText(node, "productGroupID"), SchemaText(node, "inProductGroupWithID"),
                      Of(node, "isVariantOf", "productGroupID")});
}

bool IsGroup(const Json& node) { return HasType(node, "ProductGroup"); }

std::string_view GroupNodeOf(const Json& node) {
  return IsGroup(node) ? std::string_view(SchemaText(node, "@id")) : Of(node, "isVariantOf", "@id");
}

// Two plugins tell of one product, or two nodes of its variants.
bool AreOne(const Json& a, const Json& b) {
  const auto is_same = [](std::string_view one, std::string_view other) { return one == other && !one.empty(); };
  for (std::string_view key : {"name", "sku", "productID"}) {
    if (is_same(SchemaText(a, key), SchemaText(b, key))) return true;
  }
  return is_same(GroupIdOf(a), GroupIdOf(b)) || is_same(GroupNodeOf(a), GroupNodeOf(b));
}

// Which of a page's products it is about, and what of it is chosen.
class PageProduct {
 public:
  PageProduct(const Json& page, const Observation& seen, std::string_view variant)
      : page_(page), seen_(seen), variant_(variant), schema_(page.Find("jsonld")), og_(OpenGraphNode(page.Find("og"))) {}

  std::optional<Json> Find() {
    for (const Json* node : schema_.nodes()) {
      if (HasType(*node, kProductTypes)) Add(*node);
    }
    if (looked_at_ > kOffersMax) return std::nullopt;  // who knows what the rest would have said
    const Json* main = MainOfPage();
    if (!main && HasType(og_, kOpenGraphTypes)) {
      AddOffers({&og_, &og_, &og_, {}});
      main = &og_;
    }
    if (const Choice* choice = ChosenOf(main)) return Properties(*choice);
    // The refusal will quote what stands for its price.
    if (mains_.size() < 2 && choices_.empty() && unread_.offer) return Properties(unread_);
    return std::nullopt;
  }

 private:
  void Add(const Json& node) {
    const auto known = std::find_if(mains_.begin(), mains_.end(), [&](const Json* main) { return AreOne(*main, node); });
    const Json* main = known == mains_.end() ? &node : *known;
    if (main == &node) {
      if (mains_.size() == kProductsMax) return;
      mains_.push_back(main);
    } else {
      const auto is_of_main = [main](const Choice& choice) { return choice.main == main; };
      const bool says_nothing = std::none_of(choices_.begin(), choices_.end(), is_of_main);
      if (IsGroup(node) || (says_nothing && !IsGroup(*main))) {
        for (Choice& choice : choices_) {
          if (is_of_main(choice)) choice.main = &node;
        }
        *known = main = &node;
      }
    }
    const std::size_t before = choices_.size();
    if (const Json* variants = node.Find("hasVariant")) {
      AddVariant(*main, *variants);
      for (const Json& variant : variants->items()) AddVariant(*main, variant);
    }
    if (choices_.size() == before) AddVariant(*main, node);
  }

  void AddVariant(const Json& main, const Json& variant) { AddOffers({&main, &variant, variant.Find("offers"), {}}); }

  void AddOffers(Choice choice, std::size_t depth = 0) {
    const Json* offer = choice.offer = schema_.Resolved(choice.offer);
    if (!offer || depth == kOfferDepthMax || ++looked_at_ > kOffersMax) return;
    if (offer->is_array()) {
      for (const Json& one : offer->items()) AddOffers({choice.main, choice.product, &one, choice.currency}, depth + 1);
      return;
    }
    const SchemaPrice price = PriceOf(*offer, choice.currency, seen_.currency);
    choice.currency = price.currency;
    // An AggregateOffer's lowest price is worth less than the offers within.
    const std::size_t before = offers_;
    AddOffers({choice.main, choice.product, offer->Find("offers"), choice.currency}, depth + 1);
    if (offers_ > before || price.amount.is_null()) return;
    ++offers_;
    if (price.amount.is_number()) {
      choices_.push_back(choice);
    } else {
      unread_ = choice;
    }
  }

  // Of several, the one whose address is the page's. On a list of products none is.
  const Json* MainOfPage() const {
    const Json* first = choices_.empty() ? nullptr : choices_[0].main;
    const Json* here = nullptr;
    bool is_list = false;
    for (const Choice& choice : choices_) {
      is_list = is_list || choice.main != first;
      if (choice.main == here || !IsHere(choice)) continue;
      if (here) return nullptr;
      here = choice.main;
    }
    return is_list ? here : first;
  }

  bool IsHere(const Choice& choice) const {
    const auto path = [this](std::string_view address) { return PathOf(PageAddress(address, seen_)); };
    const String own = path(FirstFilled({SchemaText(*choice.main, "url"), SchemaText(*choice.offer, "url")}));
    return !own.empty() && (own == path(seen_.page) || own == path(page_.TextAt("canonical")));
  }

  const Choice* ChosenOf(const Json* main) const {
    const std::string_view wanted = FirstFilled({variant_, VariantIn(seen_.page)});
    const Choice* here = nullptr;
    std::size_t count_here = 0;
    const Choice* first = nullptr;
    const Choice* available = nullptr;
    for (const Choice& choice : choices_) {
      if (choice.main != main) continue;
      if (!wanted.empty() && IsVariant(choice, wanted)) return &choice;
      if (WholeAddress(AddressOf(choice)) == WholeAddress(seen_.page)) {
        here = &choice;
        ++count_here;
      }
      if (!first) first = &choice;
      if (!available && !IsListed(SchemaTerm(*choice.offer, "availability"), kGone)) available = &choice;
    }
    if (count_here == 1) return here;
    return available ? available : first;
  }

  static std::string_view AddressOf(const Choice& choice) {
    const Json& product = *choice.product;
    return FirstFilled({SchemaText(*choice.offer, "url"), SchemaText(product, "url"), SchemaText(product, "@id")});
  }

  String WholeAddress(std::string_view address) const {
    return ImageAddress(address.substr(0, address.find('#')), seen_);
  }

  static bool IsVariant(const Choice& choice, std::string_view id) {
    return id == VariantIn(AddressOf(choice)) || id == GidTail(SchemaText(*choice.product, "productID")) ||
           id == SchemaText(*choice.product, "sku") || id == SchemaText(*choice.offer, "sku");
  }

  Json Properties(const Choice& choice) const {
    const Json& main = *choice.main;
    const Json& own = *choice.product;
    const Json& offer = *choice.offer;
    const bool is_variant = &own != &main || (!IsGroup(own) && !GroupIdOf(own).empty());
    const String path = PathIdOf(main);
    const std::string_view id = FirstFilled({GroupIdOf(main), GroupIdOf(own), GidTail(SchemaText(main, "productID")),
                                             SchemaText(main, "sku"), path});
    const std::string_view sku = FirstFilled({SchemaText(is_variant ? own : offer, "sku"), SchemaText(own, "sku")});
    // A sku is the merchant's own; what an address has is the platform's id, as it stands in its carts.
    const std::string_view variant_id = FirstFilled(
        {IsVariant(choice, variant_) ? variant_ : kNothing, is_variant ? GidTail(SchemaText(own, "productID")) : kNothing, VariantIn(AddressOf(choice)),
         is_variant || offers_ > 1 ? sku : kNothing, id});
    Json properties = Json::Object();
    properties.SetText("product_id", NameText(id));
    properties.SetText("product_name", NameText(DecodeEntities(SchemaText(IsGroup(main) ? main : own, "name"))));
    properties.SetText("variant_id", NameText(variant_id));
    properties.Set("price", PriceOf(offer, choice.currency, seen_.currency).amount);
    SetIfFilled("currency", Json::Text(choice.currency), &properties);
    SetIfFilled("image_url", Json::Text(ImageOf(own, main)), &properties);
    const String url = FirstAddress({page_.TextAt("canonical"), SchemaText(main, "url"), seen_.page}, seen_);
    SetIfFilled("product_url", Json::Text(url), &properties);
    SetSku(Json::Text(sku), &properties);
    return properties;
  }

  // Where nothing has a name but the page: its path.
  String PathIdOf(const Json& main) const {
    for (std::string_view key : {"url", "@id"}) {
      String path = PathOf(PageAddress(SchemaText(main, key), seen_));
      if (path.size() > 1) return path;
    }
    return PathOf(FirstAddress({page_.TextAt("canonical"), seen_.page}, seen_));
  }

  String ImageOf(const Json& own, const Json& main) const {
    String image = ImageIn(own.Find("image"));
    return image.empty() ? ImageIn(main.Find("image")) : image;
  }

  // Of a text, a list, an ImageObject, or a reference to one.
  String ImageIn(const Json* image) const {
    if (image && image->is_array()) image = image->items().empty() ? nullptr : &image->items()[0];
    image = schema_.Resolved(image);
    if (!image) return {};
    return ImageAddress(FirstFilled({image->text(), SchemaText(*image, "url"), SchemaText(*image, "contentUrl")}), seen_);
  }

  const Json& page_;
  const Observation& seen_;
  std::string_view variant_;
  SchemaPage schema_;
  Json og_;
  List<const Json*> mains_;
  List<Choice> choices_;       // whose price can be read
  Choice unread_{};            // one whose price can't
  std::size_t offers_ = 0;     // of both kinds
  std::size_t looked_at_ = 0;  // whatever it was: a list, an offer without a price
};

}  // namespace

std::optional<Json> ProductFromPage(const Json& page, const Observation& seen, std::string_view variant) {
  return PageProduct(page, seen, variant).Find();
}

std::optional<Sightings> InterpretJsonLd(const Observation& seen, Memory*) {
  if (seen.what != "product" || !seen.data.Find("jsonld")) return std::nullopt;
  auto product = ProductFromPage(seen.data, seen);
  if (!product) return Sightings{};
  return Sightings{{"ecommerce.product_viewed", std::move(*product)}};
}

}  // namespace kago
