// What an event on the wire is, around its properties: which event it is and of whom, and when. One table
// for the page, which writes it, and for the collector, which judges it.
#ifndef KAGO_CORE_EVENT_ENVELOPE_H_
#define KAGO_CORE_EVENT_ENVELOPE_H_

#include <span>
#include <string_view>

#include "core/base/json.h"
#include "core/base/string.h"
#include "core/base/time.h"
#include "core/event/event_table.h"
#include "core/event/finding.h"

namespace kago {

struct Envelope {
  std::string_view event_id;
  std::string_view name;
  TimeMs time = 0;
  std::string_view anonymous_id;
  std::string_view user_id;  // empty: nobody has logged in
};

// The members of an event beside `name` and `properties`, which say together what the rest must be. Contact data is of a
// user: whose else could it be erased with?
std::span<const Field> EnvelopeFields(Role role = Role::kNone);

// The event as it is kept, sent and judged: the same bytes each time.
String EventText(const Envelope& envelope, const Json& properties);

// Every violation of an event on the wire.
Findings ValidateEvent(const ParsedJson& event);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_ENVELOPE_H_
