#include "tests/simulation/database.h"

#include <algorithm>
#include <utility>

#include "tests/simulation/calls.h"

namespace kago::simulation {
namespace {

// How long a request of a transaction takes, and its event's way to the script.
constexpr TimeMs kRequestMsMax = 3;

}  // namespace

void ApplyWrites(const Writes& writes, int tab, int store, Rows* rows, History* history) {
  for (const testing::StoredRow& put : writes.put) {
    (*rows)[put.row.seq] = put;
    history->Add({Fact::Kind::kPut, tab, store, put.row.seq, put.row.event_id, put.text});
  }
  for (const std::int64_t seq : writes.deleted) {
    rows->erase(seq);
    history->Add({Fact::Kind::kDeleted, tab, store, seq});
  }
  history->Add({Fact::Kind::kBooks, tab, store, static_cast<std::int64_t>(rows->size()), "", writes.state});
  for (Fact fact : writes.facts) {
    fact.store = store;
    history->Add(std::move(fact));
  }
}

std::int64_t Database::Transact(int tab, Wants wants, StepFunction step, Done done) {
  return Begin({0, tab, true, wants.leftovers > 0, wants, std::move(step), {}, std::move(done)});
}

std::int64_t Database::Leave(int tab, std::vector<std::string> calls, Done done) {
  return Begin({0, tab, false, true, {}, nullptr, std::move(calls), std::move(done)});
}

std::int64_t Database::Begin(Transaction transaction) {
  transaction.id = ++transactions_;
  transaction.hangs = browser_.random.Chance(browser_.faults.hangs);
  open_.push_back(std::move(transaction));
  Pump();
  return transactions_;
}

void Database::Abort(std::int64_t id) {
  const Transaction* transaction = Find(id);
  if (!transaction || transaction->stage == Stage::kWriting) return;
  RecordNotLeft(*transaction);
  open_.remove_if([id](const Transaction& open) { return open.id == id; });
  Pump();
}

void Database::Pump() {
  for (Transaction& transaction : open_) {
    if (transaction.stage != Stage::kQueued || transaction.hangs || IsBlocked(transaction)) continue;
    const bool reads = transaction.step != nullptr;
    transaction.stage = reads ? Stage::kReading : Stage::kWriting;
    const auto next = [this, id = transaction.id, reads] { reads ? Read(id) : Commit(id); };
    browser_.clock.After(browser_.random.Between(0, kRequestMsMax), kNoTab, next);
  }
}

bool Database::IsBlocked(const Transaction& transaction) const {
  for (const Transaction& earlier : open_) {
    if (earlier.id == transaction.id) return false;
    if (earlier.locks_events && transaction.locks_events) return true;
    if (earlier.locks_leftovers && transaction.locks_leftovers) return true;
  }
  return false;
}

Database::Transaction* Database::Find(std::int64_t id) {
  const auto found = std::find_if(open_.begin(), open_.end(), [id](const Transaction& open) { return open.id == id; });
  return found == open_.end() ? nullptr : &*found;
}

void Database::Read(std::int64_t id) {
  const Transaction* transaction = Find(id);
  if (!transaction) return;
  Reads reads{state_, {}, {}, {}, false, &rows_};
  for (const auto& [seq, row] : rows_) {
    if (static_cast<std::int64_t>(reads.rows.size()) >= transaction->wants.rows) break;
    reads.rows.push_back(row);
  }
  for (auto left = leftovers_.upper_bound(transaction->wants.beyond);
       left != leftovers_.end() && std::ssize(reads.keys) < transaction->wants.leftovers; ++left) {
    reads.keys.push_back(left->first);
    reads.leftovers.push_back(left->second);
  }
  browser_.clock.After(browser_.random.Between(0, kRequestMsMax), transaction->tab,
                       [this, id, reads = std::move(reads)] { Script(id, reads); });
}

void Database::Script(std::int64_t id, const Reads& reads) {
  Transaction* transaction = Find(id);
  if (!transaction) return;  // aborted meanwhile
  transaction->writes = transaction->step(reads);
  if (transaction->writes.newer) return Close(id, false, false);
  transaction->stage = Stage::kWriting;
  browser_.clock.After(browser_.random.Between(0, kRequestMsMax), kNoTab, [this, id] { Commit(id); });
}

void Database::Commit(std::int64_t id) {
  const Transaction* transaction = Find(id);
  if (!transaction) return;
  if (Fails()) {
    RecordNotLeft(*transaction);
    return Close(id, false, false);
  }
  Apply(*transaction);
  Close(id, true, !browser_.random.Chance(browser_.faults.lost_commit));
}

bool Database::Fails() {
  if (std::exchange(aborts_next_, false) || browser_.clock.now() < fails_until_) return true;
  return browser_.random.Chance(browser_.faults.abort + browser_.faults.quota);
}

void Database::Apply(const Transaction& transaction) {
  if (!transaction.step) return RecordLeft(transaction);
  for (const std::int64_t key : transaction.writes.taken) leftovers_.erase(key);
  state_ = transaction.writes.state;
  ApplyWrites(transaction.writes, transaction.tab, kSharedStore, &rows_, &browser_.history);
}

void Database::RecordLeft(const Transaction& transaction) {
  for (const std::string& call : transaction.calls) {
    leftovers_[++left_] = call;
    const std::int64_t number = TokenOfLine(call);
    if (number > 0) browser_.history.Add({Fact::Kind::kLeft, transaction.tab, kSharedStore, number});
  }
}

void Database::RecordNotLeft(const Transaction& transaction) {
  for (const std::string& call : transaction.calls)
    browser_.history.Add({Fact::Kind::kNotLeft, transaction.tab, kSharedStore, TokenOfLine(call)});
}

void Database::Close(std::int64_t id, bool committed, bool told) {
  Transaction* transaction = Find(id);
  browser_.clock.After(browser_.random.Between(0, kRequestMsMax), transaction->tab,
                       [done = std::move(transaction->done), ok = committed && told] { done(ok); });
  open_.remove_if([id](const Transaction& open) { return open.id == id; });
  Pump();
}

std::int64_t Database::KeepWords(std::vector<std::string> calls) {
  words_[++kept_] = std::move(calls);
  return kept_;
}

void Database::Kill(int tab, bool cut_off) {
  // What it had asked for reached the browser in order: all of it, or what came first.
  const std::int64_t stops = browser_.random.Chance(500) ? 0 : 300;
  bool reached = true;
  for (Transaction& transaction : open_) {
    if (transaction.tab != tab) continue;
    reached = reached && !cut_off && !browser_.random.Chance(stops);
    transaction.orphan = reached && !NeedsScript(transaction) && !transaction.hangs;
    if (transaction.hangs) RecordNotLeft(transaction);
  }
  open_.remove_if([tab](const Transaction& open) { return open.tab == tab && !open.orphan; });
  Pump();
}

bool Database::IsBusy(int tab) const {
  return std::any_of(open_.begin(), open_.end(), [tab](const Transaction& open) { return open.tab == tab && NeedsScript(open); });
}

}  // namespace kago::simulation
