// BigCommerce: what its storefront REST API, its data layer BODL and its product pages say
// (platforms.md 3). Amounts are in major units. E-mail, addresses, the shopper's message and the sender
// and recipient of gift certificates are never looked at.
//
//   cart      the reply of `/api/storefront/carts`: an array of no or one cart; cart_in_checkout: the same there
//   product   {"productId", "attributes": BCData.product_attributes, "bodl": of pageViewed, "page": PageData};
//             with "chosen": true the attributes are those that the shop has answered to a shopper's choice
//   checkout  {"cart": one of that array, "bodl": of checkoutBegin}; the cart is believed before BODL,
//             which knows no cart id
//   order     {"orderId", "order": the reply of `/api/storefront/orders/<id>`, "bodl": of orderPurchased};
//             the reply is believed first, then BODL; with neither, what went into checkout last
#include "core/platform/jsonld.h"
#include "core/platform/mapping.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

constexpr Rule kCart[] = {
    {"id", "cart_id", Form::kId},
    {"cartAmount", "total_value", Form::kAsIs},
};

constexpr Rule kOrder[] = {
    {"orderId", "order_id", Form::kId},
    {"cartId", "cart_id", Form::kId},
    {"orderAmount", "total_value", Form::kAsIs},
    {"taxTotal", "tax", Form::kAsIs},
    {"shippingCostTotal", "shipping", Form::kAsIs},
};

// `salePrice` is what the shopper pays before coupons; where it is missing, nothing was reduced.
constexpr Rule kLine[] = {
    {"productId", "product_id", Form::kId}, {"variantId", "variant_id", Form::kId}, {"name", "product_name", Form::kName},
    {"quantity", "quantity", Form::kAsIs},  {"listPrice", "price", Form::kAsIs},  {"salePrice", "price", Form::kAsIs},
    {"url", "product_url", Form::kAddress}, {"imageUrl", "image_url", Form::kImage},
};

// Lines that no product stands behind have an id of their own. A gift certificate of an order may have
// none: its name comes first, and the id in its place.
constexpr Rule kOtherLine[] = {
    {"name", "product_id", Form::kName},   {"id", "product_id", Form::kId},        {"name", "product_name", Form::kName},
    {"quantity", "quantity", Form::kAsIs}, {"listPrice", "price", Form::kAsIs}, {"amount", "price", Form::kAsIs},
};

struct LineKind {
  std::string_view list;
  std::span<const Rule> rules;
};

constexpr LineKind kLineKinds[] = {
    {"physicalItems", kLine},
    {"digitalItems", kLine},
    {"customItems", kOtherLine},
    {"giftCertificates", kOtherLine},
};

constexpr Rule kBodl[] = {
    {"order_id", "order_id", Form::kId},
    {"currency", "currency", Form::kAsIs},
    {"cart_value", "total_value", Form::kAsIs},
    {"tax", "tax", Form::kAsIs},
    {"shipping_cost", "shipping", Form::kAsIs},
};

constexpr Rule kBodlLine[] = {
    {"product_id", "product_id", Form::kId},     {"variant_id", "variant_id", Form::kId},
    {"product_name", "product_name", Form::kName}, {"quantity", "quantity", Form::kAsIs},
    {"base_price", "price", Form::kAsIs},      {"purchase_price", "price", Form::kAsIs},
};

constexpr Rule kViewedLine[] = {
    {"product_id", "product_id", Form::kId},
    {"variant_id", "variant_id", Form::kId},
    {"product_name", "product_name", Form::kName},
    {"purchase_price", "price", Form::kAsIs},
};

constexpr Rule kPage[] = {
    {"product_name", "product_name", Form::kAsIs},
    {"price", "price", Form::kAsIs},
    {"currency", "currency", Form::kAsIs},
    {"product_url", "product_url", Form::kAsIs},
    {"image_url", "image_url", Form::kAsIs},
};

constexpr Rule kAttributePrice[] = {
    {"value", "price", Form::kAsIs},
    {"currency", "currency", Form::kAsIs},
};

// A line of a bundle whose bundle is a line too: that one has the price of the whole.
bool IsPartOfLine(const Json& line, const Json& lines) {
  const String& parent = line.TextAt("parentId");
  if (parent.empty()) return false;
  for (const Json& kind : lines.items()) {
    for (const Json& other : kind.items()) {
      if (&other != &line && other.TextAt("id") == parent) return true;
    }
  }
  return false;
}

void AddLine(std::span<const Rule> rules, const Observation& seen, const Json& line, Json* products) {
  Json& product = products->Push(Json::Object());
  Apply(rules, seen, line, &product);
  if (!product.Find("variant_id")) product.SetText("variant_id", product.TextAt("product_id"));
  if (!product.Find("quantity")) product.SetInteger("quantity", 1);  // gift certificates have none
  if (const Json* sku = line.Find("sku")) SetSku(*sku, &product);
}

Json Products(const Observation& seen, const Json& lines) {
  Json products = Json::Array();
  for (const LineKind& kind : kLineKinds) {
    const Json* list = lines.Find(kind.list);
    if (!list || !list->is_array()) continue;
    for (const Json& line : list->items()) {
      AddLine(kind.rules, seen, line, &products);
      if (IsPartOfLine(line, lines)) products.items().back().SetInteger("price", 0);
    }
  }
  return products;
}

void SetText(std::string_view key, const Json* value, Json* to) {
  if (value) SetIfFilled(key, Json::Text(value->text()), to);
}

// Properties of a cart or an order as the storefront API has it; null when it isn't one.
Json FromApi(std::span<const Rule> rules, const Observation& seen, const Json* from) {
  const Json* lines = from ? from->Find("lineItems") : nullptr;
  if (!lines || !lines->is_object()) return Json();
  Json properties = Json::Object();
  Apply(rules, seen, *from, &properties);
  const Json* currency = from->Find("currency");
  SetText("currency", currency ? currency->Find("code") : nullptr, &properties);
  properties.Set("products", Products(seen, *lines));
  return properties;
}

// The same of a payload of BODL.
Json FromBodl(const Observation& seen, const Json* bodl) {
  const Json* lines = bodl ? bodl->Find("line_items") : nullptr;
  if (!lines || !lines->is_array()) return Json();
  Json properties = Json::Object();
  Apply(kBodl, seen, *bodl, &properties);
  Json products = Json::Array();
  for (const Json& line : lines->items()) AddLine(kBodlLine, seen, line, &products);
  properties.Set("products", std::move(products));
  return properties;
}

std::optional<Sightings> Cart(const Observation& seen) {
  if (!seen.data.is_array()) return std::nullopt;
  if (seen.data.items().empty()) return CartSightings(seen, Json::Object());
  Json properties = FromApi(kCart, seen, &seen.data.items()[0]);
  if (properties.is_null()) return std::nullopt;
  return CartSightings(seen, std::move(properties));
}

std::optional<Sightings> Checkout(const Observation& seen, Memory* memory) {
  Json properties = FromApi(kCart, seen, seen.data.Find("cart"));
  if (properties.is_null()) properties = FromBodl(seen, seen.data.Find("bodl"));
  if (properties.is_null()) return std::nullopt;
  memory->checkout.Set(properties, true, seen.time);
  return Sightings{{"ecommerce.checkout_started", std::move(properties)}};
}

void AddDiscounts(const Json* coupons, Json* properties) {
  if (!coupons || coupons->items().empty()) return;
  Json& discounts = properties->Set("discounts", Json::Array());
  for (const Json& coupon : coupons->items()) {
    Json& discount = discounts.Push(Json::Object());
    const Json* amount = coupon.Find("discountedAmount");
    SetIfFilled("code", Json::Text(NameText(coupon.is_text() ? coupon.text() : coupon.TextAt("code"))), &discount);
    if (amount) SetIfFilled("amount", *amount, &discount);
  }
}

// Its total may lack the shipping that was chosen after: whoever reads it can tell.
Json FromCheckout(const String& order_id, const LastCheckout& checkout) {
  Json properties = checkout.content;
  if (!properties.Find("products")) return Json();
  properties.SetText("order_id", order_id);
  properties.Set("metadata", Json::Object()).SetText("kago_total_from", "checkout");
  return properties;
}

std::optional<Sightings> Order(const Observation& seen, const LastCheckout& checkout) {
  const Json* order = seen.data.Find("order");
  const Json* bodl = seen.data.Find("bodl");
  Json properties = FromApi(kOrder, seen, order);
  if (!properties.is_null()) {
    const Json* complete = order->Find("isComplete");
    if (complete && complete->type() == Json::Type::kFalse) return Sightings{};
    AddDiscounts(order->Find("coupons"), &properties);
  } else if (properties = FromBodl(seen, bodl); !properties.is_null()) {
    AddDiscounts(bodl->Find("coupon_codes"), &properties);
  } else {
    const String& id = seen.data.TextAt("orderId");
    if (!id.empty() && checkout.order_id == id) return Sightings{};  // loaded again
    properties = id.empty() ? Json() : FromCheckout(id, checkout);
  }
  if (properties.is_null()) return std::nullopt;
  return Sightings{{"ecommerce.order_placed", std::move(properties)}};
}

// `window.BCData.product_attributes`: of the variant that the page was loaded with, or that was chosen since. The price is the
// one that the shop shows.
void AddAttributes(const Observation& seen, const Json& attributes, Json* properties) {
  const Json* price = attributes.Find("price");
  for (std::string_view kind : {"without_tax", "with_tax"}) {
    if (const Json* amount = price ? price->Find(kind) : nullptr) Apply(kAttributePrice, seen, *amount, properties);
  }
  SetText("variant_id", attributes.Find("v3_variant_id"), properties);
  if (const Json* sku = attributes.Find("sku")) SetSku(*sku, properties);
}

void AddViewed(const Observation& seen, const Json& bodl, const Json& line, Json* properties) {
  Apply(kViewedLine, seen, line, properties);
  SetText("currency", bodl.Find("currency"), properties);
  if (const Json* sku = line.Find("sku")) SetSku(*sku, properties);
}

// The page knows the product's name and addresses; BCData and BODL know it as the cart will.
std::optional<Sightings> Product(const Observation& seen) {
  const Json* bodl = seen.data.Find("bodl");
  const Json* lines = bodl ? bodl->Find("line_items") : nullptr;
  const Json* line = lines && !lines->items().empty() ? &lines->items()[0] : nullptr;
  const Json* attributes = seen.data.Find("attributes");
  if (!line && (!attributes || !attributes->is_object())) return std::nullopt;
  Json properties = Json::Object();
  SetText("product_id", seen.data.Find("productId"), &properties);
  const Json* page = seen.data.Find("page");
  if (page) Apply(kPage, seen, ProductFromPage(*page, seen), &properties);
  if (seen.data.TrueAt("chosen")) properties.Remove("price");  // it may be another variant's
  if (attributes) AddAttributes(seen, *attributes, &properties);
  if (line) AddViewed(seen, *bodl, *line, &properties);
  if (!properties.Find("variant_id")) properties.SetText("variant_id", properties.TextAt("product_id"));
  if (!properties.Find("product_url")) properties.SetText("product_url", PageAddress(seen.page, seen));
  return Sightings{{"ecommerce.product_viewed", std::move(properties)}};
}

}  // namespace

std::optional<Sightings> InterpretBigCommerce(const Observation& seen, Memory* memory) {
  if (IsCart(seen)) return Cart(seen);
  if (seen.what == "product") return Product(seen);
  if (seen.what == "checkout") return Checkout(seen, memory);
  if (seen.what == "order") return Order(seen, memory->checkout);
  return std::nullopt;
}

}  // namespace kago
