// The product that a page is about, as the page tells search engines: schema.org JSON-LD (platforms.md
// 5.2) and Open Graph. For product pages of any shop, and for platforms whose own words miss a part.
#ifndef KAGO_CORE_PLATFORM_JSONLD_H_
#define KAGO_CORE_PLATFORM_JSONLD_H_

#include <string_view>

#include "core/base/json.h"
#include "core/base/string.h"
#include "core/platform/observation.h"

namespace kago {

// A page that doesn't have this word is about no product, so the observer doesn't hand it over: it stands in
// the name of each type, schema.org's and Open Graph's, that makes one of it.
inline constexpr std::string_view kProductWord = "roduct";

// Properties of `ecommerce.product_viewed`; null when the page has no product markup. Where it has, but says no product
// or no price, what is known of it, and why in place of the price: so the event is refused and the shop is told. `page`
// is what js/src/observe/common/page-data.ts reads: {"jsonld": ["text of a block", …], "og": [["og:title", "…"], …],
// "canonical": "…"}; or {"read": …} with what ReadMarkup has made of that. `variant`: the chosen one, if the platform knows
// it; else the page's address may. Where the page speaks of another one, the properties are that one's: their
// `variant_id` tells.
Json ProductFromPage(const Json& page, const Observation& seen, std::string_view variant = {});

// The same as text, from a module of its own: kago-markup.wasm, which a page loads where it has such markup. `request`:
// {"page": as above, "url": the page's address, "currency": the shop's, "url_parameters", "variant"}, of which all but the
// first may be missing. `null` where there is no product, and of a page that says more than a text may have (base/limits.h).
String ReadMarkup(std::string_view request);

// Whether this build of the core reads markup itself (core/platform/platforms.cc): shoppers' modules leave it to the other.
bool ReadsMarkup();

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_JSONLD_H_
