// Who is sending, and which rows. One at a time per origin, so the order is kept across tabs; a tab
// that dies leaves a lease that runs out.
#ifndef KAGO_CORE_DELIVERY_LEASE_H_
#define KAGO_CORE_DELIVERY_LEASE_H_

#include <cstdint>

#include "core/base/archive.h"
#include "core/base/list.h"
#include "core/base/string.h"
#include "core/base/time.h"
#include "core/delivery/row.h"

namespace kago {

struct Lease {
  String id;  // empty: nobody is sending
  TimeMs until = 0;
  List<Row> rows;
  std::int64_t diagnostics = 0;  // how many of them travel with this request
  bool pack = false;  // its body is worth gzip, and the collector reads it; known to the one step that claims

  void Visit(Archive& archive) {
    archive.Text("id", &id);
    archive.Integer("until", &until);
    archive.List("rows", &rows);
    archive.Integer("diagnostics", &diagnostics);
  }
};

// When the host is to say `claim`; 0: nothing waits.
struct Wake {
  TimeMs at = 0;
  TimeMs then = 0;  // and when, once the request under way is answered; 0: none is under way, or nothing else waits
};

}  // namespace kago

#endif  // KAGO_CORE_DELIVERY_LEASE_H_
