// One more function of text, for collectors: the verdict on an event (core/tracker.h).
#include <emscripten/bind.h>

#include "bindings/bindings.h"
#include "core/tracker.h"

namespace kago::bindings {
namespace {

std::uint32_t RunJudge(std::uint32_t bytes) { return Reply(Judge(Input(bytes))); }

}  // namespace

EMSCRIPTEN_BINDINGS(kago_judge) { emscripten::function("judge", &RunJudge); }

}  // namespace kago::bindings
