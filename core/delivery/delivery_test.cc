// What becomes of the rows of a request that the collector answered. Failures: failure_test.cc.
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
      200,
      R"({"results":[{"event_id":"e1","status":"refused","violations":[{"path":"name"}]},{"event_id":"e2","status":"accepted"}]})");
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
  EXPECT_TRUE(IsWaiting(queue)) << "or one that always passes over would be asked in a burst";
  EXPECT_LT(queue.WakeAt(), queue.now + limits::kBackoffFirstMs);
  queue.now = queue.WakeAt();
  EXPECT_EQ(queue.Claim(), 1);
}

TEST(Answer, KeepsAnEventWithAWordThatIsNotKnown) {
  Queue queue = Sending(2);
  queue.Answer(200, Results("e1 accepted, e2 perhaps"));
  EXPECT_EQ(queue.Waiting(), "e2");
}

TEST(Answer, BacksOffWhenItMentionsNoEventAtAll) {
  for (const char* body :
       {R"({"results":[]})", R"({"results":[{"event_id":"e9","status":"accepted"}]})", R"({"results":[1,null]})"}) {
    Queue queue = Sending(2);
    queue.Answer(200, body);
    EXPECT_EQ(queue.Waiting(), "e1 e2") << body;
    EXPECT_TRUE(IsWaiting(queue)) << body;
    EXPECT_EQ(queue.Status().IntegerAt("failures"), 1) << body;
  }
}

TEST(Answer, ThatIsNotTheCollectorsFreesNothing) {
  for (const std::string_view body :
       {kLoginPage, std::string_view(), std::string_view("{}"), std::string_view("null"),
        std::string_view(R"({"results":{}})"), std::string_view(R"({"results":[{"event_id":"e1","status":"acce)")}) {
    Queue queue = Sending(1);
    const Settlement settlement = queue.Answer(200, body);
    EXPECT_TRUE(settlement.known);
    EXPECT_EQ(queue.Waiting(), "e1") << body;
    EXPECT_TRUE(IsWaiting(queue)) << body;
  }
}

// Of a violation's `found`, say.
TEST(Answer, IsHeardWhateverLiesTooDeepInIt) {
  Queue queue = Sending(2);
  std::string found(100, '[');
  found.append(100, ']');
  queue.Answer(200, R"({"results":[{"event_id":"e1","status":"refused","violations":[{"path":"metadata","found":)" + found +
                        R"(}]},{"event_id":"e2","status":"accepted"}]})");
  EXPECT_EQ(queue.Waiting(), "");
}

TEST(Answer, ThatNamesEventsIsHeardWithAnErrorToo) {
  for (const int status : {400, 409, 413, 422}) {
    Queue queue = Sending(3);
    const Settlement settlement = queue.Answer(status, Results("e2 refused, e3 accepted"));
    EXPECT_EQ(IdsOf(settlement.lost), "e2") << status;
    EXPECT_EQ(settlement.reason, "refused_by_collector") << status;
    EXPECT_EQ(queue.Waiting(), "e1") << status;
  }
}

// It may be old, or of a proxy's cache; and what is kept is sent again and counted once.
TEST(Answer, IsNotHeardWithAStatusThatAsksToTryAgain) {
  for (const int status : {0, 302, 401, 403, 404, 408, 429, 500, 503}) {
    Queue queue = Sending(1);
    queue.Answer(status, Results("e1 accepted"));
    EXPECT_EQ(queue.Waiting(), "e1") << status;
    EXPECT_TRUE(IsWaiting(queue)) << status;
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

TEST(Answer, LetsTheRestLeaveAtOnceIfItIsAnotherBatchAndElseASecondAfterTheFirst) {
  Queue queue;
  queue.Enqueue(2 * limits::kBatchEventsMax + 1);
  queue.Claim();
  queue.AnswerAll("accepted");
  EXPECT_EQ(queue.Claim(false), static_cast<std::int64_t>(limits::kBatchEventsMax));
  queue.AnswerAll("accepted");
  EXPECT_EQ(queue.Claim(false), -1);
  queue.now += limits::kFlushDelayMs;
  EXPECT_EQ(queue.Claim(false), 1);
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
  EXPECT_EQ(Dump(queue.Status()),
            R"({"tracked":0,"acked":0,"stored":0,"ledger":{},"failures":0,"retryAt":null,"halted":null})");
  queue.Enqueue(2);
  queue.Claim();
  queue.Answer(401);
  EXPECT_EQ(
      Dump(queue.Status()),
      R"({"tracked":2,"acked":0,"stored":2,"ledger":{},"failures":1,"retryAt":"1970-01-12T14:01:40.000Z","halted":401})");
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
