#include "core/cart/fingerprint.h"

#include "core/base/decimal.h"
#include "core/base/ids.h"

namespace kago {
namespace {

String Canonical(const Json& number) {
  const auto decimal = Decimal::Parse(number.text());
  return decimal ? decimal->ToText() : "";
}

std::uint64_t LineHash(const Json& line, bool with_money) {
  return Hash(line.TextAt("product_id") + '\n' + line.TextAt("variant_id") + '\n' + Canonical(line.At("quantity")) +
              '\n' + (with_money ? Canonical(line.At("price")) : String()));
}

// A sum, so that the order of the lines doesn't matter (platforms.md 2.2: "do not rely on it").
std::uint64_t LinesHash(const Json& properties, bool with_money = true) {
  std::uint64_t hash = with_money ? Hash(properties.TextAt("currency")) : 0;
  for (const Json& line : properties.At("products").items()) hash += Mix(LineHash(line, with_money));
  return hash;
}

}  // namespace

String GoodsFingerprint(const Json& properties) { return HexText(LinesHash(properties, false)); }

String LinesFingerprint(const Json& properties) { return HexText(LinesHash(properties)); }

String CartFingerprint(const Json& properties) {
  return HexText(Mix(LinesHash(properties)) ^ Hash(Canonical(properties.At("total_value"))));
}

}  // namespace kago
