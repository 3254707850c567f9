// The cart as far as a dataLayer tells: it says what comes and goes, and the whole only now and then.
//
// The mirror is right from the first push on that names the whole cart; before, and after a change that
// no push tells (another device, a cart that the shop's server has dropped), it may lack lines.
#ifndef KAGO_CORE_PLATFORM_GA4_MIRROR_H_
#define KAGO_CORE_PLATFORM_GA4_MIRROR_H_

#include <string_view>

#include "core/base/json.h"
#include "core/base/list.h"
#include "core/platform/observation.h"

namespace kago {

class Ga4Mirror {
 public:
  // `*cart` (Memory::cart) outlives it. A cart that hasn't changed for its lifetime is forgotten.
  Ga4Mirror(const Observation& seen, Json* cart);

  // The currency itself, else the one that the cart or the shop is known to have.
  std::string_view CurrencyOr(std::string_view currency) const;
  // Of amounts in another currency than before no sum can be made: the lines said before are forgotten.
  void SetCurrency(std::string_view currency);
  // REQUIRES of both: IsValidLine(product). What is the same in id and variant is one line.
  // Both tell whether that changed the cart.
  bool Add(const Json& product);
  bool Remove(const Json& product);
  // What no cart can hold is left out.
  void Reset(const Json& products);

  // Properties of the event that says it: products, and currency if known.
  Json Said() const;

  // Whether that was noted before; notes it. Of the things that a reload says again.
  bool Note(std::string_view what);

 private:
  List<Json>& Lines();
  Json* LineOf(const Json& product);
  void Touch();

  const Observation& seen_;
  Json& cart_;
};

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_GA4_MIRROR_H_
