// The pushes of Universal Analytics' enhanced ecommerce, which many themes still make, in GA4's words
// (developers.google.com/tag-manager/enhanced-ecommerce): from there on both are one.
#ifndef KAGO_CORE_PLATFORM_GA4_UNIVERSAL_H_
#define KAGO_CORE_PLATFORM_GA4_UNIVERSAL_H_

#include <string_view>

#include "core/base/json.h"

namespace kago {

struct Ga4Push {
  std::string_view event;  // empty: it says nothing
  Json ecommerce;          // as GA4 has it
  bool is_universal = false;  // then tax and shipping are in its `value`
};

// Such a push needs no name: what is in its `ecommerce` says what it is about.
Ga4Push FromUniversal(const Json& ecommerce);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_GA4_UNIVERSAL_H_
