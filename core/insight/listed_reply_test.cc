#include "core/insight/listed_reply.h"

#include <gtest/gtest.h>

#include <string>

#include "core/insight/reply.h"

namespace kago {
namespace {

std::string Reply(std::string_view as, std::string_view row, std::string_view more = "") {
  return std::string(ReplyText(R"({"as":"listed.)" + std::string(as) + R"(","rows":[)" + std::string(row) + "]" + std::string(more) + "}"));
}

TEST(ListedReply, HasAmountsAsTextsAndWhatEachLineComesTo) {
  const std::string cart = Reply("cart", R"({"cart_id":"c","first":{"time":10,"event_id":"e"},"whole":{"time":20,"event_id":"f"},"content":{"currency":"EUR","total_value":12345678901234567.89,)"
                                         R"("products":[{"product_id":"p","variant_id":"v","product_name":"Mug","quantity":3,"price":0.1}]}})");
  EXPECT_EQ(cart, R"([{"cart_id":"c","checkout_id":null,"order_id":null,"created_at":"1970-01-01T00:00:00.010Z","updated_at":"1970-01-01T00:00:00.020Z","currency":"EUR",)"
                  R"("total_value":"12345678901234567.89","products":[{"product_id":"p","variant_id":"v","product_name":"Mug","quantity":"3","price":"0.1","total":"0.3"}],"contact":null}])");
}

TEST(ListedReply, OfACartThatHasEndedSaysItsLastOrderAndNothingThatItHeld) {
  const std::string cart = Reply("cart", R"({"cart_id":"c","orders":[{"order_id":"1"},{"order_id":"2"}]})");
  EXPECT_NE(cart.find(R"("order_id":"2")"), std::string::npos);
  EXPECT_NE(cart.find(R"("updated_at":null,"currency":null,"total_value":null,"products":[])"), std::string::npos);
}

TEST(ListedReply, SaysWhenACheckoutWasComeBackToAndOrderedAfter) {
  const std::string_view row = R"({"checkout_id":"k","recovered_at":10,"bought":{"stamp":{"time":30,"event_id":"e"},"order_id":"o","received_at":20}})";
  const std::string checkout = Reply("checkout", row, R"(,"contacts":[{"user_id":"u","email":{"text":"a@b.example"}}])");
  EXPECT_NE(checkout.find(R"("order_id":"o")"), std::string::npos);
  EXPECT_NE(checkout.find(R"("came_back_at":"1970-01-01T00:00:00.010Z","completed_at":"1970-01-01T00:00:00.030Z")"), std::string::npos);
  EXPECT_NE(checkout.find(R"("contact":{"email":"a@b.example","first_name":null)"), std::string::npos);
}

TEST(ListedReply, HasAnOrdersRefundsAndWhatItCountsForInEachCurrency) {
  const std::string order = Reply("order", R"({"order_id":"o","placed":{"time":10,"event_id":"e"},"paid":{"currency":"EUR","amount":"0.3"},"cancelled":{"time":20,"event_id":"f"},"cancel_reason":"late",)"
                                           R"("refunds":[{"stamp":{"time":30,"event_id":"g"},"currency":"EUR","amount":"0.1"},{"stamp":{"time":40,"event_id":"h"},"currency":"JPY","amount":"5"}]})");
  EXPECT_NE(order.find(R"("cancelled_at":"1970-01-01T00:00:00.020Z","cancel_reason":"late","currency":"EUR","total_value":"0.3")"), std::string::npos);
  EXPECT_NE(order.find(R"({"at":"1970-01-01T00:00:00.040Z","currency":"JPY","total_value":"5"})"), std::string::npos);
  EXPECT_NE(order.find(R"({"currency":"EUR","placed":"0.3","refunded":"0.1","revenue":"0.2","orders":1,"cancelled":1,"total_orders":0})"), std::string::npos);
  EXPECT_NE(order.find(R"({"currency":"JPY","placed":"0","refunded":"5","revenue":"-5")"), std::string::npos);
}

TEST(ListedReply, MakesOneListOfFiguresOfManyOrders) {
  const std::string_view orders = R"({"order_id":"1","placed":{"time":1,"event_id":"e"},"paid":{"currency":"EUR","amount":"0.1"}},{"order_id":"2","placed":{"time":1,"event_id":"f"},"paid":{"currency":"EUR","amount":"0.2"}})";
  EXPECT_EQ(Reply("figures", orders), R"([{"currency":"EUR","placed":"0.3","refunded":"0","revenue":"0.3","orders":2,"cancelled":0,"total_orders":2}])");
}

}  // namespace
}  // namespace kago
