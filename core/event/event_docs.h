// What events and their fields mean, in words for people. docs/events.md, the JSON Schemas and the
// TypeScript types are made of these words and of the event table.
//
// Compiled natively only (kago_docs in CMakeLists.txt): a shopper downloads none of it.
#ifndef KAGO_CORE_EVENT_EVENT_DOCS_H_
#define KAGO_CORE_EVENT_EVENT_DOCS_H_

#include <span>
#include <string_view>

#include "core/event/event_table.h"

namespace kago {

struct EventDoc {
  std::string_view event;
  std::string_view when;      // it is sent
  std::string_view good_for;  // what a marketer can do with it
};

// Owners of fields that are no event.
inline constexpr std::string_view kAnyOwner = "";
inline constexpr std::string_view kProductOwner = "product";
inline constexpr std::string_view kDiscountOwner = "discount";
inline constexpr std::string_view kEnvelopeOwner = "envelope";

struct FieldDoc {
  std::string_view owner;  // an event's name, or one of the above
  std::string_view field;
  std::string_view meaning;
  std::string_view filled;  // what Kago fills in when the shop leaves it out; empty: nothing
};

std::span<const EventDoc> EventDocs();
std::span<const FieldDoc> FieldDocs();

// nullptr when there are no words for it.
const EventDoc* FindEventDoc(std::string_view event);
// The owner's own words for a field, else those of kAnyOwner, else nullptr.
const FieldDoc* FindFieldDoc(std::string_view owner, std::string_view field);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_EVENT_DOCS_H_
