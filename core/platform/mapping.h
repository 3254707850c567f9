// Tables that say which member of a platform's JSON becomes which field of an event, and the mends
// that are the same for every platform: what a shop's developer can't change mustn't cost the event.
#ifndef KAGO_CORE_PLATFORM_MAPPING_H_
#define KAGO_CORE_PLATFORM_MAPPING_H_

#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/json.h"
#include "core/base/string.h"
#include "core/event/builder.h"
#include "core/platform/observation.h"

namespace kago {

enum class Form : std::uint8_t {
  kAsIs,     // amounts and quantities too: ReadNumbers reads those of every event (shared/event_numbers.h)
  kId,       // a number or a text; of `gid://shopify/Product/8` the `8`
  kName,     // a text for people: NameText
  kAddress,  // of a page: PageAddress
  kImage,    // of an image: it may need its query, so it keeps it
};

struct Rule {
  std::string_view from;
  std::string_view to;
  Form form;
};

// Sets in `to` what `from` has. Members that are missing, null or empty leave no trace; nor does an
// address that is none.
void Apply(std::span<const Rule> rules, const Observation& seen, const Json& from, Json* to);

// An address as it may leave the shopper's browser, made absolute: without user, fragment and all
// query parameters but `variant`, those of the platform (`own`: names, "attribute_*" for a prefix,
// with a space between) and those that the shop asked for. Empty when it is no http address.
String PageAddress(std::string_view address, const Observation& seen, std::string_view own = {});

// Made absolute, else as it is. Empty when it is no http address.
String ImageAddress(std::string_view address, const Observation& seen);

// White space and control characters as single spaces, cut at the 255 units that a name may have. Empty of a placeholder.
String NameText(std::string_view name);

// An amount (a number, or a text of one) in minor units with that many digits, in major units: ("1999",
// 2) is 19.99. What is no amount stays as it is: the refusal then quotes it.
Json MajorUnits(const Json& minor, std::int64_t digits);

// The same of the member of that key; null when there is none.
Json MajorUnitsAt(const Json& from, std::string_view key, std::int64_t digits);

// What one piece costs when `quantity` of them cost `amount` (a number, or a text of one), with that many digits
// behind the point at most; null when one of the two is none.
Json UnitPrice(const Json& amount, std::int64_t quantity, std::int64_t digits);

// The value at `cost.totalAmount.amount`; null when a part of the way is missing.
const Json& FindAt(const Json& from, std::string_view path);

// Sets the member unless the value is null or an empty text.
void SetIfFilled(std::string_view key, Json value, Json* to);

// Sets that member of a product's metadata when there is a text (or number), cut like a name.
void SetMetadataText(std::string_view key, const Json& value, Json* product);

// Sets `metadata.sku` of a product when it has one.
void SetSku(const Json& sku, Json* product);

// `ecommerce.cart_updated`, or `kago.cart_emptied` when the properties have no products. A cart that is too
// large for an event loses the addresses of images, and of products if need be.
Sighting CartSighting(Json properties);

// The same of a cart that was overheard. One that isn't known any more is refused: it has no products.
Sighting CartSighting(const OverheardCart& cart);

// What a platform's endpoint says of the cart: observed as `cart`, or on the checkout's page as
// `cart_in_checkout`. There an empty one says nothing: whoever is in checkout hasn't emptied the cart, but
// its order has just been taken.
bool IsCart(const Observation& seen);
Sightings CartSightings(const Observation& seen, Json properties);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_MAPPING_H_
