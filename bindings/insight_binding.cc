// One more function of text, for collectors: what events mean for the rows that a shop reads (core/insight/fold.h).
#include <emscripten/bind.h>

#include "bindings/bindings.h"
#include "core/insight/fold.h"

namespace kago::bindings {
namespace {

std::uint32_t RunFold(std::uint32_t bytes) { return Reply(FoldText(Input(bytes))); }

}  // namespace

EMSCRIPTEN_BINDINGS(kago_insight) { emscripten::function("fold", &RunFold); }

}  // namespace kago::bindings
