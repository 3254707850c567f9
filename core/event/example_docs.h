// One complete example of each event, as it stands on the wire: for docs/events.md and the JSON
// Schemas. Compiled natively only.
#ifndef KAGO_CORE_EVENT_EXAMPLE_DOCS_H_
#define KAGO_CORE_EVENT_EXAMPLE_DOCS_H_

#include <string_view>

#include "core/base/json.h"

namespace kago {

// null when there is no example of that event, or its text is bad.
Json ExampleOf(std::string_view event);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_EXAMPLE_DOCS_H_
