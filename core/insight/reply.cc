#include "core/insight/reply.h"

#include "core/insight/api2cart_reply.h"
#include "core/insight/bigcommerce_reply.h"
#include "core/insight/cart_reply.h"
#include "core/insight/figure.h"
#include "core/insight/listed_reply.h"
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

// What is told beside a row, in a list of its own: null where there is none.
const Json& Beside(const Json& asked, std::string_view key, std::size_t index) {
  static const Json kNull;
  const Json* list = asked.Find(key);
  return list && index < list->items().size() ? list->items()[index] : kNull;
}

Json Checkouts(const Json& rows, const Json& asked, Json (*as)(const CheckoutRow&, std::string_view, const Contact&)) {
  Json list = Json::Array();
  for (const Json& json : rows.items()) {
    const std::size_t index = list.items().size();
    const auto contact = RowOf<Contact>(Beside(asked, "contacts", index));
    list.Push(as(RowOf<CheckoutRow>(json), Beside(asked, "urls", index).text(), contact));
  }
  return list;
}

template <class Row>
Json WithContacts(const Json& rows, const Json& asked, Json (*as)(const Row&, const Contact&)) {
  Json list = Json::Array();
  for (const Json& json : rows.items()) list.Push(as(RowOf<Row>(json), RowOf<Contact>(Beside(asked, "contacts", list.items().size()))));
  return list;
}

Json Contacts(const Json& rows) {
  Json list = Json::Array();
  for (const Json& json : rows.items()) list.Push(RowOf<Contact>(json).ToJson());
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

Figures FiguresOf(const Json& orders) {
  Figures figures;
  for (const Json& json : orders.items()) Count(RowOf<OrderRow>(json), 1, &figures);
  return figures;
}

Json FiguresReply(const Figures& figures) {
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
  if (as == "shopify.abandoned_checkout") return Dump(Checkouts(*rows, asked, &ShopifyAbandonedCheckout));
  if (as == "shopify.checkout") return Dump(Checkouts(*rows, asked, &ShopifyCheckout));
  if (as == "cart") return Dump(Carts(*rows, &CartReply));
  if (as == "api2cart.order") return Dump(WithContacts(*rows, asked, &Api2CartOrder));
  if (as == "bigcommerce.abandoned_cart") return Dump(Carts(*rows, &BigCommerceAbandonedCart));
  if (as == "bigcommerce.cart_abandoned") return Dump(Carts(*rows, &BigCommerceCartAbandoned));
  if (as == "bigcommerce.cart_converted") return Dump(Conversions(*rows, asked.IntegerAt("since")));
  if (as == "contact") return Dump(Contacts(*rows));
  if (as == "figures") return Dump(FiguresReply(FiguresOf(*rows)));
  if (as == "listed.cart") return Dump(WithContacts(*rows, asked, &ListedCart));
  if (as == "listed.checkout") return Dump(WithContacts(*rows, asked, &ListedCheckout));
  if (as == "listed.order") return Dump(WithContacts(*rows, asked, &ListedOrder));
  if (as == "listed.figures") return Dump(ListedFigures(FiguresOf(*rows)));
  return "[]";
}

}  // namespace kago
