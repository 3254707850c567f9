// What the parts of one simulated browser share: time, chance, the record, the faults that are on.
#ifndef KAGO_TESTS_SIMULATION_BROWSER_H_
#define KAGO_TESTS_SIMULATION_BROWSER_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "core/testing/step.h"
#include "tests/simulation/clock.h"
#include "tests/simulation/history.h"
#include "tests/simulation/random.h"

namespace kago::simulation {

using Rows = std::map<std::int64_t, testing::StoredRow>;

// How often things go wrong, per thousand. Each seed draws its own (swarm testing).
struct Faults {
  std::int64_t open_hangs = 0;
  std::int64_t abort = 0;         // of a transaction, for no reason of ours
  std::int64_t hangs = 0;         // a transaction never gets its turn
  std::int64_t quota = 0;         // a put fails, which aborts its transaction
  std::int64_t lost_commit = 0;   // committed, but the connection was lost before the tab heard so
  std::int64_t refused = 0;       // a request, at once: an ad blocker, no network
  std::int64_t lost_request = 0;
  std::int64_t lost_answer = 0;
  std::int64_t slow = 0;          // a request or an answer takes up to a minute
  std::int64_t doubled = 0;       // a request arrives twice
  std::int64_t outcome_twice = 0; // a tab tells the same answer twice
  std::int64_t bad_answer = 0;    // of the collector: any status, any body
  std::int64_t poison = 0;        // a call on which the core traps
  std::int64_t cut_off = 0;       // a page that is left is destroyed at once: nothing that it began is committed any more
};

// What a step is given, for a mutant to change on its way.
struct StepCall {
  int tab = kNoTab;
  bool first_of_tab = false;
  const Rows* stored = nullptr;
  std::string request;
};

// Where mutants get in; without one it is the core's own step.
class Seam {
 public:
  virtual ~Seam() = default;
  virtual std::string Step(const StepCall& call);
};

struct Browser {
  Browser(std::uint64_t seed, Seam* seam) : random(seed), seam(*seam) {}

  Clock clock;
  Random random;
  History history{&clock};
  Faults faults;
  Seam& seam;
  std::int64_t steps = 0;  // of the core
  std::set<std::int64_t> poison;  // calls on which the core traps
  bool two_releases = false;      // each second tab has a newer one
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_BROWSER_H_
