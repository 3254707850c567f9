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
  // `*cart` outlives it.
  Ga4Mirror(const Observation& seen, OverheardCart* cart) : seen_(seen), cart_(*cart) {}

  // The currency itself, else the one that the cart or the shop is known to have.
  std::string_view CurrencyOr(std::string_view currency) const;
  // Of amounts in another currency than before no sum can be made: the lines said before are forgotten.
  void SetCurrency(std::string_view currency);
  // REQUIRES of both: IsValidLine(product). What is the same in id and variant is one line, and where no variant is
  // named in name and price too: an id alone may stand for many. Both tell whether that changed the cart.
  bool Add(const Json& product);
  // Of several that may be meant none is taken: then nobody knows the cart until the whole of it is said.
  bool Remove(const Json& product);
  // What no cart can hold is left out.
  void Reset(const Json& products);

 private:
  void Touch() { cart_.changed_at = seen_.time; }

  const Observation& seen_;
  OverheardCart& cart_;
};

// The one line of these that the product may be; nullptr when there is none, or several.
Json* LineOf(const Json& product, Json* lines);

// Some pushes say of an item no more than which it is and how many. Where it has no price and one line alone can be
// meant, it becomes as that.
void Complete(Json* lines, Json* products);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_GA4_MIRROR_H_
