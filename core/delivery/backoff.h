// When to ask again after a failure.
#ifndef KAGO_CORE_DELIVERY_BACKOFF_H_
#define KAGO_CORE_DELIVERY_BACKOFF_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/ids.h"
#include "core/base/time.h"

namespace kago {

// Exponential backoff with full jitter: a draw between 0 and min(max, first * 2^(failures-1)), so
// that a fleet of tabs comes back spread out. At least 100 ms. REQUIRES: failures >= 1.
std::int64_t BackoffMs(std::int64_t failures, const Entropy& entropy);

// The wait that a collector asked for, in seconds as text, clamped to limits::kRetryAfterMaxMs;
// nullopt when it is empty, negative or no whole number. The other form of `Retry-After`, a date
// (RFC 9110, 10.2.3), is turned into seconds by js/src/sender.ts, since browsers read dates.
std::optional<std::int64_t> RetryAfterMs(std::string_view seconds);

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_BACKOFF_H_
