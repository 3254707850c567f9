// Says whether an event's properties are valid, with every violation and not the first only. The one judge
// for the page (before an event is kept) and for the collector (before it is stored, envelope.h).
#ifndef KAGO_CORE_EVENT_VALIDATOR_H_
#define KAGO_CORE_EVENT_VALIDATOR_H_

#include <span>
#include <string_view>

#include "core/base/json.h"
#include "core/base/string.h"
#include "core/event/event_table.h"
#include "core/event/finding.h"

namespace kago {

// Appends what is wrong with the properties of an event of that type; `root`: how they are called.
void ValidateProperties(const EventType& type, const Json& properties, Findings* findings, std::string_view root = "properties");

// Appends what is wrong with the members of an object: those that it must have, and those that it may.
void ValidateMembers(std::span<const Field> fields, const Json& object, Findings* findings);

// Appends what is wrong with a user's id. Null is right: logged out. A placeholder counts as
// empty: it would make one user of all. `is_needed`: logged out is wrong.
void ValidateUserId(const Json& id, bool is_needed, Findings* findings);

// What parsing could not take over, as violations.
Findings FaultFindings(const ParsedJson& parsed);

// What would be right, by kind: the words that a developer reads in the refusal.
Sentence ExpectedOf(Kind kind);

// The violation of a name that no event has.
Finding UnknownEvent(const String& name);

// True for `{"$kago": "NaN"}`: js/src/engine/encode.ts's mark for what JSON can't say.
bool IsMark(const Json& value);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_VALIDATOR_H_
