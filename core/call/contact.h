// What `identify` says of a shopper beside their id: how to reach them. It goes to the collector in an event of its own,
// `kago.customer_identified`, and nowhere else: not into the state, where a hash stands for it, nor into diagnostics, nor
// into what a refusal quotes.
#ifndef KAGO_CORE_CALL_CONTACT_H_
#define KAGO_CORE_CALL_CONTACT_H_

#include "core/base/json.h"
#include "core/call/draft.h"
#include "core/event/finding.h"
#include "core/work.h"

namespace kago {

// The event's properties, of an input `identify` (input.h); an empty object where it has nothing to say. Appends what is
// wrong, under `contact`; nothing is mended, since a number has lost what a telephone number begins with.
Json ContactOf(const Json& input, Findings* violations);

// Keeps the event of a call with these properties, unless it has none or was said before on that day: pages identify with each load. A
// collector that has forgotten it, or never got it, hears it again the day after; where the queue is full, the next page says it.
void SayContact(const Draft& draft, const Json& properties, Work* work);

}  // namespace kago

#endif  // KAGO_CORE_CALL_CONTACT_H_
