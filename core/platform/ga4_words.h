// The pushes of a dataLayer that say something of products and carts. The build makes the observer's filter
// of this table (js/src/generated/selections.ts), so that other pushes cost no page anything.
#ifndef KAGO_CORE_PLATFORM_GA4_WORDS_H_
#define KAGO_CORE_PLATFORM_GA4_WORDS_H_

#include <string_view>

namespace kago {

struct Ga4Word {
  std::string_view event;
  std::string_view universal;  // the member of `ecommerce` that stands for it in Universal Analytics, if any
  bool changes_cart;           // by its items: of several in a row only the cart after them counts
};

// One push of Universal Analytics may carry several members, impressions and promotions too, but says the
// first of these.
inline constexpr Ga4Word kGa4Words[] = {
    {"purchase", "purchase", false},   {"refund", "refund", false},           {"begin_checkout", "checkout", false},
    {"add_to_cart", "add", true},      {"remove_from_cart", "remove", true},  {"view_item", "detail", false},
    {"view_cart", "", false},
};

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_GA4_WORDS_H_
