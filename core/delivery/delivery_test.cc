// What becomes of the rows of a request, by the collector's answer. Who may send: claim_test.cc.
#include "core/delivery/delivery.h"

#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/queue.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::IdsOf;
using testing::Queue;
using testing::Results;

constexpr std::string_view kLoginPage = "<!DOCTYPE html><html><body>Welcome to our hotel</body></html>";

// A queue with a lease on all its events.
Queue Sending(std::size_t events) {
  Queue queue;
  queue.Enqueue(events);
  queue.Claim();
  return queue;
}

bool IsWaiting(Queue& queue) { return queue.Claim() == -1; }

TEST(Answer, FreesEachEventThatWasAccepted) {
  Queue queue = Sending(3);
  const Settlement settlement = queue.AnswerAll("accepted");
  EXPECT_TRUE(settlement.known);
  EXPECT_EQ(IdsOf(settlement.acked), "e1 e2 e3");
  EXPECT_EQ(queue.Status().IntegerAt("acked"), 3);
  EXPECT_EQ(queue.WakeAt(), 0);
}

TEST(Answer, FreesAnEventThatTheCollectorHadAlready) {
  Queue queue = Sending(1);
  EXPECT_EQ(IdsOf(queue.AnswerAll("duplicate").acked), "e1");
}

TEST(Answer, CountsAnEventThatTheCollectorRefusedAsLost) {
  Queue queue = Sending(2);
  const Settlement settlement = queue.Answer(
      200, R"({"results":[{"event_id":"e1","status":"refused","violations":[{"path":"name"}]},{"event_id":"e2","status":"accepted"}]})");
  EXPECT_EQ(IdsOf(settlement.lost), "e1");
  EXPECT_EQ(settlement.reason, "refused_by_collector");
  EXPECT_EQ(Dump(settlement.findings[0]), R"([{"path":"name"}])");
  EXPECT_EQ(queue.Lost("refused_by_collector"), 1);
  EXPECT_EQ(queue.Status().IntegerAt("tracked"), 2);
}

TEST(Answer, TakesResultsInAnyOrderAndIgnoresStrangers) {
  Queue queue = Sending(2);
  EXPECT_EQ(IdsOf(queue.Answer(200, Results("e9 accepted, e2 accepted, e1 refused, e2 refused")).acked), "e2");
  EXPECT_EQ(queue.Waiting(), "");
}

TEST(Answer, KeepsAnEventThatItDoesNotMention) {
  Queue queue = Sending(3);
  queue.Answer(200, Results("e1 accepted, e3 accepted"));
  EXPECT_EQ(queue.Waiting(), "e2");
  EXPECT_EQ(queue.Claim(), 1) << "the collector works: ask at once";
}

TEST(Answer, KeepsAnEventWithAWordThatIsNotKnown) {
  Queue queue = Sending(2);
  queue.Answer(200, Results("e1 accepted, e2 perhaps"));
  EXPECT_EQ(queue.Waiting(), "e2");
}

TEST(Answer, BacksOffWhenItMentionsNoEventAtAll) {
  for (const char* body : {R"({"results":[]})", R"({"results":[{"event_id":"e9","status":"accepted"}]})", R"({"results":[1,null]})"}) {
    Queue queue = Sending(2);
    queue.Answer(200, body);
    EXPECT_EQ(queue.Waiting(), "e1 e2") << body;
    EXPECT_TRUE(IsWaiting(queue)) << body;
    EXPECT_EQ(queue.Status().IntegerAt("failures"), 1) << body;
  }
}

TEST(Answer, ThatIsNotTheCollectorsFreesNothing) {
  for (const std::string_view body : {kLoginPage, std::string_view(), std::string_view("{}"), std::string_view("null"),
                                      std::string_view(R"({"results":{}})"), std::string_view(R"({"results":[{"event_id":"e1","status":"acce)")}) {
    Queue queue = Sending(1);
    const Settlement settlement = queue.Answer(200, body);
    EXPECT_TRUE(settlement.known);
    EXPECT_EQ(queue.Waiting(), "e1") << body;
    EXPECT_TRUE(IsWaiting(queue)) << body;
  }
}

TEST(Answer, ToALeaseOfAnotherChangesNothing) {
  Queue queue = Sending(1);
  const std::string held = queue.lease();
  for (const char* lease : {"lease-0", "", "lease-10"}) {
    EXPECT_FALSE(queue.AnswerTo(lease, 200, Results("e1 accepted")).known) << lease;
  }
  EXPECT_EQ(queue.lease(), held);
  EXPECT_EQ(queue.Waiting(), "e1");
}

TEST(Answer, ThatComesTwiceCountsOnce) {
  Queue queue = Sending(1);
  const std::string lease = queue.lease();
  EXPECT_TRUE(queue.AnswerTo(lease, 200, Results("e1 accepted")).known);
  EXPECT_FALSE(queue.AnswerTo(lease, 200, Results("e1 accepted")).known);
  EXPECT_EQ(queue.Status().IntegerAt("acked"), 1);
}

TEST(Answer, WithoutALeaseChangesNothing) {
  Queue queue;
  EXPECT_FALSE(queue.AnswerTo("", 200, Results("e1 accepted")).known);
}

TEST(Answer, CountsAfterTheLeaseRanOutWhenNobodyTookItOver) {
  Queue queue = Sending(1);
  queue.now += limits::kLeaseMs * 10;
  EXPECT_EQ(IdsOf(queue.AnswerAll("accepted").acked), "e1");
}

TEST(Answer, IsIgnoredWhenTheLeaseWasTakenOver) {
  Queue queue = Sending(1);
  const std::string old = queue.lease();
  queue.now += limits::kLeaseMs;
  queue.Claim();
  EXPECT_FALSE(queue.AnswerTo(old, 200, Results("e1 accepted")).known);
  EXPECT_EQ(queue.Waiting(), "e1");
}

TEST(Answer, LetsTheRestLeaveAtOnce) {
  Queue queue;
  queue.Enqueue(limits::kBatchEventsMax + 1);
  queue.Claim();
  queue.AnswerAll("accepted");
  EXPECT_EQ(queue.Claim(false), 1);
}

TEST(TooLarge, HalvesDownToOneEventThatIsLost) {
  Queue queue = Sending(100);
  std::string sizes;
  while (queue.Lost("too_large_for_collector") == 0) {
    queue.Answer(413);
    sizes += std::to_string(queue.Claim()) + " ";
  }
  EXPECT_EQ(sizes, "50 25 12 6 3 1 1 ");
  EXPECT_EQ(queue.rows.size(), 99u);
  EXPECT_EQ(queue.rows[0].event_id, "e2");
}

TEST(TooLarge, GrowsAgainWithEachAnswer) {
  Queue queue = Sending(8);
  queue.Answer(413);
  queue.Enqueue(100);
  std::string sizes;
  for (int i = 0; i < 4; ++i) {
    sizes += std::to_string(queue.Claim()) + " ";
    queue.AnswerAll("accepted");
  }
  EXPECT_EQ(sizes, "4 8 16 32 ");
}

TEST(Culprit, IsFoundByHalvingAndTheOthersArrive) {
  for (const int status : {400, 422, 409}) {
    Queue queue = Sending(64);
    for (int requests = 0; queue.Status().IntegerAt("stored") > 0; ++requests) {
      ASSERT_LT(requests, 40);
      if (queue.lease().empty()) {
        ASSERT_GT(queue.Claim(), 0);
      }
      const bool has_culprit = (" " + queue.Leased() + " ").find(" e37 ") != std::string::npos;
      if (has_culprit) {
        queue.Answer(status);
      } else {
        queue.AnswerAll("accepted");
      }
    }
    EXPECT_EQ(queue.Status().IntegerAt("acked"), 63);
    EXPECT_EQ(queue.Lost("rejected_by_collector"), 1);
  }
}

TEST(Culprit, IsNotAnEventWhenOnlyDiagnosticsWereSent) {
  Queue queue;
  queue.diagnostics = 1;
  queue.Claim();
  queue.Answer(400);
  EXPECT_TRUE(IsWaiting(queue));
  EXPECT_EQ(queue.Status().IntegerAt("tracked"), 0);
}

TEST(Halt, KeepsEverythingAndSaysWhy) {
  for (const int status : {401, 403, 404}) {
    Queue queue = Sending(3);
    queue.Answer(status);
    EXPECT_EQ(queue.Waiting(), "e1 e2 e3");
    EXPECT_EQ(queue.Status().IntegerAt("halted"), status);
    EXPECT_TRUE(IsWaiting(queue));
    queue.now += limits::kHaltMs - 1;
    EXPECT_TRUE(IsWaiting(queue));
    queue.now += 1;
    EXPECT_EQ(queue.Claim(), 3) << "asks again, but seldom";
  }
}

TEST(Halt, IsLiftedByOtherSettings) {
  Queue queue = Sending(1);
  queue.Answer(401);
  queue.Reload();
  queue.target = "collector-2";
  EXPECT_EQ(queue.Claim(), 1);
  EXPECT_TRUE(queue.Status().Find("halted")->is_null());
}

TEST(Halt, IsOverWithTheNextAnswer) {
  Queue queue = Sending(1);
  queue.Answer(404);
  queue.now += limits::kHaltMs;
  queue.Claim();
  queue.AnswerAll("accepted");
  EXPECT_TRUE(queue.Status().Find("halted")->is_null());
  EXPECT_TRUE(queue.Status().Find("retryAt")->is_null());
}

TEST(Retry, BacksOffAndKeepsEverything) {
  for (const int status : {0, 302, 408, 425, 429, 500, 502, 503, 504}) {
    Queue queue = Sending(3);
    queue.Answer(status);
    EXPECT_EQ(queue.Waiting(), "e1 e2 e3") << status;
    EXPECT_EQ(queue.Status().IntegerAt("failures"), 1) << status;
    EXPECT_GE(queue.WakeAt(), queue.now + 100) << status;
    EXPECT_LT(queue.WakeAt(), queue.now + limits::kBackoffFirstMs) << status;
    EXPECT_TRUE(IsWaiting(queue)) << status;
    queue.now = queue.WakeAt();
    EXPECT_EQ(queue.Claim(), 3) << status;
  }
}

TEST(Retry, WaitsLongerWithEachFailureWithinItsBounds) {
  Queue queue = Sending(1);
  for (std::int64_t failures = 1; failures <= 30; ++failures) {
    queue.Answer(503);
    const std::int64_t ceiling_ms = std::min(limits::kBackoffMaxMs, limits::kBackoffFirstMs << std::min<std::int64_t>(failures - 1, 20));
    EXPECT_GE(queue.WakeAt() - queue.now, 100);
    EXPECT_LT(queue.WakeAt() - queue.now, ceiling_ms);
    EXPECT_EQ(queue.Status().IntegerAt("failures"), failures);
    queue.now = queue.WakeAt();
    ASSERT_EQ(queue.Claim(), 1);
  }
}

TEST(Retry, IsNoStormAfterAReload) {
  Queue queue = Sending(1);
  queue.Answer(503, "", "60");
  queue.Reload();
  EXPECT_TRUE(IsWaiting(queue));
}

TEST(Retry, WaitsAsLongAsTheCollectorAskedForAndSpreadsBehindIt) {
  Queue queue = Sending(1);
  queue.Answer(429, "", "120");
  EXPECT_GE(queue.WakeAt(), queue.now + 120'000 + 100);
  EXPECT_LT(queue.WakeAt(), queue.now + 120'000 + limits::kBackoffFirstMs);
}

TEST(Retry, WaitsUntilADate) {
  Queue queue;
  queue.now = 784'111'777'000;  // Sun, 06 Nov 1994 08:49:37 GMT
  queue.Enqueue();
  queue.Claim();
  queue.Answer(503, "", "Sun, 06 Nov 1994 08:50:37 GMT");
  EXPECT_GE(queue.WakeAt(), queue.now + 60'000);
  EXPECT_LT(queue.WakeAt(), queue.now + 60'000 + limits::kBackoffFirstMs);
}

TEST(Retry, NeverWaitsLongerThanAnHour) {
  for (const char* header : {"86400", "999999999999999999", "Fri, 31 Dec 9999 23:59:59 GMT"}) {
    Queue queue = Sending(1);
    queue.Answer(503, "", header);
    EXPECT_EQ(queue.WakeAt(), queue.now + limits::kRetryAfterMaxMs) << header;
    EXPECT_TRUE(IsWaiting(queue)) << header;
  }
}

TEST(Retry, IsForgottenWithTheFirstSuccess) {
  Queue queue = Sending(1);
  queue.Answer(503);
  queue.now = queue.WakeAt();
  queue.Claim();
  queue.AnswerAll("accepted");
  EXPECT_EQ(queue.Status().IntegerAt("failures"), 0);
  queue.Enqueue();
  EXPECT_EQ(queue.Claim(), 1);
}

TEST(Ledger, CountsEachReasonByItself) {
  Queue queue;
  queue.CountLost("refused");
  queue.CountLost("refused");
  queue.CountLost("queue_full");
  queue.Reload();
  EXPECT_EQ(Dump(*queue.Status().Find("ledger")), R"({"refused":2,"queue_full":1})");
  EXPECT_EQ(queue.Status().IntegerAt("tracked"), 3);
}

TEST(Status, SaysWhatWaitsAndWhen) {
  Queue queue;
  EXPECT_EQ(Dump(queue.Status()), R"({"tracked":0,"acked":0,"stored":0,"ledger":{},"failures":0,"retryAt":null,"halted":null})");
  queue.Enqueue(2);
  queue.Claim();
  queue.Answer(401);
  EXPECT_EQ(Dump(queue.Status()),
            R"({"tracked":2,"acked":0,"stored":2,"ledger":{},"failures":0,"retryAt":"1970-01-12T14:01:40.000Z","halted":401})");
}

TEST(Sequence, IsNeverGivenOutTwice) {
  Queue queue = Sending(3);
  queue.AnswerAll("accepted");
  queue.Reload();
  queue.Enqueue();
  EXPECT_EQ(queue.rows[0].seq, 4);
}

}  // namespace
}  // namespace kago
