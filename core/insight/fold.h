// What the events of a shop mean for its carts, checkouts, orders and figures: a pure function that a collector calls
// within the transaction that stores the events. Any order of the same events, and any repetition, makes the same rows,
// byte for byte; so rows can be made anew from the stored events at any time.
#ifndef KAGO_CORE_INSIGHT_FOLD_H_
#define KAGO_CORE_INSIGHT_FOLD_H_

#include <optional>
#include <string_view>

#include "core/insight/heard.h"
#include "core/insight/rows.h"

namespace kago {

// The collector's own event: the link that was sent for a checkout was followed. Its properties: {"checkout_id"}.
inline constexpr std::string_view kCheckoutRecovered = "kago.checkout_recovered";

// `rows` has each row that stands under one of the event's ids already: its cart's, its checkout's, its order's, its
// browser's, its user's; the cart that its checkout had so far; and all checkouts of those carts.
void Fold(const HeardEvent& event, Rows* rows);

// An event of a request below; nullopt when it isn't one that is folded.
std::optional<HeardEvent> ReadHeard(const Json& json);

// Text to text, for Node. Request: {"events": [{"event": {…}, "received_at": ms, "seq": n}], "rows": {"carts": [row, …], …},
// "gone": [row of an order that is deleted and counts no more, …]}; reply: the rows as stored.h has them, those of "rows"
// included, be they changed or not.
String FoldText(std::string_view request);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_FOLD_H_
