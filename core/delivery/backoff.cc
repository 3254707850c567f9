#include "core/delivery/backoff.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/number_text.h"

namespace kago {

Wait Backoff(std::int64_t failures, Wait asked, const Entropy& entropy) {
  const std::int64_t doublings = std::clamp<std::int64_t>(failures - 1, 0, 20);
  const std::int64_t ceiling = std::max(asked.ms / 2, std::min(limits::kBackoffMaxMs, limits::kBackoffFirstMs << doublings));
  const auto draw = static_cast<std::int64_t>(Mix(entropy.high ^ entropy.low) % static_cast<std::uint64_t>(ceiling));
  return {asked.ms + std::max<std::int64_t>(draw, 100)};
}

Wait RetryAfter(std::string_view seconds) {
  std::int64_t value = 0;
  if (!ParseInteger(seconds, &value) || value < 0) return {0};
  return {std::min(value, limits::kRetryAfterMaxMs / 1'000) * 1'000};
}

}  // namespace kago
