#include "core/call/decision.h"

#include <cstdint>
#include <utility>

#include "core/base/limits.h"
#include "core/base/number_text.h"
#include "core/base/string.h"
#include "core/call/diagnosis.h"
#include "core/event/envelope.h"

namespace kago {
namespace {

// A draft under the checks, and what they leave behind for those that follow.
struct Exam {
  const Work& work;
  Draft& draft;
  CartDecision cart;
  String text;              // of the event, as it is kept
  String said_by;           // of a duplicate: the event that said it
  std::string_view reason;  // of a refusal, as the ledger names it
  [[no_unique_address]] Sentence why;  // no event comes of it
};

enum class Ruling : std::uint8_t { kNone, kAcceptedBefore, kDuplicate, kRefused };

bool IsView(const Draft& draft) { return draft.type->role == Role::kView; }

// The page asks again because it doesn't know that another tab has carried its call out.
Ruling WasAccepted(Exam& exam) {
  return exam.draft.fate == PageCalls::Fate::kAccepted ? Ruling::kAcceptedBefore : Ruling::kNone;
}

Ruling SaysNothingOfItsCart(Exam& exam) {
  exam.cart = CartDecision();
  exam.work.state.carts.Decide(exam.draft.cart_call, exam.draft.properties, &exam.cart);
  exam.said_by = exam.cart.said_by;
  exam.why = SentenceOf([&]() -> std::string_view {
    switch (exam.draft.type->role) {
      case Role::kCart:
        return "the cart is as it was said last";
      case Role::kEmptied:
        return exam.said_by.empty() ? "no cart was filled before" : "the cart was empty before";
      default:
        return "this checkout or order was said before";
    }
  });
  return exam.cart.is_new ? Ruling::kNone : Ruling::kDuplicate;
}

// Most shoppers' carts are empty: of those there is nothing to say, nor to complain.
Ruling IsSeenEmptyAsEver(Exam& exam) {
  const bool seen_empty = !exam.draft.view_call.from.empty() && exam.draft.type && exam.draft.type->role == Role::kEmptied;
  return seen_empty ? SaysNothingOfItsCart(exam) : Ruling::kNone;
}

Ruling IsInvalid(Exam& exam) {
  exam.reason = "refused";
  return exam.draft.violations.empty() ? Ruling::kNone : Ruling::kRefused;
}

// A call that was not accepted before isn't now either: an order may have closed its cart since.
Ruling CameBefore(Exam& exam) {
  exam.why = "this very call came before";
  return exam.draft.fate == PageCalls::Fate::kUnknown ? Ruling::kNone : Ruling::kDuplicate;
}

Ruling ShowsWhatTheViewHasShown(Exam& exam) {
  const Draft& draft = exam.draft;
  const bool said = IsView(draft) && exam.work.state.views.SaidBefore(draft.view_call, draft.properties, &exam.said_by);
  exam.why = "this page view has shown that product before";
  return said ? Ruling::kDuplicate : Ruling::kNone;
}

std::int64_t BytesOf(const String& text) { return static_cast<std::int64_t>(text.size()); }

Ruling IsTooLarge(Exam& exam) {
  const Draft& draft = exam.draft;
  const State& state = exam.work.state;
  exam.text = EventText({draft.event_id, draft.name, exam.cart.time, state.anonymous_id, state.user_id}, draft.properties);
  if (exam.text.size() <= limits::kEventBytesMax) return Ruling::kNone;
  AddFinding("properties", Code::kTooLarge, IntegerText(BytesOf(exam.text)) + " bytes",
             kWith<"an event of up to # bytes", limits::kEventBytesMax>, &exam.draft.violations);
  exam.reason = "too_large";
  return Ruling::kRefused;
}

Ruling FindsTheQueueFull(Exam& exam) {
  if (exam.work.state.delivery.HasRoom(BytesOf(exam.text), IsView(exam.draft))) return Ruling::kNone;
  AddFinding("", Code::kQueueFull, "a full queue", "room: the collector hasn't been reached for long", &exam.draft.violations);
  exam.reason = "queue_full";
  return Ruling::kRefused;
}

// The first opinion of these checks, in their order. Not a table of functions: most are called from here
// only, and inlined they are fewer bytes.
template <auto... kChecks>
Ruling FirstOf(Exam& exam) {
  Ruling ruling = Ruling::kNone;
  static_cast<void>(((ruling = kChecks(exam), ruling != Ruling::kNone) || ...));
  return ruling;
}

Json WithStatus(std::string_view status) {
  Json result = Json::Object();
  result.SetText("status", status);
  return result;
}

Json Keep(Exam&& kept, Work* work) {
  State& state = work->state;
  const Draft& draft = kept.draft;
  state.carts.Commit(kept.cart);
  if (IsView(draft)) state.views.Record(draft.view_call, draft.properties, draft.event_id);
  Enqueue(draft.event_id, std::move(kept.text), draft.type->role == Role::kOrder, work);
  if (!draft.warnings.empty()) Diagnose(draft, true, work);
  return Accepted(draft);
}

}  // namespace

Json Decide(Draft* draft, Work* work) {
  Prepare(*work, draft);
  Exam exam{*work, *draft, {}, {}, {}, {}, {}};
  switch (FirstOf<WasAccepted, IsSeenEmptyAsEver, IsInvalid, CameBefore, SaysNothingOfItsCart, ShowsWhatTheViewHasShown,
                  IsTooLarge, FindsTheQueueFull>(exam)) {
    case Ruling::kAcceptedBefore:
      return Accepted(*draft);
    case Ruling::kDuplicate: {
      Json answer = Duplicate(exam.said_by);
      SayWhy(exam.why, *work, &answer);
      return answer;
    }
    case Ruling::kRefused:
      return Refuse(exam.reason, *draft, work);
    default:
      // Nor do other sources have to say it here.
      if (draft->view_call.again) {
        work->state.views.Record(draft->view_call, draft->properties, {});
        Json answer = Duplicate({});
        SayWhy("the shopper has had that product before them since the page before", *work, &answer);
        return answer;
      }
      return Keep(std::move(exam), work);
  }
}

void Enqueue(const String& event_id, String&& text, bool is_urgent, Work* work) {
  const std::int64_t bytes = BytesOf(text);
  const Row row{work->state.delivery.Enqueue({bytes}, work->context.now, is_urgent), bytes, event_id};
  work->commands.Put(row, std::move(text));
  // A claim in this step may send it, unless older rows were left unread.
  if (work->context.rows.size() < limits::kBatchEventsMax) work->rows.push_back(row);
}

Json Accepted(const Draft& draft) {
  Json result = WithStatus("accepted");
  result.SetText("eventId", draft.event_id);
  result.Set("warnings", ToJson(draft.warnings));
  return result;
}

Json Duplicate(std::string_view said_by) {
  Json result = WithStatus("duplicate");
  result.SetTextOrNull("eventId", said_by);
  return result;
}

void SayWhy([[maybe_unused]] const Sentence& why, [[maybe_unused]] const Work& work, [[maybe_unused]] Json* answer) {
#ifndef KAGO_TERSE
  if (work.context.config.debug && !why.empty()) answer->SetText("why", why);
#endif
}

Json Refuse(std::string_view reason, const Draft& draft, Work* work, std::int64_t events) {
  if (draft.fate == PageCalls::Fate::kUnknown) {
    work->state.delivery.CountLost(reason, events);
    Diagnose(draft, false, work);
  }
  Json result = WithStatus("refused");
  result.Set("violations", ToJson(draft.violations));
  return result;
}

}  // namespace kago
