// The core's door to JavaScript: one step of the tracker (core/tracker.h).
#include <emscripten/bind.h>

#include "bindings/bindings.h"
#include "core/tracker.h"

namespace kago::bindings {
namespace {

std::uint32_t RunStep(std::uint32_t bytes) { return Reply(Step(Input(bytes))); }

}  // namespace

EMSCRIPTEN_BINDINGS(kago_step) { emscripten::function("step", &RunStep); }

}  // namespace kago::bindings
