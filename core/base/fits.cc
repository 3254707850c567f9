#include "core/base/fits.h"

namespace kago {
namespace {

// Goes no deeper than `levels_max`, whatever the value.
bool IsDeeper(const Json& value, std::size_t levels_max) {
  if (!value.is_array() && !value.is_object()) return false;
  for (const Json& item : value.items()) {
    if (levels_max > 0 && IsDeeper(item, levels_max - 1)) return true;
  }
  return levels_max == 0;
}

}  // namespace

bool Fits(const Json& value, std::size_t levels_max, std::size_t bytes_max) {
  return !IsDeeper(value, levels_max) && Dump(value).size() <= bytes_max;
}

}  // namespace kago
