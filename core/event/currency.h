// ISO 4217: the 178 active alphabetic codes with their minor units, and withdrawn ones that shops
// still send. Source: platforms.md 6.1 (list one, state of November 2026).
#ifndef KAGO_CORE_EVENT_CURRENCY_H_
#define KAGO_CORE_EVENT_CURRENCY_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace kago {

enum class CurrencyStatus : std::uint8_t { kUnknown, kActive, kHistoric };

// Only upper-case codes are known.
CurrencyStatus CurrencyStatusOf(std::string_view code);

// Digits behind the point: 0 for JPY, 2 for EUR, 3 for KWD, 4 for CLF. nullopt for codes to which
// ISO 4217 gives no minor unit (XAU) and for those that aren't active.
std::optional<std::size_t> MinorUnitDigits(std::string_view code);

}  // namespace kago

#endif  // KAGO_CORE_EVENT_CURRENCY_H_
