// IndexedDB, as far as js/src/store/store.ts needs it: readwrite transactions over overlapping object
// stores run one at a time, in the order in which they were created; a commit is all or nothing; a
// tab's death aborts its transactions, except those that wait for no more words of its script: they may
// still be committed, unless the browser destroys the page at once.
#ifndef KAGO_TESTS_SIMULATION_DATABASE_H_
#define KAGO_TESTS_SIMULATION_DATABASE_H_

#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <string>
#include <vector>

#include "tests/simulation/browser.h"

namespace kago::simulation {

struct Wants {
  std::int64_t rows = 0;
  std::int64_t leftovers = 0;  // how many at most, beyond that key
  std::int64_t beyond = 0;
};

struct Reads {
  std::string state;
  std::vector<testing::StoredRow> rows;
  std::vector<std::string> leftovers;
  std::vector<std::int64_t> keys;  // of the leftovers
  bool fork = false;
  const Rows* all_rows = nullptr;  // for mutants only
};

struct Writes {
  std::string state;
  std::vector<testing::StoredRow> put;
  std::vector<std::int64_t> deleted;
  std::vector<std::int64_t> taken;  // keys of leftovers
  std::vector<std::string> calls;   // the tab's own that were carried out
  bool newer = false;               // the state is a newer release's: nothing is written
  std::vector<Fact> facts;          // true once this is committed
};

using StepFunction = std::function<Writes(const Reads&)>;
using Done = std::function<void(bool committed)>;

class Database {
 public:
  explicit Database(Browser* browser) : browser_(*browser) {}

  // Both return the transaction's number.
  std::int64_t Transact(int tab, Wants wants, StepFunction step, Done done);
  std::int64_t Leave(int tab, std::vector<std::string> calls, Done done);
  // Without a word. One that is being committed may still be.
  void Abort(std::int64_t id);
  // `cut_off`: what needs no more words of the tab's script is aborted too.
  void Kill(int tab, bool cut_off);

  // The origin's localStorage: it has what it is given at once. Returns the key.
  std::int64_t KeepWords(std::vector<std::string> calls);
  const std::map<std::int64_t, std::vector<std::string>>& words() const { return words_; }
  void ForgetWords(std::int64_t key) { words_.erase(key); }

  // Does a transaction of this tab wait for words of its script?
  bool IsBusy(int tab) const;
  // The next transaction that comes to its commit is aborted instead.
  void AbortNext() { aborts_next_ = true; }
  // All that come to their commit are, for so long.
  void FailFor(TimeMs duration) { fails_until_ = browser_.clock.now() + duration; }
  void Recover() { fails_until_ = 0; }
  std::int64_t rows() const { return static_cast<std::int64_t>(rows_.size()); }

 private:
  enum class Stage { kQueued, kReading, kWriting };
  struct Transaction {
    std::int64_t id;
    int tab;
    bool locks_events;  // state and events go together
    bool locks_leftovers;
    Wants wants;
    StepFunction step;                // none: calls are left
    std::vector<std::string> calls;
    Done done;
    Stage stage = Stage::kQueued;
    bool orphan = false;
    bool hangs = false;  // it never gets its turn
    Writes writes{};
  };

  std::int64_t Begin(Transaction transaction);
  void Pump();
  bool IsBlocked(const Transaction& transaction) const;
  static bool NeedsScript(const Transaction& open) { return open.step && open.stage != Stage::kWriting; }
  Transaction* Find(std::int64_t id);
  void Read(std::int64_t id);
  void Script(std::int64_t id, const Reads& reads);
  void Commit(std::int64_t id);
  bool Fails();
  void Apply(const Transaction& transaction);
  void RecordLeft(const Transaction& transaction);
  void RecordNotLeft(const Transaction& transaction);
  void Close(std::int64_t id, bool committed, bool told);

  Browser& browser_;
  std::string state_;
  Rows rows_;
  std::map<std::int64_t, std::string> leftovers_;
  std::map<std::int64_t, std::vector<std::string>> words_;
  std::list<Transaction> open_;  // in order of creation
  std::int64_t transactions_ = 0;
  std::int64_t left_ = 0;
  std::int64_t kept_ = 0;
  bool aborts_next_ = false;
  TimeMs fails_until_ = 0;
};

// Writes rows and state as a commit does, and records it. REQUIRES: of one store, in order.
void ApplyWrites(const Writes& writes, int tab, int store, Rows* rows, History* history);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_DATABASE_H_
