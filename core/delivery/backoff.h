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

// The wait of a `Retry-After` header in both forms of RFC 9110, 10.2.3 (seconds, HTTP date),
// clamped to [0, limits::kRetryAfterMaxMs]; nullopt when it is empty or has neither form.
std::optional<std::int64_t> RetryAfterMs(std::string_view header, TimeMs now);

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_BACKOFF_H_
