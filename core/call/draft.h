// An event that a call asks for, on its way: what the call said, what was made of it, what is wrong
// with it. It remembers nothing; whether it becomes an event is decision.h's question.
#ifndef KAGO_CORE_CALL_DRAFT_H_
#define KAGO_CORE_CALL_DRAFT_H_

#include <cstddef>

#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/string.h"
#include "core/base/time.h"
#include "core/call/page_calls.h"
#include "core/call/view_book.h"
#include "core/cart/cart_book.h"
#include "core/event/event_table.h"
#include "core/event/finding.h"
#include "core/work.h"

namespace kago {

struct Draft {
  String name;
  const EventType* type = nullptr;  // nullptr: no event has that name
  TimeMs call_time = 0;
  bool bad_time = false;  // the shop gave the event a time that can't be read
  Entropy entropy;
  String event_id;
  CallMark mark;
  PageCalls::Fate fate = PageCalls::Fate::kUnknown;  // of this call, when it came before
  CartCall cart_call;
  ViewCall view_call;
  Json properties;
  bool cut_short = false;  // its text is bad from some place on
  Findings violations;
  Findings warnings;

  String Id(IdUse use) const { return UuidV7(call_time, entropy, use); }
};

// The `event`-th event of a call: all but its name and its properties.
Draft DraftOf(const Json& call, std::size_t event, const Work& work);

// Makes valid properties of what was said, as far as no guess is needed, and finds what is wrong.
void Prepare(const Work& work, Draft* draft);

}  // namespace kago

#endif  // KAGO_CORE_CALL_DRAFT_H_
