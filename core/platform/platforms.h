// The platforms that this build of the core understands. A module that shops load is linked with the
// ones it is made for (bindings/CMakeLists.txt): what a shop doesn't use, its shoppers don't load.
#ifndef KAGO_CORE_PLATFORM_PLATFORMS_H_
#define KAGO_CORE_PLATFORM_PLATFORMS_H_

#include <span>
#include <string_view>

#include "core/platform/observation.h"
#include "core/platform/shared/counted_lines.h"
#include "core/platform/shared/event_numbers.h"

namespace kago {

// How much a source knows of the cart. Of several, the one that knows most is heard.
enum class Knows : std::uint8_t {
  kCart,   // it reads the shop's own cart
  kWords,  // it overhears what the page says of the cart
  kPage,   // nothing of carts
};

struct Platform {
  std::string_view name;  // as the option `platform` has it
  Interpret interpret;
  Knows knows;
  // Makes the numbers of its events what an event may have.
  void (*read)(const Observation& seen, Sighting* sighting) = &ReadNumbers;
};

std::optional<Sightings> InterpretAdobe(const Observation& seen, Memory* memory);
std::optional<Sightings> InterpretBigCommerce(const Observation& seen, Memory* memory);
std::optional<Sightings> InterpretGa4(const Observation& seen, Memory* memory);
std::optional<Sightings> InterpretHtml(const Observation& seen, Memory* memory);
std::optional<Sightings> InterpretJsonLd(const Observation& seen, Memory* memory);
std::optional<Sightings> InterpretShopify(const Observation& seen, Memory* memory);
std::optional<Sightings> InterpretShopifyPixel(const Observation& seen, Memory* memory);
std::optional<Sightings> InterpretWooCommerce(const Observation& seen, Memory* memory);

inline constexpr Platform kAdobe{"adobe", &InterpretAdobe, Knows::kCart};
inline constexpr Platform kBigCommerce{"bigcommerce", &InterpretBigCommerce, Knows::kCart};
inline constexpr Platform kGa4{"ga4", &InterpretGa4, Knows::kWords, &ReadLines};
inline constexpr Platform kHtml{"html", &InterpretHtml, Knows::kWords, &ReadLines};
inline constexpr Platform kJsonLd{"jsonld", &InterpretJsonLd, Knows::kPage};
inline constexpr Platform kShopify{"shopify", &InterpretShopify, Knows::kCart};
inline constexpr Platform kShopifyPixel{"shopify-pixel", &InterpretShopifyPixel, Knows::kCart, &ReadQuantities};
inline constexpr Platform kWooCommerce{"woocommerce", &InterpretWooCommerce, Knows::kCart, &ReadCurrencyAndQuantities};

// nullptr when this build doesn't know it.
const Platform* FindPlatform(std::string_view name);
// Where that is false by construction the linker sees it, and leaves out what only platforms need.
bool IsKnownPlatform(std::string_view name);

// Whether a source's words about the cart and its checkout count, in a shop with these sources (the
// option `platform`, names with a space between), where `owner` has spoken of the cart (OverheardCart).
bool SpeaksOfCart(const Platform& source, std::string_view sources, std::string_view owner);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_PLATFORMS_H_
