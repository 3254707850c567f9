// A fleet of shoppers and their one collector, which goes away for an hour just when a sale opens and
// all of them say something within the same second: the worst start for what they do after it. Each
// shopper is an origin of its own with the real core.
#ifndef KAGO_TESTS_SIMULATION_FLEET_H_
#define KAGO_TESTS_SIMULATION_FLEET_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/time.h"

namespace kago::simulation {

inline constexpr std::int64_t kShoppers = 500;

// How the collector is away: the answer that it gives (0: none, refused at once), and for how long it
// asks to be left alone. One that says nothing is left alone as long once it has been silent for long.
struct Outage {
  std::string_view name;
  std::int64_t status = 0;
  TimeMs asked_ms = 0;
};

struct FleetRun {
  // Requests in each second: of a while before the outage, of its second half, of the time after it in
  // which the longest wait is over.
  std::vector<std::int64_t> before;
  std::vector<std::int64_t> during;
  std::vector<std::int64_t> after;
  std::int64_t backlog = 0;  // requests that it takes to carry what waits when the outage ends
  std::int64_t said = 0;     // events
  std::int64_t arrived = 0;
  std::int64_t unsettled = 0;  // shoppers whose books don't say that all of theirs arrived
  bool balanced = false;       // the books of all of them, after every step (core/testing/step.h)
};

// `jitter`: as the core has it, or taken out of its waits.
FleetRun RunFleet(const Outage& outage, bool jitter);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_FLEET_H_
