// Judges how a fleet comes back after an outage: no faster than the collector was used to and the
// backlog needs, and with everything.
#ifndef KAGO_TESTS_SIMULATION_HERD_H_
#define KAGO_TESTS_SIMULATION_HERD_H_

#include <functional>

namespace kago::simulation {

// Runs the fleet through each kind of outage, and with a bug that has to be found; prints a row for
// each and says whether it is as it must be.
void JudgeFleets(const std::function<void(bool holds)>& count);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_HERD_H_
