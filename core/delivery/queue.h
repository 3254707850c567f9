// The books: how many events wait, and what became of the others. `tracked = acked + stored + lost`
// always holds. It owns no rows: they stand in the store, under the numbers given out here.
#ifndef KAGO_CORE_DELIVERY_QUEUE_H_
#define KAGO_CORE_DELIVERY_QUEUE_H_

#include <cstdint>
#include <string_view>

#include "core/base/archive.h"
#include "core/base/json.h"
#include "core/base/list.h"
#include "core/base/quantity.h"
#include "core/base/time.h"
#include "core/delivery/row.h"

namespace kago {

class Queue {
 public:
  // Room for one more event of that size? Carts, checkouts and orders have a quarter more than views: of a page
  // that says views without end there is still room for the order.
  bool HasRoom(std::int64_t bytes, bool is_view = true) const;
  // Takes an event into the queue; returns its number.
  std::int64_t Enqueue(Size size);
  // Events that will never be sent, under a stable reason. Fewer than none are none.
  void CountLost(std::string_view reason, std::int64_t count = 1);

  // Rows that were stored: the collector has it; or it is given up.
  void Ack(const Row& row);
  void Lose(const Row& row, std::string_view reason);

  // The store holds no row though some were put there: it was cleared behind our back. Counted, not
  // waited for: the queue would wake for them for ever. False: there was nothing to lose.
  bool LoseStored();

  // Rows stand in the store that the books don't count: a page that couldn't see them gave them up too early. None is
  // counted both as lost and as sent.
  void FindAgain(const List<Row>& rows);

  // The state before this one can't be read: counted as `state_lost`. Its rows may still be there;
  // they are sent as well, and enter the books once their fate is known.
  void BeginAfterLoss(TimeMs now);
  // The first rows as the store holds them before anything is changed: are there any of a lost state?
  void NoteStored(const List<Row>& stored);
  // The rows stay with the state that this one was copied from.
  void BeginAnew();

  std::int64_t stored() const { return stored_; }
  std::int64_t stored_bytes() const { return stored_bytes_; }
  // Or a lost state's rows may.
  bool may_hold_rows() const { return stored_ != 0 || first_seq_ != 0; }
  const Json& ledger() const { return ledger_; }
  void DescribeTo(Json* status) const;

  void Visit(Archive& archive) {
    archive.Integer("next_seq", &next_seq_);
    archive.Integer("first_seq", &first_seq_);
    archive.Integer("tracked", &tracked_);
    archive.Integer("acked", &acked_);
    archive.Integer("stored", &stored_);
    archive.Integer("stored_bytes", &stored_bytes_);
    archive.Tree("ledger", &ledger_);
  }

 private:
  void Remove(const Row& row);

  std::int64_t next_seq_ = 1;
  std::int64_t first_seq_ = 0;  // rows before it are a lost state's; 0: there are none
  std::int64_t tracked_ = 0;
  std::int64_t acked_ = 0;
  std::int64_t stored_ = 0;
  std::int64_t stored_bytes_ = 0;
  Json ledger_ = Json::Object();  // reason: count
};

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_QUEUE_H_
