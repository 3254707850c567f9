// The way to the collector: who may send what and when, and what an answer does.
//
// Its own are the lease and the waits; the books are the queue's. A row leaves the store only when the
// collector's own words name it. One that is answered alone and never named steps aside: it is sent
// again by itself, now and then, while the others go on; so nothing is lost on a stranger's word, and
// no row stands in the way of the others.
#ifndef KAGO_CORE_DELIVERY_DELIVERY_H_
#define KAGO_CORE_DELIVERY_DELIVERY_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/archive.h"
#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/quantity.h"
#include "core/base/list.h"
#include "core/base/string.h"
#include "core/base/time.h"
#include "core/delivery/lease.h"
#include "core/delivery/queue.h"
#include "core/delivery/row.h"
#include "core/delivery/verdict.h"

namespace kago {

// A page that ends sends without a look at who else is sending: it won't hear the answer anyway.
struct PageEnd {
  std::int64_t room_bytes = 0;  // that the browser leaves for keepalive
  bool last = false;            // its rows die with it: it won't wait out a failure either
};

struct ClaimCall {
  TimeMs now;
  String lease_id;
  String target;  // whom the request goes to: address and key, as one text
  bool flush;     // don't wait for more events first
  bool online;    // the network is back
  std::optional<PageEnd> page_end;
  std::int64_t frame_bytes;  // of the request around its rows
};

// What became of the rows of one request.
struct Settlement {
  bool known = false;  // false: the lease was another's or had been taken over; nothing changed
  bool diagnostics_done = false;  // shown to the collector, or in the way
  List<Row> acked;
  List<Row> lost;
  List<Json> findings;  // of each lost row: the collector's violations, or null
  String reason;        // of the lost rows, as the ledger names it
};

class Delivery {
 public:
  // As of the queue.
  bool HasRoom(std::int64_t bytes, bool is_view) const { return queue_.HasRoom(bytes, is_view); }
  // `is_urgent`: it waits for no others.
  std::int64_t Enqueue(Size size, TimeMs now, bool is_urgent);
  void CountLost(std::string_view reason, std::int64_t count = 1) { queue_.CountLost(reason, count); }
  void LoseStored();
  void BeginAfterLoss(TimeMs now) { queue_.BeginAfterLoss(now); }
  void NoteStored(const List<Row>& stored) { queue_.NoteStored(stored); }
  void FindAgain(const List<Row>& rows) { queue_.FindAgain(rows); }
  // What is known of the collector stays.
  void BeginAnew();
  const Json& ledger() const { return queue_.ledger(); }

  // Leases the oldest of `rows` (ascending by seq, the first ones stored) and returns true, or
  // false when there is nothing to do before WakeAt. `diagnostics`: how many wait to be shown.
  bool Claim(const ClaimCall& call, const List<Row>& rows, std::int64_t diagnostics);
  const Lease& lease() const { return lease_; }

  // Takes the answer of the collector, or that there was none.
  Settlement Settle(const Answer& answer, TimeMs now, const Entropy& entropy);

  // Nobody will say what became of that lease: its rows may be sent again at once.
  void Release(const String& lease_id);

  // When a claim is worth a try.
  Wake WakeAt(bool has_diagnostics, TimeMs now) const;

  void DescribeTo(Json* status) const;

  void Visit(Archive& archive) {
    queue_.Visit(archive);
    archive.Integer("flush_at", &flush_at_);
    archive.Integer("retry_at", &retry_at_);
    archive.Integer("retry_wait", &retry_wait_ms_);
    archive.Integer("failures", &failures_);
    archive.Integer("silences", &silences_);
    archive.Integer("batch_events_max", &batch_events_max_);
    archive.Integer("halted", &halted_);
    archive.Text("target", &target_);
    archive.Struct("lease", &lease_);
    archive.Tree("aside", &aside_);
    archive.Integer("aside_until", &aside_until_);
    archive.Integer("text_until", &text_until_);
  }

 private:
  bool MayClaim(const ClaimCall& call);
  bool IsLeased(TimeMs now) const;
  // Worth a request of its own, however short a time after the last one.
  bool IsFull(TimeMs now) const;
  TimeMs DueAt(bool has_diagnostics, TimeMs now) const;
  bool IsAside(const Row& row) const;
  bool IsUnderWay(const Row& row, TimeMs now) const;
  Lease Gather(const ClaimCall& call, const List<Row>& rows);
  void RetryIn(Wait wait, TimeMs now);
  void BackOff(const Answer& answer, TimeMs now, const Entropy& entropy);
  void TakeResults(const Lease& lease, const Json& results, Settlement* settlement);
  void Lose(const Row& row, Json&& findings, Settlement* settlement);
  void Shrink(const Lease& lease, TimeMs now, Settlement* settlement);
  void Remove(const Row& row);

  Queue queue_;
  TimeMs flush_at_ = 0;   // when the waiting events have waited long enough, and the last request is long enough ago
  TimeMs retry_at_ = 0;   // not before, after a failure
  std::int64_t retry_wait_ms_ = 0;  // how long that was meant to be
  std::int64_t failures_ = 0;  // in a row
  std::int64_t silences_ = 0;  // how many of the last ones brought no answer at all
  std::int64_t batch_events_max_ = limits::kBatchEventsMax;
  std::int64_t halted_ = 0;  // the HTTP status that says that the settings are wrong
  String target_;            // whom that status came from
  Lease lease_;
  Json aside_ = Json::Object();  // number of a row that stepped aside: when it is sent again, alone
  TimeMs aside_until_ = 0;       // nothing waits but such rows, and none before
  TimeMs text_until_ = 0;        // the collector reads no gzip
};

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_DELIVERY_H_
