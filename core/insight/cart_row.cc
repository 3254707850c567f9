#include "core/insight/cart_row.h"

#include "core/base/limits.h"
#include "core/cart/fingerprint.h"
#include "core/event/action.h"
#include "core/insight/kept.h"
#include "core/insight/lines.h"

namespace kago {
const Stamp& CartRow::changed() const { return changes_.empty() ? whole_ : changes_.back().stamp; }

TimeMs CartRow::changed_received_at() const {
  return changes_.empty() ? whole_received_at_ : changes_.back().received_at;
}

bool CartRow::is_open() const {
  const Json content = Content();
  const Json* lines = content.Find("products");
  return lines && !lines->items().empty();
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
      const Json* action = event.properties.Find("action");
      if (IsDelta(action)) return TakeChange(event, action->text() == "remove");
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
  EraseIf(changes_, [this](const Change& change) { return change.stamp < whole_; });
}

void CartRow::TakeChange(const HeardEvent& event, bool removes) {
  if (!(floor() < event.stamp)) return;
  KeepNewest(Change{event.stamp, event.received_at, removes, ContentOf(event.properties)}, limits::kCartChangesMax, &changes_);
}

void CartRow::TakeOrder(const HeardEvent& event) {
  KeepNewest(CartOrder{event.stamp, event.properties.TextAt("order_id")}, limits::kCartOrdersMax, &orders_);
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
  EraseIf(changes_, [this](const Change& change) { return change.stamp < ended_; });
}

void CartRow::Visit(Archive& archive) {
  archive.Text("cart_id", &cart_id_);
  archive.Struct("owner", &owner_);
  archive.Struct("first", &first_);
  archive.Struct("whole", &whole_);
  archive.Integer("whole_received_at", &whole_received_at_);
  archive.Tree("content", &content_);
  archive.List("changes", &changes_);
  archive.Struct("ended", &ended_);
  archive.Struct("checkout", &checkout_);
  archive.Text("checkout_id", &checkout_id_);
  archive.Text("checkout_lines", &checkout_lines_);
  archive.List("orders", &orders_);
}

}  // namespace kago
