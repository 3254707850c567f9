#include "core/insight/reply.h"

#include "core/insight/api2cart_reply.h"
#include "core/insight/bigcommerce_reply.h"
#include "core/insight/cart_reply.h"
#include "core/insight/figure.h"
#include "core/insight/shopify_reply.h"

namespace kago {
namespace {

template <class Row>
Row RowOf(const Json& json) {
  Row row;
  Archive archive(json);
  row.Visit(archive);
  return row;
}

Json Checkouts(const Json& rows, const Json* urls, Json (*as)(const CheckoutRow&, std::string_view)) {
  Json list = Json::Array();
  for (const Json& json : rows.items()) {
    const std::size_t index = list.items().size();
    const bool has_url = urls && index < urls->items().size();
    list.Push(as(RowOf<CheckoutRow>(json), has_url ? urls->items()[index].text() : String()));
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
  const Json* rows = asked.Find("rows");
  if (!rows) return "[]";
  if (as == "shopify.abandoned_checkout") return Dump(Checkouts(*rows, asked.Find("urls"), &ShopifyAbandonedCheckout));
  if (as == "shopify.checkout") return Dump(Checkouts(*rows, asked.Find("urls"), &ShopifyCheckout));
  if (as == "cart") return Dump(Carts(*rows, &CartReply));
  if (as == "api2cart.order") return Dump(Carts(*rows, &Api2CartOrder));
  if (as == "bigcommerce.abandoned_cart") return Dump(Carts(*rows, &BigCommerceAbandonedCart));
  if (as == "bigcommerce.cart_abandoned") return Dump(Carts(*rows, &BigCommerceCartAbandoned));
  if (as == "bigcommerce.cart_converted") return Dump(Conversions(*rows, asked.IntegerAt("since")));
  if (as == "figures") return Dump(FiguresOf(*rows));
  return "[]";
}

}  // namespace kago
