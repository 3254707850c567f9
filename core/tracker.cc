#include "core/tracker.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/base/text.h"
#include "core/event/builder.h"
#include "core/event/validator.h"
#include "core/platform/platforms.h"

namespace kago {
namespace {

// A total that Kago would have summed up is missing only because a line is wrong: the line says it.
void DropMissingTotal(Findings* violations) {
  const auto in_products = [](const Finding& finding) { return finding.path.starts_with("properties.products"); };
  if (std::none_of(violations->begin(), violations->end(), in_products)) return;
  std::erase_if(*violations, [](const Finding& finding) {
    return finding.code == Code::kMissing && finding.path == "properties.total_value";
  });
}

// Enough to see what is wrong; the page's own answer has them all.
Json FirstFindings(const Findings& findings) {
  return ToJson({findings.begin(), findings.begin() + std::min(findings.size(), limits::kDiagnosticFindingsMax)});
}

// Each call of a page has random bits of its own, and so has each event of one call.
Entropy EntropyOf(const CallMark& mark, std::size_t event) {
  const Entropy page = Entropy::FromHex(mark.page);
  return {page.high ^ Mix(static_cast<std::uint64_t>(mark.number)), page.low ^ (event == 0 ? 0 : Mix(event))};
}

std::string ViewIdOf(const Json& call) {
  const std::int64_t view = call.IntegerAt("view");
  return view == 0 ? std::string() : call.TextAt("page") + ':' + IntegerText(view);
}

// A platform that names no checkout: the cart's own id stands for it, so that it stays the same
// however often the page is loaded, and ends with the cart.
void NameCheckout(const EventType& type, Json* properties) {
  if (type.role != Role::kCheckout || !properties->TextAt("checkout_id").empty()) return;
  properties->SetText("checkout_id", properties->TextAt("cart_id"));
}

Json Duplicate(std::string_view event_id) {
  Json result = Json::Object();
  result.SetText("status", "duplicate");
  result.SetTextOrNull("eventId", event_id);
  return result;
}

// Levels of objects and arrays.
std::size_t DepthOf(const Json& value) {
  std::size_t below = 0;
  for (const Json& item : value.items()) below = std::max(below, DepthOf(item));
  return below + (value.is_array() || value.is_object() ? 1 : 0);
}

}  // namespace

// A track call on its way to an event.
struct Tracker::Draft {
  std::string name;
  const EventType* type = nullptr;  // nullptr: no event has that name
  TimeMs call_time = 0;
  std::optional<TimeMs> event_time;  // nullopt: the shop gave one that can't be read
  Entropy entropy;
  std::string event_id;
  CallMark mark;
  PageCalls::Fate fate = PageCalls::Fate::kUnknown;  // of this call, when it came before
  CartCall cart_call;
  ViewCall view_call;
  Json properties;
  bool cut_short = false;  // its text is bad from some place on
  Findings violations;
  Findings warnings;

  std::string Id(IdUse use) const { return UuidV7(call_time, entropy, use); }
};

Tracker::Tracker(const Context& context, State* state) : context_(context), state_(*state), rows_(context.rows) {
  if (state_.anonymous_id.empty()) {
    state_.anonymous_id = UuidV7(context.now, context.entropy, IdUse::kAnonymous);
  }
  if (context.fork) state_.delivery.BeginAnew();
}

void Tracker::Handle(std::size_t index, const ParsedJson& input) {
  const std::string& type = input.value.TextAt("type");
  if (type == "track") {
    Track(index, input);
  } else if (type == "observe") {
    Observe(index, input);
  } else if (type == "identify") {
    Identify(index, input);
  } else if (type == "claim") {
    Claim(input.value);
  } else if (type == "outcome") {
    Outcome(input.value);
  } else if (type == "release") {
    state_.delivery.Release(input.value.TextAt("lease"));
  } else if (type == "status") {
    Status(index);
  }
}

Commands Tracker::Finish() {
  commands_.Wake(state_.delivery.WakeAt(static_cast<std::int64_t>(state_.diagnostics.items().size()), context_.now));
  return std::move(commands_);
}

void Tracker::Track(std::size_t index, const ParsedJson& input) {
  Draft draft = DraftOf(input.value, 0);
  const Json* properties = input.value.Find("properties");
  draft.properties = properties ? *properties : Json::Object();
  const Findings faults = FaultFindings(input);
  draft.violations.insert(draft.violations.end(), faults.begin(), faults.end());
  // After a bad text the rest is unknown: "missing" would be a guess.
  draft.cut_short = !input.ok() && input.faults.back().kind == JsonFault::Kind::kSyntax;
  Report(index, draft.mark, Decide(&draft));
}

// Too deep or too many is what an observation's mapping doesn't look at; the rest is judged anyhow.
void Tracker::Observe(std::size_t index, const ParsedJson& input) {
  Draft whole = DraftOf(input.value, 0);
  if (whole.fate == PageCalls::Fate::kAccepted) return Report(index, whole.mark, Accepted(whole));
  if (whole.fate == PageCalls::Fate::kNotAccepted) return Report(index, whole.mark, Duplicate({}));
  const bool cut_short = !input.ok() && input.faults.back().kind == JsonFault::Kind::kSyntax;
  const auto sightings = cut_short ? std::nullopt : SightingsOf(input.value);
  if (!sightings) {
    const Json* data = input.value.Find("data");
    whole.violations.push_back({input.value.TextAt("what"), Code::kWrongType, Quote(data ? *data : Json()),
                                "what a platform says that the option names (docs/platforms)"});
    return Report(index, whole.mark, Refused("refused", whole));
  }
  Json result = Duplicate({});
  for (std::size_t i = 0; i < sightings->size(); ++i) {
    Draft draft = DraftOf(input.value, i);
    draft.name = (*sightings)[i].name;
    draft.properties = (*sightings)[i].properties;
    draft.cart_call.buy_now = (*sightings)[i].buy_now;
    Json one = Decide(&draft);
    one.SetText("name", draft.name);
    if (i == 0) {
      result = std::move(one);
    } else {
      Json* also = result.Find("also");
      (also ? also : &result.Set("also", Json::Array()))->Push(std::move(one));
    }
  }
  Report(index, whole.mark, std::move(result));
}

// What the platform's words amount to, without what another source knows better or another part of
// the shop says.
std::optional<Sightings> Tracker::SightingsOf(const Json& input) {
  const Platform* platform = FindPlatform(input.TextAt("from"));
  const Json* data = input.Find("data");
  if (!platform || !data) return std::nullopt;
  const Config& config = context_.config;
  const Observation seen{input.TextAt("what"), *data, input.TextAt("url"), config.defaults.currency, config.url_parameters,
                         input.IntegerAt("time", context_.now), config.cart_lifetime_ms};
  Memory unheard;
  const bool heard = SpeaksOfCart(*platform, config.platform, state_.memory);
  Memory* memory = heard ? &state_.memory : &unheard;
  auto sightings = platform->interpret(seen, memory);
  if (!sightings) return std::nullopt;
  std::erase_if(*sightings, [&](const Sighting& sighting) {
    const std::string_view name = sighting.name;
    const Role role = FindEventType(name)->role;
    const bool of_cart = role == Role::kCart || role == Role::kEmptied || role == Role::kCheckout;
    if (of_cart && heard && platform->knows == Knows::kWords) state_.memory.cart_from = platform->name;
    if (role == Role::kOrder) state_.memory.cart_from.clear();
    return (of_cart && !heard) || IsListed(name, config.skip) || IsListed(name.substr(name.find('.') + 1), config.skip);
  });
  state_.memory.Bound();
  return sightings;
}

Tracker::Draft Tracker::DraftOf(const Json& call, std::size_t event) const {
  Draft draft;
  draft.name = call.TextAt("name");
  draft.call_time = call.IntegerAt("time", context_.now);
  draft.event_time = draft.call_time;
  draft.mark = {call.TextAt("page"), call.IntegerAt("call")};
  draft.entropy = EntropyOf(draft.mark, event);
  draft.event_id = draft.Id(IdUse::kEvent);
  draft.fate = state_.calls.FateOf(draft.mark);
  draft.cart_call = {nullptr, draft.call_time, context_.config.cart_lifetime_ms, draft.Id(IdUse::kCart), false};
  draft.view_call = {ViewIdOf(call), call.TextAt("from"), false};
  if (const Json* options = call.Find("options")) {
    draft.cart_call.buy_now = options->TrueAt("buyNow");
    draft.view_call.once = options->TrueAt("once");
    if (IsMark(*options)) draft.violations.push_back({"options", Code::kNotSerializable, Quote(*options), "an object"});
    if (const Json* time = options->Find("time"); time && !time->is_null()) draft.event_time = ParseIso(time->text());
  }
  return draft;
}

Json Tracker::Decide(Draft* draft) {
  Check(draft);
  if (draft->fate == PageCalls::Fate::kAccepted) return Accepted(*draft);
  std::string said_by;
  const bool is_seen_empty = !draft->view_call.from.empty() && draft->type && draft->type->role == Role::kEmptied;
  // Most shoppers' carts are empty: of those there is nothing to say, nor to complain.
  if (is_seen_empty && state_.carts.SaidBefore(draft->cart_call, draft->properties, &said_by)) return Duplicate(said_by);
  if (!draft->violations.empty()) return Refused("refused", *draft);
  return Keep(draft);
}

void Tracker::Check(Draft* draft) const {
  draft->type = FindEventType(draft->name);
  if (!draft->type) {
    draft->violations.push_back(UnknownEvent(draft->name));
    return;
  }
  draft->cart_call.type = draft->type;
  if (!draft->event_time) {
    draft->violations.push_back({"options.time", Code::kBadTime, "another text",
                                 "an ISO 8601 time with a zone such as 2026-11-22T09:15:27.412Z"});
  }
  if (draft->properties.is_object() && !IsMark(draft->properties)) {
    state_.carts.FillCurrency(draft->cart_call, &draft->properties);
    BuildProperties(*draft->type, context_.config.defaults, &draft->properties, &draft->warnings);
    state_.carts.Place(draft->cart_call, &draft->properties);
    if (!draft->view_call.from.empty()) NameCheckout(*draft->type, &draft->properties);
    state_.carts.Validate(draft->cart_call, draft->properties, &draft->violations);
  }
  if (!draft->cut_short) ValidateProperties(*draft->type, draft->properties, &draft->violations);
  DropMissingTotal(&draft->violations);
  if (context_.config.strict) {
    Findings remarks;
    for (Finding& warning : draft->warnings) {
      (SeverityOf(warning.code) == Severity::kMend ? draft->violations : remarks).push_back(std::move(warning));
    }
    draft->warnings = std::move(remarks);
  }
}

Json Tracker::Keep(Draft* draft) {
  std::string said_by;
  const bool is_view = draft->type->role == Role::kView;
  // A call that was not accepted before isn't now either: an order may have closed its cart since.
  if (draft->fate != PageCalls::Fate::kUnknown || state_.carts.SaidBefore(draft->cart_call, draft->properties, &said_by) ||
      (is_view && state_.views.SaidBefore(draft->view_call, draft->properties, &said_by))) {
    return Duplicate(said_by);
  }
  CartBook carts = state_.carts;
  const TimeMs time = carts.Record(draft->cart_call, draft->properties, draft->event_id, *draft->event_time);
  std::string text = EventText(*draft, time);
  const auto bytes = static_cast<std::int64_t>(text.size());
  if (text.size() > limits::kEventBytesMax) {
    draft->violations.push_back({"properties", Code::kTooLarge, IntegerText(bytes) + " bytes", "an event of up to 256000 bytes"});
    return Refused("too_large", *draft);
  }
  if (!state_.delivery.HasRoom(bytes)) {
    draft->violations.push_back({"", Code::kQueueFull, "a full queue", "room: the collector hasn't been reached for long"});
    return Refused("queue_full", *draft);
  }
  state_.carts = std::move(carts);
  if (is_view) state_.views.Record(draft->view_call, draft->properties, draft->event_id);
  const Row row{state_.delivery.Enqueue(bytes, context_.now), bytes, draft->event_id};
  commands_.Put(row, std::move(text));
  // A claim in this step may send it, unless older rows were left unread.
  if (context_.rows.size() < limits::kBatchEventsMax) rows_.push_back(row);
  if (!draft->warnings.empty()) Diagnose(*draft, true);
  return Accepted(*draft);
}

Json Tracker::Accepted(const Draft& draft) const {
  Json result = Json::Object();
  result.SetText("status", "accepted");
  result.SetText("eventId", draft.event_id);
  result.Set("warnings", ToJson(draft.warnings));
  return result;
}

Json Tracker::Refused(std::string_view reason, const Draft& draft) {
  if (draft.fate == PageCalls::Fate::kUnknown) {
    state_.delivery.CountLost(reason);
    Diagnose(draft, false);
  }
  Json result = Json::Object();
  result.SetText("status", "refused");
  result.Set("violations", ToJson(draft.violations));
  return result;
}

// A call is accepted when one of its events is.
void Tracker::Report(std::size_t index, const CallMark& mark, Json result) {
  bool accepted = result.TextAt("status") == "accepted";
  if (const Json* also = result.Find("also")) {
    for (const Json& one : also->items()) accepted = accepted || one.TextAt("status") == "accepted";
  }
  if (state_.calls.FateOf(mark) == PageCalls::Fate::kUnknown) {
    state_.calls.Add(mark, accepted ? PageCalls::Fate::kAccepted : PageCalls::Fate::kNotAccepted);
  }
  commands_.Report(index, std::move(result));
}

// A tester wants to see in the inspector what the page refused or mended; a shopper's page sends
// none of it.
void Tracker::Diagnose(const Draft& draft, bool accepted) {
  if (!context_.config.debug || state_.diagnostics.items().size() == limits::kDiagnosticsMax) return;
  Json& item = state_.diagnostics.Push(Json::Object());
  item.SetText("id", draft.Id(IdUse::kDiagnostic));
  item.SetText("name", draft.name);
  item.SetText("time", IsoText(draft.call_time));
  item.SetText("status", accepted ? "accepted" : "refused");
  if (accepted) item.SetText("event_id", draft.event_id);
  item.Set("violations", FirstFindings(draft.violations));
  item.Set("warnings", FirstFindings(draft.warnings));
  // Of an event that nobody knows, nobody knows what is secret.
  const bool fits = draft.type && DepthOf(draft.properties) <= limits::kDiagnosticDepthMax &&
                    Dump(draft.properties).size() <= limits::kDiagnosticBytesMax;
  if (fits) item.Set("properties", draft.properties);
}

std::string Tracker::EventText(const Draft& draft, TimeMs time) const {
  Json event = Json::Object();
  event.SetText("event_id", draft.event_id);
  event.SetText("name", draft.name);
  event.SetText("time", IsoText(time));
  event.SetText("anonymous_id", state_.anonymous_id);
  if (!state_.user_id.empty()) event.SetText("user_id", state_.user_id);
  event.Set("properties", draft.properties);
  return Dump(event);
}

void Tracker::Identify(std::size_t index, const ParsedJson& input) {
  const Draft draft = DraftOf(input.value, 0);
  const Json* id = input.value.Find("user_id");
  Findings violations = FaultFindings(input);
  ValidateUserId(id, &violations);
  Json result = Json::Object();
  result.SetText("status", violations.empty() ? "accepted" : "refused");
  if (!violations.empty()) {
    result.Set("violations", ToJson(violations));
  } else if (draft.fate == PageCalls::Fate::kUnknown) {
    state_.user_id = id ? id->text() : std::string();
    state_.calls.Add(draft.mark, PageCalls::Fate::kAccepted);
  }
  commands_.Report(index, std::move(result));
}

std::string Step(std::string_view request) {
  const auto next_line = [&request] {
    const std::size_t end = request.find('\n');
    const std::string_view line = request.substr(0, end);
    request.remove_prefix(end == std::string_view::npos ? request.size() : end + 1);
    return line;
  };
  const Context context = ReadContext(ParseJson(next_line()).value);
  State state = ReadState(next_line(), context.now);
  Tracker tracker(context, &state);
  for (std::size_t index = 0; !request.empty(); ++index) tracker.Handle(index, ParseJson(next_line()));
  const std::string commands = tracker.Finish().ToLines();
  return WriteState(state) + '\n' + commands;
}

std::string Judge(std::string_view event) {
  const Findings violations = ValidateEvent(ParseJson(event));
  Json verdict = Json::Object();
  verdict.Set("valid", Json::Bool(violations.empty()));
  verdict.Set("violations", ToJson(violations));
  return Dump(verdict);
}

}  // namespace kago
