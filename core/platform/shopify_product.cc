// The product that a page of Shopify shows, from up to four places that each know a part (platforms.md 2.3,
// 2.5, 2.6), and its "buy it now" checkout.
#include <algorithm>

#include "core/base/string.h"
#include "core/event/currency.h"
#include "core/platform/jsonld.h"
#include "core/platform/page_texts.h"
#include "core/platform/shopify.h"

namespace kago {
namespace {

constexpr Rule kTitled[] = {
    {"title", "product_name", Form::kName},
    {"featured_image", "image_url", Form::kImage},
};

// The places that speak of one product, as far as they do: a quick view shows another one than its page.
struct Product {
  std::string_view id;       // empty: none of them names one
  std::string_view variant;  // the chosen one, or empty
  const Json* event = &Json::kNull;
  const Json* reply = &Json::kNull;  // of `products/<handle>.js`
  const Json* meta = &Json::kNull;   // ShopifyAnalytics.meta.product
  const Json* page = nullptr;
};

std::string_view IdOf(const Json& value) { return GidTail(value.text()); }

// `part` when it speaks of the product, which the first one names.
const Json* Join(const Json& part, Product* product) {
  const std::string_view id = IdOf(part.At("id"));
  if (product->id.empty()) product->id = id;
  return !id.empty() && id == product->id ? &part : &Json::kNull;
}

// Null when it has none of that id.
const Json& VariantOf(const Json& part, std::string_view id) {
  for (const Json& variant : part.At("variants").items()) {
    if (IdOf(variant.At("id")) == id) return variant;
  }
  return Json::kNull;
}

bool Knows(const Product& product, std::string_view variant) {
  const bool is_known = VariantOf(*product.reply, variant).is_object() || VariantOf(*product.meta, variant).is_object();
  return !variant.empty() && is_known;
}

const Json* VariantsOf(const Product& product) {
  const Json* variants = product.reply->Find("variants");
  return variants ? variants : product.meta->Find("variants");
}

// The variant that Shopify shows when nothing is chosen.
std::string_view FirstVariant(const Product& product) {
  const Json* variants = VariantsOf(product);
  if (!variants || variants->items().empty()) return {};
  const auto& items = variants->items();
  const auto available = std::find_if(items.begin(), items.end(), [](const Json& one) { return one.TrueAt("available"); });
  return IdOf((available == items.end() ? items[0] : *available).At("id"));
}

// A page's address may name a variant of another product than a quick view shows.
std::string_view ChosenVariant(const Product& product, const Observation& seen) {
  std::string_view id = IdOf(seen.data.At("variant"));
  if (id.empty()) id = IdOf(FindAt(*product.event, "selectedVariant.id"));
  if (!id.empty()) return id;
  id = VariantIn(seen.page);
  return Knows(product, id) ? id : FirstVariant(product);
}

Product ProductOf(const Observation& seen) {
  Product product;
  product.event = Join(seen.data.At("event"), &product);
  product.reply = Join(seen.data.At("product"), &product);
  const Json& meta = FindAt(seen.data, "meta.product");
  product.meta = Join(meta, &product);
  // A page tells search engines about the same product as its analytics.
  if (!product.meta->is_null() || IdOf(meta.At("id")).empty()) product.page = seen.data.Find("page");
  product.variant = ChosenVariant(product, seen);
  return product;
}

// `Cup - Blue` without ` - Blue`: `meta` has names of variants only.
std::string_view NameOf(const Json& variant) {
  std::string_view name = variant.At("name").text();
  const String end = String(" - ").append(variant.At("public_title").text());
  if (name.ends_with(end)) name.remove_suffix(end.size());
  return name;
}

// `/fr-ca` of a page there, else empty.
std::string_view LocaleOf(std::string_view page) {
  const std::size_t path = page.find('/', page.find("//") + 2);
  if (path == std::string_view::npos) return {};
  const std::string_view locale = page.substr(path, std::min(page.find_first_of("/?#", path + 1), page.size()) - path);
  const bool is_one = locale.size() == 3 || (locale.size() > 5 && locale.size() < 9 && locale[3] == '-');
  return is_one ? locale : std::string_view();
}

String AddressOf(const Product& product, const Observation& seen) {
  std::string_view handle;
  for (const Json* part : {product.reply, product.event, product.meta}) {
    if (handle.empty()) handle = part->At("handle").text();
  }
  if (handle.empty()) return {};
  String path = String(LocaleOf(seen.page)).append("/products/").append(handle);
  const Json* variants = VariantsOf(product);
  const bool is_only_one = product.variant.empty() || (variants && variants->items().size() == 1);
  if (!is_only_one) path.append("?variant=").append(product.variant);
  return PageAddress(path, seen);
}

// Two digits, unless the currency has three and what else is known says so (platforms.md 2.2).
std::int64_t DigitsOf(const Json& minor, const Json& viewed) {
  if (MinorUnitDigits(viewed.TextAt("currency")) != 3) return kShopifyDigits;
  const std::int64_t found = DigitsBetween(minor, viewed.At("price"));
  return found == 0 ? kShopifyDigits : found;
}

void SetText(std::string_view key, std::string_view text, Json* viewed) { SetIfFilled(key, Json::Text(text), viewed); }

// What the page says stays where nobody knows better; an amount brings its currency along.
void SetPrice(const Product& product, const Observation& seen, Json* viewed) {
  const Json* minor = VariantOf(*product.reply, product.variant).Find("price");
  if (!minor) minor = VariantOf(*product.meta, product.variant).Find("price");
  if (minor || !viewed->Find("currency")) {
    SetUpperCurrency(FindAt(seen.data, "meta.currency"), viewed);
    SetUpperCurrency(seen.data.At("currency"), viewed);
  }
  if (minor) SetAmount("price", *minor, DigitsOf(*minor, *viewed), viewed);
  const Json& selected = product.event->At("selectedVariant");
  if (IdOf(selected.At("id")) != product.variant) return;
  SetAmount("price", FindAt(selected, "price.amount"), 0, viewed);
  SetUpperCurrency(FindAt(selected, "price.currencyCode"), viewed);
}

// What the page says, unless it speaks of another variant, or of none where the chosen one may be any.
Json OfPage(const Product& product, const Observation& seen) {
  if (!product.page) return Json::Object();
  Json viewed = ProductFromPage(*product.page, seen, product.variant);
  if (viewed.is_null()) return Json::Object();
  const std::string_view told = viewed.TextAt("variant_id");
  const bool is_of_all = told == viewed.TextAt("product_id") && (!VariantsOf(product) || Knows(product, product.variant));
  return product.variant.empty() || told == product.variant || is_of_all ? std::move(viewed) : Json::Object();
}

// Properties of `ecommerce.product_viewed`; each place writes over those that know less.
Json Viewed(const Product& product, const Observation& seen) {
  Json viewed = OfPage(product, seen);
  if (product.id.empty()) return viewed;
  const Json& variant = VariantOf(*product.reply, product.variant);
  const Json& known = VariantOf(*product.meta, product.variant);
  SetText("product_id", product.id, &viewed);
  if (!viewed.Find("variant_id")) SetText("variant_id", product.id, &viewed);
  SetText("variant_id", product.variant, &viewed);
  if (!viewed.Find("product_name")) SetText("product_name", NameText(NameOf(known)), &viewed);
  Apply(kTitled, seen, *product.event, &viewed);
  Apply(kTitled, seen, *product.reply, &viewed);
  SetPrice(product, seen, &viewed);
  SetText("product_url", AddressOf(product, seen), &viewed);
  SetImage(variant.At("featured_image"), seen, &viewed);
  SetMetadataText("sku", known.At("sku"), &viewed);
  SetMetadataText("sku", variant.At("sku"), &viewed);
  return viewed;
}

}  // namespace

std::optional<Sightings> ShopifyProduct(const Observation& seen) {
  if (!seen.data.is_object()) return std::nullopt;
  Json viewed = Viewed(ProductOf(seen), seen);
  if (!viewed.Find("product_id")) return Sightings();
  return Only({"ecommerce.product_viewed", std::move(viewed)});
}

std::optional<Sightings> ShopifyBuyNow(const Observation& seen) {
  if (!seen.data.is_object()) return std::nullopt;
  const Product product = ProductOf(seen);
  if (!Knows(product, IdOf(seen.data.At("variant")))) return Sightings();
  Json line = Viewed(product, seen);
  Json properties = Json::Object();
  if (const Json* currency = line.Find("currency")) properties.Set("currency", *currency);
  line.Remove("currency");
  line.SetInteger("quantity", 1);
  SetAmount("quantity", seen.data.At("quantity"), 0, &line);
  properties.Set("products", Json::Array()).Push(std::move(line));
  return Only({"ecommerce.checkout_started", std::move(properties), true});
}

}  // namespace kago
