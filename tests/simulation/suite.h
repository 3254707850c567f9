// What `npm test` runs of the simulation: fixed seeds, a crash at every event of a short visit, mutants,
// each of which has to be found, and fleets after an outage.
#ifndef KAGO_TESTS_SIMULATION_SUITE_H_
#define KAGO_TESTS_SIMULATION_SUITE_H_

#include <cstdint>
#include <string>

#include "tests/simulation/browser.h"

namespace kago::simulation {

struct Run {
  bool holds = true;
  std::int64_t seeds = 0;
  std::int64_t steps = 0;       // of the core
  std::int64_t virtual_ms = 0;
};

// Stops at the first seed that breaks an invariant, prints what led there and how to repeat it.
Run RunSeeds(std::int64_t from, std::int64_t seeds, Seam* core);

// Writes the number of tests that passed and failed to `report`; 1 when one failed.
int RunSuite(const std::string& report);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_SUITE_H_
