// What the simulation has found and what isn't mended yet: each lets the judge pass over one kind of
// breach, or keeps the scenario from it. Set one to false to see it found; delete it when it is mended.
#ifndef KAGO_TESTS_SIMULATION_KNOWN_H_
#define KAGO_TESTS_SIMULATION_KNOWN_H_

namespace kago::simulation::known {

// core/delivery/delivery.cc: a clock that is set back makes a wait of a second last up to an hour,
// since every wait is held against the longest Retry-After.
inline constexpr bool kWaitGrowsWhenClockIsSetBack = true;

}  // namespace kago::simulation::known

#endif  // KAGO_TESTS_SIMULATION_KNOWN_H_
