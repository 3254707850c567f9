// A checkout in the words of Shopify's Admin REST API (Abandoned Checkouts, 2021-07 and later): all its members, those
// that no event tells as null, empty or false, as Shopify has them for a shop that doesn't use them.
#ifndef KAGO_CORE_INSIGHT_SHOPIFY_REPLY_H_
#define KAGO_CORE_INSIGHT_SHOPIFY_REPLY_H_

#include <string_view>

#include "core/insight/checkout_row.h"
#include "core/insight/contact.h"

namespace kago {

// As in a list of abandoned checkouts. Money is text in major units with the digits of its currency; ids are numbers where
// they are ones that JavaScript can count to, else texts. `recover_url`: where the link leads that brings it back, unless
// the event named one (`metadata.checkout_url`).
// `contact`: of its customer, who is null where nobody has told any.
Json ShopifyAbandonedCheckout(const CheckoutRow& checkout, std::string_view recover_url, const Contact& contact);

// As asked for by its token (`/checkouts/{token}.json`): no `id`, and what is asked of one that isn't paid yet.
Json ShopifyCheckout(const CheckoutRow& checkout, std::string_view recover_url, const Contact& contact);

}  // namespace kago

#endif  // KAGO_CORE_INSIGHT_SHOPIFY_REPLY_H_
