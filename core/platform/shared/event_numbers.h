// The numbers of an event that a platform has told, made what an event may have: the same for every platform.
#ifndef KAGO_CORE_PLATFORM_SHARED_EVENT_NUMBERS_H_
#define KAGO_CORE_PLATFORM_SHARED_EVENT_NUMBERS_H_

#include "core/base/decimal.h"
#include "core/base/json.h"
#include "core/platform/observation.h"

namespace kago {

// Reads the currency (CurrencyCode), and with it all amounts and quantities (ReadNumber, ReadQuantity).
void ReadNumbers(const Observation& seen, Sighting* sighting);

// The same of a platform whose mapping has made numbers of its amounts.
void ReadCurrencyAndQuantities(const Observation& seen, Sighting* sighting);

// Of a platform that writes numbers as numbers and codes as codes: the quantities alone.
void ReadQuantities(const Observation& seen, Sighting* sighting);

// Goods by length or weight: an event counts whole pieces, so 1.5 are 2 of the same price. The exact number goes along
// as `metadata.exact_quantity`, and a total that Kago fills in counts that.
void ReadQuantity(Json* line);

// How many the line has, in parts of a piece too, without the dust of floating point; zero when it says no number above.
Decimal QuantityOf(const Json& line);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_SHARED_EVENT_NUMBERS_H_
