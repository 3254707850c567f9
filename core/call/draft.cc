#include "core/call/draft.h"

#include <algorithm>
#include <utility>

#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/event/builder.h"
#include "core/event/validator.h"

namespace kago {
namespace {

// Each call of a page has random bits of its own, and so has each event of one call.
Entropy EntropyOf(const CallMark& mark, std::size_t event) {
  const Entropy page = Entropy::FromHex(mark.page);
  return {page.high ^ Mix(static_cast<std::uint64_t>(mark.number)), page.low ^ (event == 0 ? 0 : Mix(event))};
}

String ViewIdOf(const Json& call) {
  const std::int64_t view = call.IntegerAt("view");
  return view == 0 ? String() : call.TextAt("page") + ':' + IntegerText(view);
}

void ReadOptions(const Json& options, Draft* draft) {
  draft->cart_call.buy_now = options.TrueAt("buyNow");
  draft->view_call.once = options.TrueAt("once");
  if (IsMark(options)) AddFinding("options", Code::kNotSerializable, Quote(options), "an object", &draft->violations);
  const Json& text = options.At("time");
  if (text.is_null()) return;
  const auto time = ParseIso(text.text());
  draft->bad_time = !time;
  if (!time) return;
  if (*time <= draft->cart_call.now + limits::kClockAheadMsMax) {
    draft->cart_call.event_time = *time;
  } else {
    AddFinding("options.time", Code::kTimeAhead, Quote(text), "taken as the time of the call", &draft->warnings);
  }
}

// A platform that names no checkout: the cart's own id stands for it, so that it stays the same
// however often the page is loaded, and ends with the cart.
void NameCheckout(const EventType& type, Json* properties) {
  if (type.role != Role::kCheckout || !properties->TextAt("checkout_id").empty()) return;
  properties->SetText("checkout_id", properties->TextAt("cart_id"));
}

// A total that Kago would have summed up is missing only because a line is wrong: the line says it.
void DropMissingTotal(Findings* violations) {
  const auto in_products = [](const Finding& finding) { return finding.path.starts_with("properties.products"); };
  if (std::none_of(violations->begin(), violations->end(), in_products)) return;
  EraseIf(*violations, [](const Finding& finding) {
    return finding.code == Code::kMissing && finding.path == "properties.total_value";
  });
}

// A strict shop wants to hear of a mend as of a fault. A remark is none: the event is as the shop said it.
void RefuseMends(Draft* draft) {
  Findings remarks;
  for (Finding& warning : draft->warnings) {
    (SeverityOf(warning.code) == Severity::kMend ? draft->violations : remarks).push_back(std::move(warning));
  }
  draft->warnings = std::move(remarks);
}

}  // namespace

Draft DraftOf(const Json& call, std::size_t event, const Work& work) {
  Draft draft = Draft();  // zeroed as a whole, which is less code than member by member
  draft.call_time = call.IntegerAt("time", work.context.now);
  draft.mark = {call.TextAt("page"), call.IntegerAt("call")};
  draft.entropy = EntropyOf(draft.mark, event);
  draft.event_id = draft.Id(IdUse::kEvent);
  draft.fate = work.state.calls.FateOf(draft.mark);
  draft.cart_call.now = work.context.now;
  draft.cart_call.time = draft.cart_call.event_time = std::min(draft.call_time, work.context.now);
  draft.cart_call.lifetime_ms = work.context.config.cart_lifetime_ms;
  draft.cart_call.fresh_id = draft.Id(IdUse::kCart);
  draft.cart_call.event_id = draft.event_id;
  draft.view_call = {ViewIdOf(call), call.TextAt("from")};
  ReadOptions(call.At("options"), &draft);
  return draft;
}

void Prepare(const Work& work, Draft* draft) {
  const EventType* type = FindEventType(draft->name);
  // Contact data comes from `identify` alone (contact.h).
  if (!type || type->role == Role::kIdentified) {
    draft->violations.push_back(UnknownEvent(draft->name));
    return;
  }
  draft->type = draft->cart_call.type = type;
  if (draft->bad_time) {
    AddFinding("options.time", Code::kBadTime, "another text", ExpectedOf(Kind::kTime), &draft->violations);
  }
  if (draft->properties.is_object() && !IsMark(draft->properties)) {
    const CartBook& carts = work.state.carts;
    carts.FillCurrency(draft->cart_call, &draft->properties);  // before the shop's default does
    BuildProperties(*draft->type, work.context.config.defaults, &draft->properties, &draft->warnings);
    carts.Prepare(draft->cart_call, &draft->properties, &draft->violations);
    if (!draft->view_call.from.empty()) NameCheckout(*draft->type, &draft->properties);
  }
  // After a bad text the rest is unknown: "missing" would be a guess.
  if (!draft->cut_short) ValidateProperties(*draft->type, draft->properties, &draft->violations);
  DropMissingTotal(&draft->violations);
  if (work.context.config.strict) RefuseMends(draft);
}

}  // namespace kago
