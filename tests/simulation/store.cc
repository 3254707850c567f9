#include "tests/simulation/store.h"

#include <memory>
#include <utility>

namespace kago::simulation {
namespace {

constexpr TimeMs kOpenTimeoutMs = 3'000;
constexpr TimeMs kOpenMsMax = 20;
// One that hangs may answer at last.
constexpr TimeMs kHangMsMax = 600'000;
constexpr int kTabsMax = 10'000;

}  // namespace

int Store::number() const { return memory_ ? forks_ * kTabsMax + tab_ + 1 : kSharedStore; }

void Store::Open() {
  Opened([](bool) {});
}

void Store::LoseConnection() {
  if (connection_ == Connection::kOpen) connection_ = Connection::kClosed;
}

void Store::Opened(Done done) {
  if (connection_ == Connection::kOpen) return done(true);
  if (is_slow_) {
    browser_.clock.After(0, tab_, [done] { done(false); });
    return;
  }
  waiting_.push_back(std::move(done));
  if (connection_ == Connection::kOpening) return;
  connection_ = Connection::kOpening;
  const std::int64_t opening = ++openings_;
  const bool hangs = browser_.random.Chance(browser_.faults.open_hangs);
  browser_.clock.After(hangs ? browser_.random.Between(kOpenTimeoutMs, kHangMsMax) : browser_.random.Between(1, kOpenMsMax), tab_,
                       [this, opening] { Answered(opening); });
  browser_.clock.After(kOpenTimeoutMs, tab_, [this, opening] { GiveUp(opening); });
}

void Store::Answered(std::int64_t opening) {
  if (opening != openings_) return;
  connection_ = Connection::kOpen;
  is_slow_ = false;
  Tell(true);
}

void Store::GiveUp(std::int64_t opening) {
  if (opening != openings_ || connection_ != Connection::kOpening) return;
  is_slow_ = true;
  Tell(false);
}

void Store::Tell(bool opened) {
  for (const Done& done : std::exchange(waiting_, {})) done(opened);
}

void Store::Use(Work work, Done done) {
  const auto attempt = [this, work](Done then) {
    Opened([work, then](bool opened) { opened ? work(then) : then(false); });
  };
  attempt([this, attempt, done](bool first) {
    if (first || is_slow_) return done(first);
    LoseConnection();
    attempt(done);
  });
}

void Store::Transact(Wants wants, std::vector<std::string> calls, StepFunction step, Done done) {
  if (memory_ && browser_.clock.now() < retry_at_) return TransactInMemory(wants, calls, step, done);
  ToDisk(wants, step, [this, wants, calls = std::move(calls), step, done](bool committed) {
    if (committed) return done(true);
    GoToMemory();
    TransactInMemory(wants, calls, step, done);
  });
}

void Store::ToDisk(Wants wants, StepFunction step, Done done) {
  const std::vector<std::string> said = memory_ ? memory_->said : std::vector<std::string>();
  wants.leftovers = wants.leftovers || memory_;
  const auto state = std::make_shared<std::string>();
  const StepFunction with_said = [this, said, step, state](Reads reads) {
    known_ = reads.state;
    reads.leftovers.insert(reads.leftovers.begin(), said.begin(), said.end());
    Writes writes = step(reads);
    *state = writes.state;
    return writes;
  };
  Use([this, wants, with_said](Done then) { database_.Transact(tab_, wants, with_said, std::move(then)); },
      [this, state, done](bool committed) {
        if (committed) {
          known_ = *state;
          memory_.reset();
        }
        done(committed);
      });
}

void Store::GoToMemory() {
  if (!memory_) {
    memory_ = Memory{known_};
    ++forks_;
    browser_.history.Add({Fact::Kind::kStorage, tab_, number()});
  }
  retry_at_ = is_slow_ ? 0 : browser_.clock.now() + kRetryMs;
}

void Store::TransactInMemory(Wants wants, const std::vector<std::string>& calls, const StepFunction& step, const Done& done) {
  Reads reads{memory_->state, {}, {}, std::exchange(memory_->fork, false), &memory_->rows};
  for (const auto& [seq, row] : memory_->rows) {
    if (static_cast<std::int64_t>(reads.rows.size()) < wants.rows) reads.rows.push_back(row);
  }
  const Writes writes = step(reads);
  memory_->state = writes.state;
  ApplyWrites(writes, tab_, number(), &memory_->rows, &browser_.history);
  memory_->said.insert(memory_->said.end(), calls.begin(), calls.end());
  browser_.clock.After(0, tab_, [done] { done(true); });
}

void Store::Leave(std::vector<std::string> calls) {
  if (memory_) calls.insert(calls.begin(), memory_->said.begin(), memory_->said.end());
  Use([this, calls](Done done) { database_.Leave(tab_, calls, std::move(done)); }, [](bool) {});
}

}  // namespace kago::simulation
