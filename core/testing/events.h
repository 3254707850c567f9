// Valid events, made from the event table: whatever the table says, these follow it.
#ifndef KAGO_CORE_TESTING_EVENTS_H_
#define KAGO_CORE_TESTING_EVENTS_H_

#include <span>
#include <string_view>

#include "core/base/json.h"
#include "core/event/event_table.h"

namespace kago::testing {

Json ValidValue(Kind kind);
// An object with all these fields.
Json ValidObject(std::span<const Field> fields);
Json ValidProperties(std::string_view event_name);
// An event on the wire, with every field that it may have.
Json ValidEvent(const EventType& type);

// Properties of a cart_updated with one line of that product, quantity and unit price.
Json CartOf(std::string_view product_id, std::string_view quantity, std::string_view price);

}  // namespace kago::testing

#endif  // KAGO_CORE_TESTING_EVENTS_H_
