// Makes an event's properties out of what a shop passed: fills defaults, mends what can be mended
// without a guess, leaves out what is personal, and moves what is the shop's own into metadata. Whether the result is valid is
// the validator's question.
#ifndef KAGO_CORE_EVENT_BUILDER_H_
#define KAGO_CORE_EVENT_BUILDER_H_

#include "core/base/json.h"
#include "core/base/string.h"
#include "core/event/event_table.h"
#include "core/event/finding.h"

namespace kago {

// What a shop has set for all its events.
struct Defaults {
  // Used where the event has such a field and the shop gave none. Empty ones fill nothing.
  String currency;
  String source;
  String personal{};  // names of personal members that may leave, with a space between (personal.h)
};

// Changes `properties` in place; appends a warning for each thing that was mended. Absent values:
// a missing member, `null`, and an empty text in an optional field. `total_value` is filled
// and checked as in total.h. REQUIRES: `properties` is an object.
void BuildProperties(const EventType& type, const Defaults& defaults, Json* properties, Findings* warnings);

// An id without its secret part: `hWN2abc?key=9f0e` is a credential, `hWN2abc` is a name
// (platforms.md 2.4).
std::string_view WithoutSecret(std::string_view id);

// `8` of `gid://shopify/Product/8`, without what follows a `?`; of other texts the text. Shopify's theme, pixel and
// Storefront API write one id in either way (shopify.dev/docs/api/usage/gids). Empty of a placeholder, which is no id.
std::string_view GidTail(std::string_view id);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_BUILDER_H_
