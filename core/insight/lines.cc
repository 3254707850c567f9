#include "core/insight/lines.h"

#include <algorithm>
#include <optional>

#include "core/event/total.h"
#include "core/insight/amount.h"

namespace kago {
namespace {

// Goods by length or weight are cut for each line: only the same piece is the same.
bool IsExact(const Json& line) { return &CountOf(line) != &line.At("quantity"); }

bool AreOne(const Json& a, const Json& b) {
  if (IsExact(a) != IsExact(b) || (IsExact(a) && CountOf(a).text() != CountOf(b).text())) return false;
  return a.TextAt("product_id") == b.TextAt("product_id") && a.TextAt("variant_id") == b.TextAt("variant_id");
}

void Add(const Json& line, List<Json>* lines) {
  Json* known = std::find_if(lines->begin(), lines->end(), [&](const Json& one) { return !IsExact(line) && AreOne(one, line); });
  if (known == lines->end()) return lines->push_back(line);
  const Decimal quantity = Decimal::Sum(AmountAt(*known, "quantity"), AmountAt(line, "quantity"));
  known->Assign(line);  // its newest price
  known->Set("quantity", Json::Number(quantity.ToText()));
}

void Take(const Json& line, List<Json>* lines) {
  Decimal rest = AmountAt(line, "quantity");
  EraseIf(*lines, [&](Json& one) {
    if (rest.is_zero() || !AreOne(one, line)) return false;
    const Decimal has = AmountAt(one, "quantity");
    if (Decimal::Compare(has, rest) > 0) {
      one.Set("quantity", Json::Number(Decimal::Difference(has, rest).ToText()));
      rest = Decimal();
      return false;
    }
    rest = Decimal::Difference(rest, has);
    return true;
  });
}

}  // namespace

Json ContentOf(const Json& properties) {
  Json content = properties;
  for (std::string_view name : {"cart_id", "checkout_id", "action"}) content.Remove(name);
  return content;
}

void Apply(const Json& change, bool removes, Json* content) {
  // A cart is in one currency: in another one it begins anew.
  const Json* currency = content->Find("currency");
  if (currency && currency->text() != change.TextAt("currency")) *content = Json::Object();
  for (const Json& member : change.items()) {
    if (member.key() != "products" && !content->Find(member.key())) content->Set(member.key(), member);
  }
  if (!content->Find("products")) content->Set("products", Json::Array());
  List<Json>& lines = content->Find("products")->items();
  if (const Json* changed = change.Find("products")) {
    for (const Json& line : changed->items()) removes ? Take(line, &lines) : Add(line, &lines);
  }
  // What was said of the whole before isn't true of it any more.
  for (std::string_view name : {"total_value", "subtotal_value", "tax", "shipping"}) content->Remove(name);
  FillTotal(*FindEventType("ecommerce.cart_updated"), content);
}

}  // namespace kago
