#include "core/event/envelope.h"

#include "core/event/validator.h"

namespace kago {
namespace {

constexpr std::string_view kEventId = "event_id";
constexpr std::string_view kName = "name";
constexpr std::string_view kTime = "time";
constexpr std::string_view kAnonymousId = "anonymous_id";
constexpr std::string_view kUserId = "user_id";
constexpr std::string_view kProperties = "properties";

constexpr Field kEnvelopeFields[] = {
    {kEventId, Kind::kText, Need::kRequired},
    {kTime, Kind::kTime, Need::kRequired},
    {kAnonymousId, Kind::kText, Need::kRequired},
    {kUserId, Kind::kText, Need::kOptional},
};

constexpr Field kEnvelopeFieldsOfUser[] = {
    kEnvelopeFields[0],
    kEnvelopeFields[1],
    kEnvelopeFields[2],
    {kUserId, Kind::kText, Need::kRequired},
};

}  // namespace

std::span<const Field> EnvelopeFields(Role role) {
  return role == Role::kIdentified ? kEnvelopeFieldsOfUser : kEnvelopeFields;
}

String EventText(const Envelope& envelope, const Json& properties) {
  Json event = Json::Object();
  event.SetText(kEventId, envelope.event_id);
  event.SetText(kName, envelope.name);
  event.SetText(kTime, IsoText(envelope.time));
  event.SetText(kAnonymousId, envelope.anonymous_id);
  if (!envelope.user_id.empty()) event.SetText(kUserId, envelope.user_id);
  event.Set(kProperties, properties);
  return Dump(event);
}

Findings ValidateEvent(const ParsedJson& parsed) {
  Findings findings = FaultFindings(parsed);
  const Json& event = parsed.value;
  if (!event.is_object()) {
    if (findings.empty()) AddFinding("", Code::kWrongType, Quote(event), "an object", &findings);
    return findings;
  }
  Json rest = event;
  rest.Remove(kName);
  rest.Remove(kProperties);
  const String& name = event.TextAt(kName);
  const EventType* type = FindEventType(name);
  ValidateMembers(EnvelopeFields(type ? type->role : Role::kNone), rest, &findings);
  if (type) {
    ValidateProperties(*type, event.At(kProperties), &findings);
  } else {
    findings.push_back(UnknownEvent(name));
  }
  return findings;
}

}  // namespace kago
