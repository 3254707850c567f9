#include "core/call/contact.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "core/base/ids.h"
#include "core/base/limits.h"
#include "core/call/decision.h"
#include "core/event/envelope.h"
#include "core/event/event_table.h"
#include "core/event/validator.h"

namespace kago {
namespace {

// As a page names the event's fields, in their order.
constexpr Field kContactFields[] = {
    {"email", Kind::kEmail, Need::kOptional},
    {"firstName", Kind::kText, Need::kOptional},
    {"lastName", Kind::kText, Need::kOptional},
    {"phone", Kind::kText, Need::kOptional},
};
constexpr EventType kContact = {"contact", Role::kIdentified, kContactFields};

}  // namespace

Json ContactOf(const Json& input, Findings* violations) {
  Json properties = Json::Object();
  const Json& contact = input.At(kContact.name);
  if (contact.is_null()) return properties;
  const Field* field = EventTypes().back().fields.data();
  for (const Field& said : kContactFields) {
    if (const Json* value = contact.Find(said.name)) properties.Set(field->name, *value);
    ++field;
  }
  const std::size_t others = violations->size();
  ValidateProperties(kContact, contact, violations, kContact.name);
  for (std::size_t i = others; i < violations->size(); ++i) (*violations)[i].found = "a personal value";
  return properties;
}

void SayContact(const Draft& draft, const Json& properties, Work* work) {
  State& state = work->state;
  const auto hash = static_cast<std::int64_t>((Hash(state.user_id) ^ Hash(Dump(properties))) & limits::kIntegerMax);
  const std::int64_t said = hash ^ (draft.call_time / limits::kDayMs);
  if (properties.items().empty() || said == state.contact) return;
  String text = EventText({draft.event_id, kIdentified, draft.cart_call.time, state.anonymous_id, state.user_id}, properties);
  if (!state.delivery.HasRoom(static_cast<std::int64_t>(text.size()), false)) return;
  Enqueue(draft.event_id, std::move(text), false, work);
  state.contact = said;
}

}  // namespace kago
