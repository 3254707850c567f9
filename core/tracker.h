// Kago's core as one pure function: state and inputs in, state and commands out.
//
// It has no clock, no randomness and no I/O; the same request gives the same reply, natively and
// in WebAssembly. See input.h and command.h for the two sides of the contract.
#ifndef KAGO_CORE_TRACKER_H_
#define KAGO_CORE_TRACKER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/command.h"
#include "core/input.h"
#include "core/platform/observation.h"
#include "core/state.h"

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
  struct Draft;

  void Track(std::size_t index, const ParsedJson& input);
  void Observe(std::size_t index, const ParsedJson& input);
  void Identify(std::size_t index, const ParsedJson& input);
  void Claim(const Json& input);
  void Outcome(const Json& input);
  void Free(const std::vector<Row>& rows);
  void Status(std::size_t index);

  Draft DraftOf(const Json& call, std::size_t event) const;
  std::optional<Sightings> SightingsOf(const Json& input);
  // What becomes of a draft, and the answer to it.
  Json Decide(Draft* draft);
  void Check(Draft* draft) const;
  Json Keep(Draft* draft);
  Json Accepted(const Draft& draft) const;
  Json Refused(std::string_view reason, const Draft& draft);
  void Report(std::size_t index, const CallMark& mark, Json result);
  void Diagnose(const Draft& draft, bool accepted);
  std::string EventText(const Draft& draft, TimeMs time) const;
  std::string BatchHead() const;

  const Context& context_;
  State& state_;
  std::vector<Row> rows_;  // the oldest stored ones, as the step has left them so far
  Commands commands_;
};

// One step as text: the lines of input.h in, the lines of command.h out.
std::string Step(std::string_view request);

// The verdict on one event on the wire, for collectors:
// {"valid": bool, "violations": [{"path", "code", "found", "expected"}]}.
std::string Judge(std::string_view event);

}  // namespace kago

#endif  // KAGO_CORE_TRACKER_H_
