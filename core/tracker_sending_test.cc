// Whole steps: a batch on its way to the collector and back, and what testers see of it.
#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/events.h"
#include "core/testing/step.h"
#include "core/testing/values.h"
#include "core/tracker.h"

namespace kago {
namespace {

using testing::AnswerTo;
using testing::CartOf;
using testing::CommandsOf;
using testing::FromText;
using testing::Origin;
using testing::Page;
using testing::Request;
using testing::ValidProperties;

constexpr std::string_view kViewed = "ecommerce.product_viewed";

struct Shop {
  Origin origin;
  Page page{&origin};

  // An event that waits; its id.
  std::string View() { return page.Track(kViewed, ValidProperties(kViewed)).TextAt("eventId"); }
  void Refuse() { page.Track(kViewed, Json::Object()); }
  // The names of what the inspector would be shown by that request.
  static std::string Shown(const Request& request) {
    const Json batch = FromText(request.body);
    const Json* diagnostics = batch.Find("diagnostics");
    return diagnostics ? testing::MembersOf(*diagnostics, "status") : "";
  }
};

TEST(Sending, GoesFromTheCallToTheCollectorAndOutOfTheStore) {
  Shop shop;
  const std::string id = shop.View();
  shop.origin.now += limits::kFlushDelayMs;
  const auto request = shop.page.Claim(false);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->EventIds(), std::vector<std::string>{id});
  const Json commands = shop.page.Answer(*request, 200, AnswerTo(*request, "accepted"));
  EXPECT_EQ(Dump(CommandsOf(commands, "notify").at(0)), R"({"do":"notify","event":"sent","detail":{"eventId":")" + id + "\"}}");
  EXPECT_TRUE(shop.origin.rows.empty());
  EXPECT_EQ(shop.page.Status().IntegerAt("acked"), 1);
}

TEST(Sending, WritesTheBodyThatTheCollectorReads) {
  Shop shop;
  shop.View();
  shop.View();
  const Json batch = FromText(shop.page.Claim()->body);
  EXPECT_EQ(batch.TextAt("write_key"), "key-1");
  EXPECT_EQ(batch.TextAt("sent_at"), "2026-11-22T09:15:27.412Z");
  EXPECT_EQ(Dump(*batch.Find("sdk")), R"({"name":"kago","version":"1.2.3"})");
  EXPECT_EQ(batch.Find("ledger"), nullptr);
  EXPECT_EQ(batch.Find("diagnostics"), nullptr);
  ASSERT_EQ(batch.Find("events")->items().size(), 2u);
  for (const Json& event : batch.Find("events")->items()) EXPECT_EQ(Judge(Dump(event)), R"({"valid":true,"violations":[]})");
}

TEST(Sending, ShowsTheLedgerToTheCollector) {
  Shop shop;
  shop.Refuse();
  shop.View();
  const Json batch = FromText(shop.page.Claim()->body);
  EXPECT_EQ(Dump(*batch.Find("ledger")), R"({"refused":1})");
}

TEST(Sending, IsDoneByOnePageOfAnOrigin) {
  Shop shop;
  shop.View();
  Page other(&shop.origin);
  EXPECT_TRUE(shop.page.Claim());
  EXPECT_FALSE(other.Claim());
}

TEST(Sending, SendsTheSameBytesAgainWhenTheAnswerWasLost) {
  Shop shop;
  shop.View();
  const Request first = *shop.page.Claim();
  shop.page.Answer(first, 0);
  shop.origin.now += limits::kBackoffMaxMs;
  const Request again = *shop.page.Claim();
  EXPECT_NE(again.lease, first.lease);
  EXPECT_EQ(Dump(*FromText(again.body).Find("events")), Dump(*FromText(first.body).Find("events")));
}

TEST(Sending, IsTakenOverFromAPageThatDied) {
  Shop shop;
  const std::string id = shop.View();
  {
    Page dying(&shop.origin);
    EXPECT_TRUE(dying.Claim());
  }
  shop.origin.now += limits::kLeaseMs;
  const auto request = shop.page.Claim();
  ASSERT_TRUE(request);
  EXPECT_EQ(request->EventIds(), std::vector<std::string>{id});
}

TEST(Sending, TellsThePageWhatTheCollectorRefused) {
  Shop shop;
  const std::string id = shop.View();
  const Request request = *shop.page.Claim();
  const Json commands = shop.page.Answer(
      request, 200, R"({"results":[{"event_id":")" + id + R"(","status":"refused","violations":[{"path":"time","code":"bad_time"}]}]})");
  EXPECT_EQ(Dump(CommandsOf(commands, "notify").at(0)),
            R"({"do":"notify","event":"dropped","detail":{"eventId":")" + id +
                R"(","reason":"refused_by_collector","violations":[{"path":"time","code":"bad_time"}]}})");
  EXPECT_TRUE(shop.origin.rows.empty());
}

TEST(Sending, TellsThePageThatAnEventWasTooLargeForTheCollector) {
  Shop shop;
  const std::string id = shop.View();
  const Json commands = shop.page.Answer(*shop.page.Claim(), 413);
  EXPECT_EQ(Dump(CommandsOf(commands, "notify").at(0)),
            R"({"do":"notify","event":"dropped","detail":{"eventId":")" + id + R"(","reason":"too_large_for_collector","violations":[]}})");
}

TEST(Sending, IgnoresTheAnswerOfALeaseThatIsNotHeld) {
  Shop shop;
  shop.View();
  Request request = *shop.page.Claim();
  request.lease = "another";
  const Json commands = shop.page.Answer(request, 200, AnswerTo(request, "accepted"));
  EXPECT_EQ(commands.items().size(), 1u) << "nothing but the time to wake";
  EXPECT_EQ(shop.origin.rows.size(), 1u);
}

TEST(Sending, SaysWhenToWake) {
  Shop shop;
  const Json commands = shop.page.Run({shop.page.TrackLine(kViewed, ValidProperties(kViewed))});
  EXPECT_EQ(CommandsOf(commands, "wake").at(0).IntegerAt("at"), shop.origin.now + limits::kFlushDelayMs);
  const Request request = *shop.page.Claim();
  const Json done = shop.page.Answer(request, 200, AnswerTo(request, "accepted"));
  EXPECT_EQ(CommandsOf(done, "wake").at(0).IntegerAt("at"), 0);
}

TEST(Sending, KeepsTheOrderOfEventsThroughFailures) {
  Shop shop;
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) ids.push_back(shop.View());
  shop.page.Answer(*shop.page.Claim(), 503);
  ids.push_back(shop.View());
  shop.origin.now += limits::kBackoffMaxMs;
  EXPECT_EQ(shop.page.Claim()->EventIds(), ids);
}

TEST(Sending, StopsAtWrongSettingsUntilTheyChange) {
  Shop shop;
  shop.View();
  shop.page.Answer(*shop.page.Claim(), 401);
  EXPECT_FALSE(shop.page.Claim());
  EXPECT_EQ(shop.page.Status().IntegerAt("halted"), 401);
  shop.page.config.SetText("writeKey", "key-2");
  EXPECT_TRUE(shop.page.Claim());
}

TEST(Sending, LeavesAtPageEndWhatFitsIntoAKeepaliveRequest) {
  Shop shop;
  Json order = ValidProperties("ecommerce.order_placed");
  for (int i = 0; i < 60; ++i) order.Find("products")->Push(order.Find("products")->items()[0]);
  for (int i = 0; i < 8; ++i) {
    order.SetText("order_id", "o" + std::to_string(i));
    shop.page.Track("ecommerce.order_placed", order);
  }
  const Request request = *shop.page.Claim(true, true);
  EXPECT_LT(request.seqs.size(), 8u);
  EXPECT_LT(request.body.size(), 65'536u);
}

TEST(Diagnostics, TravelInDebugModeWithTheNextRequest) {
  Shop shop;
  shop.page.config.Set("debug", Json::Bool(true));
  shop.Refuse();
  Json mended = ValidProperties(kViewed);
  mended.SetText("color", "blue");
  shop.page.Track(kViewed, mended);
  shop.View();
  const Json batch = FromText(shop.page.Claim()->body);
  const Json* diagnostics = batch.Find("diagnostics");
  ASSERT_TRUE(diagnostics);
  EXPECT_EQ(testing::MembersOf(*diagnostics, "status"), "refused, accepted");
  const Json& refused = diagnostics->items()[0];
  EXPECT_EQ(refused.TextAt("id").size(), 36u);
  EXPECT_EQ(refused.TextAt("name"), kViewed);
  EXPECT_EQ(refused.TextAt("time"), "2026-11-22T09:15:27.412Z");
  EXPECT_FALSE(refused.Find("violations")->items().empty());
  EXPECT_TRUE(refused.Find("properties")->is_object());
  EXPECT_EQ(testing::Told(*diagnostics->items()[1].Find("warnings")), "properties.color moved_to_metadata");
}

TEST(Diagnostics, AreNeverKeptOutsideDebugMode) {
  Shop shop;
  shop.Refuse();
  shop.View();
  EXPECT_EQ(Shop::Shown(*shop.page.Claim()), "");
}

TEST(Diagnostics, TravelEvenWhenNoEventWaits) {
  Shop shop;
  shop.page.config.Set("debug", Json::Bool(true));
  shop.Refuse();
  const auto request = shop.page.Claim();
  ASSERT_TRUE(request);
  EXPECT_TRUE(request->seqs.empty());
  EXPECT_EQ(Shop::Shown(*request), "refused");
}

TEST(Diagnostics, AreClearedByA2xxOnly) {
  for (const int status : {0, 302, 400, 401, 413, 429, 500}) {
    Shop shop;
    shop.page.config.Set("debug", Json::Bool(true));
    shop.Refuse();
    shop.View();
    shop.page.Answer(*shop.page.Claim(), status);
    shop.origin.now += limits::kHaltMs;
    const Request again = *shop.page.Claim();
    EXPECT_EQ(Shop::Shown(again), "refused") << status;
    shop.page.Answer(again, 200, AnswerTo(again, "accepted"));
    EXPECT_FALSE(shop.page.Claim()) << status;
  }
}

TEST(Diagnostics, ThatCameWhileARequestWasOnItsWayStay) {
  Shop shop;
  shop.page.config.Set("debug", Json::Bool(true));
  shop.Refuse();
  const Request request = *shop.page.Claim();
  Json mended = ValidProperties(kViewed);
  mended.SetText("color", "blue");
  shop.page.Track(kViewed, mended);
  shop.page.Answer(request, 200, R"({"results":[]})");
  EXPECT_EQ(Shop::Shown(*shop.page.Claim()), "accepted");
}

TEST(Diagnostics, AreBounded) {
  Shop shop;
  shop.page.config.Set("debug", Json::Bool(true));
  for (std::size_t i = 0; i < limits::kDiagnosticsMax + 10; ++i) shop.Refuse();
  const Json batch = FromText(shop.page.Claim()->body);
  EXPECT_EQ(batch.Find("diagnostics")->items().size(), limits::kDiagnosticsMax);
}

TEST(Diagnostics, LeaveLargePropertiesOut) {
  Shop shop;
  shop.page.config.Set("debug", Json::Bool(true));
  Json large = Json::Object();
  large.SetText("product_name", testing::Repeated("x", limits::kDiagnosticBytesMax));
  shop.page.Track(kViewed, large);
  const Json batch = FromText(shop.page.Claim()->body);
  EXPECT_EQ(batch.Find("diagnostics")->items()[0].Find("properties"), nullptr);
}

}  // namespace
}  // namespace kago
