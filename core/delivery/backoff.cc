#include "core/delivery/backoff.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/number_text.h"

namespace kago {

std::int64_t BackoffMs(std::int64_t failures, const Entropy& entropy) {
  const std::int64_t doublings = std::clamp<std::int64_t>(failures - 1, 0, 20);
  const std::int64_t ceiling = std::min(limits::kBackoffMaxMs, limits::kBackoffFirstMs << doublings);
  const auto draw = static_cast<std::int64_t>(Mix(entropy.high ^ entropy.low) % static_cast<std::uint64_t>(ceiling));
  return std::max<std::int64_t>(draw, 100);
}

std::optional<std::int64_t> RetryAfterMs(std::string_view header, TimeMs now) {
  std::int64_t wait_ms = 0;
  if (std::int64_t seconds = 0; ParseInteger(header, &seconds) && seconds >= 0) {
    wait_ms = std::min(seconds, limits::kRetryAfterMaxMs) * 1'000;
  } else if (const auto date = ParseHttpDate(header)) {
    wait_ms = *date - now;
  } else {
    return std::nullopt;
  }
  return std::clamp<std::int64_t>(wait_ms, 0, limits::kRetryAfterMaxMs);
}

}  // namespace kago
