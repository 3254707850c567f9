// An event as the collector has stored it: valid, and with what only the collector knows of it.
#ifndef KAGO_CORE_INSIGHT_HEARD_H_
#define KAGO_CORE_INSIGHT_HEARD_H_

#include <cstdint>

#include "core/base/json.h"
#include "core/event/event_table.h"
#include "core/insight/stamp.h"

namespace kago {

struct HeardEvent {
  const EventType* type;  // never nullptr
  Stamp stamp;
  // By the collector's clock: a shopper's proves nothing, so it is what decides of being abandoned.
  TimeMs received_at = 0;
  // Its place among all stored events, from 1. A row is named by the first event that speaks of it.
  std::int64_t seq = 0;
  String anonymous_id;
  String user_id;  // empty: nobody has logged in
  Json properties;
};

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_HEARD_H_
