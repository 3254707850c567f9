// Members that say who the shopper is: they stay behind, at any depth of what a shop passes, unless the shop
// lists them in the option `personal`. Known by their name alone, in the ways in which shops spell it; what a
// value says under another name nobody knows.
//
// A call may be written down before the core has loaded, so the page leaves their values out itself
// (js/src/engine/encode.ts, with these names in js/src/generated/personal.ts); here they go with a warning.
#ifndef KAGO_CORE_EVENT_PERSONAL_H_
#define KAGO_CORE_EVENT_PERSONAL_H_

#include <string_view>

#include "core/base/json.h"
#include "core/event/finding.h"

namespace kago {

// As words without what stands between them (`firstname`), with a space between two names.
std::string_view PersonalNames();

// By the name's last words: `customer_email`, `billingFirstName`, `SHIPPING-ADDRESS-1`; not `velocity`.
// `allowed`: names that the shop has listed, with a space between; their spelling counts as little.
bool IsPersonal(std::string_view name, std::string_view allowed);

// Removes them from `value`, which stands at `path`. A flag or null tells nothing of anybody.
void RemovePersonal(std::string_view allowed, Json* value, const Path& path, Findings* warnings);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_PERSONAL_H_
