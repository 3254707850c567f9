// Each scenario once, for Valgrind's callgrind to count its instructions: tests/bench/instructions.mjs.

#include <valgrind/callgrind.h>

#include <vector>

#include "tests/bench/core/scenarios.h"

int main() {
  const std::vector<kago::bench::Scenario> scenarios = kago::bench::Scenarios();
  CALLGRIND_START_INSTRUMENTATION;
  for (const kago::bench::Scenario& scenario : scenarios) {
    scenario.Run();  // what the first call of a program does once is no call's cost
    CALLGRIND_ZERO_STATS;
    scenario.Run();
    CALLGRIND_DUMP_STATS_AT(scenario.name.c_str());
  }
}
