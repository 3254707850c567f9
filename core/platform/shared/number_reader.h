// Numbers as shops write them, for machines or for people: the one reader of them.
//
// What can be read in one way only is a number, exactly: `1,234.50`, `1.234,50`, `1'234.50`, `1 234,50` (with
// spaces of any kind), `12,34,567.00`, `49,90 €` in EUR, `1,980` in JPY. A text of two readings is none: `1.299` and
// `1,299` in EUR. The digits that ISO 4217 gives a currency decide where they can: there are no parts of a yen, and what
// has three is written with them behind a point (`12.500` in KWD). Where shops only leave them out (`150.000` in IDR) a
// machine may have written them: two readings.
#ifndef KAGO_CORE_PLATFORM_SHARED_NUMBER_READER_H_
#define KAGO_CORE_PLATFORM_SHARED_NUMBER_READER_H_

#include <optional>
#include <string_view>

#include "core/base/decimal.h"
#include "core/base/json.h"

namespace kago {

// Makes a number of a text of one; it may be below zero. A JSON number has one reading, and may have more digits
// than its currency, as the price of a screw. A text that has is refused, unless they are the dust of
// floating point. `currency`: a code; empty: unknown, or no amount.
//
// What is refused stays a text, which now says why: `1.299 (two readings)`, `2.8361 (excess digits)`. What is no number at
// all stays as it is.
void ReadNumber(std::string_view currency, Json* value);

// The same of what may not be there; nullopt of what is no number, or below zero.
std::optional<Decimal> ReadAmount(const Json* value, std::string_view currency = {});

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_SHARED_NUMBER_READER_H_
