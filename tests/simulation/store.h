// The counterpart of js/src/store/store.ts, disk.ts and memory.ts, with their names: IndexedDB, and memory
// while the browser doesn't let us.
#ifndef KAGO_TESTS_SIMULATION_STORE_H_
#define KAGO_TESTS_SIMULATION_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/simulation/database.h"

namespace kago::simulation {

class Store {
 public:
  // Between two tries of a disk that failed.
  static constexpr TimeMs kRetryMs = 30'000;

  Store(Browser* browser, Database* database, int tab) : browser_(*browser), database_(*database), tab_(tab) {}

  bool is_memory() const { return memory_.has_value(); }
  bool is_open() const { return connection_ == Connection::kOpen && !memory_; }
  // Under which number its facts stand in the history.
  int number() const;

  // Moves what other tabs have said last.
  void Open();
  void LoseConnection();
  void Transact(Wants wants, StepFunction step, Done done);
  // `is_last`: the tab may be cut off at once.
  void Leave(std::vector<std::string> calls, bool is_last);

 private:
  enum class Connection { kClosed, kOpening, kOpen };
  using Work = std::function<std::int64_t(Done)>;  // returns the transaction's number

  struct Memory {
    std::string state;
    bool fork = true;
    Rows rows{};
    std::vector<std::string> said{};
  };

  void Opened(Done done);
  void Answered(std::int64_t opening);
  void GiveUp(std::int64_t opening);
  void Tell(bool opened);
  // Tries twice, on a new connection the second time.
  void Use(Work work, Done done);
  void ToDisk(Wants wants, StepFunction step, Done done);
  // `late`: it was aborted, and no second try would do better.
  void InTime(const Work& work, const std::shared_ptr<bool>& late, const Done& done);
  void GoToMemory();
  void TransactInMemory(Wants wants, const StepFunction& step, const Done& done);

  Browser& browser_;
  Database& database_;
  const int tab_;
  Connection connection_ = Connection::kClosed;
  bool is_slow_ = false;
  std::int64_t openings_ = 0;
  std::vector<Done> waiting_;

  std::optional<Memory> memory_;
  int forks_ = 0;
  TimeMs retry_at_ = 0;
  std::string known_;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_STORE_H_
