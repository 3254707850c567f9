// The counterpart of js/src/engine/engine.ts, with its names: what changes there changes here. Where a
// promise resolves there, a function is called here.
#ifndef KAGO_TESTS_SIMULATION_ENGINE_H_
#define KAGO_TESTS_SIMULATION_ENGINE_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "tests/simulation/decide.h"
#include "tests/simulation/network.h"
#include "tests/simulation/store.h"

namespace kago::simulation {

class Engine {
 public:
  // The result of a call as JSON text; `rejected` when the store failed altogether.
  using Resolve = std::function<void(const std::string& result)>;

  Engine(Browser* browser, Database* database, Network* network, int tab);

  void Open() { store_.Open(); }
  void Start();
  void Back();
  void Wake();
  void Online();
  void SubmitLine(std::string line, Resolve resolve);
  void SubmitLineIn(TimeMs wait_ms, std::string line, Resolve resolve);
  void Flush();
  void PageEnd();
  // The core did not load.
  void Close();
  void LoseConnection() { store_.LoseConnection(); }
  bool is_memory() const { return store_.is_memory(); }
  int store() const { return store_.number(); }

 private:
  struct Call {
    std::string line;
    Resolve resolve;           // none: it was left
    std::int64_t number = 0;   // in the inbox
  };
  using Calls = std::vector<Call>;
  // What one #step of engine.ts has in its variables.
  struct StepUnderWay {
    Calls waiting{};  // the inbox as it stood
    Calls calls{};
    std::vector<std::int64_t> taken{};
    std::int64_t beyond = -1;
    Writes writes{};
    std::string commands{};  // as JSON: another task carries them out
    std::vector<testing::StoredRow> rows{};
  };

  static constexpr TimeMs kNever = std::numeric_limits<TimeMs>::max();

  void BeginIn(TimeMs ms);
  void Run();
  void Loop();
  void StepOnce();
  Writes Decided(StepUnderWay* step, const Reads& reads);
  void Claim(const Reads& before, StepUnderWay* step, Decision* decision);
  void TakePortion(const Reads& reads, StepUnderWay* step) const;
  void Committed(const StepUnderWay& step);
  void Drop(const Calls& calls);
  void LeaveLines(const std::vector<Call*>& calls, std::vector<std::string> more, bool is_last);
  void Remember(const Writes& writes);
  void CarryOut(const Json& command, const StepUnderWay& step);
  void Send(const Json& command, const std::vector<testing::StoredRow>& rows);
  void Heard(std::int64_t sending, const std::string& lease, const Answer& answer);
  void AwaitSending(std::int64_t sending, std::function<void()> then);
  void FlushAfter(std::int64_t before);
  void WakeAt(TimeMs at);

  Browser& browser_;
  Network& network_;
  const int tab_;
  Store store_;
  Decider decider_;
  Calls inbox_;
  std::int64_t submitted_ = 0;
  bool running_ = false;
  TimeMs due_at_ = kNever;
  TimeMs stepped_ = -kNever / 2;
  Clock::Timer pause_;
  bool closed_ = false;
  std::int64_t beyond_ = 0;  // -1: a step need not look at what was left
  bool has_state_ = false;
  std::string state_;
  bool was_memory_ = false;
  std::vector<testing::StoredRow> unsent_;  // in the order in which they were put
  bool core_ = false;
  Clock::Timer timer_;
  std::string lease_;  // of the request under way
  TimeMs then_ = 0;    // when the next one is due behind it
  std::int64_t sending_ = 0;  // the last request; 0: none yet
  // Requests that aren't answered yet, and who awaits that.
  std::map<std::int64_t, std::vector<std::function<void()>>> open_sendings_;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_ENGINE_H_
