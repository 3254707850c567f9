// Whole steps: a batch on its way to the collector and back.
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
using testing::CommandsOf;
using testing::FromText;
using testing::Origin;
using testing::Page;
using testing::Request;
using testing::ValidProperties;

constexpr std::string_view kViewed = "ecommerce.product_viewed";
constexpr std::string_view kOrdered = "ecommerce.order_placed";

struct Shop {
  Origin origin;
  Page page{&origin};

  // An event that waits; its id.
  std::string View() { return page.Track(kViewed, ValidProperties(kViewed)).TextAt("eventId"); }
  void Refuse() { page.Track(kViewed, Json::Object()); }
};

// The collector accepted everything.
std::string OutcomeLine(const Request& request) {
  Json outcome = FromText(R"({"type":"outcome","status":200})");
  outcome.SetText("lease", request.lease);
  outcome.SetText("body", AnswerTo(request, "accepted"));
  return Dump(outcome);
}

TEST(Sending, GoesFromTheCallToTheCollectorAndOutOfTheStore) {
  Shop shop;
  const std::string id = shop.View();
  shop.origin.now += limits::kFlushDelayMs;
  const auto request = shop.page.Claim(false);
  ASSERT_TRUE(request);
  EXPECT_EQ(request->EventIds(), std::vector<std::string>{id});
  const Json commands = shop.page.Answer(*request, 200, AnswerTo(*request, "accepted"));
  EXPECT_EQ(Dump(CommandsOf(commands, "notify").at(0)),
            R"({"do":"notify","event":"sent","detail":{"eventId":")" + id + "\"}}");
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
  for (const Json& event : batch.Find("events")->items()) {
    EXPECT_EQ(Judge(Dump(event)), R"({"valid":true,"violations":[]})");
  }
}

TEST(Sending, ShowsTheLedgerToTheCollector) {
  Shop shop;
  shop.Refuse();
  shop.View();
  const Json batch = FromText(shop.page.Claim()->body);
  EXPECT_EQ(Dump(*batch.Find("ledger")), R"({"refused":1})");
  EXPECT_EQ(batch.TextAt("anonymous_id"), shop.page.Status().TextAt("anonymousId")) << "whose it is";
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
  EXPECT_TRUE(CommandsOf(shop.page.Answer(first, 0), "delete").empty());
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
  const Json commands =
      shop.page.Answer(request, 200,
                       R"({"results":[{"event_id":")" + id +
                           R"(","status":"refused","violations":[{"path":"time","code":"bad_time"}]}]})");
  EXPECT_EQ(Dump(CommandsOf(commands, "notify").at(0)),
            R"({"do":"notify","event":"dropped","detail":{"eventId":")" + id +
                R"(","reason":"refused_by_collector","violations":[{"path":"time","code":"bad_time"}]}})");
  EXPECT_TRUE(shop.origin.rows.empty());
}

TEST(Sending, TellsThePageWhatIsGivenUpAtTheAgeOfACart) {
  Shop shop;
  const std::string id = shop.View();
  EXPECT_TRUE(CommandsOf(shop.page.Answer(*shop.page.Claim(), 413), "notify").empty());
  shop.origin.now += limits::kAsideAgeMsMax + limits::kAsideMs;
  const Json commands = shop.page.Answer(*shop.page.Claim(), 413);
  EXPECT_EQ(Dump(CommandsOf(commands, "notify").at(0)),
            R"({"do":"notify","event":"dropped","detail":{"eventId":")" + id +
                R"(","reason":"undeliverable","violations":[]}})");
  EXPECT_TRUE(shop.origin.rows.empty());
}

// Five events and a proxy that wants to be logged in to: seven requests in seven milliseconds, all lost.
TEST(Sending, KeepsAllThatAProxyTurnsAway) {
  for (const int status : {405, 407, 410, 451}) {
    Shop shop;
    for (int i = 0; i < 5; ++i) shop.View();
    int requests = 0;
    for (const TimeMs end = shop.origin.now + 60'000; shop.origin.now < end; shop.origin.now += 500) {
      const auto request = shop.page.Claim();
      if (!request) continue;
      ++requests;
      shop.page.Answer(*request, status, "<!doctype html><title>Proxy</title>");
    }
    EXPECT_LE(requests, 12) << status;
    EXPECT_EQ(shop.origin.rows.size(), 5u) << status;
    shop.origin.now += limits::kBackoffMaxMs;
    const Request request = *shop.page.Claim();
    shop.page.Answer(request, 200, AnswerTo(request, "accepted"));
    EXPECT_EQ(shop.page.Status().IntegerAt("acked"), 5) << status;
  }
}

TEST(Sending, LearnsThatTheCollectorReadsNoGzip) {
  Shop shop;
  for (int i = 0; i < 40; ++i) shop.View();
  const Json packed = CommandsOf(shop.page.Run({R"({"type":"claim","flush":true})"}), "send").at(0);
  EXPECT_TRUE(packed.TrueAt("pack"));
  Json outcome = FromText(R"({"type":"outcome","status":415,"packed":true})");
  outcome.SetText("lease", packed.TextAt("lease"));
  shop.page.Run({Dump(outcome)});
  const Json again = CommandsOf(shop.page.Run({R"({"type":"claim","flush":true})"}), "send").at(0);
  EXPECT_FALSE(again.TrueAt("pack"));
  EXPECT_EQ(Dump(*again.Find("seqs")), Dump(*packed.Find("seqs")));
}

TEST(Sending, DoesNotTakeARedirectsErrorForTheCollectors) {
  Shop shop;
  shop.View();
  Json outcome = FromText(R"({"type":"outcome","status":401,"redirected":true})");
  outcome.SetText("lease", shop.page.Claim()->lease);
  shop.page.Run({Dump(outcome)});
  EXPECT_TRUE(shop.page.Status().Find("halted")->is_null());
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

// `track(); await flush()` in one tick, or a page that ends right after a call.
TEST(Sending, TakesACallOfTheSameStepAlong) {
  Shop shop;
  const std::string track = shop.page.TrackLine(kViewed, ValidProperties(kViewed));
  const Json commands = shop.page.Run({track, R"({"type":"claim","flush":true})"});
  EXPECT_EQ(Dump(*CommandsOf(commands, "send").at(0).Find("seqs")), "[1]");
  EXPECT_EQ(Dump(*shop.page.Status().Find("ledger")), "{}");
}

TEST(Sending, LeavesACallOfTheSameStepBehindOlderEventsThatItDidNotRead) {
  Shop shop;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < limits::kBatchEventsMax + 5; ++i) {
    lines.push_back(shop.page.TrackLine(kViewed, ValidProperties(kViewed)));
  }
  shop.page.Run(lines);
  const Request request = *shop.page.Claim();
  const std::string track = shop.page.TrackLine(kViewed, ValidProperties(kViewed));
  const Json commands = shop.page.Run({OutcomeLine(request), track, R"({"type":"claim","flush":true})"});
  EXPECT_TRUE(CommandsOf(commands, "send").empty());
  EXPECT_EQ(shop.page.Claim()->seqs.size(), 6u);
}

// An answer and a claim meet in one step: the rows were read before the answer freed them.
TEST(Sending, DoesNotClaimWhatTheSameStepFreed) {
  Shop shop;
  shop.View();
  shop.View();
  const Request request = *shop.page.Claim();
  shop.View();
  const Json commands = shop.page.Run({OutcomeLine(request), R"({"type":"claim","flush":true})"});
  EXPECT_EQ(Dump(*CommandsOf(commands, "send").at(0).Find("seqs")), "[3]");
}

TEST(Sending, DoesNotCountEventsAsLostThatTheStepDidNotRead) {
  Shop shop;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < limits::kBatchEventsMax + 5; ++i) {
    lines.push_back(shop.page.TrackLine(kViewed, ValidProperties(kViewed)));
  }
  shop.page.Run(lines);
  const Request request = *shop.page.Claim();
  shop.page.Run({OutcomeLine(request), R"({"type":"claim","flush":true})"});
  EXPECT_EQ(Dump(*shop.page.Status().Find("ledger")), "{}");
  EXPECT_EQ(shop.page.Claim()->seqs.size(), 5u);
}

TEST(Sending, DoesNotLetAnOrderWait) {
  Shop shop;
  const Json commands = shop.page.Run({shop.page.TrackLine(kOrdered, ValidProperties(kOrdered))});
  EXPECT_EQ(CommandsOf(commands, "wake").at(0).IntegerAt("at"), 1);
  EXPECT_EQ(shop.page.Claim(false)->seqs.size(), 1u);
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
  for (const std::size_t padding : {200u, 201u, 202u, 203u, 204u, 205u, 206u, 300u}) {
    Shop shop;
    Json view = ValidProperties(kViewed);
    view.Set("metadata", Json::Object()).SetText("note", std::string(padding, 'x'));
    for (int i = 0; i < 100; ++i) shop.page.Track(kViewed, view);
    const Request request = *shop.page.Claim(true, true);
    EXPECT_LT(request.seqs.size(), 100u);
    EXPECT_LE(request.body.size(), testing::kKeepaliveBytesMax) << padding;
    EXPECT_GT(request.body.size(), testing::kKeepaliveBytesMax - padding - 1'000) << padding;
  }
}

// When the store fails, js/src/store/store.ts goes on in memory with a copy of the state.
TEST(Fork, KeepsShopperCartAndWaitButLeavesTheBooksBehind) {
  Shop shop;
  shop.page.Identify("\"u-1\"");
  const std::string cart = shop.page.Track("ecommerce.cart_updated", testing::CartOf("mug", "1", "20")).TextAt("status");
  ASSERT_EQ(cart, "accepted");
  shop.page.Track(kViewed, Json::Object());
  shop.page.Answer(*shop.page.Claim(), 503);
  const Json before = shop.page.Status();

  Origin memory{shop.origin.now, shop.origin.state, {}, 1'000};
  Page page(&memory);
  page.fork = true;
  const Json forked = page.Status();
  page.fork = false;
  for (const char* kept : {"anonymousId", "userId", "cartId", "retryAt"}) EXPECT_EQ(forked.TextAt(kept), before.TextAt(kept)) << kept;
  EXPECT_EQ(forked.IntegerAt("tracked"), 0);
  EXPECT_EQ(forked.IntegerAt("stored"), 0);
  EXPECT_TRUE(forked.Find("ledger")->items().empty());
  EXPECT_FALSE(page.Claim()) << "there is nothing to send";

  page.Track("ecommerce.cart_updated", testing::CartOf("mug", "2", "20"));
  ASSERT_EQ(memory.rows.size(), 1u);
  EXPECT_FALSE(shop.origin.rows.contains(memory.rows.begin()->first)) << "a row's number is given out once";
}

}  // namespace
}  // namespace kago
