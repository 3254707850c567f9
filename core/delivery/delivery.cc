#include "core/delivery/delivery.h"

#include <algorithm>

#include "core/delivery/backoff.h"
#include "core/delivery/verdict.h"

namespace kago {
namespace {

// A clock that was set back must not keep the queue shut: no wait is longer than its cause allows.
bool IsWaiting(TimeMs until, std::int64_t wait_ms_max, TimeMs now) { return until > now && until - now <= wait_ms_max; }

const Json* ResultOf(const Json& results, const std::string& event_id) {
  for (const Json& result : results.items()) {
    if (result.TextAt("event_id") == event_id) return &result;
  }
  return nullptr;
}

}  // namespace

bool Delivery::HasRoom(std::int64_t bytes) const {
  return stored_ < static_cast<std::int64_t>(limits::kQueueEventsMax) &&
         stored_bytes_ + bytes <= static_cast<std::int64_t>(limits::kQueueBytesMax);
}

std::int64_t Delivery::Enqueue(std::int64_t bytes, TimeMs now) {
  if (stored_ == 0 || flush_at_ - now > limits::kFlushDelayMs) flush_at_ = now + limits::kFlushDelayMs;
  ++tracked_;
  ++stored_;
  stored_bytes_ += bytes;
  return next_seq_++;
}

void Delivery::CountLost(std::string_view reason, std::int64_t count) {
  if (count <= 0) return;
  tracked_ += count;
  ledger_.SetInteger(reason, ledger_.IntegerAt(reason) + count);
}

bool Delivery::Claim(const ClaimCall& call, const std::vector<Row>& rows, std::int64_t diagnostics) {
  if (!MayClaim(call) || (rows.empty() && diagnostics == 0)) return false;
  const std::int64_t bytes_max = call.page_end ? call.page_end->room_bytes : limits::kBatchBytesMax;
  Lease lease{call.lease_id, call.now + limits::kLeaseMs, {}, diagnostics};
  std::int64_t bytes = call.frame_bytes;
  for (const Row& row : rows) {
    if (call.page_end && IsUnderWay(row, call.now)) continue;
    bytes += row.bytes + 1;
    const bool first = lease.rows.empty() && !call.page_end;
    if (!first && bytes > bytes_max) break;
    if (std::ssize(lease.rows) == batch_events_max_) break;
    lease.rows.push_back(row);
  }
  if (lease.rows.empty() && diagnostics == 0) return false;
  retry_at_ = 0;  // over: a clock that is set back must not begin it again
  lease_ = std::move(lease);
  return true;
}

bool Delivery::MayClaim(const ClaimCall& call) {
  if (target_ != call.target) {
    target_ = call.target;
    halted_ = failures_ = silences_ = retry_at_ = 0;
  }
  if (call.online && silences_ > 0) retry_at_ = 0;
  const bool backs_off = IsWaiting(retry_at_, retry_wait_ms_, call.now);
  if (call.page_end) return call.page_end->last || !backs_off;
  const bool gathers = !call.flush && IsWaiting(flush_at_, limits::kFlushDelayMs, call.now);
  return !backs_off && !gathers && !IsWaiting(lease_.until, limits::kLeaseMs, call.now);
}

bool Delivery::IsUnderWay(const Row& row, TimeMs now) const {
  if (!IsWaiting(lease_.until, limits::kLeaseMs, now)) return false;
  return std::any_of(lease_.rows.begin(), lease_.rows.end(), [&](const Row& leased) { return leased.seq == row.seq; });
}

Settlement Delivery::Settle(const Answer& answer, TimeMs now, const Entropy& entropy) {
  Settlement settlement;
  if (lease_.id.empty() || answer.lease_id != lease_.id) return settlement;
  settlement.known = true;
  const ParsedJson body = ParseJson(answer.body);
  const Json* results = body.value.Find("results");
  Verdict verdict = VerdictOf(answer.http_status);
  // A hotel's log-in page answers 200 too: only the collector's own words free a row.
  if (verdict == Verdict::kAnswered && !(body.ok() && results && results->is_array())) verdict = Verdict::kRetry;

  halted_ = 0;
  silences_ = answer.http_status == 0 ? silences_ + 1 : 0;
  switch (verdict) {
    case Verdict::kAnswered:
      settlement.answered = true;
      batch_events_max_ = std::min<std::int64_t>(batch_events_max_ * 2, limits::kBatchEventsMax);
      TakeResults(*results, &settlement);
      if (lease_.rows.empty() || !settlement.acked.empty() || !settlement.lost.empty()) {
        failures_ = retry_at_ = 0;
      } else {
        BackOff(answer, now, entropy);  // not a word about any row: they stay
      }
      break;
    case Verdict::kTooLarge:
    case Verdict::kCulprit:
      settlement.reason = verdict == Verdict::kTooLarge ? "too_large_for_collector" : "rejected_by_collector";
      if (lease_.rows.size() == 1) Lose(lease_.rows[0], Json(), &settlement);
      if (lease_.rows.empty()) BackOff(answer, now, entropy);
      Halve();
      break;
    case Verdict::kHalt:
      halted_ = answer.http_status;
      RetryIn(limits::kHaltMs, now);
      break;
    case Verdict::kRetry:
      BackOff(answer, now, entropy);
      break;
  }
  lease_ = Lease();
  flush_at_ = 0;
  return settlement;
}

void Delivery::Halve() {
  batch_events_max_ = std::max<std::int64_t>(static_cast<std::int64_t>(lease_.rows.size()) / 2, 1);
}

void Delivery::BackOff(const Answer& answer, TimeMs now, const Entropy& entropy) {
  ++failures_;
  const std::int64_t asked_ms = silences_ < limits::kSilencesMax ? RetryAfterMs(answer.retry_after) : limits::kSilenceMs;
  RetryIn(BackoffMs(failures_, asked_ms, entropy), now);
}

void Delivery::RetryIn(std::int64_t wait_ms, TimeMs now) {
  retry_at_ = now + wait_ms;
  retry_wait_ms_ = wait_ms;
}

void Delivery::TakeResults(const Json& results, Settlement* settlement) {
  settlement->reason = "refused_by_collector";
  for (const Row& row : lease_.rows) {
    const Json* result = ResultOf(results, row.event_id);
    const std::string& status = result ? result->TextAt("status") : std::string();
    if (status == "accepted" || status == "duplicate") {
      ++acked_;
      Remove(row);
      settlement->acked.push_back(row);
    } else if (status == "refused") {
      const Json* violations = result->Find("violations");
      Lose(row, violations ? *violations : Json(), settlement);
    }
  }
}

void Delivery::Lose(const Row& row, Json findings, Settlement* settlement) {
  Remove(row);
  --tracked_;
  CountLost(settlement->reason);
  settlement->lost.push_back(row);
  settlement->findings.push_back(std::move(findings));
}

void Delivery::Remove(const Row& row) {
  if (row.seq < first_seq_) {
    ++tracked_;
    return;
  }
  --stored_;
  stored_bytes_ -= row.bytes;
}

void Delivery::BeginAfterLoss(TimeMs now) {
  CountLost("state_lost");
  first_seq_ = next_seq_ = now;  // no count of events comes near it
}

void Delivery::NoteStored(const std::vector<Row>& stored) {
  if (stored.empty() || stored[0].seq >= first_seq_) first_seq_ = 0;
}

void Delivery::BeginAnew() {
  tracked_ = acked_ = stored_ = stored_bytes_ = 0;
  lease_ = Lease();
  ledger_ = Json::Object();
}

void Delivery::Release(const std::string& lease_id) {
  if (lease_.id == lease_id) lease_ = Lease();
}

void Delivery::LoseStored() {
  if (stored_ <= 0) return;
  ledger_.SetInteger("storage_lost", ledger_.IntegerAt("storage_lost") + stored_);
  stored_ = stored_bytes_ = 0;
  lease_ = Lease();  // its rows are counted
}

TimeMs Delivery::WakeAt(std::int64_t diagnostics, TimeMs now) const {
  if (stored_ == 0 && diagnostics == 0 && first_seq_ == 0) return 0;
  TimeMs at = 1;
  if (IsWaiting(lease_.until, limits::kLeaseMs, now)) at = lease_.until;
  if (IsWaiting(retry_at_, retry_wait_ms_, now)) at = std::max(at, retry_at_);
  if (IsWaiting(flush_at_, limits::kFlushDelayMs, now)) at = std::max(at, flush_at_);
  return at;
}

void Delivery::DescribeTo(Json* status) const {
  status->SetInteger("tracked", tracked_);
  status->SetInteger("acked", acked_);
  status->SetInteger("stored", stored_);
  status->Set("ledger", ledger_);
  status->SetInteger("failures", failures_);
  status->Set("retryAt", retry_at_ ? Json::Text(IsoText(retry_at_)) : Json());
  status->Set("halted", halted_ ? Json::Integer(halted_) : Json());
}

}  // namespace kago
