// When to ask again after a failure.
#ifndef KAGO_CORE_DELIVERY_BACKOFF_H_
#define KAGO_CORE_DELIVERY_BACKOFF_H_

#include <cstdint>
#include <string_view>

#include "core/base/ids.h"
#include "core/base/quantity.h"

namespace kago {

// Exponential backoff with full jitter: a draw between 0 and min(max, first * 2^(failures-1)), so
// that a fleet of tabs comes back spread out. At least 100 ms. `asked`: a wait that the collector
// asked for; the draw comes on top of it, and reaches to half of it at least, since a fleet that was
// told "in 120 s" would come back as one. REQUIRES: failures >= 1, asked >= 0.
Wait Backoff(std::int64_t failures, Wait asked, const Entropy& entropy);

// The wait that a collector asked for, in seconds as text, clamped to limits::kRetryAfterMaxMs; 0
// when it is empty, negative or no whole number. The other form of `Retry-After`, a date
// (RFC 9110, 10.2.3), is turned into seconds by js/src/engine/sender.ts, since browsers read dates.
Wait RetryAfter(std::string_view seconds);

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_BACKOFF_H_
