// More functions of text, for collectors: what events mean for the rows that a shop reads (core/insight/fold.h), and these in
// the words in which it reads them (core/insight/reply.h).
#include <emscripten/bind.h>

#include "bindings/bindings.h"
#include "core/insight/fold.h"
#include "core/insight/reply.h"

namespace kago::bindings {
namespace {

std::uint32_t RunFold(std::uint32_t bytes) { return Reply(FoldText(Input(bytes))); }
std::uint32_t RunReply(std::uint32_t bytes) { return Reply(ReplyText(Input(bytes))); }

}  // namespace

EMSCRIPTEN_BINDINGS(kago_insight) {
  emscripten::function("fold", &RunFold);
  emscripten::function("reply", &RunReply);
}

}  // namespace kago::bindings
