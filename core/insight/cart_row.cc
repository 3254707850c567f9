#include "core/insight/cart_row.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/cart/fingerprint.h"
#include "core/event/action.h"
#include "core/insight/amount.h"
#include "core/insight/kept.h"
#include "core/insight/lines.h"

namespace kago {
const Stamp& CartRow::changed() const { return changes_.empty() ? whole_ : changes_.back().stamp; }

TimeMs CartRow::changed_received_at() const {
  TimeMs last = whole_received_at_;
  for (const Change& change : changes_) last = std::max(last, change.received_at);
  return last;
}

bool CartRow::is_open() const {
  const Json content = Content();
  const Json* lines = content.Find("products");
  if (!lines) return false;
  return std::any_of(lines->items().begin(), lines->items().end(), [](const Json& line) {
    return !AmountAt(line, "quantity").is_zero();
  });
}

TimeMs CartRow::ended_at() const {
  if (is_open()) return 0;
  return std::max(ended_.time, changed().time);
}

bool CartRow::is_in_checkout() const {
  return ended_ < checkout_ && checkout_.is_set() && LinesFingerprint(Content()) == checkout_lines_;
}

Json CartRow::Content() const {
  Json content = content_;
  for (const Change& change : changes_) Apply(change.content, change.removes, &content);
  return content;
}

void CartRow::Hear(const HeardEvent& event) {
  owner_.Hear(event);
  if (!first_.is_set() || event.stamp < first_) first_ = event.stamp;
  switch (event.type->role) {
    case Role::kCart: {
      const Json& action = event.properties.At("action");
      if (IsDelta(action)) return TakeChange(event, action.text() == "remove");
      return TakeWhole(event);
    }
    case Role::kCheckout:
      TakeWhole(event);
      if (!(checkout_ < event.stamp)) return;
      checkout_ = event.stamp;
      checkout_id_ = event.properties.TextAt("checkout_id");
      checkout_lines_ = LinesFingerprint(event.properties);
      return;
    case Role::kOrder:
      return TakeOrder(event);
    case Role::kEmptied:
      return End(event.stamp);
    default:
      return;
  }
}

void CartRow::TakeWhole(const HeardEvent& event) {
  if (!(floor() < event.stamp)) return;
  whole_ = event.stamp;
  whole_received_at_ = event.received_at;
  content_ = ContentOf(event.properties);
  Trim();
}

void CartRow::TakeChange(const HeardEvent& event, bool removes) {
  if (!(floor() < event.stamp) || !(cut_ < event.stamp)) return;
  const Json content = ContentOf(event.properties);
  const auto bytes = static_cast<std::int64_t>(Dump(content).size());
  KeepNewest(Change{event.stamp, event.received_at, bytes, removes, content}, limits::kCartChangesMax, &changes_);
  Trim();
}

void CartRow::Trim() {
  if (cut_ < floor()) cut_ = Stamp();
  std::int64_t room = limits::kCartChangesBytesMax;
  // The newest has room in any case.
  for (std::size_t i = changes_.size(); i-- > 0;) {
    room -= changes_[i].bytes;
    if (room < 0 && i + 1 < changes_.size() && cut_ < changes_[i].stamp) cut_ = changes_[i].stamp;
  }
  EraseIf(changes_, [this](const Change& change) { return change.stamp < floor() || !(cut_ < change.stamp); });
}

void CartRow::TakeOrder(const HeardEvent& event) {
  KeepNewest(CartOrder{event.stamp, event.properties.TextAt("order_id"), event.received_at}, limits::kCartOrdersMax, &orders_);
  End(event.stamp);
}

void CartRow::End(const Stamp& stamp) {
  if (!(ended_ < stamp)) return;
  ended_ = stamp;
  if (whole_ < ended_) {
    whole_ = Stamp();
    whole_received_at_ = 0;
    content_ = Json::Object();
  }
  Trim();
}

void CartRow::Visit(Archive& archive) {
  archive.Text("cart_id", &cart_id_);
  archive.Struct("owner", &owner_);
  archive.Struct("first", &first_);
  archive.Struct("whole", &whole_);
  archive.Integer("whole_received_at", &whole_received_at_);
  archive.Tree("content", &content_);
  archive.List("changes", &changes_);
  archive.Struct("cut", &cut_);
  archive.Struct("ended", &ended_);
  archive.Struct("checkout", &checkout_);
  archive.Text("checkout_id", &checkout_id_);
  archive.Text("checkout_lines", &checkout_lines_);
  archive.List("orders", &orders_);
}

}  // namespace kago
