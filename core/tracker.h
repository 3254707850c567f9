// Kago's core as one pure function: state and inputs in, state and commands out. Here inputs are only
// handed to whom they concern: core/call/ and core/delivery/sending.h.
//
// It has no clock, no randomness and no I/O; the same request gives the same reply, natively and
// in WebAssembly. See input.h and command.h for the two sides of the contract.
#ifndef KAGO_CORE_TRACKER_H_
#define KAGO_CORE_TRACKER_H_

#include <cstddef>
#include <string_view>

#include "core/base/json.h"
#include "core/base/string.h"
#include "core/command.h"
#include "core/input.h"
#include "core/state.h"
#include "core/work.h"

namespace kago {

class Tracker {
 public:
  // The tracker changes `*state`, which outlives it.
  Tracker(const Context& context, State* state);

  // Handles the `index`-th input of this step.
  void Handle(std::size_t index, const ParsedJson& input);
  // Ends the step. Call once, after the last input.
  Commands Finish();

 private:
  const Config page_config_;
  Work work_;
};

// One step as text: the lines of input.h in, the lines of command.h out.
String Step(std::string_view request);

// The verdict on one event on the wire, for collectors:
// {"valid": bool, "violations": [{"path", "code", "found", "expected"}]}.
String Judge(std::string_view event);

}  // namespace kago

#endif  // KAGO_CORE_TRACKER_H_
