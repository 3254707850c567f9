// The selections of core/platform/selections.h as data: as the pages' TypeScript has them, and what passes
// one. Native only: no shopper downloads it.
#ifndef KAGO_CORE_SCHEMA_SELECTION_H_
#define KAGO_CORE_SCHEMA_SELECTION_H_

#include <string>
#include <string_view>

#include "core/base/json.h"

namespace kago {

// {"items": {"price": 1}} of `items { price }`, with all fragments in their places.
Json SelectionTree(std::string_view members);

// Adds what `more` selects.
void Merge(const Json& more, Json* tree);

// What is left of a value, as js/src/observe/common/pick.ts leaves it.
Json Picked(const Json& value, const Json& tree);

// The text of js/src/generated/selections.ts.
std::string TypeScriptOfSelections();

}  // namespace kago

#endif  // KAGO_CORE_SCHEMA_SELECTION_H_
