#include "core/platform/platforms.h"

#include <algorithm>
#include <initializer_list>

#include "core/base/text.h"
#include "core/platform/jsonld.h"

// The modules say which of them they are for; natively it is all of them.
#ifndef KAGO_PLATFORMS
#define KAGO_PLATFORMS kAdobe, kBigCommerce, kGa4, kHtml, kJsonLd, kShopify, kShopifyPixel, kWooCommerce
#endif

namespace kago {
namespace {

constexpr std::initializer_list<Platform> kPlatforms = {KAGO_PLATFORMS};

}  // namespace

bool IsKnownPlatform(std::string_view name) { return FindPlatform(name) != nullptr; }

// Known when the module is compiled, so that the linker leaves out what isn't read.
bool ReadsJsonLd() {
  constexpr bool kReads = std::any_of(kPlatforms.begin(), kPlatforms.end(), [](const Platform& one) { return one.name == kJsonLd.name; });
  return kReads;
}

const Platform* FindPlatform(std::string_view name) {
  for (const Platform& platform : kPlatforms) {
    if (platform.name == name) return &platform;
  }
  return nullptr;
}

bool SpeaksOfCart(const Platform& source, std::string_view sources, std::string_view owner) {
  if (source.knows != Knows::kWords) return source.knows == Knows::kCart;
  for (const Platform& other : kPlatforms) {
    if (other.knows == Knows::kCart && IsListed(other.name, sources)) return false;
  }
  // One that the shop doesn't name any more has lost its say.
  return owner == source.name || !IsListed(owner, sources);
}

}  // namespace kago
