// The counterpart of js/src/store.ts, with its names: IndexedDB where the browser lets us, memory
// elsewhere.
#ifndef KAGO_TESTS_SIMULATION_STORE_H_
#define KAGO_TESTS_SIMULATION_STORE_H_

#include <functional>
#include <string>
#include <vector>

#include "tests/simulation/database.h"

namespace kago::simulation {

class Store {
 public:
  Store(Browser* browser, Database* database, int tab) : browser_(*browser), database_(*database), tab_(tab) {}

  bool is_memory() const { return is_memory_; }
  // Under which number its facts stand in the history.
  int number() const { return is_memory_ ? tab_ + 1 : kSharedStore; }

  void Open();
  void Transact(Wants wants, StepFunction step, Done done);
  void Leave(std::vector<std::string> calls);

 private:
  enum class Connection { kClosed, kOpening, kOpen };
  using Work = std::function<void(Done)>;

  void Opened(Done done);
  void Settle(std::int64_t opening, bool opened);
  // Tries twice, on a new connection the second time, then goes to memory.
  // `in_memory` comes instead of `done` then.
  void Use(Work work, Done done, std::function<void()> in_memory);
  void TransactInMemory(Wants wants, const StepFunction& step, const Done& done);

  Browser& browser_;
  Database& database_;
  const int tab_;
  Connection connection_ = Connection::kClosed;
  std::int64_t openings_ = 0;
  std::vector<Done> waiting_;

  bool is_memory_ = false;
  std::string state_;
  Rows rows_;
  std::vector<std::string> leftovers_;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_STORE_H_
