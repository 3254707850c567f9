// What becomes of a draft: one list of checks in their order (decision.cc, kChecks), of which the
// first that has an opinion decides. A draft that passes them all is kept: its row is put, the books
// remember it. One that doesn't leaves no trace but its count in the ledger.
#ifndef KAGO_CORE_CALL_DECISION_H_
#define KAGO_CORE_CALL_DECISION_H_

#include <cstdint>
#include <string_view>

#include "core/base/json.h"
#include "core/call/draft.h"
#include "core/event/finding.h"
#include "core/work.h"

namespace kago {

// Prepares the draft, decides, and does what was decided. Returns the answer to the call.
Json Decide(Draft* draft, Work* work);

// Writes the text of an event down, to be sent with the others; `is_urgent`: at once. Whether there is room has been asked.
void Enqueue(const String& event_id, String&& text, bool is_urgent, Work* work);

// The answers, as js/src/api/types.ts has them.
Json Accepted(const Draft& draft);
Json Duplicate(std::string_view said_by);
// Adds `why` to the answer of a call of which no event comes: words for people, in debug mode.
void SayWhy(const Sentence& why, const Work& work, Json* answer);
// Counts the event, and others that a draft stands for, as lost, unless it is the same call once more.
Json Refuse(std::string_view reason, const Draft& draft, Work* work, std::int64_t events = 1);

}  // namespace kago

#endif  // KAGO_CORE_CALL_DECISION_H_
