#include "core/insight/stored.h"

namespace kago {
namespace {

template <class Row>
Json Stored(const String& id, Row* row) {
  Json text = Json::Object();
  Archive archive(&text);
  row->Visit(archive);
  Json stored = Json::Object();
  stored.SetText("id", id);
  stored.SetText("row", Dump(text));
  return stored;
}

void SetTime(std::string_view key, TimeMs time, Json* stored) {
  stored->Set(key, time == 0 ? Json() : Json::Integer(time));
}

void SetOwner(const Owner& owner, Json* stored) {
  stored->SetTextOrNull("user_id", owner.user_id());
  stored->SetTextOrNull("anonymous_id", owner.anonymous_id());
}

void SetColumns(const CartRow& cart, Json* stored) {
  SetOwner(cart.owner(), stored);
  SetTime("created_at", cart.created_at(), stored);
  SetTime("updated_at", cart.changed().time, stored);
  SetTime("changed_at", cart.changed_received_at(), stored);
  stored->Set("is_open", Json::Bool(cart.is_open()));
  SetTime("ended_at", cart.ended_at(), stored);
  stored->SetTextOrNull("order_id", cart.orders().empty() ? String() : cart.orders().back().order_id);
}

void SetColumns(const CheckoutRow& checkout, Json* stored) {
  stored->SetInteger("number", checkout.number());
  stored->SetTextOrNull("cart_id", checkout.cart_id());
  SetOwner(checkout.owner(), stored);
  SetTime("created_at", checkout.created_at(), stored);
  SetTime("updated_at", checkout.updated_at(), stored);
  SetTime("changed_at", checkout.updated_received_at(), stored);
  stored->Set("is_open", Json::Bool(checkout.is_open()));
  SetTime("completed_at", checkout.completed_at(), stored);
  SetTime("bought_at", checkout.bought_received_at(), stored);
  stored->SetTextOrNull("order_id", checkout.order_id());
}

void SetColumns(const OrderRow& order, Json* stored) {
  SetOwner(order.owner(), stored);
  SetTime("placed_at", order.placed_at(), stored);
  SetTime("cancelled_at", order.cancelled_at(), stored);
  SetTime("refunded_at", order.refunds().empty() ? 0 : order.refunds().back().stamp.time, stored);
}

void SetColumns(const Identity& identity, Json* stored) { stored->SetTextOrNull("user_id", identity.user_id()); }

void SetColumns(const Contact& contact, Json* stored) { stored->SetTextOrNull("email", contact.email()); }

template <class Row, const String& (Row::*kId)() const>
Json StoredTable(Table<Row, kId>* table) {
  Json list = Json::Array();
  for (Row& row : *table) SetColumns(row, &list.Push(Stored((row.*kId)(), &row)));
  return list;
}

Json StoredFigures(const Figures& figures) {
  Json list = Json::Array();
  for (const Figure& figure : figures) {
    Json& stored = list.Push(Json::Object());
    stored.SetText("id", figure.currency);
    stored.SetText("row", Dump(figure.ToJson()));
    stored.Set("is_empty", Json::Bool(figure.is_empty()));
  }
  return list;
}

}  // namespace

Json StoredRows(Rows* rows) {
  Json stored = Json::Object();
  stored.Set("carts", StoredTable(&rows->carts));
  stored.Set("checkouts", StoredTable(&rows->checkouts));
  stored.Set("orders", StoredTable(&rows->orders));
  stored.Set("identities", StoredTable(&rows->identities));
  stored.Set("contacts", StoredTable(&rows->contacts));
  stored.Set("figures", StoredFigures(rows->figures));
  return stored;
}

}  // namespace kago
