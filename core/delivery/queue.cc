#include "core/delivery/queue.h"

#include <algorithm>

#include "core/base/limits.h"

namespace kago {

bool Queue::HasRoom(std::int64_t bytes, bool is_view) const {
  const std::size_t quarters = is_view ? 4 : 5;
  return stored_ < static_cast<std::int64_t>(limits::kQueueEventsMax / 4 * quarters) &&
         stored_bytes_ + bytes <= static_cast<std::int64_t>(limits::kQueueBytesMax / 4 * quarters);
}

std::int64_t Queue::Enqueue(Size size) {
  ++tracked_;
  ++stored_;
  stored_bytes_ += size.bytes;
  return next_seq_++;
}

void Queue::CountLost(std::string_view reason, std::int64_t count) {
  if (count <= 0) return;
  tracked_ += count;
  ledger_.SetInteger(reason, ledger_.IntegerAt(reason) + count);
}

void Queue::Ack(const Row& row) {
  Remove(row);
  ++acked_;
}

void Queue::Lose(const Row& row, std::string_view reason) {
  Remove(row);
  --tracked_;
  CountLost(reason);
}

// A lost state's row enters the books in the moment in which it leaves the store.
void Queue::Remove(const Row& row) {
  if (row.seq < first_seq_) {
    ++tracked_;
    return;
  }
  --stored_;
  stored_bytes_ -= row.bytes;
}

bool Queue::LoseStored() {
  if (stored_ <= 0) return false;
  ledger_.SetInteger("storage_lost", ledger_.IntegerAt("storage_lost") + stored_);
  stored_ = stored_bytes_ = 0;
  return true;
}

void Queue::FindAgain(const List<Row>& rows) {
  std::int64_t found = 0, bytes = 0;
  for (const Row& row : rows) {
    if (row.seq < first_seq_) continue;
    ++found;
    bytes += row.bytes;
  }
  const std::int64_t more = found - stored_;
  if (more <= 0) return;
  const std::int64_t lost = ledger_.IntegerAt("storage_lost");
  const std::int64_t back = std::min(more, lost);
  ledger_.SetInteger("storage_lost", lost - back);
  if (lost == back) ledger_.Remove("storage_lost");
  tracked_ += more - back;
  stored_ = found;
  stored_bytes_ = bytes;
}

void Queue::BeginAfterLoss(TimeMs now) {
  CountLost("state_lost");
  // No count of events comes near it. Zero isn't written, and would be read as the first number.
  first_seq_ = next_seq_ = std::max<TimeMs>(now, 1);
}

void Queue::NoteStored(const List<Row>& stored) {
  if (stored.empty() || stored[0].seq >= first_seq_) first_seq_ = 0;
}

void Queue::BeginAnew() {
  tracked_ = acked_ = stored_ = stored_bytes_ = 0;
  ledger_ = Json::Object();
}

void Queue::DescribeTo(Json* status) const {
  status->SetInteger("tracked", tracked_);
  status->SetInteger("acked", acked_);
  status->SetInteger("stored", stored_);
  status->Set("ledger", ledger_);
}

}  // namespace kago
