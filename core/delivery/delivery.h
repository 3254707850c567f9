// The queue's book-keeping: what waits, who is sending, what became of it, when to ask again.
//
// It owns no rows: they stand in the store, under the sequence numbers given out here. One lease
// at a time per origin: whoever holds it sends the oldest rows, so the order is kept across tabs.
// A tab that dies leaves a lease that runs out. `tracked = acked + stored + lost` always holds.
#ifndef KAGO_CORE_DELIVERY_DELIVERY_H_
#define KAGO_CORE_DELIVERY_DELIVERY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/archive.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/time.h"

namespace kago {

// A stored event, without its text.
struct Row {
  std::int64_t seq = 0;
  std::int64_t bytes = 0;
  std::string event_id;

  void Visit(Archive& archive) {
    archive.Integer("seq", &seq);
    archive.Integer("bytes", &bytes);
    archive.Text("id", &event_id);
  }
};

struct Lease {
  std::string id;  // empty: nobody is sending
  TimeMs until = 0;
  std::vector<Row> rows;
  std::int64_t diagnostics = 0;  // how many of them travel with this request

  void Visit(Archive& archive) {
    archive.Text("id", &id);
    archive.Integer("until", &until);
    archive.List("rows", &rows);
    archive.Integer("diagnostics", &diagnostics);
  }
};

// A page that ends sends without a look at who else is sending: it won't hear the answer anyway.
struct PageEnd {
  std::int64_t room_bytes = 0;  // that the browser leaves for keepalive
  bool last = false;            // its rows die with it: it won't wait out a failure either
};

struct ClaimCall {
  TimeMs now;
  std::string lease_id;
  std::string target;   // whom the request goes to: address and key, as one text
  bool flush;           // don't wait for more events first
  bool online;          // the network is back
  std::optional<PageEnd> page_end;
  std::int64_t frame_bytes;  // of the request around its rows
};

struct Answer {
  std::string lease_id;
  std::int64_t http_status = 0;  // 0: no answer
  std::string retry_after;
  std::string body;
};

// What became of the rows of one request.
struct Settlement {
  bool known = false;  // false: the lease was another's or had been taken over; nothing changed
  bool answered = false;  // in the collector's own words, whatever they were
  std::vector<Row> acked;
  std::vector<Row> lost;
  std::vector<Json> findings;  // of each lost row: the collector's violations, or null
  std::string reason;          // of the lost rows, as the ledger names it
};

class Delivery {
 public:
  // Room for one more event of that size?
  bool HasRoom(std::int64_t bytes) const;
  // Takes an event into the queue; returns its sequence number.
  std::int64_t Enqueue(std::int64_t bytes, TimeMs now);
  // Events that will never be sent, under a stable reason. Fewer than none are none.
  void CountLost(std::string_view reason, std::int64_t count = 1);

  // The store holds no row though some were put there: it was cleared behind our back. Counted, not
  // waited for: the queue would wake for them for ever.
  void LoseStored();

  // The state before this one can't be read: counted as `state_lost`. Its rows may still be there;
  // they are sent as well, and enter the books once their fate is known.
  void BeginAfterLoss(TimeMs now);

  // The first rows as the store holds them before anything is changed: are there any of a lost state?
  void NoteStored(const std::vector<Row>& stored);

  // The rows stay with the state that this one was copied from. What is known of the collector stays.
  void BeginAnew();

  // Leases the oldest of `rows` (ascending by seq, the first ones stored) and returns true, or
  // false when there is nothing to do before WakeAt. `diagnostics`: how many wait to be shown.
  bool Claim(const ClaimCall& call, const std::vector<Row>& rows, std::int64_t diagnostics);
  const Lease& lease() const { return lease_; }

  // Takes the answer of the collector, or that there was none.
  Settlement Settle(const Answer& answer, TimeMs now, const Entropy& entropy);

  // Nobody will say what became of that lease: its rows may be sent again at once.
  void Release(const std::string& lease_id);

  // When a claim is worth a try; 0 when nothing waits.
  TimeMs WakeAt(std::int64_t diagnostics, TimeMs now) const;

  const Json& ledger() const { return ledger_; }
  void DescribeTo(Json* status) const;

  void Visit(Archive& archive) {
    archive.Integer("next_seq", &next_seq_);
    archive.Integer("first_seq", &first_seq_);
    archive.Integer("tracked", &tracked_);
    archive.Integer("acked", &acked_);
    archive.Integer("stored", &stored_);
    archive.Integer("stored_bytes", &stored_bytes_);
    archive.Integer("flush_at", &flush_at_);
    archive.Integer("retry_at", &retry_at_);
    archive.Integer("retry_wait", &retry_wait_ms_);
    archive.Integer("failures", &failures_);
    archive.Integer("silences", &silences_);
    archive.Integer("batch_events_max", &batch_events_max_);
    archive.Integer("halted", &halted_);
    archive.Text("target", &target_);
    archive.Struct("lease", &lease_);
    archive.Tree("ledger", &ledger_);
  }

 private:
  bool MayClaim(const ClaimCall& call);
  bool IsUnderWay(const Row& row, TimeMs now) const;
  void Halve();
  void RetryIn(std::int64_t wait_ms, TimeMs now);
  void BackOff(const Answer& answer, TimeMs now, const Entropy& entropy);
  void TakeResults(const Json& results, Settlement* settlement);
  void Lose(const Row& row, Json findings, Settlement* settlement);
  void Remove(const Row& row);

  std::int64_t next_seq_ = 1;
  std::int64_t first_seq_ = 0;  // rows before it are a lost state's; 0: there are none
  std::int64_t tracked_ = 0;
  std::int64_t acked_ = 0;
  std::int64_t stored_ = 0;
  std::int64_t stored_bytes_ = 0;
  TimeMs flush_at_ = 0;   // when the waiting events have waited long enough
  TimeMs retry_at_ = 0;   // not before, after a failure
  std::int64_t retry_wait_ms_ = 0;  // how long that was meant to be
  std::int64_t failures_ = 0;
  std::int64_t silences_ = 0;  // how many of the last ones brought no answer at all
  std::int64_t batch_events_max_ = limits::kBatchEventsMax;
  std::int64_t halted_ = 0;  // the HTTP status that says that the settings are wrong
  std::string target_;       // whom that status came from
  Lease lease_;
  Json ledger_ = Json::Object();  // reason: count
};

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_DELIVERY_H_
