#include "core/call/view_book.h"

#include "core/base/ids.h"
#include "core/base/limits.h"

namespace kago {
namespace {

String ViewKey(const ViewCall& call) { return HexText(Hash(call.view)); }
String SourceKey(const ViewCall& call) { return ViewKey(call) + HexText(Hash(call.from)); }
String ProductKey(const Json& properties) {
  return HexText(Hash(properties.TextAt("product_id") + '\n' + properties.TextAt("variant_id")));
}

}  // namespace

bool ViewBook::SaidBefore(const ViewCall& call, const Json& properties, String* event_id) const {
  const bool own = call.from.empty();
  const String product = ProductKey(properties);
  bool said = false;
  for (const Said& one : said_) {
    if (!one.key.starts_with(ViewKey(call))) continue;
    const bool other = !one.key.starts_with(SourceKey(call));
    const bool same = one.key.ends_with(product);
    if (own ? !same || !(other || call.once) : !same && !other) continue;
    said = true;
    if (same) *event_id = one.event_id;
  }
  return said;
}

void ViewBook::Record(const ViewCall& call, const Json& properties, const String& event_id) {
  if (call.view.empty()) return;
  if (said_.size() == limits::kViewsMax) said_.erase(said_.begin());
  said_.push_back({SourceKey(call) + ProductKey(properties), event_id});
}

}  // namespace kago
