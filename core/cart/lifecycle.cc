#include "core/cart/lifecycle.h"

#include <cstddef>

namespace kago {

const Lifecycle& LifecycleOf(Role role) {
  using enum Print;
  // A cancellation and a refund come long after their cart has ended: they have none.
  static constexpr Lifecycle kLifecycles[] = {
      //             once  opens  closes buys_now snapshot  checkout
      /* none      */ {0, false, false, false, kKept, kKept},
      /* view      */ {0, false, false, false, kKept, kKept},
      /* cart      */ {0, true, false, false, kSet, kKept},
      /* emptied   */ {0, true, false, false, kCleared, kCleared},
      /* checkout  */ {'c', true, false, true, kKept, kSet},
      /* order     */ {'o', false, true, true, kKept, kKept},
      /* refunded  */ {0, false, false, false, kKept, kKept},
      /* cancelled */ {'x', false, false, false, kKept, kKept},
      /* identified*/ {0, false, false, false, kKept, kKept},
  };
  static_assert(std::size(kLifecycles) == static_cast<std::size_t>(Role::kIdentified) + 1);
  return kLifecycles[static_cast<std::size_t>(role)];
}

}  // namespace kago
