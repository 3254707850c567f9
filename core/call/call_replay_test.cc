// Calls that come twice, as after a page end or from two tabs: the second time changes nothing.
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/events.h"
#include "core/testing/step.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::CartOf;
using testing::Origin;
using testing::Page;
using testing::ReportOf;
using testing::ValidProperties;

constexpr std::string_view kViewed = "ecommerce.product_viewed";
constexpr std::string_view kCart = "ecommerce.cart_updated";
constexpr std::string_view kCheckout = "ecommerce.checkout_started";
constexpr std::string_view kOrder = "ecommerce.order_placed";

struct Shop {
  Origin origin;
  Page page{&origin};

  std::string CartLine() { return page.TrackLine(kCart, CartOf("mug", "1", "20")); }
  std::string OrderLine() { return page.TrackLine(kOrder, ValidProperties(kOrder)); }
  // The answer to a call that comes alone.
  Json Answer(const std::string& line) { return ReportOf(page.Run({line}), 0); }
  std::string AnswerText(const std::string& line) { return Dump(Answer(line)); }
};

TEST(Replay, OfAnAcceptedCallGetsItsAnswerAgain) {
  Shop shop;
  Json properties = ValidProperties(kViewed);
  properties.SetText("color", "blue");
  const std::string line = shop.page.TrackLine(kViewed, properties);
  const std::string first = shop.AnswerText(line);
  EXPECT_NE(first.find("moved_to_metadata"), std::string::npos);
  shop.origin.now += 3'600'000;
  Page other(&shop.origin);
  EXPECT_EQ(Dump(ReportOf(other.Run({line}), 0)), first);
  EXPECT_EQ(shop.origin.rows.size(), 1u);
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), 1);
}

TEST(Replay, OfAnAcceptedCartReplyIsKnownOnAPageOfAnotherPlatform) {
  Shop shop;
  shop.page.config.SetText("platform", "shopify");
  const std::string line = shop.page.ObserveLine("shopify", "cart", testing::FromText(
      R"({"currency":"EUR","items":[{"product_id":1,"variant_id":2,"product_title":"Mug","quantity":1,"final_price":2000}]})"));
  const Json first = shop.Answer(line);
  EXPECT_EQ(first.TextAt("status"), "accepted");
  Page other(&shop.origin);
  const Json again = ReportOf(other.Run({line}), 0);
  EXPECT_EQ(again.TextAt("status"), "accepted");
  EXPECT_EQ(again.TextAt("eventId"), first.TextAt("eventId"));
  EXPECT_EQ(shop.origin.rows.size(), 1u);
}

TEST(Replay, InOneStepIsNoticedToo) {
  Shop shop;
  const std::string line = shop.CartLine();
  const Json commands = shop.page.Run({line, line});
  EXPECT_EQ(Dump(ReportOf(commands, 0)), Dump(ReportOf(commands, 1)));
  EXPECT_EQ(shop.origin.rows.size(), 1u);
}

TEST(Replay, DoesNotReopenACartThatAnOrderHasClosed) {
  Shop shop;
  const std::vector<std::string> lines{shop.CartLine(), shop.page.TrackLine(kCheckout, ValidProperties(kCheckout)),
                                       shop.OrderLine()};
  shop.page.Run(lines);
  shop.page.Run(lines);
  EXPECT_TRUE(shop.page.Status().Find("cartId")->is_null());
  ++shop.origin.now;
  EXPECT_EQ(shop.Answer(shop.CartLine()).TextAt("status"), "accepted");
  const auto events = shop.origin.Events();
  ASSERT_EQ(events.size(), 4u);
  EXPECT_NE(events[3].Find("properties")->TextAt("cart_id"), events[0].Find("properties")->TextAt("cart_id"));
}

TEST(Replay, OfADuplicateDoesNotReopenACartEither) {
  Shop shop;
  shop.Answer(shop.CartLine());
  const std::string again = shop.CartLine();
  EXPECT_EQ(shop.Answer(again).TextAt("status"), "duplicate");
  EXPECT_EQ(shop.Answer(shop.OrderLine()).TextAt("status"), "accepted");
  EXPECT_EQ(shop.AnswerText(again), R"({"status":"duplicate","eventId":null})");
  EXPECT_TRUE(shop.page.Status().Find("cartId")->is_null());
}

TEST(Replay, OfARefusedCallIsRefusedAgainAndCountedOnce) {
  Shop shop;
  shop.page.config.Set("debug", Json::Bool(true));
  const std::string line = shop.page.TrackLine(kViewed, Json::Object());
  const std::string first = shop.AnswerText(line);
  EXPECT_NE(first.find("\"refused\""), std::string::npos);
  EXPECT_EQ(shop.AnswerText(line), first);
  EXPECT_EQ(Dump(*shop.page.Status().Find("ledger")), R"({"refused":1})");
  const Json batch = testing::FromText(shop.page.Claim()->body);
  EXPECT_EQ(testing::MembersOf(*batch.Find("diagnostics"), "status"), "refused");
}

// The first time, the history of its cart spoke against it; once an order has closed the cart it
// would begin another one.
TEST(Replay, OfARefusedCallIsNotAcceptedLater) {
  Shop shop;
  shop.Answer(shop.CartLine());
  Json added = CartOf("mug", "1", "20");
  added.SetText("action", "add");
  const std::string line = shop.page.TrackLine(kCart, added);
  EXPECT_EQ(shop.Answer(line).TextAt("status"), "refused");
  shop.Answer(shop.OrderLine());
  EXPECT_NE(shop.Answer(line).TextAt("status"), "accepted");
  EXPECT_EQ(shop.origin.rows.size(), 2u);
}

TEST(Replay, OfACallThatFoundNoRoomIsCountedOnce) {
  Shop shop;
  for (std::size_t i = 0; i < limits::kQueueEventsMax; ++i) shop.page.Track(kViewed, ValidProperties(kViewed));
  const std::string line = shop.page.TrackLine(kViewed, ValidProperties(kViewed));
  EXPECT_EQ(shop.Answer(line).TextAt("status"), "refused");
  const auto request = shop.page.Claim();
  shop.page.Answer(*request, 200, testing::AnswerTo(*request, "accepted"));
  shop.Answer(line);
  EXPECT_EQ(Dump(*shop.page.Status().Find("ledger")), R"({"queue_full":1})");
  EXPECT_EQ(shop.origin.rows.size(), limits::kQueueEventsMax - limits::kBatchEventsMax);
}

// Its cart has gone on since: that is nothing to a page which only wants to hear what became of it.
TEST(Replay, OfAnAcceptedCallIsAcceptedWhateverItsCartHasBecome) {
  Shop shop;
  Json added = CartOf("mug", "1", "20");
  added.SetText("action", "add");
  const std::string line = shop.page.TrackLine(kCart, added);
  const std::string first = shop.AnswerText(line);
  shop.Answer(shop.OrderLine());
  shop.Answer(shop.CartLine());
  EXPECT_EQ(shop.AnswerText(line), first);
  EXPECT_EQ(shop.origin.rows.size(), 3u);
}

TEST(Replay, OfAnIdentifyDoesNotBringAnotherShopperBack) {
  Shop shop;
  const std::string login = shop.page.IdentifyLine("\"u-901\"");
  shop.Answer(login);
  shop.page.Identify("null");
  EXPECT_EQ(shop.AnswerText(login), R"({"status":"accepted"})");
  EXPECT_TRUE(shop.page.Status().Find("userId")->is_null());
}

TEST(Replay, OfAThousandCallsIsKnown) {
  Shop shop;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < limits::kQueueEventsMax; ++i) lines.push_back(shop.page.TrackLine(kViewed, ValidProperties(kViewed)));
  shop.page.Run(lines);
  const Json again = shop.page.Run(lines);
  EXPECT_EQ(Dump(ReportOf(again, 0)), R"({"status":"duplicate","eventId":null})") << "long ago";
  EXPECT_EQ(ReportOf(again, limits::kQueueEventsMax - 1).TextAt("status"), "accepted");
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), limits::kQueueEventsMax);
}

TEST(Replay, IsKnownOverAsManyPagesAsTheLimitSays) {
  Shop shop;
  const std::string line = shop.CartLine();
  shop.Answer(line);
  for (std::size_t i = 1; i < limits::kPagesMax; ++i) Page(&shop.origin).Identify("null");
  shop.Answer(line);
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), 1);
  shop.Answer(shop.OrderLine());
  const std::size_t full = shop.origin.state.size();
  for (std::size_t i = 1; i < limits::kPagesMax; ++i) Page(&shop.origin).Identify("null");
  EXPECT_EQ(shop.origin.state.size(), full) << "the list must not grow";
  shop.Answer(line);
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), 2) << "the page had called since: it is still known";
  Page(&shop.origin).Identify("null");
  shop.Answer(line);
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), 3) << "forgotten: taken for a new call";
}

// Two tabs may carry out what a page has written down, and not all of it could be written.
TEST(Replay, OfACallThatWasPassedOverIsNone) {
  Shop shop;
  const std::string first = shop.CartLine();
  const std::string second = shop.page.TrackLine(kViewed, ValidProperties(kViewed));
  const std::string third = shop.page.TrackLine(kViewed, ValidProperties(kViewed));
  Page(&shop.origin).Run({first, third});
  shop.page.Run({first, second, third});
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), 3);
  EXPECT_EQ(shop.origin.rows.size(), 3u);
}

}  // namespace
}  // namespace kago
