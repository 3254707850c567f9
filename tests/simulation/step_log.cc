#include "tests/simulation/step_log.h"

namespace kago::simulation {

std::string StepLog::Step(const StepCall& call) {
  std::string reply = Seam::Step(call);
  out_ << call.request.size() << ' ' << reply.size() << '\n' << call.request << reply;
  return reply;
}

bool StepLog::Close() {
  out_.close();
  return out_.good();
}

}  // namespace kago::simulation
