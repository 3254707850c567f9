// Who may send, when, and how much at a time. What an answer does: delivery_test.cc.
#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/delivery/delivery.h"
#include "core/testing/queue.h"
#include "core/testing/step.h"

namespace kago {
namespace {

using testing::Queue;

constexpr PageEnd kPageEnd{testing::kKeepaliveBytesMax, false};
constexpr PageEnd kPageEndInMemory{testing::kKeepaliveBytesMax, true};

TEST(Claim, HasNothingToDoInAnEmptyQueue) {
  Queue queue;
  EXPECT_EQ(queue.Claim(), -1);
  EXPECT_EQ(queue.WakeAt(), 0);
}

TEST(Claim, WaitsForMoreEvents) {
  Queue queue;
  queue.Enqueue();
  EXPECT_EQ(queue.Claim(false), -1);
  EXPECT_EQ(queue.WakeAt(), queue.now + limits::kFlushDelayMs);
  queue.now += limits::kFlushDelayMs - 1;
  EXPECT_EQ(queue.Claim(false), -1);
  queue.now += 1;
  EXPECT_EQ(queue.Claim(false), 1);
}

TEST(Claim, DoesNotWaitLongerBecauseMoreEventsCome) {
  Queue queue;
  queue.Enqueue();
  const TimeMs wake_at = queue.WakeAt();
  queue.now += 900;
  queue.Enqueue();
  EXPECT_EQ(queue.WakeAt(), wake_at);
  queue.now = wake_at;
  EXPECT_EQ(queue.Claim(false), 2);
}

TEST(Claim, DoesNotWaitWhenItIsToFlush) {
  Queue queue;
  queue.Enqueue();
  EXPECT_EQ(queue.Claim(true), 1);
}

TEST(Claim, ThatIsToFlushBehindARequestWaitsForItsAnswerOnly) {
  Queue queue;
  queue.Enqueue();
  queue.Claim();
  queue.Enqueue();
  EXPECT_EQ(queue.Claim(true), -1);
  queue.AnswerAll("accepted");
  EXPECT_EQ(queue.WakeAt(), 1);
  EXPECT_EQ(queue.Claim(false), 1);
}

// Small events at that rate, and a collector that answers before the next one.
int RequestsOf(int events, TimeMs apart_ms, std::int64_t bytes) {
  Queue queue;
  int requests = 0;
  for (int i = 0; i < events; ++i) {
    queue.now += apart_ms;
    queue.Enqueue(1, bytes);
    if (queue.WakeAt() > queue.now) continue;
    EXPECT_GT(queue.Claim(false), 0);
    ++requests;
    queue.AnswerAll("accepted");
  }
  return requests;
}

TEST(Claim, IsMadeOnceASecondHoweverSoonItIsAnswered) {
  EXPECT_LE(RequestsOf(600, 10, 400), 6);
  EXPECT_LE(RequestsOf(60, 100, 400), 6);
}

TEST(Claim, DoesNotWaitOnceABatchIsFull) {
  EXPECT_EQ(RequestsOf(1'000, 1, 400), 10) << "events";
  EXPECT_EQ(RequestsOf(100, 1, 10'000), 20) << "bytes";
}

TEST(Claim, CountsWhatIsUnderWayToNoOtherBatch) {
  Queue queue;
  queue.Enqueue(limits::kBatchEventsMax);
  EXPECT_EQ(queue.Claim(false), static_cast<std::int64_t>(limits::kBatchEventsMax));
  queue.Enqueue(5);
  EXPECT_EQ(queue.WakeThen(), queue.now + limits::kFlushDelayMs);
  queue.Enqueue(limits::kBatchEventsMax);
  EXPECT_EQ(queue.WakeThen(), 1);
  queue.AnswerAll("accepted");
  EXPECT_EQ(queue.WakeAt(), 1);
  EXPECT_EQ(queue.WakeThen(), 0) << "nothing is under way";
}

TEST(Claim, ForAnUrgentEventDoesNotWait) {
  Queue queue;
  queue.Enqueue();
  queue.EnqueueUrgent();
  EXPECT_EQ(queue.WakeAt(), 1);
  EXPECT_EQ(queue.Claim(false), 2);
}

TEST(Claim, IsHeldByOneAtATime) {
  Queue queue;
  queue.Enqueue(2);
  EXPECT_EQ(queue.Claim(), 2);
  queue.Enqueue();
  EXPECT_EQ(queue.Claim(), -1);
  EXPECT_EQ(queue.WakeAt(), queue.now + limits::kLeaseMs);
}

TEST(Claim, RunsOutWhenNoAnswerComes) {
  Queue queue;
  queue.Enqueue();
  queue.Claim();
  const std::string dead = queue.lease();
  queue.now += limits::kLeaseMs - 1;
  EXPECT_EQ(queue.Claim(), -1);
  queue.now += 1;
  EXPECT_EQ(queue.Claim(), 1);
  EXPECT_NE(queue.lease(), dead);
}

TEST(Claim, OutlivesAReload) {
  Queue queue;
  queue.Enqueue();
  queue.Claim();
  queue.Reload();
  EXPECT_EQ(queue.Claim(), -1);
  EXPECT_EQ(queue.AnswerAll("accepted").acked.size(), 1u);
}

TEST(Claim, IsNotLockedByAClockThatWasSetBack) {
  Queue queue;
  queue.Enqueue();
  queue.now -= 86'400'000;
  EXPECT_LE(queue.WakeAt(), queue.now) << "of a flush delay";
  EXPECT_EQ(queue.Claim(false), 1);
  queue.now -= 86'400'000;
  EXPECT_LE(queue.WakeAt(), queue.now) << "of a lease";
  EXPECT_EQ(queue.Claim(false), 1);
  queue.Answer(503);
  queue.now -= 86'400'000;
  EXPECT_LE(queue.WakeAt(), queue.now) << "of a backoff";
  EXPECT_EQ(queue.Claim(false), 1);
}

TEST(Claim, WaitsAgainForEventsThatCameAfterTheClockWasSetBack) {
  Queue queue;
  queue.Enqueue();
  queue.now -= 86'400'000;
  queue.Enqueue();
  EXPECT_EQ(queue.WakeAt(), queue.now + limits::kFlushDelayMs);
}

TEST(Claim, WorthATryIsTheTimeToWakeAt) {
  Queue queue;
  queue.Enqueue(3);
  queue.now = queue.WakeAt();
  EXPECT_EQ(queue.Claim(false), 3);
  queue.now = queue.WakeAt();
  EXPECT_EQ(queue.Claim(false), 3);
  queue.Answer(503, "", "30");
  queue.now = queue.WakeAt() - 1;
  EXPECT_EQ(queue.Claim(false), -1);
  queue.now += 1;
  EXPECT_EQ(queue.Claim(false), 3);
}

TEST(Claim, TakesTheOldestEventsUpToTheLimitOfABatch) {  // platforms.md 9, pitfall 16
  Queue queue;
  queue.Enqueue(limits::kBatchEventsMax + 5, 10);
  EXPECT_EQ(queue.Claim(), static_cast<std::int64_t>(limits::kBatchEventsMax));
  EXPECT_TRUE(queue.Leased().starts_with("e1 e2 e3 "));
  queue.AnswerAll("accepted");
  EXPECT_EQ(queue.Claim(), 5);
}

TEST(Claim, TakesAsManyBytesAsABatchMayHave) {  // platforms.md 9, pitfall 16
  Queue queue;
  const auto half = static_cast<std::int64_t>(limits::kBatchBytesMax / 2) - 1;  // and a comma
  queue.Enqueue(3, half);
  EXPECT_EQ(queue.Claim(), 2);
  queue.AnswerAll("accepted");
  queue.Enqueue(1, half + 2);
  EXPECT_EQ(queue.Claim(), 1);
}

TEST(Claim, TakesOneEventHoweverLargeItIs) {
  Queue queue;
  queue.Enqueue(1, static_cast<std::int64_t>(limits::kBatchBytesMax) * 2);
  queue.Enqueue(1, 10);
  EXPECT_EQ(queue.Claim(), 1);
}

TEST(Claim, TakesAtPageEndWhatBrowsersLetLeave) {
  Queue queue;
  queue.Enqueue(3, 29'999);
  EXPECT_EQ(queue.Claim(true, kPageEnd), 2);
}

TEST(Claim, CountsWhatIsAroundTheEventsAtPageEnd) {
  Queue queue;
  queue.frame_bytes = 1;
  queue.Enqueue(3, 29'999);
  EXPECT_EQ(queue.Claim(true, kPageEnd), 1);
}

TEST(Claim, TakesNothingAtPageEndWhenTheFirstEventIsTooLarge) {  // platforms.md 9, pitfall 16
  Queue queue;
  queue.Enqueue(1, testing::kKeepaliveBytesMax);
  EXPECT_EQ(queue.Claim(true, kPageEnd), -1);
  EXPECT_EQ(queue.lease(), "");
  EXPECT_EQ(queue.Claim(), 1) << "the next page sends it";
}

TEST(Claim, LeavesAtPageEndTheRoomThatOtherRequestsTake) {
  Queue queue;
  queue.Enqueue(3, 999);
  EXPECT_EQ(queue.Claim(true, PageEnd{2'000, false}), 2);
}

TEST(Claim, TakesAtPageEndWhatIsNotOnItsWay) {
  Queue queue;
  queue.Enqueue(2);
  queue.Claim();
  EXPECT_EQ(queue.Claim(true, kPageEnd), -1);
  queue.Enqueue(2);
  EXPECT_EQ(queue.Claim(true, kPageEnd), 2);
  EXPECT_EQ(queue.Leased(), "e3 e4");
}

TEST(Claim, TakesAtPageEndWhatASenderHasGivenUp) {
  Queue queue;
  queue.Enqueue(2);
  queue.Claim();
  queue.now += limits::kLeaseMs;
  EXPECT_EQ(queue.Claim(true, kPageEnd), 2);
}

TEST(Claim, WaitsOutAFailureAtPageEndUnlessTheRowsDieWithThePage) {
  Queue queue;
  queue.Enqueue(2);
  queue.Claim();
  queue.Answer(503);
  EXPECT_EQ(queue.Claim(true, kPageEnd), -1);
  EXPECT_EQ(queue.Claim(true, kPageEndInMemory), 2);
}

TEST(Claim, NeedNotWaitForALeaseThatIsReleased) {
  Queue queue;
  queue.Enqueue(2);
  queue.Claim();
  const std::string lease = queue.lease();
  queue.Release("another");
  EXPECT_EQ(queue.Claim(), -1);
  queue.Release(lease);
  EXPECT_EQ(queue.Claim(), 2);
  EXPECT_FALSE(queue.AnswerTo(lease, 200, testing::Results("e1 accepted, e2 accepted")).known) << "late";
}

TEST(Claim, SendsDiagnosticsEvenWhenNoEventWaits) {
  Queue queue;
  queue.diagnostics = 3;
  EXPECT_EQ(queue.WakeAt(), 1);
  EXPECT_EQ(queue.Claim(), 0);
  EXPECT_EQ(queue.Claim(), -1);
}

TEST(Room, EndsAtTheNumberOfEvents) {
  Queue queue;
  queue.Enqueue(limits::kQueueEventsMax - 1, 10);
  EXPECT_TRUE(queue.HasRoom(10));
  queue.Enqueue(1, 10);
  EXPECT_FALSE(queue.HasRoom(10));
}

TEST(Room, IsLeftForTheOrderWhereViewsHaveFilledTheQueue) {
  Queue queue;
  queue.Enqueue(limits::kQueueEventsMax, 10);
  EXPECT_FALSE(queue.HasRoom(10));
  EXPECT_TRUE(queue.HasRoom(10, false));
  queue.Enqueue(limits::kQueueEventsMax / 4, 10);
  EXPECT_FALSE(queue.HasRoom(10, false));
}

TEST(Room, EndsAtTheBytesOfTheQueue) {
  Queue queue;
  queue.Enqueue(10, static_cast<std::int64_t>(limits::kQueueBytesMax) / 10 - 1);
  EXPECT_TRUE(queue.HasRoom(10));
  EXPECT_FALSE(queue.HasRoom(11));
}

TEST(Room, ComesBackWithEachEventThatGoes) {
  Queue queue;
  queue.Enqueue(limits::kQueueEventsMax, 10);
  queue.Claim();
  queue.AnswerAll("accepted");
  EXPECT_TRUE(queue.HasRoom(10));
}

TEST(Room, IsRememberedAcrossAReload) {
  Queue queue;
  queue.Enqueue(10, static_cast<std::int64_t>(limits::kQueueBytesMax) / 10);
  queue.Reload();
  EXPECT_FALSE(queue.HasRoom(1));
}

TEST(Claim, CountsRowsThatTheStoreNoLongerHasAndDoesNotWakeForThem) {
  Queue queue;
  queue.Enqueue(3);
  queue.rows.clear();
  EXPECT_EQ(queue.Claim(), -1);
  EXPECT_EQ(queue.Lost("storage_lost"), 3);
  EXPECT_EQ(queue.WakeAt(), 0);
}

// A page that couldn't read its store saw none.
TEST(Claim, CountsNoEventBothAsLostAndAsSent) {
  Queue queue;
  queue.Enqueue(3);
  const List<Row> hidden = queue.rows;
  queue.rows.clear();
  queue.Claim();
  ASSERT_EQ(queue.Lost("storage_lost"), 3);
  queue.Enqueue(1);
  List<Row> all = hidden;
  for (const Row& row : queue.rows) all.push_back(row);
  queue.rows = all;
  EXPECT_EQ(queue.Claim(true), 4);
  EXPECT_EQ(queue.Status().IntegerAt("stored"), 4);
  queue.AnswerAll("accepted");
  const Json status = queue.Status();
  EXPECT_EQ(status.IntegerAt("tracked"), 4);
  EXPECT_EQ(status.IntegerAt("acked"), 4);
  EXPECT_EQ(status.IntegerAt("stored"), 0);
  EXPECT_EQ(queue.Lost("storage_lost"), 0);
  EXPECT_TRUE(queue.HasRoom(static_cast<std::int64_t>(limits::kQueueBytesMax)));
}

TEST(Claim, IgnoresTheAnswerToRowsThatTheStoreNoLongerHad) {
  Queue queue;
  queue.Enqueue(3);
  queue.Claim();
  const std::string lease = queue.lease();
  queue.rows.clear();
  queue.Claim();
  EXPECT_FALSE(queue.AnswerTo(lease, 200, testing::Results("e1 accepted")).known);
  EXPECT_EQ(queue.Status().IntegerAt("stored"), 0);
}

}  // namespace
}  // namespace kago
