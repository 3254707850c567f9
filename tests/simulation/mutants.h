// Bugs planted between host and core, to show that the simulation finds such ones.
#ifndef KAGO_TESTS_SIMULATION_MUTANTS_H_
#define KAGO_TESTS_SIMULATION_MUTANTS_H_

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tests/simulation/browser.h"

namespace kago::simulation {

// What a mutant sees and changes: the lines before and after the core's own step.
struct MutantStep {
  const StepCall& call;
  std::vector<std::string> request;      // context, state, inputs
  std::vector<std::string> reply;        // state, commands, texts
  std::set<std::string>* seen;           // lines of all steps so far
};

struct Mutant {
  std::string_view name;
  void (*before)(MutantStep* step);  // either may be missing
  void (*after)(MutantStep* step);
};

std::span<const Mutant> Mutants();

class MutantSeam : public Seam {
 public:
  explicit MutantSeam(const Mutant& mutant) : mutant_(mutant) {}
  std::string Step(const StepCall& call) override;

 private:
  const Mutant& mutant_;
  std::set<std::string> seen_;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_MUTANTS_H_
