// One more function of text: an event as the Braze Web SDK takes it (core/encoding/braze.h).
#include <emscripten/bind.h>

#include "bindings/bindings.h"
#include "core/encoding/braze.h"

namespace kago::bindings {
namespace {

std::uint32_t RunBraze(std::uint32_t bytes) { return Reply(BrazeText(Input(bytes))); }

}  // namespace

EMSCRIPTEN_BINDINGS(kago_braze) { emscripten::function("braze", &RunBraze); }

}  // namespace kago::bindings
