// A delivery with its rows, as a store keeps them. After each operation it checks that no event
// went out of the books: `tracked = acked + stored + sum of the ledger`.
#ifndef KAGO_CORE_TESTING_QUEUE_H_
#define KAGO_CORE_TESTING_QUEUE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/ids.h"
#include "core/delivery/delivery.h"

namespace kago::testing {

class Queue {
 public:
  TimeMs now = 1'000'000'000;
  std::string target = "collector-1";
  std::int64_t frame_bytes = 0;
  std::int64_t diagnostics = 0;
  bool online = false;  // the claims come because the network is back
  List<Row> rows;

  // Events of that size; their ids are `e1`, `e2`, …
  void Enqueue(std::size_t count = 1, std::int64_t bytes = 500, bool are_urgent = false);
  void EnqueueUrgent() { Enqueue(1, 500, true); }
  void CountLost(std::string_view reason);

  // How many rows were leased, or -1 when there was nothing to do.
  std::int64_t Claim(bool flush = true, std::optional<PageEnd> page_end = std::nullopt);
  // The answer to the lease that is held.
  Settlement Answer(std::int64_t status, std::string_view body = {}, std::string_view retry_after = {}, bool packed = false);
  Settlement AnswerTo(std::string_view lease, std::int64_t status, std::string_view body = {},
                      std::string_view retry_after = {}, bool packed = false);
  // 200, with that status for every row of the lease.
  Settlement AnswerAll(std::string_view result);

  void Release(const std::string& lease) { delivery_.Release(lease); }

  // As another page reads it from the state.
  void Reload();

  std::int64_t WakeAt() const;
  // Once the request under way is answered.
  std::int64_t WakeThen() const;
  Json Status() const;
  std::int64_t Lost(std::string_view reason) const;
  std::string lease() const { return delivery_.lease().id; }
  bool packs() const { return delivery_.lease().pack; }
  // Ids of the leased rows, and of those that wait.
  std::string Leased() const;
  std::string Waiting() const;
  bool HasRoom(std::int64_t bytes, bool is_view = true) const { return delivery_.HasRoom(bytes, is_view); }

 private:
  void ExpectBalance() const;

  Delivery delivery_;
  int events_ = 0;
  int claims_ = 0;
  std::uint64_t draws_ = 0;
};

// `{"results":[{"event_id":"e1","status":"accepted"}]}` of `e1 accepted, e2 refused`.
std::string Results(std::string_view results);

// `e1 e2 e3`.
std::string IdsOf(const List<Row>& rows);

}  // namespace kago::testing

#endif  // KAGO_CORE_TESTING_QUEUE_H_
