#include "tests/simulation/store.h"

#include <memory>
#include <utility>

namespace kago::simulation {
namespace {

constexpr TimeMs kOpenTimeoutMs = 3'000;
constexpr TimeMs kTransactionMsMax = 5'000;
constexpr TimeMs kOpenMsMax = 20;
// One that hangs may answer at last.
constexpr TimeMs kHangMsMax = 600'000;
constexpr int kTabsMax = 10'000;

}  // namespace

int Store::number() const { return memory_ ? forks_ * kTabsMax + tab_ + 1 : kSharedStore; }

void Store::Open() {
  const auto keys = std::make_shared<std::vector<std::int64_t>>();
  const auto move = [this, keys](Done done) {
    std::vector<std::string> calls;
    keys->clear();
    for (const auto& [key, words] : database_.words()) {
      keys->push_back(key);
      calls.insert(calls.end(), words.begin(), words.end());
    }
    return database_.Leave(tab_, std::move(calls), std::move(done));
  };
  Use(move, [this, keys](bool moved) {
    if (!moved) return;
    for (const std::int64_t key : *keys) database_.ForgetWords(key);
  });
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
  const auto late = std::make_shared<bool>(false);
  const auto attempt = [this, work, late](Done then) {
    Opened([this, work, late, then](bool opened) { opened ? InTime(work, late, then) : then(false); });
  };
  attempt([this, attempt, late, done](bool first) {
    if (first || is_slow_ || *late) return done(first);
    LoseConnection();
    attempt(done);
  });
}

void Store::InTime(const Work& work, const std::shared_ptr<bool>& late, const Done& done) {
  const auto is_told = std::make_shared<bool>(false);
  const std::int64_t id = work([is_told, done](bool committed) {
    if (!std::exchange(*is_told, true)) done(committed);
  });
  browser_.clock.After(kTransactionMsMax, tab_, [this, is_told, late, id, done] {
    if (std::exchange(*is_told, true)) return;
    *late = true;
    database_.Abort(id);
    done(false);
  });
}

void Store::Transact(Wants wants, StepFunction step, Done done) {
  if (memory_ && browser_.clock.now() < retry_at_) return TransactInMemory(wants, step, done);
  const auto failed = [this, wants, step, done] {
    GoToMemory();
    TransactInMemory(wants, step, done);
  };
  const auto to_disk = [this, wants, step, done, failed] {
    ToDisk(wants, step, [done, failed](bool committed) { committed ? done(true) : failed(); });
  };
  if (!memory_ || memory_->said.empty()) return to_disk();
  Use([this, said = memory_->said](Done then) { return database_.Leave(tab_, said, std::move(then)); },
      [this, to_disk, failed](bool left) {
        if (!left) return failed();
        memory_->said.clear();
        to_disk();
      });
}

void Store::ToDisk(Wants wants, StepFunction step, Done done) {
  const auto state = std::make_shared<std::string>();
  const StepFunction noted = [this, step, state](const Reads& reads) {
    known_ = reads.state;
    Writes writes = step(reads);
    *state = writes.state;
    return writes;
  };
  Use([this, wants, noted](Done then) { return database_.Transact(tab_, wants, noted, std::move(then)); },
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

void Store::TransactInMemory(Wants wants, const StepFunction& step, const Done& done) {
  Reads reads{memory_->state, {}, {}, {}, std::exchange(memory_->fork, false), &memory_->rows};
  for (const auto& [seq, row] : memory_->rows) {
    if (static_cast<std::int64_t>(reads.rows.size()) < wants.rows) reads.rows.push_back(row);
  }
  const Writes writes = step(reads);
  memory_->state = writes.state;
  ApplyWrites(writes, tab_, number(), &memory_->rows, &browser_.history);
  memory_->said.insert(memory_->said.end(), writes.calls.begin(), writes.calls.end());
  browser_.clock.After(0, tab_, [done] { done(true); });
}

void Store::Leave(std::vector<std::string> calls, bool is_last) {
  const std::int64_t words = is_last && !memory_ ? database_.KeepWords(calls) : 0;
  if (memory_) calls.insert(calls.begin(), memory_->said.begin(), memory_->said.end());
  Use([this, calls](Done done) { return database_.Leave(tab_, calls, std::move(done)); }, [this, words](bool left) {
    if (left) database_.ForgetWords(words);
  });
}

}  // namespace kago::simulation
