// The counterpart of js/src/engine/engine.ts, with its names: what changes there changes here. Where a
// promise resolves there, a function is called here.
#ifndef KAGO_TESTS_SIMULATION_ENGINE_H_
#define KAGO_TESTS_SIMULATION_ENGINE_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/json.h"
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
    Resolve resolve;
  };
  struct Decision {
    std::vector<Json> commands;
    Writes writes;
  };
  // What one #step of engine.ts has in its variables.
  struct StepUnderWay {
    std::vector<Call> calls;
    Decision decision;
    std::vector<testing::StoredRow> rows;
    std::size_t older = 0;
  };

  void Run();
  void Loop();
  void StepOnce();
  Writes Decided(StepUnderWay* step, const Reads& reads);
  void Committed(const StepUnderWay& step);
  Decision Decide(const Reads& reads, const std::vector<std::string>& lines);
  std::vector<Fact> FactsOf(const Decision& decision, const std::vector<std::string>& lines) const;
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
  std::vector<Call> inbox_;
  std::vector<Call> under_way_;
  bool running_ = false;
  bool closed_ = false;
  bool wants_leftovers_ = true;
  bool has_state_ = false;
  std::string state_;
  bool was_memory_ = false;
  std::vector<testing::StoredRow> unsent_;  // in the order in which they were put
  bool core_ = false;
  bool stepped_ = false;
  Clock::Timer timer_;
  std::string lease_;  // of the request under way
  std::int64_t sending_ = 0;  // the last request; 0: none yet
  // Requests whose outcome isn't in yet, and who awaits that.
  std::map<std::int64_t, std::vector<std::function<void()>>> open_sendings_;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_ENGINE_H_
