// What an event means for its cart, by its role: one line each.
#ifndef KAGO_CORE_CART_LIFECYCLE_H_
#define KAGO_CORE_CART_LIFECYCLE_H_

#include <cstdint>

#include "core/event/event_table.h"

namespace kago {

// What becomes of a fingerprint that its cart keeps.
enum class Print : std::uint8_t { kKept, kSet, kCleared };

struct Lifecycle {
  char once;       // said once only, under a key that begins with this letter; 0: as often as it is true
  bool opens;      // a cart begins with it where there is none
  bool closes;     // its cart ends with it
  bool buys_now;   // it may be of the "buy it now" cart
  Print snapshot;   // of the cart's content that was said last
  Print checkout;   // of the lines that went into checkout

  bool has_cart() const { return opens || closes; }
};

const Lifecycle& LifecycleOf(Role role);

}  // namespace kago

#endif  // KAGO_CORE_CART_LIFECYCLE_H_
