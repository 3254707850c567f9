#include "core/call/calls.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/base/string.h"
#include "core/call/contact.h"
#include "core/call/decision.h"
#include "core/call/draft.h"
#include "core/event/event_table.h"
#include "core/event/validator.h"
#include "core/platform/heard.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

using std::string_view_literals::operator""sv;

bool IsCutShort(const ParsedJson& input) {
  return !input.ok() && input.faults.back().kind == JsonFault::Kind::kSyntax;
}

// A call is accepted when one of its events is.
void Report(std::size_t index, const CallMark& mark, Json&& result, Work* work) {
  bool accepted = result.TextAt("status") == "accepted";
  for (const Json& one : result.At("also").items()) accepted = accepted || one.TextAt("status") == "accepted";
  PageCalls& calls = work->state.calls;
  if (calls.FateOf(mark) == PageCalls::Fate::kUnknown) {
    calls.Add(mark, accepted ? PageCalls::Fate::kAccepted : PageCalls::Fate::kNotAccepted);
  }
  work->commands.Report(index, std::move(result));
}

// Takes out what is past limits::kObservationEventsMax and returns how many that were. Views go first:
// of them alone a page may show many, and an order or a cart behind them is worth more.
std::size_t TakeRest(Sightings* sightings) {
  const std::size_t all = sightings->size();
  for (std::size_t i = all; i > 0 && sightings->size() > limits::kObservationEventsMax; --i) {
    if (FindEventType((*sightings)[i - 1].name)->role == Role::kView) sightings->erase(sightings->begin() + i - 1);
  }
  while (sightings->size() > limits::kObservationEventsMax) sightings->pop_back();
  return all - sightings->size();
}

void Append(Json&& answer, const Draft& draft, Json* result) {
  answer.SetText("name", draft.name);
  if (!result->Find("name")) return result->Assign(std::move(answer));
  Json* also = result->Find("also");
  (also ? also : &result->Set("also", Json::Array()))->Push(std::move(answer));
}

// The answers to all events of an observation as one: the first, with the others under `also`.
Json DecideAll(Reading&& reading, const Json& input, Work* work) {
  Sightings& sightings = reading.sightings;
  const std::size_t rest = TakeRest(&sightings);
  Json result = Duplicate({});
  SayWhy(reading.why, *work, &result);
  for (std::size_t i = 0; i < sightings.size(); ++i) {
    Draft draft = DraftOf(input, i, *work);
    draft.name = sightings[i].name;
    draft.properties = std::move(sightings[i].properties);
    draft.cart_call.buy_now = sightings[i].buy_now;
    draft.view_call.again = sightings[i].again;
    Json answer = Decide(&draft, work);
    if (draft.type && draft.type->role == Role::kOrder && answer.TextAt("status") != "refused") {
      reading.memory.Close(draft.properties.TextAt("order_id"), true);
    }
    Append(std::move(answer), draft, &result);
  }
  work->state.memory = WriteMemory(std::move(reading.memory));
  if (rest > 0) {
    const auto events = static_cast<std::int64_t>(rest);
    Draft draft = DraftOf(input, sightings.size(), *work);  // one for all that was left out
    draft.name = input.TextAt("what");
    AddFinding(draft.name, Code::kTooMany, IntegerText(events) + " events more",
               kWith<"up to # events of one observation", limits::kObservationEventsMax>, &draft.violations);
    Append(Refuse(CodeText(Code::kTooMany), draft, work, events), draft, &result);
  }
  return result;
}

Json AnswerTo(const ParsedJson& input, Draft* whole, Work* work) {
  // Before the platform is asked: what it remembers must not hear one observation twice.
  if (whole->fate == PageCalls::Fate::kAccepted) return Accepted(*whole);
  if (whole->fate == PageCalls::Fate::kNotAccepted) return Duplicate({});
  // Too deep or too many is what an observation's mapping doesn't look at; the rest is judged anyhow.
  if (IsKnownPlatform(input.value.TextAt("from")) && !IsCutShort(input)) {
    auto reading = Heard(input.value, work->context, ReadMemory(work->state.memory));
    if (reading) return DecideAll(*std::move(reading), input.value, work);
  }
  AddFinding(input.value.TextAt("what"), Code::kWrongType, Quote(input.value.At("data")),
             "what a platform says that the option names (docs/platforms)", &whole->violations);
  return Refuse("refused", *whole, work);
}

}  // namespace

void Track(std::size_t index, const ParsedJson& input, Work* work) {
  Draft draft = DraftOf(input.value, 0, *work);
  draft.name = input.value.TextAt("name");
  const Json* properties = input.value.Find("properties");
  draft.properties = properties ? *properties : Json::Object();
  draft.violations.Append(FaultFindings(input));
  draft.cut_short = IsCutShort(input);
  Json answer = Decide(&draft, work);
  Report(index, draft.mark, std::move(answer), work);
}

void Observe(std::size_t index, const ParsedJson& input, Work* work) {
  Draft whole = DraftOf(input.value, 0, *work);
  Json answer = AnswerTo(input, &whole, work);
  Report(index, whole.mark, std::move(answer), work);
}

void Identify(std::size_t index, const ParsedJson& input, Work* work) {
  const Draft draft = DraftOf(input.value, 0, *work);
  const Json& id = input.value.At("user_id");
  Findings violations = FaultFindings(input);
  const Json contact = ContactOf(input.value, &violations);
  ValidateUserId(id, !contact.items().empty(), &violations);
  Json result = Json::Object();
  result.SetText("status", violations.empty() ? "accepted"sv : "refused"sv);
  if (!violations.empty()) {
    result.Set("violations", ToJson(violations));
  } else if (draft.fate == PageCalls::Fate::kUnknown) {
    work->state.user_id = id.text();
    SayContact(draft, contact, work);
    work->state.calls.Add(draft.mark, PageCalls::Fate::kAccepted);
  }
  work->commands.Report(index, std::move(result));
}

}  // namespace kago
