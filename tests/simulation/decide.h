// The counterpart of js/src/engine/commands.ts: what the core decides about a few lines, also when it traps.
#ifndef KAGO_TESTS_SIMULATION_DECIDE_H_
#define KAGO_TESTS_SIMULATION_DECIDE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "tests/simulation/database.h"

namespace kago::simulation {

// How many stored events a step sees at most.
inline constexpr std::int64_t kRowsMax = 100;

struct Decision {
  std::vector<Json> commands{};  // in the arena of the task that decided
  Writes writes{};
};

// The core as one page has it.
class Decider {
 public:
  Decider(Browser* browser, int tab) : browser_(*browser), tab_(tab) {}

  Decision Decide(const Reads& reads, const std::vector<std::string>& lines);
  // What is true once the decision about these lines is committed.
  std::vector<Fact> FactsOf(const Decision& decision, const std::vector<std::string>& lines) const;

 private:
  // Line by line, where one of them makes the core trap.
  Decision Apart(Reads reads, const std::vector<std::string>& lines);
  Decision Alone(Reads reads, const std::string& line);
  // Nothing when the core traps.
  std::optional<Decision> Step(const Reads& reads, const std::vector<std::string>& lines);
  std::string ContextOf(const Reads& reads);
  std::string Reply(const Reads& reads, std::string request);

  Browser& browser_;
  const int tab_;
  bool stepped_ = false;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_DECIDE_H_
