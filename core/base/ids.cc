#include "core/base/ids.h"

namespace kago {
namespace {

constexpr char kHex[] = "0123456789abcdef";

std::uint64_t HexBits(std::string_view hex) {
  std::uint64_t bits = 0;
  for (char c : hex) {
    const std::size_t value = std::string_view(kHex).find(c);
    bits = bits << 4 | (value == std::string_view::npos ? 0 : value);
  }
  return bits;
}

}  // namespace

Entropy Entropy::FromHex(std::string_view hex) {
  return {HexBits(hex.substr(0, 16)), HexBits(hex.size() > 16 ? hex.substr(16, 16) : "")};
}

std::uint64_t Mix(std::uint64_t seed) {
  seed += 0x9E3779B97F4A7C15u;
  seed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9u;
  seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EBu;
  return seed ^ (seed >> 31);
}

std::uint64_t Hash(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return hash;
}

String HexText(std::uint64_t value) {
  String text;
  char* digits = text.Grow(16);
  for (std::size_t i = 16; i-- > 0; value >>= 4) digits[i] = kHex[value & 15];
  return text;
}

String UuidV7(TimeMs time, const Entropy& entropy, IdUse use) {
  const std::uint64_t random_a = Mix(entropy.high ^ static_cast<std::uint64_t>(use));
  const std::uint64_t random_b = Mix(entropy.low ^ random_a);
  const std::uint64_t high = static_cast<std::uint64_t>(time) << 16 | 0x7000 | (random_a & 0x0FFF);
  const std::uint64_t low = 0x8000000000000000u | random_b >> 2;
  const String hex = HexText(high) + HexText(low);
  String uuid;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    if (i == 8 || i == 12 || i == 16 || i == 20) uuid.push_back('-');
    uuid.push_back(hex[i]);
  }
  return uuid;
}

// The first 32 of 48 bits: what follows is less than 66 seconds.
TimeMs TimeOfUuid(std::string_view id) { return static_cast<TimeMs>(HexBits(id.substr(0, 8)) << 16); }

}  // namespace kago
