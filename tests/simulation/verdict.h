// The judge's verdict on a world that has come to its end, for a person to read.
#ifndef KAGO_TESTS_SIMULATION_VERDICT_H_
#define KAGO_TESTS_SIMULATION_VERDICT_H_

#include "tests/simulation/judge.h"
#include "tests/simulation/world.h"

namespace kago::simulation {

inline std::optional<Breach> VerdictOn(World& world) { return Judge::Verdict(world.browser().history.facts()); }

// False when an invariant is broken: then what led there is printed.
bool Holds(World& world);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_VERDICT_H_
