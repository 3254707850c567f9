// For product pages: what their markup says, for modules that don't read it (core/platform/jsonld.h).
#include <emscripten/bind.h>

#include "bindings/bindings.h"
#include "core/platform/jsonld.h"

namespace kago::bindings {
namespace {

std::uint32_t RunMarkup(std::uint32_t bytes) { return Reply(ReadMarkup(Input(bytes))); }

}  // namespace

EMSCRIPTEN_BINDINGS(kago_markup) { emscripten::function("markup", &RunMarkup); }

}  // namespace kago::bindings
