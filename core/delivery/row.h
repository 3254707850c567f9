// A stored event, without its text: what a step is told of the store, and what a lease holds on to.
#ifndef KAGO_CORE_DELIVERY_ROW_H_
#define KAGO_CORE_DELIVERY_ROW_H_

#include <cstdint>

#include "core/base/archive.h"
#include "core/base/string.h"

namespace kago {

struct Row {
  std::int64_t seq = 0;    // its place in the queue; given out once
  std::int64_t bytes = 0;  // of its text
  String event_id;

  void Visit(Archive& archive) {
    archive.Integer("seq", &seq);
    archive.Integer("bytes", &bytes);
    archive.Text("id", &event_id);
  }
};

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_ROW_H_
