// docs/events.md: what the events mean and what is in them, for people who plan campaigns with them.
#ifndef KAGO_CORE_SCHEMA_EVENTS_PAGE_H_
#define KAGO_CORE_SCHEMA_EVENTS_PAGE_H_

#include <string>

namespace kago {

std::string EventsPage();

}  // namespace kago

#endif  // KAGO_CORE_SCHEMA_EVENTS_PAGE_H_
