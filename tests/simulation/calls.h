// The calls that simulated shoppers make. Each carries its number in its metadata, so that the
// judge knows a call again by what the collector holds, whatever its event's id.
#ifndef KAGO_TESTS_SIMULATION_CALLS_H_
#define KAGO_TESTS_SIMULATION_CALLS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/time.h"
#include "tests/simulation/random.h"

namespace kago::simulation {

// An input line as js/src/kago.ts writes it, of any call that a page makes.
std::string DrawCall(std::int64_t number, TimeMs wall, Random* random);
// Of one name: `ecommerce.cart_updated`, …
std::string CallOf(std::string_view name, std::int64_t number, TimeMs wall, Random* random);

// The number of the call that a line makes, or an event's text came from; 0 when it is none.
std::int64_t TokenOfLine(std::string_view text);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_CALLS_H_
