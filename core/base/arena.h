// Memory of one call: taken from a growing region, never given back, thrown away as a whole.
//
// The core is a pure function of its input, so nothing it allocates outlives the call's output. Where nothing is
// freed, a copy may share what it is a copy of, and no destructor is needed: less to download (measured in
// docs/architecture.md, "Size") and less to do. String and List live here.
//
// In Wasm: bindings/arena.cc, emptied before each call. Natively: arena_native.cc, emptied by Scope.
#ifndef KAGO_CORE_BASE_ARENA_H_
#define KAGO_CORE_BASE_ARENA_H_

#include <cstddef>

namespace kago::arena {

// `bytes` of memory, aligned for every type. Traps when there is no more.
void* Take(std::size_t bytes);

// Makes what was taken last longer by `bytes` if it ends at `end`, and says whether it did.
bool Extend(const void* end, std::size_t bytes);

}  // namespace kago::arena

#endif  // KAGO_CORE_BASE_ARENA_H_
