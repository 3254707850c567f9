// All that an origin's tracker remembers between steps. The host stores it as text and never looks
// inside.
#ifndef KAGO_CORE_STATE_H_
#define KAGO_CORE_STATE_H_

#include <cstdint>
#include <string_view>

#include "core/base/archive.h"
#include "core/base/json.h"
#include "core/base/string.h"
#include "core/call/page_calls.h"
#include "core/call/view_book.h"
#include "core/cart/cart_book.h"
#include "core/delivery/delivery.h"

namespace kago {

// Members are only added, and keep their meaning: then an older release reads a newer state as far as it knows
// it, and a newer one an older state, without a new version. A new one is for what an older release would spoil.
inline constexpr std::int64_t kStateVersion = 1;

struct State {
  bool newer = false;  // a newer release wrote it: it must be left as it is
  String anonymous_id;
  String user_id;
  std::int64_t contact = 0;  // a hash of what was said last of how to reach them (call/contact.h), never the data
  PageCalls calls;
  CartBook carts;
  ViewBook views;
  Json memory = Json::Object();  // what platforms leave (platform/memory.h); as it is for who knows none
  Delivery delivery;
  Json diagnostics = Json::Array();  // in debug mode: what the inspector is to show

  void Visit(Archive& archive) {
    archive.Text("anonymous_id", &anonymous_id);
    archive.Text("user_id", &user_id);
    archive.Integer("contact", &contact);
    archive.Struct("calls", &calls);
    archive.Struct("carts", &carts);
    archive.Struct("views", &views);
    archive.Tree("memory", &memory);
    archive.Struct("delivery", &delivery);
    archive.Tree("diagnostics", &diagnostics);
  }
};

// An empty text is a fresh state. A text that can't be read is a fresh state too, and the loss stands in its
// ledger under `state_lost`. Of a newer version what is known is read, so that a page can go on in memory.
State ReadState(std::string_view text, TimeMs now);
String WriteState(State& state);

}  // namespace kago

#endif  // KAGO_CORE_STATE_H_
