// Rows as a collector stores them: each as text that it keeps byte for byte, beside what it has to find them by.
#ifndef KAGO_CORE_INSIGHT_STORED_H_
#define KAGO_CORE_INSIGHT_STORED_H_

#include "core/insight/rows.h"

namespace kago {

// {"carts": [{"id", "row": "{…}", columns…}], "checkouts": …, "orders": …, "identities": …, "figures": …}. Columns, of which
// those that say nothing are null:
//   carts       user_id, anonymous_id, created_at, updated_at, changed_at (received), is_open, ended_at, order_id: the
//               last that was made of it; times in ms
//   checkouts   number, cart_id, user_id, anonymous_id, created_at, updated_at, changed_at (received), is_open, completed_at,
//               bought_at (received), order_id
//   orders      user_id, anonymous_id, placed_at, cancelled_at, refunded_at (the last time)
//   identities  user_id
//   contacts    email
//   figures     is_empty: the currency counts nothing any more
Json StoredRows(Rows* rows);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_STORED_H_
