#include "core/view_book.h"

#include <algorithm>

#include "core/base/ids.h"
#include "core/base/limits.h"

namespace kago {
namespace {

constexpr std::size_t kKeyUnits = 16;

std::string KeyOf(const Json& properties) {
  return HexText(Hash(properties.TextAt("product_id") + '\n' + properties.TextAt("variant_id")));
}

bool Holds(std::string_view products, std::string_view key) {
  for (std::size_t at = 0; at < products.size(); at += kKeyUnits) {
    if (products.substr(at, kKeyUnits) == key) return true;
  }
  return false;
}

}  // namespace

bool ViewBook::SaidBefore(const ViewCall& call, const Json& properties) const {
  const auto view = std::find_if(views_.begin(), views_.end(), [&](const View& one) { return one.id == call.view; });
  if (view == views_.end()) return false;
  const bool other = view->from != call.from;
  if (!call.from.empty()) return other || Holds(view->products, KeyOf(properties));
  return (other || call.once) && Holds(view->products, KeyOf(properties));
}

void ViewBook::Record(const ViewCall& call, const Json& properties) {
  if (call.view.empty()) return;
  auto view = std::find_if(views_.begin(), views_.end(), [&](const View& one) { return one.id == call.view; });
  if (view == views_.end()) {
    if (views_.size() == limits::kViewsMax) views_.erase(views_.begin());
    view = views_.insert(views_.end(), {call.view, std::string(call.from), {}});
  }
  const std::string key = KeyOf(properties);
  if (Holds(view->products, key)) return;
  if (view->products.size() == limits::kViewProductsMax * kKeyUnits) view->products.erase(0, kKeyUnits);
  view->products += key;
}

}  // namespace kago
