#include "core/delivery/backoff.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"

namespace kago {
namespace {

Entropy Draw(std::uint64_t i) { return {Mix(i), Mix(~i)}; }

// The shortest and the longest of many draws.
std::pair<std::int64_t, std::int64_t> Bounds(std::int64_t failures, std::int64_t asked_ms = 0) {
  std::pair<std::int64_t, std::int64_t> bounds{INT64_MAX, 0};
  for (std::uint64_t i = 0; i < 5'000; ++i) {
    const std::int64_t wait_ms = Backoff(failures, {asked_ms}, Draw(i)).ms;
    bounds = {std::min(bounds.first, wait_ms), std::max(bounds.second, wait_ms)};
  }
  return bounds;
}

TEST(Backoff, DoublesItsCeilingWithEachFailure) {
  std::int64_t ceiling_ms = limits::kBackoffFirstMs;
  for (std::int64_t failures = 1; failures <= 8; ++failures) {
    const auto [shortest, longest] = Bounds(failures);
    EXPECT_LT(longest, ceiling_ms) << failures;
    EXPECT_GT(longest, ceiling_ms * 95 / 100) << failures;
    EXPECT_GE(shortest, 100) << failures;
    EXPECT_LT(shortest, std::max<std::int64_t>(101, ceiling_ms / 20)) << "full jitter begins at 0";
    ceiling_ms *= 2;
  }
}

TEST(Backoff, NeverWaitsLongerThanItsLimit) {
  for (const std::int64_t failures : {10, 100, 1'000'000}) {
    EXPECT_LT(Bounds(failures).second, limits::kBackoffMaxMs);
    EXPECT_GT(Bounds(failures).second, limits::kBackoffMaxMs * 9 / 10);
  }
  EXPECT_LT(Backoff(INT64_MAX, {0}, Draw(1)).ms, limits::kBackoffMaxMs);
}

TEST(Backoff, ComesOnTopOfWhatTheCollectorAskedForAndSpreadsByHalfOfIt) {
  const auto [shortest, longest] = Bounds(1, 120'000);
  EXPECT_GE(shortest, 120'000);
  EXPECT_LT(shortest, 121'000);
  EXPECT_LT(longest, 180'000);
  EXPECT_GT(longest, 178'000);
  EXPECT_GT(Bounds(9, 1'000).second, 240'000) << "after many failures by more";
}

TEST(Backoff, SpreadsAFleetEvenly) {
  int early = 0;
  for (std::uint64_t i = 0; i < 5'000; ++i) early += Backoff(9, {0}, Draw(i)).ms < limits::kBackoffFirstMs * 256 / 2;
  EXPECT_NEAR(early, 2'500, 150);
}

TEST(Backoff, IsTheSameForTheSameEntropy) { EXPECT_EQ(Backoff(5, {0}, Draw(7)).ms, Backoff(5, {0}, Draw(7)).ms); }

TEST(RetryAfter, TakesSeconds) {
  EXPECT_EQ(RetryAfter("0").ms, 0);
  EXPECT_EQ(RetryAfter("120").ms, 120'000);
}

TEST(RetryAfter, IsClamped) {
  EXPECT_EQ(RetryAfter("3600").ms, limits::kRetryAfterMaxMs);
  EXPECT_EQ(RetryAfter("86400").ms, limits::kRetryAfterMaxMs);
  EXPECT_EQ(RetryAfter("999999999999999999").ms, limits::kRetryAfterMaxMs);
}

TEST(RetryAfter, IsNothingInAnyOtherForm) {
  for (const char* header :
       {"", "soon", "-1", "-999999999999999999", "1.5", "1e3", "60 s", "Sunday, 06-Nov-94 08:49:37 GMT"}) {
    EXPECT_EQ(RetryAfter(header).ms, 0) << header;
  }
}

}  // namespace
}  // namespace kago
