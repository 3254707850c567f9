// Numbers that would be taken for each other where they stand in one list of parameters: each has a type of its own.
#ifndef KAGO_CORE_BASE_QUANTITY_H_
#define KAGO_CORE_BASE_QUANTITY_H_

#include <cstdint>

namespace kago {

// How long, beside a point in time (TimeMs).
struct Wait {
  std::int64_t ms;
};

// How large, in bytes of UTF-8, beside a count or a point in time.
struct Size {
  std::int64_t bytes;
};

}  // namespace kago

#endif  // KAGO_CORE_BASE_QUANTITY_H_
