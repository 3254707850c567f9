// JSON and findings as short texts, so that a test shows what it is about.
#ifndef KAGO_CORE_TESTING_VALUES_H_
#define KAGO_CORE_TESTING_VALUES_H_

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/event/finding.h"

namespace kago::testing {

// The value of a JSON text; the test fails when the text has a fault.
Json FromText(std::string_view text);

// The value at `properties.products[0].price`, or nullptr.
Json* At(Json* root, std::string_view path);

// The members of an object as JSON, in the order of their keys.
std::string InOrder(Json object);

// `["a","b"]` of objects {"path": "a", …}: one member of each element, joined by ", ".
std::string MembersOf(const Json& list, std::string_view key);

// `properties.price negative, name unknown_event`, in the order of the findings.
std::string Told(const Findings& findings);
// The same of findings that came out as JSON (a report, a verdict); `no findings` of nullptr.
std::string Told(const Json* findings);

// As many times as asked for.
std::string Repeated(std::string_view text, std::size_t times);

}  // namespace kago::testing

#endif  // KAGO_CORE_TESTING_VALUES_H_
