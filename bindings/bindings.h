// The core's door to JavaScript: bytes in, bytes out, no logic.
//
// The caller asks for room (reserve), writes UTF-8 JSON there, calls a function of text with its
// length, and reads the reply at output() before it asks for room again. Plain numbers cross the
// boundary because embind copies strings slowly (docs/architecture.md, "The boundary").
#ifndef KAGO_BINDINGS_BINDINGS_H_
#define KAGO_BINDINGS_BINDINGS_H_

#include <cstdint>
#include <string_view>

namespace kago::bindings {

// What the caller has written.
std::string_view Input(std::uint32_t bytes);

// Keeps the text as the output, until the next reserve; returns its length.
std::uint32_t Reply(std::string_view text);

}  // namespace kago::bindings

#endif  // KAGO_BINDINGS_BINDINGS_H_
