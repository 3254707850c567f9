// The value types that Kago's embind functions use, in place of embind's own list.
//
// embind's library (bind.cpp) registers some twenty types at start-up, strings and typed arrays
// among them, and links printf to name an unknown one. Kago passes plain numbers only. Defining the
// two symbols here keeps that object file, and the glue that serves it, out of what a shopper
// downloads: about 5 kB brotli (docs/architecture.md, "Size"). Tied to Emscripten 3.1.6, whose
// names these are; the build fails to link if another version wants more.
#include <cstdint>
#include <limits>

#include <emscripten/bind.h>
#include <emscripten/emscripten.h>

extern "C" {

// Only used in embind's message about a type that isn't registered.
EMSCRIPTEN_KEEPALIVE const char* __getTypeName(const std::type_info*) { return ""; }

EMSCRIPTEN_KEEPALIVE __attribute__((constructor)) void __embind_register_native_and_builtin_types() {
  using emscripten::internal::TypeID;
  emscripten::internal::_embind_register_integer(TypeID<std::uint32_t>::get(), "u32", sizeof(std::uint32_t), 0,
                                                 std::numeric_limits<std::uint32_t>::max());
}

}  // extern "C"
