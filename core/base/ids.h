// Identifiers made from time and entropy that come in as inputs: the same inputs, the same ids.
#ifndef KAGO_CORE_BASE_IDS_H_
#define KAGO_CORE_BASE_IDS_H_

#include <cstdint>
#include <string_view>

#include "core/base/string.h"
#include "core/base/time.h"

namespace kago {

// 128 random bits, drawn by the host for each call and each step.
struct Entropy {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  // 32 hexadecimal digits; other characters count as 0, so that no text can fail.
  static Entropy FromHex(std::string_view hex);
};

// What an id is for: one draw of entropy serves several ids without two being alike.
enum class IdUse : std::uint64_t { kEvent = 1, kCart, kAnonymous, kLease, kDiagnostic };

// A UUID of version 7 (RFC 9562, 5.7): 48 bits of time, 74 bits of entropy.
String UuidV7(TimeMs time, const Entropy& entropy, IdUse use);
// The time in such an id, to the minute; anything, if it is none.
TimeMs TimeOfUuid(std::string_view id);

// 64 well-mixed bits of a seed (splitmix64).
std::uint64_t Mix(std::uint64_t seed);

// FNV-1a, 64 bits: fingerprints of content. Not for secrets.
std::uint64_t Hash(std::string_view text);

String HexText(std::uint64_t value);

}  // namespace kago

#endif  // KAGO_CORE_BASE_IDS_H_
