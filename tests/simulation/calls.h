// The calls that simulated shoppers make. Each carries its number in its metadata, so that the
// judge knows a call again by what the collector holds, whatever its event's id.
#ifndef KAGO_TESTS_SIMULATION_CALLS_H_
#define KAGO_TESTS_SIMULATION_CALLS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/time.h"
#include "tests/simulation/random.h"

namespace kago::simulation {

// A page as js/src/api/kago.ts knows itself, and the calls it has made.
struct Caller {
  std::string page;
  std::int64_t calls = 0;
};

// An input line as js/src/api/kago.ts begins it.
Json LineOf(std::string_view type, TimeMs wall, Caller* caller);
// A call of one name: `ecommerce.cart_updated`, …; of any when that is empty.
std::string CallOf(std::string_view name, std::int64_t number, Json line, Random* random);

// The number of the call that a line makes, or an event's text came from; 0 when it is none.
std::int64_t TokenOfLine(std::string_view text);

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_CALLS_H_
