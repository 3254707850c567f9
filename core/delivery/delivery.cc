#include "core/delivery/delivery.h"

#include <algorithm>
#include <utility>

#include "core/base/number_text.h"
#include "core/delivery/backoff.h"

namespace kago {
namespace {

// A clock that was set back must not keep the queue shut: no wait is longer than its cause allows.
// A wait that is longer than it can be comes of a clock that was set back: it is over.
bool IsWaiting(TimeMs until, Wait longest, TimeMs now) { return until > now && until - now <= longest.ms; }

const Json* ResultOf(const Json& results, const String& event_id) {
  for (const Json& result : results.items()) {
    if (result.TextAt("event_id") == event_id) return &result;
  }
  return nullptr;
}

}  // namespace

std::int64_t Delivery::Enqueue(Size size, TimeMs now, bool is_urgent) {
  const bool others_wait = queue_.stored() > std::ssize(aside_.items());
  if (!others_wait || flush_at_ - now > limits::kFlushDelayMs) flush_at_ = now + limits::kFlushDelayMs;
  if (is_urgent) flush_at_ = 0;
  aside_until_ = 0;
  return queue_.Enqueue(size);
}

bool Delivery::Claim(const ClaimCall& call, const List<Row>& rows, std::int64_t diagnostics) {
  if (!MayClaim(call) || (rows.empty() && diagnostics == 0)) return false;
  Lease lease = Gather(call, rows);
  if (lease.rows.empty() && diagnostics == 0) return false;
  lease.diagnostics = diagnostics;
  retry_at_ = 0;  // over: a clock that is set back must not begin it again
  flush_at_ = call.now + limits::kFlushDelayMs;
  lease_ = std::move(lease);
  return true;
}

bool Delivery::MayClaim(const ClaimCall& call) {
  if (target_ != call.target) {
    target_ = call.target;
    // The failures stay: tabs of two settings must not lift each other's waits for ever.
    halted_ = retry_at_ = 0;
  }
  if (call.online && silences_ > 0) retry_at_ = 0;
  const bool backs_off = IsWaiting(retry_at_, {retry_wait_ms_}, call.now);
  if (call.page_end) return call.page_end->last || !backs_off;
  if (call.flush) flush_at_ = 0;  // behind the request under way, too
  const bool gathers = !IsFull(call.now) && IsWaiting(flush_at_, {limits::kFlushDelayMs}, call.now);
  return !backs_off && !gathers && !IsLeased(call.now);
}

bool Delivery::IsLeased(TimeMs now) const { return IsWaiting(lease_.until, {limits::kLeaseMs}, now); }

bool Delivery::IsFull(TimeMs now) const {
  std::int64_t events = queue_.stored() - std::ssize(aside_.items());
  std::int64_t bytes = queue_.stored_bytes();
  if (IsLeased(now)) {
    for (const Row& row : lease_.rows) bytes -= row.bytes;
    events -= std::ssize(lease_.rows);
  }
  return events >= batch_events_max_ || bytes >= limits::kBatchBytesFull;
}

Lease Delivery::Gather(const ClaimCall& call, const List<Row>& rows) {
  const std::int64_t bytes_max = call.page_end ? call.page_end->room_bytes : limits::kBatchBytesMax;
  Lease lease;
  lease.id = call.lease_id;
  lease.until = call.now + limits::kLeaseMs;
  std::int64_t bytes = call.frame_bytes;
  TimeMs aside_until = 0;
  for (const Row& row : rows) {
    if (call.page_end && IsUnderWay(row, call.now)) continue;
    const bool is_aside = IsAside(row) && !(call.page_end && call.page_end->last);
    if (is_aside && (call.page_end || !lease.rows.empty())) continue;
    const TimeMs until = aside_.IntegerAt(IntegerText(row.seq));
    if (is_aside && IsWaiting(until, {limits::kAsideMs}, call.now)) {
      aside_until = aside_until == 0 ? until : std::min(aside_until, until);
      continue;
    }
    const bool first = lease.rows.empty() && !call.page_end;
    if (!first && bytes + row.bytes + 1 > bytes_max) break;
    if (std::ssize(lease.rows) == batch_events_max_) break;
    bytes += row.bytes + 1;
    lease.rows.push_back(row);
    if (is_aside) break;
  }
  lease.pack = !call.page_end && bytes >= limits::kPackedBytesMin && !IsWaiting(text_until_, {limits::kDayMs}, call.now);
  aside_until_ = lease.rows.empty() ? aside_until : 0;
  return lease;
}

bool Delivery::IsAside(const Row& row) const { return aside_.Find(IntegerText(row.seq)) != nullptr; }

bool Delivery::IsUnderWay(const Row& row, TimeMs now) const {
  if (!IsLeased(now)) return false;
  return std::any_of(lease_.rows.begin(), lease_.rows.end(), [&](const Row& leased) { return leased.seq == row.seq; });
}

Settlement Delivery::Settle(const Answer& answer, TimeMs now, const Entropy& entropy) {
  Settlement settlement;
  if (lease_.id.empty() || answer.lease_id != lease_.id) return settlement;
  settlement.known = true;
  const Lease lease = std::exchange(lease_, Lease());
  halted_ = 0;
  silences_ = answer.http_status == 0 ? silences_ + 1 : 0;

  const ParsedJson body = ParseJson(answer.body);
  const Json* results = body.is_whole() && RuleFor(answer).names ? body.value.Find("results") : nullptr;
  if (results) TakeResults(lease, *results, &settlement);
  const std::size_t named = settlement.acked.size() + settlement.lost.size();
  // Without events there is none to name.
  if (named > 0 || (lease.rows.empty() && results)) {
    settlement.diagnostics_done = true;
    batch_events_max_ = std::min<std::int64_t>(batch_events_max_ * 2, limits::kBatchEventsMax);
    failures_ = retry_at_ = 0;
    // Passed over: they stay, and are no reason for a burst.
    if (named < lease.rows.size()) BackOff(answer, now, entropy);
    return settlement;
  }

  const bool own_error = body.is_whole() && !body.value.TextAt("error").empty() && !body.value.TextAt("code").empty();
  const Verdict verdict = VerdictOn(answer, own_error);
  if (verdict == Verdict::kAsText) {
    text_until_ = now + limits::kDayMs;
    flush_at_ = 0;  // the same again
    return settlement;
  }
  BackOff(answer, now, entropy);
  if (verdict == Verdict::kHalt) {
    halted_ = answer.http_status;
    RetryIn({limits::kHaltMs}, now);
  }
  const bool lasts = failures_ > limits::kStrangersMax || (!lease.rows.empty() && IsAside(lease.rows[0]));
  if (verdict == Verdict::kSmaller || (verdict != Verdict::kRetry && lasts)) Shrink(lease, now, &settlement);
  return settlement;
}

// Half as much the next time. What is too much by itself: first the diagnostics, then the event.
void Delivery::Shrink(const Lease& lease, TimeMs now, Settlement* settlement) {
  if (lease.rows.size() > 1) {
    batch_events_max_ = std::ssize(lease.rows) / 2;
  } else if (lease.diagnostics > 0) {
    settlement->diagnostics_done = true;
  } else if (lease.rows.size() == 1) {
    const Row& row = lease.rows[0];
    if (now - TimeOfUuid(row.event_id) > limits::kAsideAgeMsMax) {
      settlement->reason = "undeliverable";
      Lose(row, Json(), settlement);
    } else {
      aside_.SetInteger(IntegerText(row.seq), now + limits::kAsideMs);
    }
  }
}

void Delivery::BackOff(const Answer& answer, TimeMs now, const Entropy& entropy) {
  ++failures_;
  const Wait asked = silences_ < limits::kSilencesMax ? RetryAfter(answer.retry_after) : Wait{limits::kSilenceMs};
  RetryIn(Backoff(failures_, asked, entropy), now);
}

void Delivery::RetryIn(Wait wait, TimeMs now) {
  retry_at_ = now + wait.ms;
  retry_wait_ms_ = wait.ms;
  flush_at_ = 0;
}

void Delivery::TakeResults(const Lease& lease, const Json& results, Settlement* settlement) {
  settlement->reason = "refused_by_collector";
  for (const Row& row : lease.rows) {
    const Json* result = ResultOf(results, row.event_id);
    const String& status = result ? result->TextAt("status") : String();
    if (status == "accepted" || status == "duplicate") {
      queue_.Ack(row);
      Remove(row);
      settlement->acked.push_back(row);
    } else if (status == "refused") {
      const Json* violations = result->Find("violations");
      Lose(row, violations ? Json(*violations) : Json(), settlement);
    }
  }
}

void Delivery::Lose(const Row& row, Json&& findings, Settlement* settlement) {
  queue_.Lose(row, settlement->reason);
  Remove(row);
  settlement->lost.push_back(row);
  settlement->findings.push_back(std::move(findings));
}

void Delivery::Remove(const Row& row) { aside_.Remove(IntegerText(row.seq)); }

void Delivery::BeginAnew() {
  queue_.BeginAnew();
  lease_ = Lease();
  aside_ = Json::Object();
}

void Delivery::LoseStored() {
  if (!queue_.LoseStored()) return;
  lease_ = Lease();  // its rows are counted
  aside_ = Json::Object();
}

void Delivery::Release(const String& lease_id) {
  if (lease_.id == lease_id) lease_ = Lease();
}

Wake Delivery::WakeAt(bool has_diagnostics, TimeMs now) const {
  const TimeMs due = DueAt(has_diagnostics, now);
  if (!IsLeased(now)) return {due};
  return {std::max(due, lease_.until), due};
}

TimeMs Delivery::DueAt(bool has_diagnostics, TimeMs now) const {
  if (!has_diagnostics && !queue_.may_hold_rows()) return 0;
  TimeMs at = 1;
  if (IsWaiting(retry_at_, {retry_wait_ms_}, now)) at = retry_at_;
  if (!IsFull(now) && IsWaiting(flush_at_, {limits::kFlushDelayMs}, now)) at = std::max(at, flush_at_);
  if (!has_diagnostics && IsWaiting(aside_until_, {limits::kAsideMs}, now)) at = std::max(at, aside_until_);
  return at;
}

void Delivery::DescribeTo(Json* status) const {
  queue_.DescribeTo(status);
  status->SetInteger("failures", failures_);
  const TimeMs retry_at = std::max(retry_at_, aside_until_);
  status->Set("retryAt", retry_at ? Json::Text(IsoText(retry_at)) : Json());
  status->Set("halted", halted_ ? Json::Integer(halted_) : Json());
}

}  // namespace kago
