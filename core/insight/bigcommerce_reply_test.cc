#include "core/insight/bigcommerce_reply.h"

#include <gtest/gtest.h>

#include <string>

#include "core/insight/reply.h"

namespace kago {
namespace {

constexpr std::string_view kRow =
    R"({"cart_id":"c","orders":[{"stamp":{"event_id":"e","time":10},"order_id":"100"},{"stamp":{"event_id":"f","time":20},"order_id":"A-7"},)"
    R"({"stamp":{"event_id":"g","time":30},"order_id":"007"}]})";

std::string Reply(std::string_view as, std::string_view more = "") {
  return std::string(ReplyText(R"({"as":"bigcommerce.)" + std::string(as) + R"(","rows":[)" + std::string(kRow) + "]" + std::string(more) + "}"));
}

TEST(BigCommerceReply, NamesTheCart) {
  EXPECT_EQ(Reply("abandoned_cart"), R"([{"cart_id":"c"}])");
  EXPECT_EQ(Reply("cart_abandoned"), R"([{"type":"cart","id":"c"}])");
}

TEST(BigCommerceReply, TellsTheOrdersSinceAndTheirIdsAsNumbersWhereTheyAreSome) {
  EXPECT_EQ(Reply("cart_converted", R"(,"since":20)"), R"([[{"type":"cart","id":"c","orderId":"A-7"},{"type":"cart","id":"c","orderId":"007"}]])");
  EXPECT_EQ(Reply("cart_converted", R"(,"since":10)").substr(0, 40), R"([[{"type":"cart","id":"c","orderId":100})");
  EXPECT_EQ(Reply("cart_converted", R"(,"since":31)"), "[[]]");
}

}  // namespace
}  // namespace kago
