// Says whether an event is valid, with every violation and not the first only. The one judge for
// the page (before an event is kept) and for the collector (before it is stored).
#ifndef KAGO_CORE_EVENT_VALIDATOR_H_
#define KAGO_CORE_EVENT_VALIDATOR_H_

#include "core/base/json.h"
#include "core/event/event_table.h"
#include "core/event/finding.h"

namespace kago {

// An event on the wire: `event_id`, `name`, `time`, `anonymous_id`, `user_id`, `properties`.
Findings ValidateEvent(const ParsedJson& event);

// Appends what is wrong with the properties of an event of that type.
void ValidateProperties(const EventType& type, const Json& properties, Findings* findings);

// Appends what is wrong with a user's id. Absent (nullptr) and `null` are right: logged out.
void ValidateUserId(const Json* id, Findings* findings);

// What parsing could not take over, as violations.
Findings FaultFindings(const ParsedJson& parsed);

// The violation of a name that no event has.
Finding UnknownEvent(const std::string& name);

// True when a value, which may be missing (nullptr), leaves a cart event in delta style.
bool IsDelta(const Json* action);

// True for `{"$kago": "NaN"}`: js/src/engine/encode.ts's mark for what JSON can't say.
bool IsMark(const Json& value);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_VALIDATOR_H_
