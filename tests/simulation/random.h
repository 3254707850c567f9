// All chance of a simulation: one stream of numbers from one seed.
#ifndef KAGO_TESTS_SIMULATION_RANDOM_H_
#define KAGO_TESTS_SIMULATION_RANDOM_H_

#include <cstdint>
#include <string>

#include "core/base/ids.h"

namespace kago::simulation {

class Random {
 public:
  explicit Random(std::uint64_t seed) : seed_(Mix(seed)) {}

  std::uint64_t Draw() { return Mix(seed_ ^ Mix(++draws_)); }
  // REQUIRES: end > 0. From 0, below `end`.
  std::int64_t Below(std::int64_t end) { return static_cast<std::int64_t>(Draw() % static_cast<std::uint64_t>(end)); }
  // Both ends included.
  std::int64_t Between(std::int64_t low, std::int64_t high) { return low + Below(high - low + 1); }
  bool Chance(std::int64_t per_mille) { return Below(1'000) < per_mille; }
  // 32 hexadecimal digits, as js/src/engine/encode.ts draws them.
  std::string Entropy() {
    const std::string high = HexText(Draw());
    return high + HexText(Draw());
  }

 private:
  std::uint64_t seed_;
  std::uint64_t draws_ = 0;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_RANDOM_H_
