#include "core/platform/mapping.h"

#include <algorithm>

#include "core/base/decimal.h"
#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/base/text.h"

namespace kago {
namespace {

constexpr std::string_view kShared = "variant";
constexpr std::string_view kCartInCheckout = "cart_in_checkout";

// An event without what the tracker adds: ids, time, source, a link to the cart before.
constexpr std::size_t kCartBytesMax = limits::kEventBytesMax - 4'000;

bool IsHttp(std::string_view address) { return address.starts_with("https://") || address.starts_with("http://"); }

// Where the path begins, or the end.
std::size_t PathOf(std::string_view address) {
  return std::min(address.find_first_of("/?#", address.find("//") + 2), address.size());
}

String KeptParameters(std::string_view query, const Observation& seen, std::string_view own) {
  String kept;
  while (!query.empty()) {
    const std::string_view parameter = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(parameter.size() + 1, query.size()));
    const std::string_view name = parameter.substr(0, parameter.find('='));
    if (!IsListed(name, kShared) && !IsListed(name, own) && !IsListed(name, seen.url_parameters)) continue;
    kept.append(1, kept.empty() ? '?' : '&').append(parameter);
  }
  return kept;
}

String WithoutUser(std::string_view address) {
  const std::size_t begin = address.find("//") + 2;
  const std::size_t at = address.substr(0, PathOf(address)).rfind('@');
  if (at == std::string_view::npos || at < begin) return address;
  return String(address.substr(0, begin)).append(address.substr(at + 1));
}

// RFC 3986, 5.2, but for dot segments, which no platform writes.
String Absolute(std::string_view address, const Observation& seen) {
  address = Trimmed(address);
  const std::string_view page = seen.page;
  if (IsHttp(address)) return WithoutUser(address);
  if (!IsHttp(page) || address.empty() || address.find(':') < address.find_first_of("/?#")) return {};
  if (address.starts_with("//")) return WithoutUser(String(page.substr(0, page.find(':') + 1)).append(address));
  const std::size_t path = PathOf(page);
  if (address[0] == '/') return WithoutUser(page.substr(0, path)).append(address);
  const std::string_view document = page.substr(0, page.find_first_of("?#"));
  if (address[0] == '?' || address[0] == '#') return WithoutUser(document).append(address);
  const std::size_t slash = document.rfind('/');
  if (slash < path) return WithoutUser(document).append("/").append(address);
  return WithoutUser(document.substr(0, slash + 1)).append(address);
}

Json Converted(Form form, const Json& value, const Observation& seen) {
  switch (form) {
    case Form::kId:
      return Json::Text(GidTail(value.text()));
    case Form::kName:
      return Json::Text(NameText(value.text()));
    case Form::kAddress:
      return Json::Text(PageAddress(value.text(), seen));
    case Form::kImage:
      return Json::Text(ImageAddress(value.text(), seen));
    default:
      return value;
  }
}

// A cart of 500 lines with long addresses is larger than an event may be: what is worth least goes first,
// from every line, so that no line looks as if it had none.
void ShortenToFit(Json* properties) {
  for (std::string_view name : {"image_url", "product_url"}) {
    if (Dump(*properties).size() <= kCartBytesMax) return;
    for (Json& product : properties->Find("products")->items()) product.Remove(name);
  }
}

}  // namespace

void Apply(std::span<const Rule> rules, const Observation& seen, const Json& from, Json* to) {
  for (const Rule& rule : rules) {
    if (const Json* value = from.Find(rule.from)) SetIfFilled(rule.to, Converted(rule.form, *value, seen), to);
  }
}

String PageAddress(std::string_view address, const Observation& seen, std::string_view own) {
  const String whole = Absolute(address, seen);
  const std::string_view text = std::string_view(whole).substr(0, whole.find('#'));
  const std::size_t query = text.find('?');
  String page(text.substr(0, query));
  if (query != std::string_view::npos) page += KeptParameters(text.substr(query + 1), seen, own);
  return page;
}

String ImageAddress(std::string_view address, const Observation& seen) { return Absolute(address, seen); }

String NameText(std::string_view name) {
  String text;
  for (const char c : name) {
    const bool blank = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    if (!blank) text += c;
    if (blank && !text.empty() && text.back() != ' ') text += ' ';
  }
  std::string_view cut = Trimmed(text);
  if (IsPlaceholder(cut)) return {};
  // A character has at least as many bytes as units, so this comes to an end.
  while (Utf16Units(cut) > limits::kTextUnitsMax) {
    const std::size_t over = Utf16Units(cut) - limits::kTextUnitsMax;
    cut = CutAt(cut, cut.size() - over);
  }
  return cut;
}

Json MajorUnits(const Json& minor, std::int64_t digits) {
  const std::string_view text = Trimmed(minor.text());
  const auto decimal = Decimal::Parse(text);
  if (!decimal || decimal->is_negative()) return minor;
  const std::int64_t places = std::clamp<std::int64_t>(digits, 0, 9);
  const auto unit = Decimal::Parse("1e-" + IntegerText(places));
  return Json::Number(Decimal::Product(*decimal, *unit).ToText());
}

Json MajorUnitsAt(const Json& from, std::string_view key, std::int64_t digits) {
  return MajorUnits(from.At(key), digits);
}

Json UnitPrice(const Json& amount, std::int64_t quantity, std::int64_t digits) {
  constexpr std::int64_t kQuantityMax = 1'000'000'000'000;
  const auto all = Decimal::Parse(Trimmed(amount.text()));
  if (!all || all->is_negative() || quantity <= 0 || quantity > kQuantityMax) return Json();
  return Json::Number(all->Part(static_cast<std::uint64_t>(quantity), static_cast<std::size_t>(digits)).ToText());
}

const Json& FindAt(const Json& from, std::string_view path) {
  const Json* at = &from;
  while (!path.empty()) at = &at->At(TakeUntil('.', &path));
  return *at;
}

void SetIfFilled(std::string_view key, Json value, Json* to) {
  if (value.is_null() || (value.is_text() && IsBlank(value.text()))) return;
  to->Set(key, std::move(value));
}

void SetMetadataText(std::string_view key, const Json& value, Json* product) {
  const String text = NameText(value.text());
  if (!text.empty()) product->ObjectAt("metadata").SetText(key, text);
}

void SetSku(const Json& sku, Json* product) { SetMetadataText("sku", sku, product); }

Sighting CartSighting(Json properties) {
  if (!properties.At("products").items().empty()) {
    ShortenToFit(&properties);
    return {"ecommerce.cart_updated", std::move(properties)};
  }
  // A cart that holds nothing is said by its own event, which has neither lines nor amounts.
  Sighting emptied{"kago.cart_emptied"};
  for (std::string_view name : {"cart_id", "currency"}) {
    SetIfFilled(name, properties.At(name), &emptied.properties);
  }
  return emptied;
}

Sighting CartSighting(const OverheardCart& cart) {
  if (cart.partial) return {"ecommerce.cart_updated"};
  return CartSighting(cart.Said());
}

bool IsCart(const Observation& seen) { return seen.what == "cart" || seen.what == kCartInCheckout; }

Sightings CartSightings(const Observation& seen, Json properties) {
  Sightings sightings;
  sightings.push_back(CartSighting(std::move(properties)));
  if (seen.what == kCartInCheckout && !sightings[0].properties.Find("products")) sightings.clear();
  return sightings;
}

}  // namespace kago
