// Rows as a collector stores them: each as text that it keeps byte for byte, beside what it has to find them by.
#ifndef KAGO_CORE_INSIGHT_STORED_H_
#define KAGO_CORE_INSIGHT_STORED_H_

#include "core/insight/rows.h"

namespace kago {

// {"carts": [{"id", "row": "{…}", columns…}], "checkouts": …, "orders": …, "identities": …, "figures": …}. Columns, of which
// those that say nothing are null:
//   carts       user_id, anonymous_id, created_at, updated_at, changed_at (received), is_open; times in ms
//   checkouts   number, cart_id, user_id, anonymous_id, created_at, updated_at, changed_at (received), is_open, completed_at
//   orders      user_id, anonymous_id, placed_at
//   identities  user_id
//   contacts    email
//   figures     is_empty: the currency counts nothing any more
Json StoredRows(Rows* rows);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_STORED_H_
