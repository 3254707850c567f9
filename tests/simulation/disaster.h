// What can strike at each single event of a short visit.
#ifndef KAGO_TESTS_SIMULATION_DISASTER_H_
#define KAGO_TESTS_SIMULATION_DISASTER_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "tests/simulation/world.h"

namespace kago::simulation {

struct Disaster {
  std::string_view name;
  void (*strike)(World* world, int tab);  // `tab`: whose turn it was
};

std::span<const Disaster> Disasters();

// Plays the short visit, with the disaster after that event, counted from 0. False, and what led there is
// printed with the command that repeats it, when an invariant is broken. `has_struck`: the visit has
// that many events.
bool Survives(std::size_t disaster, std::int64_t event, bool* has_struck);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_DISASTER_H_
