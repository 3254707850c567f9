#include "core/platform/jsonld.h"

#include <algorithm>

#include "core/base/list.h"
#include "core/base/text.h"
#include "core/platform/html_text.h"
#include "core/platform/mapping.h"
#include "core/platform/page_products.h"
#include "core/platform/page_texts.h"
#include "core/platform/platforms.h"
#include "core/platform/schema_org.h"

namespace kago {
namespace {

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

// Which of a page's products it is about, and what of it is chosen.
class PageProduct {
 public:
  PageProduct(const Json& page, const Observation& seen, std::string_view variant)
      : page_(page), seen_(seen), variant_(variant), products_(page, seen.currency) {
    here_ = PathAt(seen.page);
    for (std::string_view address : {std::string_view(page.TextAt("canonical")), std::string_view(products_.og().TextAt("url"))}) here_.append(" ").append(PathAt(address));
  }

  std::optional<Json> Find() {
    const Json& og = products_.og();
    const bool is_open_graphs = HasType(og, kOpenGraphTypes);
    if (!products_.is_cut()) {
      const Json* main = MainOfPage();
      if (!main && is_open_graphs) {
        products_.AddOpenGraph();
        main = &og;
      }
      if (const Choice* choice = ChosenOf(main)) return Properties(*choice);
    }
    return Refused(is_open_graphs);
  }

 private:
  // Of a page that tells of a product but doesn't say which, or not what it costs: the refusal quotes why in place of the
  // price. nullopt when it tells of none.
  std::optional<Json> Refused(bool is_open_graphs) const {
    const List<const Json*>& mains = products_.mains();
    std::string_view why = products_.schema().unread();
    if (mains.empty() && why.empty() && !is_open_graphs) return std::nullopt;
    if (why.empty() && mains.size() > 1) why = "several products";
    Json properties = Properties(products_.unread());
    if (!why.empty()) properties.SetText("price", why);
    return properties;
  }

  // Of several, the one that has the page's address. On a list of products none has.
  const Json* MainOfPage() const {
    const Json* first = nullptr;
    const Json* here = nullptr;
    bool is_list = false;
    for (const Choice& choice : products_.choices()) {
      if (!first) first = choice.main;
      is_list = is_list || choice.main != first;
      if (choice.main == here || !IsHere(choice)) continue;
      if (here) return nullptr;
      here = choice.main;
    }
    // Beside what can't be read, one that has an address of its own may be related only.
    is_list = is_list || (first && !products_.schema().unread().empty() && !SchemaText(*first, "url").empty());
    return is_list ? here : first;
  }

  bool IsHere(const Choice& choice) const {
    const Json& main = *choice.main;
    std::string_view id = SchemaText(main, "@id");
    if (id.starts_with('#')) id = {};  // on whatever page
    return &main == products_.schema().main_entity() || IsAddressHere(FirstFilled({SchemaText(main, "url"), SchemaText(*choice.offer, "url"), id})) ||
           IsAddressHere(FirstFilled({SchemaText(main, "mainEntityOfPage"), Of(main, "mainEntityOfPage", "url")}));
  }

  String PathAt(std::string_view address) const { return PathOf(PageAddress(address, seen_)); }

  bool IsAddressHere(std::string_view address) const {
    const String path = PathAt(address);
    return !path.empty() && IsListed(path, here_);
  }

  const Choice* ChosenOf(const Json* main) const {
    const std::string_view wanted = FirstFilled({variant_, VariantIn(seen_.page)});
    const Choice* here = nullptr;
    std::size_t count_here = 0;
    const Choice* first = nullptr;
    const Choice* available = nullptr;
    for (const Choice& choice : products_.choices()) {
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
    const std::string_view own_sku = SchemaText(own, "sku");
    const std::string_view sku = FirstFilled({is_variant ? own_sku : kNothing, SchemaText(offer, "sku"), own_sku});
    // A sku is the merchant's own; what an address has is the platform's id, as it stands in its carts.
    const std::string_view variant_id =
        FirstFilled({IsVariant(choice, variant_) ? variant_ : kNothing, is_variant ? GidTail(SchemaText(own, "productID")) : kNothing,
                     VariantIn(AddressOf(choice)), is_variant || products_.offers() > 1 ? sku : kNothing, id});
    const std::string_view name = FirstFilled({SchemaText(IsGroup(main) ? main : own, "name"), SchemaText(main, "name")});
    Json properties = Json::Object();
    properties.SetText("product_id", NameText(id));
    properties.SetText("product_name", NameText(DecodeEntities(name)));
    properties.SetText("variant_id", NameText(variant_id));
    SetIfFilled("price", PriceOf(offer, choice.currency, seen_.currency).amount, &properties);
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
    image = products_.schema().Resolved(image);
    if (!image) return {};
    return ImageAddress(FirstFilled({image->text(), SchemaText(*image, "url"), SchemaText(*image, "contentUrl")}), seen_);
  }

  const Json& page_;
  const Observation& seen_;
  std::string_view variant_;
  PageProducts products_;
  String here_;  // the paths of the page's addresses
};

}  // namespace

std::optional<Json> ProductFromPage(const Json& page, const Observation& seen, std::string_view variant) {
  return PageProduct(page, seen, variant).Find();
}

std::optional<Sightings> InterpretJsonLd(const Observation& seen, Memory*) {
  if (seen.what != "product" || !seen.data.Find("jsonld")) return std::nullopt;
  auto product = ProductFromPage(seen.data, seen);
  const Json* price = product ? product->Find("price") : nullptr;
  const bool is_said = price && price->is_number();
  if (!product || (!is_said && seen.data.TrueAt("early"))) return Sightings{};
  return Sightings{{"ecommerce.product_viewed", std::move(*product)}};
}

}  // namespace kago
