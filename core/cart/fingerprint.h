// Fingerprints of a cart's content: equal for equal content, whatever the order of its lines, the
// form of its numbers (20, 20.0) or its metadata.
#ifndef KAGO_CORE_CART_FINGERPRINT_H_
#define KAGO_CORE_CART_FINGERPRINT_H_

#include "core/base/json.h"
#include "core/base/string.h"

namespace kago {

// Of what is bought (product, variant, quantity), whatever it costs: an order may name other prices than its checkout.
String GoodsFingerprint(const Json& properties);

// Of the lines (product, variant, quantity, unit price) and the currency.
String LinesFingerprint(const Json& properties);

// Of the lines, the currency and the total: a coupon changes it too.
String CartFingerprint(const Json& properties);

}  // namespace kago

#endif  // KAGO_CORE_CART_FINGERPRINT_H_
