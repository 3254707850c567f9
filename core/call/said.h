// One thing that is said once only, and the event that said it.
#ifndef KAGO_CORE_CALL_SAID_H_
#define KAGO_CORE_CALL_SAID_H_

#include "core/base/archive.h"
#include "core/base/string.h"

namespace kago {

struct Said {
  String key;  // a checkout's content, an order, a cancellation, a product in a view
  String event_id;

  void Visit(Archive& archive) {
    archive.Text("key", &key);
    archive.Text("event_id", &event_id);
  }
};

}  // namespace kago

#endif  // KAGO_CORE_CALL_SAID_H_
