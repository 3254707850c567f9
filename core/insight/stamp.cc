#include "core/insight/stamp.h"

namespace kago {

bool operator<(const Stamp& a, const Stamp& b) {
  if (a.is_set() != b.is_set()) return b.is_set();
  if (a.time != b.time) return a.time < b.time;
  if (a.rank != b.rank) return a.rank < b.rank;
  return a.event_id < b.event_id;
}

}  // namespace kago
