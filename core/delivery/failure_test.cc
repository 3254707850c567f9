// What a failed request does: rows stay, and the next one waits or stops. What shrinks: stranger_test.cc.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/queue.h"

namespace kago {
namespace {

using testing::Queue;

// A queue with a lease on all its events.
Queue Sending(std::size_t events) {
  Queue queue;
  queue.Enqueue(events);
  queue.Claim();
  return queue;
}

bool IsWaiting(Queue& queue) { return queue.Claim() == -1; }

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

// Two tabs with different keys: each claim is another's settings, and neither may undo the other's wait.
TEST(Halt, OfTwoSettingsInTurnsIsNoBurst) {
  Queue queue = Sending(1);
  for (int i = 0; i < 20; ++i) {
    queue.Answer(503);
    queue.target = i % 2 ? "collector-1" : "collector-2";
    ASSERT_EQ(queue.Claim(), 1);
  }
  queue.Answer(503);
  EXPECT_EQ(queue.Status().IntegerAt("failures"), 21) << "so it waits for minutes unless settings change";
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
    const std::int64_t ceiling_ms =
        std::min(limits::kBackoffMaxMs, limits::kBackoffFirstMs << std::min<std::int64_t>(failures - 1, 20));
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
  EXPECT_LT(queue.WakeAt(), queue.now + 120'000 + 60'000);
}

TEST(Retry, NeverWaitsMuchLongerThanAnHour) {
  for (const char* header : {"86400", "999999999999999999"}) {
    Queue queue = Sending(1);
    queue.Answer(503, "", header);
    EXPECT_GE(queue.WakeAt(), queue.now + limits::kRetryAfterMaxMs) << header;
    EXPECT_LT(queue.WakeAt(), queue.now + limits::kRetryAfterMaxMs * 3 / 2) << header;
    EXPECT_TRUE(IsWaiting(queue)) << header;
  }
}

TEST(Retry, IsOverOnceTheNextRequestHasBegun) {
  Queue queue = Sending(1);
  queue.Answer(503, "", "60");
  const TimeMs failed_at = queue.now;
  queue.now = queue.WakeAt();
  queue.Claim();  // its answer never comes
  queue.now = failed_at;  // the clock was set back, past the lease too
  EXPECT_FALSE(IsWaiting(queue));
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

TEST(Retry, IsNoLongerThanItsCauseAfterTheClockWasSetBack) {
  for (const int status : {503, 401}) {
    Queue queue = Sending(1);
    queue.Answer(status);
    queue.now -= 30 * 60'000;
    EXPECT_LE(queue.WakeAt(), queue.now) << status;
    EXPECT_FALSE(IsWaiting(queue)) << status;
  }
}

// A content blocker: nothing ever comes back.
Queue Silenced() {
  Queue queue = Sending(1);
  for (std::int64_t i = 0; i < limits::kSilencesMax; ++i) {
    queue.now += limits::kBackoffMaxMs;
    queue.Claim();
    queue.Answer(0);
  }
  return queue;
}

TEST(Silence, IsAskedIntoSeldomOnceItHasLastedLong) {
  Queue queue = Silenced();
  queue.now += limits::kSilenceMs;
  EXPECT_TRUE(IsWaiting(queue));
  queue.now += limits::kBackoffMaxMs;
  EXPECT_EQ(queue.Claim(), 1);
}

TEST(Silence, EndsWithAnyAnswer) {
  Queue queue = Silenced();
  queue.now += limits::kSilenceMs + limits::kBackoffMaxMs;
  queue.Claim();
  queue.Answer(503);
  queue.now += limits::kBackoffMaxMs;
  EXPECT_EQ(queue.Claim(), 1);
  queue.Answer(0);
  queue.now += limits::kBackoffMaxMs;
  EXPECT_EQ(queue.Claim(), 1) << "the count begins anew";
}

TEST(Silence, IsNotWaitedOutWhenTheNetworkComesBack) {
  Queue long_ago = Silenced();
  long_ago.online = true;
  EXPECT_EQ(long_ago.Claim(), 1);
  Queue once = Sending(1);
  once.Answer(0);
  EXPECT_TRUE(IsWaiting(once));
  once.online = true;
  EXPECT_EQ(once.Claim(), 1);
}

TEST(Backoff, IsWaitedOutWhateverTheNetworkDoesWhenTheCollectorHasSpoken) {
  for (const int status : {401, 429, 503}) {
    Queue queue = Sending(1);
    queue.Answer(status);
    queue.online = true;
    EXPECT_TRUE(IsWaiting(queue)) << status;
  }
}

}  // namespace
}  // namespace kago
