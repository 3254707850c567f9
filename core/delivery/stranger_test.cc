// Answers that name no event: of proxies, firewalls, captive portals, or of a collector that says no
// more than a status. Nothing is lost by them, nothing comes in a burst, no event is in others' way.
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "core/base/ids.h"
#include "core/base/limits.h"
#include "core/testing/queue.h"

namespace kago {
namespace {

using testing::IdsOf;
using testing::Queue;
using testing::Results;

constexpr std::string_view kOwnError = R"({"error":"The body is larger than this collector takes.","code":"body_too_large"})";
constexpr std::string_view kBodies[] = {
    "",
    "<!doctype html><title>Proxy Authentication Required</title>",
    "null",
    "[]",
    "{}",
    "\"e1 refused\"",
    R"({"results":null})",
    R"({"results":[]})",
    R"({"results":["e1"]})",
    R"({"results":{"event_id":"e1","status":"accepted"}})",
    R"({"results":[{"event_id":"e9","status":"accepted"},{"event_id":"e8","status":"refused"}]})",
    R"({"results":[{"id":"e1","status":"refused"}]})",
    R"({"results":[{"event_id":"e1"}]})",
    R"({"results":[{"event_id":"e1","status":"ok"}]})",
    R"({"results":[{"event_id":"e1","status":"refused"},{"event_id":)",
    R"({"event_id":"e1","status":"refused"})",
    R"({"error":"e1","code":"e1"})",
    R"({"message":"Forbidden"})",
    kOwnError,
};

Queue Sending(std::size_t events) {
  Queue queue;
  queue.Enqueue(events);
  queue.Claim();
  return queue;
}

// When the next one is due. How many rows it has. A claim in vain knows when to come again.
std::int64_t Next(Queue* queue) {
  for (int claims = 0; claims < 2; ++claims) {
    queue->now = std::max(queue->now, queue->WakeAt());
    const std::int64_t rows = queue->Claim();
    if (rows >= 0) return rows;
  }
  return -1;
}

TEST(Stranger, FreesNothingWhateverTheStatusAndTheBody) {
  for (int status = 0; status <= 600; status += status >= 399 && status < 430 ? 1 : 10) {
    for (const std::string_view body : kBodies) {
      for (const std::size_t events : {1u, 5u}) {
        Queue queue = Sending(events);
        const Settlement settlement = queue.Answer(status, body);
        ASSERT_TRUE(settlement.acked.empty() && settlement.lost.empty()) << status << body;
        ASSERT_EQ(queue.rows.size(), events) << status << body;
        ASSERT_EQ(queue.Claim(), -1) << "the next request waits: " << status << body;
        ASSERT_GE(queue.WakeAt(), queue.now + 100) << status << body;
      }
    }
  }
}

TEST(Stranger, WhoStaysForADayFreesNothingAndIsAskedSeldom) {
  for (const int status : {200, 302, 400, 403, 405, 407, 413, 415, 422, 429, 451, 500, 511}) {
    for (const std::string_view body : {kBodies[1], kOwnError}) {
      Queue queue = Sending(5);
      const TimeMs began = queue.now;
      int requests = 1;
      int in_first_minute = 1;
      while (queue.now < began + limits::kDayMs) {
        ASSERT_EQ(queue.Answer(status, body).lost.size(), 0u) << status;
        ASSERT_GT(Next(&queue), 0) << status;
        ++requests;
        if (queue.now < began + 60'000) ++in_first_minute;
      }
      ASSERT_LE(in_first_minute, 20) << status;
      ASSERT_LE(requests, 1'000) << status;  // five minutes at most, two and a half in the mean
      ASSERT_EQ(queue.rows.size(), 5u) << status;
      // He is gone.
      for (const TimeMs gone = queue.now; !queue.rows.empty(); queue.now = std::max(queue.now, queue.WakeAt())) {
        ASSERT_LE(queue.now, gone + limits::kAsideMs + limits::kBackoffMaxMs) << status;
        if (queue.Leased().empty()) queue.Claim();
        if (!queue.Leased().empty()) queue.AnswerAll("accepted");
      }
    }
  }
}

TEST(Stranger, WithAnErrorLeavesTheBatchWholeForTheCollector) {
  for (const int status : {200, 400, 405, 407, 410, 422, 451}) {
    Queue queue = Sending(5);
    queue.Answer(status, kBodies[1]);
    EXPECT_EQ(Next(&queue), 5) << status;
  }
}

TEST(TooLarge, HalvesWithAWaitBetweenDownToOneEventThatStepsAside) {
  for (const std::string_view body : {std::string_view(), kOwnError}) {
    Queue queue = Sending(100);
    std::string sizes;
    TimeMs wait_max = 0;
    while (queue.Leased() != "e2") {
      ASSERT_LT(sizes.size(), 100u);
      queue.Answer(413, body);
      ASSERT_GE(queue.WakeAt(), queue.now + 100);
      wait_max = std::max(wait_max, queue.WakeAt() - queue.now);
      sizes += std::to_string(Next(&queue)) + " ";
    }
    EXPECT_EQ(sizes, "50 25 12 6 3 1 1 ");
    EXPECT_GT(wait_max, 3'000) << "longer each time";
    EXPECT_EQ(queue.rows.size(), 100u);
  }
}

TEST(TooLarge, GrowsAgainWithEachAnswer) {
  Queue queue = Sending(8);
  queue.Answer(413);
  queue.Enqueue(100);
  std::string sizes;
  for (int i = 0; i < 4; ++i) {
    sizes += std::to_string(Next(&queue)) + " ";
    queue.AnswerAll("accepted");
  }
  EXPECT_EQ(sizes, "4 8 16 32 ");
}

// Whoever answers for it: a proxy that finds it too large, a firewall that dislikes a name in it.
struct Stumbler {
  std::string event;
  int status;
  std::string_view body;

  // True: it has had none but this event.
  bool Take(Queue* queue) const {
    if ((' ' + queue->Leased() + ' ').find(' ' + event + ' ') == std::string::npos) {
      queue->AnswerAll("accepted");
      return false;
    }
    const bool is_alone = queue->Leased() == event;
    queue->Answer(status, body);
    return is_alone;
  }
};

TEST(Aside, LetsTheOthersArriveAndIsAskedForSeldom) {
  for (const Stumbler& stumbler : {Stumbler{"e37", 413, ""}, Stumbler{"e37", 422, kOwnError}, Stumbler{"e37", 406, kBodies[1]},
                                   Stumbler{"e37", 403, kBodies[1]}, Stumbler{"e37", 200, kBodies[1]}}) {
    Queue queue = Sending(64);
    int alone = 0;
    int requests = 0;
    while (alone < 4) {
      ASSERT_LT(++requests, 60) << stumbler.status;
      alone += stumbler.Take(&queue);
      if (alone < 4) {
        ASSERT_GT(Next(&queue), 0) << stumbler.status;
      }
    }
    EXPECT_EQ(queue.Waiting(), "e37") << stumbler.status;
    EXPECT_GE(queue.WakeAt(), queue.now + 100) << stumbler.status;
    const TimeMs failed_at = queue.now;
    Next(&queue);
    EXPECT_EQ(queue.now, failed_at + limits::kAsideMs) << stumbler.status;
    EXPECT_EQ(queue.Leased(), "e37") << stumbler.status;
    queue.AnswerAll("accepted");
    EXPECT_EQ(queue.WakeAt(), 0) << stumbler.status;
  }
}

TEST(Aside, DoesNotHoldUpANewEvent) {
  Queue queue = Sending(1);
  queue.Answer(413);
  queue.now = queue.WakeAt();
  EXPECT_EQ(queue.Claim(), -1);
  EXPECT_GT(queue.WakeAt(), queue.now + limits::kAsideMs / 2);
  queue.Reload();
  queue.Enqueue();
  EXPECT_EQ(queue.WakeAt(), queue.now + limits::kFlushDelayMs) << "as if it were the only one";
  queue.now = queue.WakeAt();
  EXPECT_EQ(queue.Claim(false), 1);
  EXPECT_EQ(queue.Leased(), "e2");
}

TEST(Aside, IsSentAloneHoweverManyOthersWait) {
  Queue queue = Sending(1);
  queue.Answer(413);
  queue.now += limits::kAsideMs;
  queue.Enqueue(10);
  EXPECT_EQ(queue.Claim(), 1);
  EXPECT_EQ(queue.Leased(), "e1");
}

TEST(Aside, LeavesWithAPageOnlyIfItWouldDieWithIt) {
  Queue queue = Sending(1);
  queue.Answer(413);
  queue.now = queue.WakeAt();
  queue.Enqueue();
  queue.Claim(true, PageEnd{60'000, false});
  EXPECT_EQ(queue.Leased(), "e2");
  Queue in_memory = Sending(1);
  in_memory.Answer(413);
  EXPECT_EQ(in_memory.Claim(true, PageEnd{60'000, true}), 1);
}

TEST(Aside, OfWhateverNumberOfEventsKeepsNobodyAwake) {
  Queue queue = Sending(limits::kBatchEventsMax + 5);
  while (queue.now < 1'000'000'000 + limits::kDayMs) {
    if (!queue.Leased().empty()) queue.Answer(413);
    ASSERT_GT(Next(&queue), 0) << "a claim in vain knows when to come again";
  }
  EXPECT_EQ(queue.rows.size(), limits::kBatchEventsMax + 5);
}

TEST(Aside, IsGivenUpAtTheAgeOfACartUnderAReasonOfItsOwn) {
  for (const bool old : {false, true}) {
    Queue queue;
    queue.now = 1'795'338'927'412;
    queue.Enqueue();
    queue.rows[0].event_id = UuidV7(queue.now, {}, IdUse::kEvent);
    queue.now += limits::kAsideAgeMsMax + (old ? 60'000 : -120'000);
    queue.Claim();
    const Settlement settlement = queue.Answer(413);
    EXPECT_EQ(settlement.lost.size(), old ? 1u : 0u);
    EXPECT_EQ(queue.Lost("undeliverable"), old ? 1 : 0);
  }
}

TEST(TooLarge, GivesUpDiagnosticsBeforeAnEvent) {
  Queue queue;
  queue.diagnostics = 20;
  queue.Enqueue();
  queue.Claim();
  EXPECT_TRUE(queue.Answer(413).diagnostics_done);
  queue.diagnostics = 0;
  EXPECT_EQ(Next(&queue), 1) << "it hasn't stepped aside";
  EXPECT_FALSE(queue.Answer(413).diagnostics_done);
}

TEST(Gzip, ThatIsNotReadIsSaidAgainAsTextAtOnceAndForADay) {
  for (const int status : {400, 415, 422}) {
    Queue queue;
    queue.Enqueue(20);
    queue.Claim();
    ASSERT_TRUE(queue.packs());
    queue.Answer(status, "", "", true);
    EXPECT_EQ(queue.Status().IntegerAt("failures"), 0) << status;
    queue.Reload();
    EXPECT_EQ(queue.WakeAt(), 1) << status;
    EXPECT_EQ(queue.Claim(), 20) << status;
    EXPECT_FALSE(queue.packs()) << status;
    queue.Answer(status);
    EXPECT_EQ(queue.Claim(), -1) << "once";
    queue.now += limits::kDayMs;
    queue.Claim();
    EXPECT_TRUE(queue.packs()) << "one word of a stranger isn't for ever";
  }
}

TEST(Gzip, IsForLargeRequestsOfAPageThatStays) {
  Queue queue;
  queue.Enqueue(1, limits::kPackedBytesMin - 2);
  queue.Claim();
  EXPECT_FALSE(queue.packs());
  queue.Enqueue(1, 1);
  queue.Claim(true, PageEnd{60'000, true});
  EXPECT_FALSE(queue.packs());
  queue.now += limits::kLeaseMs;
  queue.Claim();
  EXPECT_TRUE(queue.packs());
}

}  // namespace
}  // namespace kago
