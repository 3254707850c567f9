#include "core/platform/memory.h"

#include <algorithm>
#include <utility>

#include "core/base/fits.h"
#include "core/base/ids.h"
#include "core/base/limits.h"
#include "core/platform/mapping.h"

namespace kago {
namespace {

constexpr std::size_t kNotesMax = 16;
// A line's metadata is the fourth level, what is in it the fifth.
constexpr std::size_t kLevelsMax = 8;

bool FitsState(const Json& tree) { return Fits(tree, kLevelsMax, limits::kMemoryBytesMax); }

}  // namespace

void OverheardCart::Replace(const Json& lines, TimeMs time) {
  products = lines;
  partial = false;
  changed_at = time;
}

void OverheardCart::Clear() {
  id = currency = String();
  products = Json::Array();
  partial = false;
}

void OverheardCart::Close(std::string_view order_id) {
  if (Note("o" + String(order_id))) return;
  Clear();
  owner = String();
}

Json OverheardCart::Said() const {
  Json properties = Json::Object();
  SetIfFilled("cart_id", Json::Text(id), &properties);
  SetIfFilled("currency", Json::Text(currency), &properties);
  properties.Set("products", products);
  return properties;
}

bool OverheardCart::Note(std::string_view what) {
  const String key = HexText(Hash(what)) + ' ';
  if (notes.find(key) != std::string_view::npos) return true;
  if (notes.size() >= kNotesMax * key.size()) notes = notes.substr(key.size());
  notes = notes + key;
  return false;
}

void LastCheckout::Set(Json properties, bool in_checkout, TimeMs time) {
  content = std::move(properties);
  entered = in_checkout;
  taken = false;
  at = time;
}

void LastCheckout::Close(std::string_view id) {
  if (order_id == id) return;
  content = Json::Object();
  entered = taken = false;
  order_id = id;
}

void Memory::Age(TimeMs now, std::int64_t cart_lifetime_ms) {
  cart.changed_at = std::min(cart.changed_at, now);
  checkout.at = std::min(checkout.at, now);
  if (cart_lifetime_ms > 0 && now - cart.changed_at >= cart_lifetime_ms) cart.Clear();
  if (now - checkout.at >= limits::kCheckoutAgeMsMax) checkout.content = Json::Object();
}

void Memory::Close(std::string_view order_id, bool is_kept) {
  cart.Close(order_id);
  if (is_kept) checkout.Close(order_id);
}

void Memory::Bound() {
  if (!FitsState(cart.products)) {
    cart.Clear();
    cart.partial = true;
  }
  if (!FitsState(checkout.content)) checkout.content = Json::Object();
}

Memory ReadMemory(const Json& from) {
  Memory memory;
  Archive archive(from);
  memory.Visit(archive);
  return memory;
}

Json WriteMemory(Memory memory) {
  Json to = Json::Object();
  Archive archive(&to);
  memory.Visit(archive);
  return to;
}

}  // namespace kago
