// Memory of one call: taken from a growing region, never given back, thrown away as a whole before
// the next call.
//
// The core is a pure function of its input, so nothing it allocates outlives the call's output. A
// free that does nothing lets the optimiser drop every destructor: less to download (measured in
// docs/architecture.md, "Size") and less to do.
#ifndef KAGO_BINDINGS_ARENA_H_
#define KAGO_BINDINGS_ARENA_H_

#include <cstddef>

namespace kago::arena {

// `bytes` of memory, aligned for every type. Traps when the browser gives no more.
void* Take(std::size_t bytes);

// Throws away everything taken so far but what start-up took.
void Reset();

}  // namespace kago::arena

#endif  // KAGO_BINDINGS_ARENA_H_
