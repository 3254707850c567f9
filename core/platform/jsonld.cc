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

// Which of a page's products it is about, and what of it is chosen. Where the page leaves that open, nothing is: a related
// product, another variant's price or an accessory's would be a valid event that is wrong.
class PageProduct {
 public:
  PageProduct(const Json& page, const Observation& seen, std::string_view variant)
      : page_(page), seen_(seen), variant_(variant), products_(page, seen.currency) {
    here_ = PathAt(seen.page);
    for (std::string_view address : {std::string_view(page.TextAt("canonical")), std::string_view(products_.og().TextAt("url"))}) here_.append(" ").append(PathAt(address));
  }

  Json Find() {
    const Json& og = products_.og();
    const bool is_open_graphs = HasType(og, kOpenGraphTypes);
    Choice choice;
    if (!products_.is_cut()) {
      const Json* main = MainOfPage();
      if (main) choice = ChosenOf(*main);
      const SchemaPrice price = PriceOf(og, {}, seen_.currency);
      if (!choice.is_read && !of_variant_ && is_open_graphs && price.amount.is_number()) {
        if (!main || !IsNamedIn(og, *main)) main = &og;
        choice = {main, main, &og, price.currency, true};
      }
    }
    if (choice.is_read) return Properties(choice);
    const List<const Json*>& mains = products_.mains();
    const std::string_view why = FirstFilled({products_.schema().unread(), why_});
    if (mains.empty() && why.empty() && !is_open_graphs) return Json();
    if (!choice.main) choice.main = choice.product = mains.empty() ? &og : mains[0];
    Json properties = Properties(choice);
    if (!why.empty()) properties.SetText("price", why);
    return properties;
  }

 private:
  // The one that the page names; else the only one.
  const Json* MainOfPage() {
    const Json* main = nullptr;
    bool is_here = false;
    std::size_t count = 0;
    for (const Json* one : products_.mains()) {
      const bool one_is_here = IsHere(*one);
      if (is_here > one_is_here || (!one_is_here && IsMerelyMentioned(*one))) continue;
      count = one_is_here > is_here ? 1 : count + 1;
      is_here = one_is_here;
      main = one;
    }
    if (count > 1) why_ = "several products";
    if (count == 1 && !is_here && IsOfAnotherPage(*main)) why_ = "product of another page";
    return why_.empty() ? main : nullptr;
  }

  // One without an offer that stands elsewhere, or is there for its reviews' sake.
  bool IsMerelyMentioned(const Json& main) const {
    for (const Choice& choice : products_.choices()) {
      if (choice.main == &main) return false;
    }
    return !SchemaText(main, "url").empty() || main.Find("aggregateRating") || main.Find("review");
  }

  // Its address says so, and something else does: a related product may be the only one that can be read.
  bool IsOfAnotherPage(const Json& main) const {
    const Json& og = products_.og();
    const bool is_other = !products_.schema().unread().empty() || PathAt(seen_.page) == "/" || (og.Find("@type") && !IsNamedIn(og, main));
    return is_other && !SchemaText(main, "url").empty();
  }

  static bool IsNamedIn(const Json& og, const Json& main) {
    const std::string_view title = SchemaText(og, "name");
    return !title.empty() && title.find(DecodeEntities(SchemaText(main, "name"))) != std::string_view::npos;
  }

  // One of the nodes that tell of it has an address of the page, or is the page's main entity.
  bool IsHere(const Json& main) const {
    if (HasAddressHere(main)) return true;
    for (const Json* node : products_.schema().nodes()) {
      const Json* entity = products_.schema().Resolved(node->Find("mainEntity"));
      if ((entity && AreOne(main, *entity)) || (HasType(*node, kProductTypes) && AreOne(main, *node) && HasAddressHere(*node))) return true;
    }
    if (!SchemaText(main, "url").empty()) return false;
    for (const Choice& choice : products_.choices()) {
      if (choice.main == &main && IsAddressHere(SchemaText(*choice.offer, "url"))) return true;
    }
    return false;
  }

  bool HasAddressHere(const Json& node) const {
    std::string_view id = SchemaText(node, "@id");
    if (id.starts_with('#')) id = {};  // on whatever page
    return IsAddressHere(FirstFilled({SchemaText(node, "url"), id})) ||
           IsAddressHere(FirstFilled({SchemaText(node, "mainEntityOfPage"), Of(node, "mainEntityOfPage", "url")}));
  }

  String PathAt(std::string_view address) const { return PathOf(PageAddress(address, seen_)); }

  bool IsAddressHere(std::string_view address) const {
    const String path = PathAt(address);
    return !path.empty() && IsListed(path, here_);
  }

  // The variant of the page's address; else the one that has the page's address; else the first that can be bought.
  Choice ChosenOf(const Json& main) {
    const std::string_view wanted = FirstFilled({variant_, VariantIn(seen_.page)});
    Choice here;
    Choice best{&main, &main};
    std::size_t count_here = 0;
    int best_rank = -1;
    for (const Choice& choice : products_.choices()) {
      if (choice.main != &main) continue;
      const std::string_view address_variant = VariantIn(AddressOf(choice));
      of_variant_ = of_variant_ || (variant_.empty() && !wanted.empty() && !address_variant.empty());
      if (!wanted.empty() && IsVariant(choice, wanted)) return choice;
      if (WholeAddress(AddressOf(choice)) == WholeAddress(seen_.page)) {
        here = choice;
        ++count_here;
      }
      // One more offer of the same that nothing tells from a variant's: of a sample, by another seller.
      const bool is_other = best_rank >= 0 && choice.product == best.product && address_variant.empty() && SchemaText(*choice.offer, "sku").empty();
      const int rank = is_other ? -1 : RankOf(choice);
      if (rank > best_rank) {
        best = choice;
        best_rank = rank;
      }
    }
    if (of_variant_) {
      why_ = "variant of another address";
      best.is_read = false;
    }
    return count_here == 1 ? here : best;
  }

  // Its own offers before those of other things; of a group, its variants' before its own.
  static int RankOf(const Choice& choice) {
    const Json& main = *choice.main;
    const bool is_main = choice.product == &main;
    const bool is_of_it = IsGroup(main) ? !is_main : is_main || !GroupIdOf(main).empty();
    const bool is_available = choice.is_read && !IsListed(SchemaTerm(*choice.offer, "availability"), kGone);
    return is_of_it * 4 + choice.is_read * 2 + is_available;
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
                     VariantIn(AddressOf(choice)), is_variant || products_.choices().size() > 1 ? sku : kNothing, id});
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
  std::string_view why_;     // none is said
  bool of_variant_ = false;  // the page's address names one, as those of its offers do
};

}  // namespace

Json ProductFromPage(const Json& page, const Observation& seen, std::string_view variant) {
  const Json* read = page.Find("read");
  if (read) return *read;
  return ReadsMarkup() ? PageProduct(page, seen, variant).Find() : Json();
}

String ReadMarkup(std::string_view request) {
  const ParsedJson parsed = ParseJson(request);
  const Json* page = parsed.value.Find("page");
  if (!page || !parsed.is_whole()) return "null";
  const Json& asked = parsed.value;
  const Observation seen{"product", *page, asked.TextAt("url"), asked.TextAt("currency"), asked.TextAt("url_parameters")};
  return Dump(ProductFromPage(*page, seen, asked.TextAt("variant")));
}

std::optional<Sightings> InterpretJsonLd(const Observation& seen, Memory*) {
  if (seen.what != "product" || !(seen.data.Find("jsonld") || seen.data.Find("read"))) return std::nullopt;
  Json product = ProductFromPage(seen.data, seen);
  const Json* price = product.Find("price");
  const bool is_said = price && price->is_number();
  if (product.is_null() || (!is_said && seen.data.TrueAt("early"))) return Sightings{};
  return Sightings{{"ecommerce.product_viewed", std::move(product)}};
}

}  // namespace kago
