#include "core/platform/jsonld.h"

#include <algorithm>
#include <vector>

#include "core/base/text.h"
#include "core/platform/html_text.h"
#include "core/platform/mapping.h"
#include "core/platform/page_texts.h"
#include "core/platform/platforms.h"
#include "core/platform/schema_org.h"

namespace kago {
namespace {

constexpr std::string_view kProductTypes = "Product ProductGroup ProductModel IndividualProduct";
constexpr std::string_view kNothing;
constexpr std::string_view kGone = "OutOfStock SoldOut Discontinued";
// More than a product page names; past that it is a list, whatever it says.
constexpr std::size_t kItemsMax = 30;

// What can be bought, and for how much.
struct Choice {
  const Json* product;  // a variant, or the product itself
  const Json* offer;
  SchemaPrice price;
};

// A product with its variants, which may be told of in several nodes and by several plugins.
struct Item {
  const Json* main;
  std::vector<std::string> names;  // by which another node can be known to speak of it
  std::vector<Choice> choices;
  std::size_t offers = 0;  // choices, and those that nobody can read
};

std::string_view GroupIdOf(const Json& node) {
  const Json* group = node.Find("isVariantOf");
  return FirstFilled({SchemaText(node, "productGroupID"), SchemaText(node, "inProductGroupWithID"),
                      group ? SchemaText(*group, "productGroupID") : std::string_view()});
}

std::vector<std::string> NamesOf(const Json& node) {
  std::vector<std::string> names;
  const auto add = [&names](std::string_view name) {
    if (!IsBlank(name)) names.emplace_back(name);
  };
  for (std::string_view key : {"name", "sku", "productID"}) add(SchemaText(node, key));
  add(GroupIdOf(node));
  if (HasType(node, "ProductGroup")) add(SchemaText(node, "@id"));
  if (const Json* group = node.Find("isVariantOf")) add(SchemaText(*group, "@id"));
  return names;
}

// Which of a page's products it is about, and what of it is chosen.
class PageProduct {
 public:
  PageProduct(const Json& page, const Observation& seen, std::string_view variant)
      : page_(page), seen_(seen), variant_(variant), schema_(page.Find("jsonld")) {}

  std::optional<Json> Find() {
    for (const Json* node : schema_.nodes()) {
      if (HasType(*node, kProductTypes)) Add(*node);
      if (items_.size() > kItemsMax) return std::nullopt;
    }
    for (Item& item : items_) LeaveOutUnread(&item);
    std::erase_if(items_, [](const Item& item) { return item.choices.empty(); });
    const Item* item = items_.size() == 1 ? &items_[0] : ItemOfPage();
    if (!item) return std::nullopt;
    return Properties(*item, ChosenOf(item->choices));
  }

 private:
  void Add(const Json& node) {
    std::vector<std::string> names = NamesOf(node);
    const auto is_same = [&names](const Item& item) {
      return std::find_first_of(names.begin(), names.end(), item.names.begin(), item.names.end()) != names.end();
    };
    auto item = std::find_if(items_.begin(), items_.end(), is_same);
    if (item == items_.end()) {
      item = items_.insert(item, {&node, std::move(names), {}});
    } else if (HasType(node, "ProductGroup")) {
      item->main = &node;
    }
    AddChoices(node, &item->choices);
  }

  void AddChoices(const Json& node, std::vector<Choice>* choices) const {
    const std::size_t before = choices->size();
    if (const Json* variants = node.Find("hasVariant")) {
      if (variants->is_object()) AddOffers(*variants, variants->Find("offers"), {}, choices);
      for (const Json& one : variants->items()) AddOffers(one, one.Find("offers"), {}, choices);
    }
    if (choices->size() == before) AddOffers(node, node.Find("offers"), {}, choices);
  }

  void AddOffers(const Json& product, const Json* offers, std::string_view currency, std::vector<Choice>* choices) const {
    offers = schema_.Resolved(offers);
    if (!offers) return;
    if (offers->is_array()) {
      for (const Json& offer : offers->items()) AddOffers(product, &offer, currency, choices);
    }
    if (!offers->is_object()) return;
    SchemaPrice price = PriceOf(*offers);
    if (price.currency.empty()) price.currency = currency;
    // An AggregateOffer's lowest price is worth less than the offers within.
    const std::size_t before = choices->size();
    AddOffers(product, offers->Find("offers"), price.currency, choices);
    if (choices->size() == before && !price.amount.is_null()) choices->push_back({&product, offers, std::move(price)});
  }

  // A price that can't be read only matters if it is the only one.
  static void LeaveOutUnread(Item* item) {
    std::vector<Choice>& choices = item->choices;
    item->offers = choices.size();
    const auto is_read = [](const Choice& choice) { return choice.price.amount.is_number(); };
    if (std::none_of(choices.begin(), choices.end(), is_read)) return;
    std::erase_if(choices, [&](const Choice& choice) { return !is_read(choice); });
  }

  // Of several products on a page, the one whose address is the page's. On a list none is.
  const Item* ItemOfPage() const {
    const Item* found = nullptr;
    for (const Item& item : items_) {
      bool is_here = IsHere(SchemaText(*item.main, "url"));
      for (const Choice& choice : item.choices) is_here = is_here || IsHere(SchemaText(*choice.offer, "url"));
      if (is_here && found) return nullptr;
      if (is_here) found = &item;
    }
    return found;
  }

  bool IsHere(std::string_view address) const {
    const std::string path = PathOf(PageAddress(address, seen_));
    return !path.empty() && (path == PathOf(seen_.page) || path == PathOf(PageAddress(page_.TextAt("canonical"), seen_)));
  }

  const Choice& ChosenOf(const std::vector<Choice>& choices) const {
    const std::string_view wanted = FirstFilled({variant_, VariantIn(seen_.page)});
    const Choice* here = nullptr;
    std::size_t count_here = 0;
    const Choice* available = nullptr;
    for (const Choice& choice : choices) {
      if (!wanted.empty() && IsVariant(choice, wanted)) return choice;
      if (WholeAddress(AddressOf(choice)) == WholeAddress(seen_.page)) {
        here = &choice;
        ++count_here;
      }
      const bool is_gone = IsListed(SchemaName(SchemaText(*choice.offer, "availability")), kGone);
      if (!available && !is_gone) available = &choice;
    }
    if (count_here == 1) return *here;
    return available ? *available : choices[0];
  }

  static std::string_view AddressOf(const Choice& choice) {
    return FirstFilled({SchemaText(*choice.offer, "url"), SchemaText(*choice.product, "url"), SchemaText(*choice.product, "@id")});
  }

  std::string WholeAddress(std::string_view address) const {
    const std::string whole = ImageAddress(address, seen_);
    return whole.substr(0, whole.find('#'));
  }

  static bool IsVariant(const Choice& choice, std::string_view id) {
    return id == VariantIn(AddressOf(choice)) || id == GidTail(SchemaText(*choice.product, "productID")) ||
           id == SchemaText(*choice.product, "sku") || id == SchemaText(*choice.offer, "sku");
  }

  Json Properties(const Item& item, const Choice& choice) const {
    const Json& main = *item.main;
    const Json& own = *choice.product;
    const bool is_group = HasType(main, "ProductGroup");
    const bool is_variant = &own != &main || (!is_group && !GroupIdOf(own).empty());
    const std::string path = PathIdOf(main);
    const std::string_view id = FirstFilled({GroupIdOf(main), GroupIdOf(own), GidTail(SchemaText(main, "productID")),
                                             SchemaText(main, "sku"), path});
    const std::string_view sku = FirstFilled({is_variant ? SchemaText(own, "sku") : kNothing, SchemaText(*choice.offer, "sku"),
                                              SchemaText(own, "sku")});
    // A sku is the merchant's own; what an address has is the platform's id, as it stands in its carts.
    const bool is_only = item.offers == 1;
    const std::string_view variant_id =
        FirstFilled({variant_, is_variant ? GidTail(SchemaText(own, "productID")) : kNothing, VariantIn(AddressOf(choice)),
                     is_variant || !is_only ? sku : kNothing, is_only ? VariantIn(seen_.page) : kNothing, id});
    Json properties = Json::Object();
    properties.SetText("product_id", NameText(id));
    properties.SetText("product_name", NameText(DecodeEntities(
        FirstFilled({is_group ? SchemaText(main, "name") : kNothing, SchemaText(own, "name"), SchemaText(main, "name")}))));
    properties.SetText("variant_id", NameText(variant_id));
    properties.Set("price", choice.price.amount);
    SetCurrency(choice.price.currency, seen_, &properties);
    SetIfFilled("image_url", Json::Text(ImageOf(own, main)), &properties);
    SetIfFilled("product_url", Json::Text(FirstAddress({page_.TextAt("canonical"), SchemaText(main, "url"), seen_.page}, seen_)),
                &properties);
    SetSku(Json::Text(sku), &properties);
    return properties;
  }

  // Where nothing has a name but the page: its path.
  std::string PathIdOf(const Json& main) const {
    for (std::string_view address : {std::string_view(SchemaText(main, "url")), std::string_view(SchemaText(main, "@id"))}) {
      std::string path = PathOf(PageAddress(address, seen_));
      if (path.size() > 1) return path;
    }
    return PathOf(FirstAddress({page_.TextAt("canonical"), seen_.page}, seen_));
  }

  std::string ImageOf(const Json& own, const Json& main) const {
    std::string image = ImageIn(own.Find("image"));
    return image.empty() ? ImageIn(main.Find("image")) : image;
  }

  // Of a text, a list, an ImageObject, or a reference to one.
  std::string ImageIn(const Json* image) const {
    image = schema_.Resolved(image);
    if (image && image->is_array()) image = image->items().empty() ? nullptr : schema_.Resolved(&image->items()[0]);
    if (!image) return {};
    return ImageAddress(FirstFilled({image->text(), SchemaText(*image, "url"), SchemaText(*image, "contentUrl")}), seen_);
  }

  const Json& page_;
  const Observation& seen_;
  std::string_view variant_;
  SchemaPage schema_;
  std::vector<Item> items_;
};

// What Open Graph says of the page, by its first mention.
std::string_view OpenGraphText(const Json* pairs, std::string_view name) {
  if (!pairs) return {};
  for (const Json& pair : pairs->items()) {
    if (pair.items().size() == 2 && pair.items()[0].text() == name) return pair.items()[1].text();
  }
  return {};
}

std::optional<Json> ProductFromOpenGraph(const Json& page, const Observation& seen, std::string_view variant) {
  const auto text = [og = page.Find("og")](std::string_view name) { return OpenGraphText(og, name); };
  const std::string_view title = text("og:title");
  const std::string_view amount = text("product:price:amount");
  if (!IsListed(text("og:type"), "product og:product product.item") || IsBlank(title) || IsBlank(amount)) return std::nullopt;
  const std::string url = FirstAddress({page.TextAt("canonical"), text("og:url"), seen.page}, seen);
  const std::string path = PathOf(url);
  const std::string_view item = text("product:retailer_item_id");
  const std::string_view id = FirstFilled({text("product:item_group_id"), item, path});
  Json properties = Json::Object();
  properties.SetText("product_id", NameText(id));
  properties.SetText("product_name", NameText(title));
  properties.SetText("variant_id", NameText(FirstFilled({variant, VariantIn(seen.page), item, id})));
  properties.Set("price", SchemaAmount(Json::Text(amount)));
  SetCurrency(text("product:price:currency"), seen, &properties);
  SetIfFilled("image_url", Json::Text(ImageAddress(text("og:image"), seen)), &properties);
  SetIfFilled("product_url", Json::Text(url), &properties);
  return properties;
}

bool IsPriced(const std::optional<Json>& product) { return product && product->Find("price")->is_number(); }

}  // namespace

std::optional<Json> ProductFromPage(const Json& page, const Observation& seen, std::string_view variant) {
  auto product = PageProduct(page, seen, variant).Find();
  if (IsPriced(product)) return product;
  auto other = ProductFromOpenGraph(page, seen, variant);
  // What neither can say is refused, and the refusal quotes it.
  return other ? other : product;
}

std::optional<Sightings> InterpretJsonLd(const Observation& seen, Memory*) {
  if (seen.what != "product" || !seen.data.Find("jsonld")) return std::nullopt;
  auto product = ProductFromPage(seen.data, seen);
  if (!product) return Sightings{};
  return Sightings{{"ecommerce.product_viewed", std::move(*product)}};
}

}  // namespace kago
