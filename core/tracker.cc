#include "core/tracker.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/event/builder.h"
#include "core/event/validator.h"
#include "core/platform/platform_cart.h"

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

// Each call of a page has random bits of its own.
Entropy EntropyOf(const CallMark& mark) {
  const Entropy page = Entropy::FromHex(mark.page);
  return {page.high ^ Mix(static_cast<std::uint64_t>(mark.number)), page.low};
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
  Json properties;
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
  Draft draft = DraftOf(input.value);
  const Json* properties = input.value.Find("properties");
  draft.properties = properties ? *properties : Json::Object();
  Decide(index, input, &draft);
}

void Tracker::Observe(std::size_t index, const ParsedJson& input) {
  Draft draft = DraftOf(input.value);
  const Json* reply = input.value.Find("cart");
  auto cart = CartFromPlatform(context_.config.platform, reply ? *reply : Json(), context_.config.defaults.source);
  // Known from a page with other settings.
  if (!cart && draft.fate == PageCalls::Fate::kAccepted) return Accept(index, draft);
  if (!cart) {
    draft.violations.push_back({"cart", Code::kWrongType, Quote(reply ? *reply : Json()),
                                "the cart reply of the platform that the option names (shopify, bigcommerce)"});
    return Refuse(index, "refused", draft);
  }
  draft.name = cart->Find("products") ? "ecommerce.cart_updated" : "kago.cart_emptied";
  draft.properties = std::move(*cart);
  Decide(index, input, &draft);
}

Tracker::Draft Tracker::DraftOf(const Json& call) const {
  Draft draft;
  draft.name = call.TextAt("name");
  draft.call_time = call.IntegerAt("time", context_.now);
  draft.event_time = draft.call_time;
  draft.mark = {call.TextAt("page"), call.IntegerAt("call")};
  draft.entropy = EntropyOf(draft.mark);
  draft.event_id = draft.Id(IdUse::kEvent);
  draft.fate = state_.calls.FateOf(draft.mark);
  draft.cart_call = {nullptr, draft.call_time, context_.config.cart_lifetime_ms, draft.Id(IdUse::kCart), false};
  if (const Json* options = call.Find("options")) {
    draft.cart_call.buy_now = options->TrueAt("buyNow");
    if (IsMark(*options)) draft.violations.push_back({"options", Code::kNotSerializable, Quote(*options), "an object"});
    if (const Json* time = options->Find("time"); time && !time->is_null()) draft.event_time = ParseIso(time->text());
  }
  return draft;
}

void Tracker::Decide(std::size_t index, const ParsedJson& input, Draft* draft) {
  Check(input, draft);
  if (draft->fate == PageCalls::Fate::kAccepted) return Accept(index, *draft);
  if (!draft->violations.empty()) return Refuse(index, "refused", *draft);
  Keep(index, draft);
}

void Tracker::Check(const ParsedJson& input, Draft* draft) const {
  const Findings faults = FaultFindings(input);
  draft->violations.insert(draft->violations.end(), faults.begin(), faults.end());
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
    BuildProperties(*draft->type, context_.config.defaults, &draft->properties, &draft->warnings);
    state_.carts.Place(draft->cart_call, &draft->properties);
    state_.carts.Validate(draft->cart_call, draft->properties, &draft->violations);
  }
  // After a bad text the rest is unknown: "missing" would be a guess.
  const bool cut_short = !input.ok() && input.faults.back().kind == JsonFault::Kind::kSyntax;
  if (!cut_short) ValidateProperties(*draft->type, draft->properties, &draft->violations);
  DropMissingTotal(&draft->violations);
  if (context_.config.strict) {
    Findings remarks;
    for (Finding& warning : draft->warnings) {
      (SeverityOf(warning.code) == Severity::kMend ? draft->violations : remarks).push_back(std::move(warning));
    }
    draft->warnings = std::move(remarks);
  }
}

void Tracker::Keep(std::size_t index, Draft* draft) {
  std::string said_by;
  // A call that was not accepted before isn't now either: an order may have closed its cart since.
  if (state_.carts.SaidBefore(draft->cart_call, draft->properties, &said_by) || draft->fate != PageCalls::Fate::kUnknown) {
    state_.calls.Add(draft->mark, PageCalls::Fate::kNotAccepted);
    Json result = Json::Object();
    result.SetText("status", "duplicate");
    result.SetTextOrNull("eventId", said_by);
    return commands_.Report(index, std::move(result));
  }
  CartBook carts = state_.carts;
  const TimeMs time = carts.Record(draft->cart_call, draft->properties, draft->event_id, *draft->event_time);
  std::string text = EventText(*draft, time);
  const auto bytes = static_cast<std::int64_t>(text.size());
  if (text.size() > limits::kEventBytesMax) {
    draft->violations.push_back({"properties", Code::kTooLarge, IntegerText(bytes) + " bytes", "an event of up to 256000 bytes"});
    return Refuse(index, "too_large", *draft);
  }
  if (!state_.delivery.HasRoom(bytes)) {
    draft->violations.push_back({"", Code::kQueueFull, "a full queue", "room: the collector hasn't been reached for long"});
    return Refuse(index, "queue_full", *draft);
  }
  state_.carts = std::move(carts);
  state_.calls.Add(draft->mark, PageCalls::Fate::kAccepted);
  const Row row{state_.delivery.Enqueue(bytes, context_.now), bytes, draft->event_id};
  commands_.Put(row, std::move(text));
  // A claim in this step may send it, unless older rows were left unread.
  if (context_.rows.size() < limits::kBatchEventsMax) rows_.push_back(row);
  if (!draft->warnings.empty()) Diagnose(*draft, true);
  Accept(index, *draft);
}

void Tracker::Accept(std::size_t index, const Draft& draft) {
  Json result = Json::Object();
  result.SetText("status", "accepted");
  result.SetText("eventId", draft.event_id);
  result.Set("warnings", ToJson(draft.warnings));
  commands_.Report(index, std::move(result));
}

void Tracker::Refuse(std::size_t index, std::string_view reason, const Draft& draft) {
  if (draft.fate == PageCalls::Fate::kUnknown) {
    state_.delivery.CountLost(reason);
    state_.calls.Add(draft.mark, PageCalls::Fate::kNotAccepted);
    Diagnose(draft, false);
  }
  Json result = Json::Object();
  result.SetText("status", "refused");
  result.Set("violations", ToJson(draft.violations));
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
  const Draft draft = DraftOf(input.value);
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
