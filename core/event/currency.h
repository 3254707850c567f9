// ISO 4217: the active codes that shops price in with their minor units, and withdrawn ones that shops
// still send. Source: platforms.md 6.1 (list one, state of November 2026).
//
// 20 of the 178 active codes are no money and unknown here: metals, bond units, `XXX`, `XTS` and XDR, XSU, XUA
// (no minor unit), and the units of account in which nothing is sold: BOV, COU, MXV, USN, UYI, UYW, XAD. CLF
// stays (Chile prices houses in it), CHE and CHW too (WIR, which Swiss shops take).
#ifndef KAGO_CORE_EVENT_CURRENCY_H_
#define KAGO_CORE_EVENT_CURRENCY_H_

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kago {

enum class CurrencyStatus : std::uint8_t { kUnknown, kActive, kHistoric };

// Only upper-case codes are known.
CurrencyStatus CurrencyStatusOf(std::string_view code);

// Digits behind the point: 0 for JPY, 2 for EUR, 3 for KWD, 4 for CLF. kDigitsUnknown for codes that aren't active.
std::size_t MinorUnitDigits(std::string_view code);

// More than any amount has, so that none has too many.
inline constexpr std::size_t kDigitsUnknown = SIZE_MAX;

}  // namespace kago

#endif  // KAGO_CORE_EVENT_CURRENCY_H_
