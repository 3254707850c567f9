#include "core/platform/platforms.h"

#include <initializer_list>

#include "core/base/text.h"
#include "core/platform/jsonld.h"

// The modules say which of them they are for, and whether they read markup; natively it is all of that.
#ifndef KAGO_PLATFORMS
#define KAGO_PLATFORMS kAdobe, kBigCommerce, kGa4, kHtml, kJsonLd, kShopify, kShopifyPixel, kWooCommerce
#define KAGO_READS_MARKUP true
#endif

namespace kago {
namespace {

constexpr std::initializer_list<Platform> kPlatforms = {KAGO_PLATFORMS};

}  // namespace

bool IsKnownPlatform(std::string_view name) { return FindPlatform(name) != nullptr; }

// Known when the module is linked, so that the linker leaves out what isn't read.
bool ReadsMarkup() { return KAGO_READS_MARKUP; }

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
