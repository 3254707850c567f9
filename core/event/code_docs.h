// What each code of a finding means and what to do about it, in words for people: the tables of
// docs/events.md, and what the inspector says beside a field. Compiled natively only.
#ifndef KAGO_CORE_EVENT_CODE_DOCS_H_
#define KAGO_CORE_EVENT_CODE_DOCS_H_

#include <span>
#include <string_view>

#include "core/event/finding.h"

namespace kago {

struct CodeDoc {
  Code code;
  std::string_view meaning;
  std::string_view remedy;
};

// In the order of finding.h.
std::span<const CodeDoc> CodeDocs();

}  // namespace kago

#endif  // KAGO_CORE_EVENT_CODE_DOCS_H_
