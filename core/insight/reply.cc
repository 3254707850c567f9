#include "core/insight/reply.h"

#include "core/insight/api2cart_reply.h"
#include "core/insight/bigcommerce_reply.h"
#include "core/insight/cart_reply.h"
#include "core/insight/figure.h"
#include "core/insight/shopify_reply.h"

namespace kago {
namespace {

bool IsAlphanumeric(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

template <class Row>
Row RowOf(const Json& json) {
  Row row;
  Archive archive(json);
  row.Visit(archive);
  return row;
}

// As one part of an address's path.
String Escaped(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  String escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::string_view("-._~").find(c) != std::string_view::npos || IsAlphanumeric(c)) {
      escaped += c;
    } else {
      escaped.append("%").append(kDigits.substr(byte >> 4, 1)).append(kDigits.substr(byte & 15, 1));
    }
  }
  return escaped;
}

Json Checkouts(const Json& rows, const String& url, Json (*as)(const CheckoutRow&, std::string_view)) {
  Json list = Json::Array();
  for (const Json& json : rows.items()) {
    const auto row = RowOf<CheckoutRow>(json);
    list.Push(as(row, url.empty() ? String() : url + Escaped(row.checkout_id())));
  }
  return list;
}

Json Carts(const Json& rows, Json (*as)(const CartRow&)) {
  Json list = Json::Array();
  for (const Json& json : rows.items()) list.Push(as(RowOf<CartRow>(json)));
  return list;
}

Json Conversions(const Json& rows, TimeMs since) {
  Json list = Json::Array();
  for (const Json& json : rows.items()) list.Push(BigCommerceCartConverted(RowOf<CartRow>(json), since));
  return list;
}

Json FiguresOf(const Json& orders) {
  Figures figures;
  for (const Json& json : orders.items()) Count(RowOf<OrderRow>(json), 1, &figures);
  Json list = Json::Array();
  for (const Figure& figure : figures) list.Push(figure.ToJson());
  return list;
}

}  // namespace

String ReplyText(std::string_view request) {
  const Json asked = ParseJson(request).value;
  const String& as = asked.TextAt("as");
  const String& url = asked.TextAt("url");
  const Json* rows = asked.Find("rows");
  if (!rows) return "[]";
  if (as == "shopify.abandoned_checkout") return Dump(Checkouts(*rows, url, &ShopifyAbandonedCheckout));
  if (as == "shopify.checkout") return Dump(Checkouts(*rows, url, &ShopifyCheckout));
  if (as == "cart") return Dump(Carts(*rows, &CartReply));
  if (as == "api2cart.order") return Dump(Carts(*rows, &Api2CartOrder));
  if (as == "bigcommerce.abandoned_cart") return Dump(Carts(*rows, &BigCommerceAbandonedCart));
  if (as == "bigcommerce.cart_abandoned") return Dump(Carts(*rows, &BigCommerceCartAbandoned));
  if (as == "bigcommerce.cart_converted") return Dump(Conversions(*rows, asked.IntegerAt("since")));
  if (as == "figures") return Dump(FiguresOf(*rows));
  return "[]";
}

}  // namespace kago
