// The event table as TypeScript: the types of what a page passes to Kago's calls. What Kago fills
// in is optional there.
#ifndef KAGO_CORE_SCHEMA_TYPESCRIPT_H_
#define KAGO_CORE_SCHEMA_TYPESCRIPT_H_

#include <string>

namespace kago {

// The text of js/src/generated/events.ts.
std::string TypeScriptOfEvents();

}  // namespace kago

#endif  // KAGO_CORE_SCHEMA_TYPESCRIPT_H_
