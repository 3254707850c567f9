// When something was said, and by which event. Of two words about one thing the later one counts, and of two of one
// moment the one whose event has the greater id: so whatever the order in which they arrive, the same one does.
#ifndef KAGO_CORE_INSIGHT_STAMP_H_
#define KAGO_CORE_INSIGHT_STAMP_H_

#include "core/base/archive.h"
#include "core/base/string.h"
#include "core/base/time.h"

namespace kago {

struct Stamp {
  TimeMs time = 0;  // the event's own
  String event_id;  // empty: nothing was said yet, which is before all else

  bool is_set() const { return !event_id.empty(); }

  void Visit(Archive& archive) {
    archive.Integer("time", &time);
    archive.Text("event_id", &event_id);
  }
};

bool operator<(const Stamp& a, const Stamp& b);
inline bool operator==(const Stamp& a, const Stamp& b) { return a.event_id == b.event_id && a.time == b.time; }

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_STAMP_H_
