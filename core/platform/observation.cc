#include "core/platform/observation.h"

#include "core/base/fits.h"
#include "core/base/limits.h"

namespace kago {
namespace {

// A line's metadata is the fourth level, what is in it the fifth.
constexpr std::size_t kLevelsMax = 8;

}  // namespace

void Memory::Bound() {
  for (Json* tree : {&cart, &checkout}) {
    if (!Fits(*tree, kLevelsMax, limits::kMemoryBytesMax)) *tree = Json::Object();
  }
}

}  // namespace kago
