#include "core/insight/shopify_reply.h"

#include <gtest/gtest.h>

#include <string>

#include "core/insight/fold.h"
#include "core/insight/reply.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;

CheckoutRow RowOf(std::string_view properties) {
  Json heard = FromText(R"({"seq":450789469,"received_at":1795770928000,"event":{"event_id":"e","name":"ecommerce.checkout_started",
    "time":"2026-11-27T09:15:27.412Z","anonymous_id":"a"}})");
  heard.Find("event")->Set("properties", FromText(properties));
  Rows rows;
  Fold(*ReadHeard(heard), &rows);
  return *rows.checkouts.begin();
}

constexpr std::string_view kCheckout =
    R"({"checkout_id":"2a1a","cart_id":"6877","currency":"EUR","total_value":43.5,"tax":3.5,"source":"web","products":[
      {"product_id":"632910392","variant_id":"MUG-B","product_name":"Mug","quantity":2,"price":20,"metadata":{"sku":"007"}}]})";

std::string Text(const Json& json, std::string_view key) { return json.Find(key) ? std::string(Dump(*json.Find(key))) : "missing"; }

TEST(ShopifyReply, HasMoneyAsTextAndIdsAsNumbersWhereTheyAreSome) {
  const Json reply = ShopifyAbandonedCheckout(RowOf(kCheckout), "https://c.example/r/2a1a", Contact());
  EXPECT_EQ(Text(reply, "id"), "450789469");
  EXPECT_EQ(Text(reply, "name"), "\"#450789469\"");
  EXPECT_EQ(Text(reply, "token"), "\"2a1a\"");
  EXPECT_EQ(Text(reply, "cart_token"), "\"6877\"");
  EXPECT_EQ(Text(reply, "total_price"), "\"43.50\"");
  EXPECT_EQ(Text(reply, "total_tax"), "\"3.50\"");
  EXPECT_EQ(Text(reply, "subtotal_price"), "\"40.00\"");
  EXPECT_EQ(Text(reply, "created_at"), "\"2026-11-27T09:15:27+00:00\"");
  EXPECT_EQ(Text(reply, "completed_at"), "null");
  EXPECT_EQ(Text(reply, "abandoned_checkout_url"), "\"https://c.example/r/2a1a\"");
  const Json& line = reply.Find("line_items")->items()[0];
  EXPECT_EQ(Text(line, "product_id"), "632910392");
  EXPECT_EQ(Text(line, "variant_id"), "\"MUG-B\"");
  EXPECT_EQ(Text(line, "line_price"), "\"40.00\"");
  EXPECT_EQ(Text(line, "sku"), "\"007\"");
  EXPECT_EQ(Text(line, "quantity"), "2");
}

TEST(ShopifyReply, HasTheDigitsOfTheCurrency) {
  const auto total = [](std::string_view money) {
    return Text(ShopifyAbandonedCheckout(RowOf(R"({"checkout_id":"k",)" + std::string(money) + R"(,"products":[]})"), "", Contact()), "total_price");
  };
  EXPECT_EQ(total(R"("currency":"JPY","total_value":1980)"), "\"1980\"");
  EXPECT_EQ(total(R"("currency":"KWD","total_value":1.5)"), "\"1.500\"");
  EXPECT_EQ(total(R"("currency":"EUR","total_value":0)"), "\"0.00\"");
  EXPECT_EQ(total(R"("currency":"EUR","total_value":1.255)"), "\"1.255\"");  // as said
}

TEST(ShopifyReply, ByItsTokenHasNoIdAndLinesWithTextIds) {
  const Json reply = ShopifyCheckout(RowOf(kCheckout), "", Contact());
  EXPECT_EQ(Text(reply, "id"), "missing");
  EXPECT_EQ(Text(reply, "payment_due"), "\"43.50\"");
  EXPECT_TRUE(reply.Find("line_items")->items()[0].Find("id")->is_text());
}

TEST(ShopifyReply, TheShopsOwnLinkComesFirst) {
  const Json reply = ShopifyAbandonedCheckout(RowOf(R"({"checkout_id":"k","products":[],"metadata":{"checkout_url":"https://own.example/k"}})"), "https://c.example/r/k", Contact());
  EXPECT_EQ(Text(reply, "abandoned_checkout_url"), "\"https://own.example/k\"");
}

TEST(Reply, OfAnotherNameIsEmpty) {
  EXPECT_EQ(ReplyText(R"({"as":"other","rows":[{}]})"), "[]");
  EXPECT_EQ(ReplyText("no JSON"), "[]");
}

TEST(Reply, FiguresAreThoseOfAllOrdersTogether) {
  EXPECT_EQ(ReplyText(R"({"as":"figures","rows":[{"order_id":"a","placed":{"event_id":"e","time":1},"paid":{"currency":"EUR","amount":"0.1"}},
    {"order_id":"b","placed":{"event_id":"f","time":1},"paid":{"currency":"EUR","amount":"0.2"}}]})"),
            R"([{"currency":"EUR","placed":0.3,"refunded":0,"revenue":0.3,"orders":2,"cancelled":0,"total_orders":2}])");
}

}  // namespace
}  // namespace kago
