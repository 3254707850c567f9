// Plain HTML shops: what their developers have marked with data-kago-* attributes (docs/platforms/html.md).
// js/src/observe/html.ts reads the marks; each value comes as the text that stands there.
//
//   product    {"product": id, "variant", "name", "price", "currency", "url", "image", "sku"}
//   cart       {"cart": id, "currency", "total", "lines": [products with "quantity"]}
//   add        a product with "quantity", on a page that shows no cart
//   remove     a product, likewise: its whole line
//   checkout   {"checkout": id}, and the cart if the page shows it
//   order      {"order": id, "total", "tax", "shipping", "currency", "lines"}
//
// A cart that a page shows is a snapshot. Where none is shown, OverheardCart has what was added so far.
#include <algorithm>

#include "core/platform/mapping.h"
#include "core/platform/platforms.h"
#include "core/platform/shared/counted_lines.h"
#include "core/platform/shared/event_numbers.h"
#include "core/platform/shared/number_reader.h"

namespace kago {
namespace {

constexpr Rule kProduct[] = {
    {"product", "product_id", Form::kId}, {"product", "variant_id", Form::kId}, {"variant", "variant_id", Form::kId},
    {"name", "product_name", Form::kName}, {"url", "product_url", Form::kAddress}, {"image", "image_url", Form::kImage},
    {"price", "price", Form::kAsIs},
};

constexpr Rule kTotals[] = {
    {"cart", "cart_id", Form::kId},       {"checkout", "checkout_id", Form::kId}, {"order", "order_id", Form::kId},
    {"total", "total_value", Form::kAsIs}, {"tax", "tax", Form::kAsIs},            {"shipping", "shipping", Form::kAsIs},
    {"discount", "total_discounts", Form::kAsIs}, {"currency", "currency", Form::kAsIs},
};

Json ProductOf(const Observation& seen, const Json& marks) {
  Json product = Json::Object();
  Apply(kProduct, seen, marks, &product);
  if (const Json* sku = marks.Find("sku")) SetSku(*sku, &product);
  return product;
}

// With a quantity: one where none is marked.
Json LineOf(const Observation& seen, const Json& marks) {
  Json line = ProductOf(seen, marks);
  const Json* quantity = marks.Find("quantity");
  ReadNumber({}, &line.Set("quantity", quantity ? *quantity : Json::Integer(1)));
  return line;
}

bool IsNone(const Json& line) { return line.TextAt("quantity").empty() && line.IntegerAt("quantity", 1) == 0; }

bool HasLines(const Json& marks) { return marks.Find("lines") && marks.Find("lines")->is_array(); }

Json LinesOf(const Observation& seen) {
  Json lines = Json::Array();
  for (const Json& marks : seen.data.Find("lines")->items()) {
    Json line = LineOf(seen, marks);
    if (!IsNone(line)) lines.Push(std::move(line));
  }
  return lines;
}

// Everything but the lines.
Json TotalsOf(const Observation& seen) {
  Json properties = Json::Object();
  Apply(kTotals, seen, seen.data, &properties);
  return properties;
}

Json CartOf(const Observation& seen, OverheardCart* cart) {
  Json properties = TotalsOf(seen);
  Json lines = LinesOf(seen);
  cart->Replace(lines, seen.time);
  cart->id = properties.TextAt("cart_id");
  cart->currency = properties.TextAt("currency");
  properties.Set("products", std::move(lines));
  return properties;
}

void AddMissing(std::initializer_list<std::string_view> keys, const Json& known, Json* properties) {
  for (std::string_view key : keys) {
    const Json* value = known.Find(key);
    if (value && !properties->Find(key)) properties->Set(key, *value);
  }
}

bool IsSameLine(const Json& a, const Json& b) {
  return a.TextAt("product_id") == b.TextAt("product_id") && a.TextAt("variant_id") == b.TextAt("variant_id");
}

// `line` of the cart as it is known takes the quantity of what was there too; a removed one goes.
std::optional<Sightings> Change(const Observation& seen, bool is_added, OverheardCart* cart) {
  if (seen.data.TextAt("product").empty()) return std::nullopt;
  Json line = LineOf(seen, seen.data);
  auto& items = cart->products.items();
  const auto known = std::find_if(items.begin(), items.end(), [&](const Json& item) { return IsSameLine(item, line); });
  const Decimal more = QuantityOf(line);
  const bool is_new = known == items.end();
  if (is_added ? more.is_zero() : is_new) return Sightings{};
  if (is_new) {
    items.push_back(std::move(line));
  } else if (is_added) {
    AddQuantity(QuantityOf(*known), &line);
    known->Assign(std::move(line));
  } else {
    items.erase(known);
  }
  cart->changed_at = seen.time;
  if (!seen.data.TextAt("currency").empty()) cart->currency = seen.data.TextAt("currency");
  return Sightings{CartSighting(*cart)};
}

std::optional<Sightings> Checkout(const Observation& seen, Memory* memory) {
  if (!seen.data.is_object()) return std::nullopt;
  Json properties = HasLines(seen.data) ? CartOf(seen, &memory->cart) : TotalsOf(seen);
  AddMissing({"cart_id", "currency", "products"}, memory->cart.Said(), &properties);
  const Json* lines = properties.Find("products");
  if (!lines || lines->items().empty()) return Sightings{};
  memory->checkout.Set(properties, true, seen.time);
  return Sightings{{"ecommerce.checkout_started", std::move(properties)}};
}

// A thank-you page that shows no lines means those of the checkout. Loaded again it says the same order, and
// nothing of the cart that has begun since.
std::optional<Sightings> Order(const Observation& seen, const LastCheckout& checkout) {
  const String& id = seen.data.TextAt("order");
  if (id.empty()) return std::nullopt;
  const bool has_lines = HasLines(seen.data) && !seen.data.Find("lines")->items().empty();
  if (!has_lines && checkout.order_id == id) return Sightings{};
  Json properties = TotalsOf(seen);
  if (has_lines) properties.Set("products", LinesOf(seen));
  AddMissing({"currency", "products"}, checkout.content, &properties);
  return Sightings{{"ecommerce.order_placed", std::move(properties)}};
}

std::optional<Sightings> Product(const Observation& seen) {
  if (seen.data.TextAt("product").empty()) return std::nullopt;
  Json properties = ProductOf(seen, seen.data);
  if (!properties.Find("product_url")) SetIfFilled("product_url", Json::Text(PageAddress(seen.page, seen)), &properties);
  SetIfFilled("currency", Json::Text(seen.data.TextAt("currency")), &properties);
  return Sightings{{"ecommerce.product_viewed", std::move(properties)}};
}

}  // namespace

std::optional<Sightings> InterpretHtml(const Observation& seen, Memory* memory) {
  OverheardCart* cart = &memory->cart;
  if (seen.what == "product") return Product(seen);
  if (seen.what == "cart" && HasLines(seen.data)) return Sightings{CartSighting(CartOf(seen, cart))};
  if (seen.what == "add") return Change(seen, true, cart);
  if (seen.what == "remove") return Change(seen, false, cart);
  if (seen.what == "checkout") return Checkout(seen, memory);
  if (seen.what == "order") return Order(seen, memory->checkout);
  return std::nullopt;
}

}  // namespace kago
