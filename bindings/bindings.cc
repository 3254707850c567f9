// The core's door to JavaScript: bytes in, bytes out, no logic.
//
// The caller asks for room (reserve), writes UTF-8 JSON there, calls step or judge with its length,
// and reads the reply at output() before it asks for room again. Plain numbers cross the boundary
// because embind copies strings slowly (docs/architecture.md, "The boundary").
#include <cstdint>
#include <string>
#include <string_view>

#include <emscripten/bind.h>

#include "bindings/arena.h"
#include "core/tracker.h"

namespace {

const char* input = nullptr;
const char* output = nullptr;

std::uint32_t AddressOf(const char* bytes) { return reinterpret_cast<std::uintptr_t>(bytes); }

std::uint32_t Reserve(std::uint32_t bytes) {
  kago::arena::Reset();
  input = static_cast<const char*>(kago::arena::Take(bytes));
  return AddressOf(input);
}

// The text stays where it is until the next Reset, though its owner goes.
std::uint32_t Reply(std::string_view text) {
  char* bytes = static_cast<char*>(kago::arena::Take(text.size()));
  output = bytes;
  text.copy(bytes, text.size());
  return text.size();
}

std::uint32_t RunStep(std::uint32_t bytes) { return Reply(kago::Step({input, bytes})); }
std::uint32_t RunJudge(std::uint32_t bytes) { return Reply(kago::Judge({input, bytes})); }
std::uint32_t Output() { return AddressOf(output); }

}  // namespace

EMSCRIPTEN_BINDINGS(kago) {
  emscripten::function("reserve", &Reserve);
  emscripten::function("step", &RunStep);
  emscripten::function("judge", &RunJudge);
  emscripten::function("output", &Output);
}
