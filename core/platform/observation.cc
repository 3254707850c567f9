#include "core/platform/observation.h"

#include "core/base/limits.h"

namespace kago {

void Memory::Bound() {
  for (Json* tree : {&cart, &checkout}) {
    if (Dump(*tree).size() > limits::kMemoryBytesMax) *tree = Json::Object();
  }
}

}  // namespace kago
