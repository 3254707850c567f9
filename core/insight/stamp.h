// When something was said, and by which event. Of two words about one thing the later one counts; of two of one moment
// the one that comes later in a visit (a cart, its checkout, its end), then the one whose event has the greater id: so
// whatever the order in which they arrive, the same one does.
#ifndef KAGO_CORE_INSIGHT_STAMP_H_
#define KAGO_CORE_INSIGHT_STAMP_H_

#include <cstdint>

#include "core/base/archive.h"
#include "core/base/string.h"
#include "core/base/time.h"

namespace kago {

struct Stamp {
  TimeMs time = 0;  // the event's own
  std::int64_t rank = 0;  // in a visit: servers stamp by the second
  String event_id;  // empty: nothing was said yet, which is before all else

  bool is_set() const { return !event_id.empty(); }

  void Visit(Archive& archive) {
    archive.Integer("time", &time);
    archive.Integer("rank", &rank);
    archive.Text("event_id", &event_id);
  }
};

bool operator<(const Stamp& a, const Stamp& b);
inline bool operator==(const Stamp& a, const Stamp& b) { return a.event_id == b.event_id && a.time == b.time; }

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_STAMP_H_
