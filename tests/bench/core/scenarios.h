// What is measured natively: calls of the core as a page or a collector makes them.
#ifndef KAGO_TESTS_BENCH_CORE_SCENARIOS_H_
#define KAGO_TESTS_BENCH_CORE_SCENARIOS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/string.h"

namespace kago::bench {

struct Scenario {
  std::string name;
  String (*function)(std::string_view);  // Step, Judge or BrazeText
  std::string input;

  // Calls it, and gives back its memory. Returns the length of what it said.
  std::size_t Run() const;
};

// Always the same, to the byte.
std::vector<Scenario> Scenarios();

}  // namespace kago::bench

#endif  // KAGO_TESTS_BENCH_CORE_SCENARIOS_H_
