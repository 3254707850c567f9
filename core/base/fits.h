// Whether a value may be kept in the state: of what a page says only what is neither deep nor long, for a
// state that couldn't be read again would be lost with all that is in it.
#ifndef KAGO_CORE_BASE_FITS_H_
#define KAGO_CORE_BASE_FITS_H_

#include <cstddef>

#include "core/base/json.h"

namespace kago {

// It has no more levels of objects and arrays, and no more bytes once it is written.
bool Fits(const Json& value, std::size_t levels_max, std::size_t bytes_max);

}  // namespace kago

#endif  // KAGO_CORE_BASE_FITS_H_
