// An event as the Braze Web SDK takes it.
//
// The SDK refuses a whole event for a `"` in a product's name or an image address of 400 characters
// (platforms.md 1.4, "Web SDK 6.13.0"). Kago's event keeps what is true; this encoding writes it in
// a way that Braze's rules allow, and says what it changed. An event that satisfies them stays as it is.
#ifndef KAGO_CORE_ENCODING_BRAZE_H_
#define KAGO_CORE_ENCODING_BRAZE_H_

#include <optional>
#include <string_view>

#include "core/base/json.h"
#include "core/base/string.h"
#include "core/event/event_table.h"
#include "core/event/finding.h"

namespace kago {

// Changes the properties of a valid event in place and returns what was changed:
//   texts       `"` becomes `″` (U+2033)
//   addresses   `"` becomes `%22`; longer than 255 characters: left out
//   metadata    bytes that keys may not have become %XX; texts end after 255 characters; what does
//               not fit the size any more is left out from the end. The keys that Braze reads
//               (country, market_handle, presentment_currency, tags, payment_gateway_names) get its
//               types, or are left out
// The currency stays: Braze's list is old, and not ours to guess at.
Findings EncodeForBraze(const EventType& type, Json* properties);

// An event on the wire to JSON `{"name", "properties", "changes": [{"path", "code", "found",
// "expected"}]}`; `null` for one that isn't Braze's (kago.*) or isn't valid.
String BrazeText(std::string_view event);

}  // namespace kago

#endif  // KAGO_CORE_ENCODING_BRAZE_H_
