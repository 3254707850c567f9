// What an HTTP status means for the rows that were sent (DESIGN section 3, "Delivery").
#ifndef KAGO_CORE_DELIVERY_VERDICT_H_
#define KAGO_CORE_DELIVERY_VERDICT_H_

#include <cstdint>

namespace kago {

enum class Verdict : std::uint8_t {
  kAnswered,  // 2xx: the body says what became of each event
  kTooLarge,  // 413: halve the batch; a single event too large is lost, and counted
  kCulprit,   // 400, 422 and other 4xx: find the event at fault by halving
  kHalt,      // 401, 403, 404: the settings are wrong; keep everything, report, ask seldom
  kRetry,     // 408, 425, 429, 5xx, redirects, no answer (0): back off
};

Verdict VerdictOf(std::int64_t http_status);

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_VERDICT_H_
