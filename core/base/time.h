// Points in time: milliseconds since 1970-01-01T00:00:00Z. They come in as inputs; the core has no
// clock.
#ifndef KAGO_CORE_BASE_TIME_H_
#define KAGO_CORE_BASE_TIME_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/string.h"

namespace kago {

using TimeMs = std::int64_t;

// Years 0001 to 9999: what ISO 8601 writes with four digits.
inline constexpr TimeMs kTimeMsMin = -62'135'596'800'000;
inline constexpr TimeMs kTimeMsMax = 253'402'300'799'999;

// `2026-11-22T09:15:27.412Z`. A time outside the range above is moved to its nearer end.
String IsoText(TimeMs time);

// ISO 8601 date and time with a zone: `2022-05-23T13:52:38-04:00`, `…:38.5Z`, `…:38+0900`.
// Digits past the millisecond are cut off. nullopt for every other text, also for days that no
// calendar has and for times without a zone, which would be a guess.
std::optional<TimeMs> ParseIso(std::string_view text);

}  // namespace kago

#endif  // KAGO_CORE_BASE_TIME_H_
