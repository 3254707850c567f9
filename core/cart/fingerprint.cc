#include "core/cart/fingerprint.h"

#include "core/base/decimal.h"
#include "core/base/ids.h"

namespace kago {
namespace {

String Canonical(const Json* number) {
  const auto decimal = Decimal::Parse(number ? number->text() : "");
  return decimal ? decimal->ToText() : "";
}

std::uint64_t LineHash(const Json& line, const Json* price) {
  return Hash(line.TextAt("product_id") + '\n' + line.TextAt("variant_id") + '\n' + Canonical(line.Find("quantity")) +
              '\n' + Canonical(price));
}

// A sum, so that the order of the lines doesn't matter (platforms.md 2.2: "do not rely on it").
std::uint64_t LinesHash(const Json& properties, bool with_money = true) {
  std::uint64_t hash = with_money ? Hash(properties.TextAt("currency")) : 0;
  if (const Json* products = properties.Find("products")) {
    for (const Json& line : products->items()) hash += Mix(LineHash(line, with_money ? line.Find("price") : nullptr));
  }
  return hash;
}

}  // namespace

String GoodsFingerprint(const Json& properties) { return HexText(LinesHash(properties, false)); }

String LinesFingerprint(const Json& properties) { return HexText(LinesHash(properties)); }

String CartFingerprint(const Json& properties) {
  return HexText(Mix(LinesHash(properties)) ^ Hash(Canonical(properties.Find("total_value"))));
}

}  // namespace kago
