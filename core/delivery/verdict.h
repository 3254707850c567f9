// What an answer to a request means (DESIGN section 3, "Delivery"): the one place that knows a status.
//
// Between a page and its collector stand strangers: proxies, firewalls, captive portals, content
// blockers. Any status and any body may be theirs, so none of it decides about an event. Only words
// that name the event by its id do: a stranger doesn't know it.
#ifndef KAGO_CORE_DELIVERY_VERDICT_H_
#define KAGO_CORE_DELIVERY_VERDICT_H_

#include <cstdint>
#include <span>

#include "core/base/string.h"

namespace kago {

struct Answer {
  String lease_id;
  std::int64_t http_status = 0;  // 0: no answer
  String retry_after;            // seconds as text
  String body;
  bool packed = false;      // the request's body was gzip
  bool redirected = false;  // the answer is another address's, which may have got a GET without a body
};

// What to do after an answer that names no event of its request.
enum class Verdict : std::uint8_t {
  kRetry,     // the collector or the way to it is out of order: ask later
  kStranger,  // not the collector: likewise; if it goes on for long, it may be for one event's sake
  kSmaller,   // too much, or an event at fault that isn't named: later, and half as many
  kHalt,      // address or key are wrong: keep everything, report, ask seldom
  kAsText,    // gzip is not understood: the same at once as text
};

struct StatusRule {
  std::int64_t first;  // of the statuses that it is for
  std::int64_t last;
  bool names;          // results that name events are believed
  bool misreads_gzip;  // what a collector may say that can't read gzip
  Verdict own;         // of an error in Kago's own JSON: {"error", "code"}
  Verdict otherwise;
};

// In order; the first that fits counts. What fits none is Verdict::kRetry.
std::span<const StatusRule> StatusRules();

const StatusRule& RuleFor(const Answer& answer);

// `own_error`: the body is an error in Kago's own JSON.
Verdict VerdictOn(const Answer& answer, bool own_error);

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_VERDICT_H_
