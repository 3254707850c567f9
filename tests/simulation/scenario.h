// What happens in a simulated visit, and in which order.
#ifndef KAGO_TESTS_SIMULATION_SCENARIO_H_
#define KAGO_TESTS_SIMULATION_SCENARIO_H_

#include "tests/simulation/world.h"

namespace kago::simulation {

// Everything that can happen, at random, with faults at random.
void RunVisit(World* world);

// A short visit without faults: two tabs, calls before the core has loaded, a page end.
void RunHappyVisit(World* world);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_SCENARIO_H_
