#include "core/tracker.h"

#include <utility>

#include "core/base/ids.h"
#include "core/base/text.h"
#include "core/call/calls.h"
#include "core/delivery/sending.h"
#include "core/event/envelope.h"

namespace kago {

Tracker::Tracker(const Context& context, State* state)
    : page_config_(context.config), work_{context, *state, context.rows, {}} {
  if (state->anonymous_id.empty()) {
    state->anonymous_id = UuidV7(context.now, context.entropy, IdUse::kAnonymous);
  }
  if (context.fork) state->delivery.BeginAnew();
}

void Tracker::Handle(std::size_t index, const ParsedJson& input) {
  const String& type = input.value.TextAt("type");
  work_.context.config = ConfigOf(input.value, page_config_);
  if (type == "track") {
    Track(index, input, &work_);
  } else if (type == "observe") {
    Observe(index, input, &work_);
  } else if (type == "identify") {
    Identify(index, input, &work_);
  } else if (type == "claim") {
    Claim(input.value, &work_);
  } else if (type == "outcome") {
    Outcome(input.value, &work_);
  } else if (type == "release") {
    work_.state.delivery.Release(input.value.TextAt("lease"));
  } else if (type == "lost") {
    Lost(input.value, &work_);
  } else if (type == "status") {
    Status(index, &work_);
  }
}

Commands Tracker::Finish() {
  const State& state = work_.state;
  work_.commands.SetWake(state.delivery.WakeAt(!state.diagnostics.items().empty(), work_.context.now));
  return std::move(work_.commands);
}

String Step(std::string_view request) {
  const Context context = ReadContext(ParseJson(TakeUntil('\n', &request)).value);
  const std::string_view text = TakeUntil('\n', &request);
  State state = ReadState(text, context.now);
  if (state.newer && !context.fork) return String(text) + "\n[{\"do\":\"newer\"}]";
  Tracker tracker(context, &state);
  for (std::size_t index = 0; !request.empty(); ++index) {
    tracker.Handle(index, ParseJson(TakeUntil('\n', &request)));
  }
  const String commands = tracker.Finish().ToLines();
  return WriteState(state) + '\n' + commands;
}

String Judge(std::string_view event) {
  const Findings violations = ValidateEvent(ParseJson(event));
  Json verdict = Json::Object();
  verdict.Set("valid", Json::Bool(violations.empty()));
  verdict.Set("violations", ToJson(violations));
  return Dump(verdict);
}

}  // namespace kago
