// The arena of a Wasm module (core/base/arena.h): all of its memory behind the stack and static data.
#ifndef KAGO_BINDINGS_ARENA_H_
#define KAGO_BINDINGS_ARENA_H_

#include "core/base/arena.h"

namespace kago::arena {

// Throws away everything taken so far but what start-up took.
void Reset();

}  // namespace kago::arena

#endif  // KAGO_BINDINGS_ARENA_H_
