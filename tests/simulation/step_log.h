// Writes down what every step of the core was given and what it replied, for tests/wasm/ to say it
// all again to the WebAssembly build. A record is `<request bytes> <reply bytes>`, a line break, then
// both texts as they are.
#ifndef KAGO_TESTS_SIMULATION_STEP_LOG_H_
#define KAGO_TESTS_SIMULATION_STEP_LOG_H_

#include <fstream>
#include <string>

#include "tests/simulation/browser.h"

namespace kago::simulation {

class StepLog : public Seam {
 public:
  explicit StepLog(const std::string& file) : out_(file, std::ios::binary) {}

  std::string Step(const StepCall& call) override;
  // False when the file lacks a record. REQUIRES: no step comes after it.
  bool Close();

 private:
  std::ofstream out_;
};

}  // namespace kago::simulation

#endif  // KAGO_TESTS_SIMULATION_STEP_LOG_H_
