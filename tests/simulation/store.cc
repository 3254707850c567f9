#include "tests/simulation/store.h"

#include <utility>

namespace kago::simulation {
namespace {

constexpr TimeMs kOpenTimeoutMs = 3'000;
constexpr TimeMs kOpenMsMax = 20;

}  // namespace

void Store::Open() {
  if (!is_memory_) Opened([](bool) {});
}

void Store::Opened(Done done) {
  if (connection_ == Connection::kOpen) return done(true);
  waiting_.push_back(std::move(done));
  if (connection_ == Connection::kOpening) return;
  connection_ = Connection::kOpening;
  const std::int64_t opening = ++openings_;
  const bool hangs = browser_.random.Chance(browser_.faults.open_hangs);
  browser_.clock.After(hangs ? kOpenTimeoutMs : browser_.random.Between(1, kOpenMsMax), tab_,
                       [this, opening, hangs] { Settle(opening, !hangs); });
}

void Store::Settle(std::int64_t opening, bool opened) {
  if (opening != openings_) return;
  connection_ = opened ? Connection::kOpen : Connection::kClosed;
  for (const Done& done : std::exchange(waiting_, {})) done(opened);
}

void Store::Use(Work work, Done done, std::function<void()> in_memory) {
  if (is_memory_) return in_memory();
  const auto attempt = [this, work](Done then) {
    Opened([work, then](bool opened) { opened ? work(then) : then(false); });
  };
  attempt([this, attempt, done, in_memory](bool first) {
    if (first) return done(true);
    if (connection_ == Connection::kOpen) connection_ = Connection::kClosed;
    attempt([this, done, in_memory](bool second) {
      if (second) return done(true);
      // As in store.ts: of two uses that fail, the first goes to memory, the second only fails.
      if (std::exchange(is_memory_, true)) return done(false);
      browser_.history.Add({Fact::Kind::kStorage, tab_, number()});
      in_memory();
    });
  });
}

void Store::Transact(Wants wants, StepFunction step, Done done) {
  const Work work = [this, wants, step](Done then) { database_.Transact(tab_, wants, step, std::move(then)); };
  Use(work, done, [this, wants, step, done] { TransactInMemory(wants, step, done); });
}

void Store::TransactInMemory(Wants wants, const StepFunction& step, const Done& done) {
  Reads reads{state_, {}, {}, &rows_};
  for (const auto& [seq, row] : rows_) {
    if (static_cast<std::int64_t>(reads.rows.size()) < wants.rows) reads.rows.push_back(row);
  }
  if (wants.leftovers) reads.leftovers = std::exchange(leftovers_, {});
  const Writes writes = step(reads);
  state_ = writes.state;
  ApplyWrites(writes, tab_, number(), &rows_, &browser_.history);
  browser_.clock.After(0, tab_, [done] { done(true); });
}

void Store::Leave(std::vector<std::string> calls) {
  const Work work = [this, calls](Done done) { database_.Leave(tab_, calls, std::move(done)); };
  Use(work, [](bool) {}, [this, calls] { leftovers_.insert(leftovers_.end(), calls.begin(), calls.end()); });
}

}  // namespace kago::simulation
