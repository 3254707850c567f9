// What every module has: reserve, output. See bindings.h.
#include "bindings/bindings.h"

#include <emscripten/bind.h>

#include "bindings/arena.h"

namespace kago::bindings {
namespace {

const char* input = nullptr;
const char* output = nullptr;

std::uint32_t AddressOf(const char* bytes) { return reinterpret_cast<std::uintptr_t>(bytes); }

std::uint32_t Reserve(std::uint32_t bytes) {
  arena::Reset();
  input = static_cast<const char*>(arena::Take(bytes));
  return AddressOf(input);
}

std::uint32_t Output() { return AddressOf(output); }

}  // namespace

std::string_view Input(std::uint32_t bytes) { return {input, bytes}; }

std::uint32_t Reply(std::string_view text) {
  char* bytes = static_cast<char*>(arena::Take(text.size()));
  output = bytes;
  text.copy(bytes, text.size());
  return text.size();
}

EMSCRIPTEN_BINDINGS(kago) {
  emscripten::function("reserve", &Reserve);
  emscripten::function("output", &Output);
}

}  // namespace kago::bindings
