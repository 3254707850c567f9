#include "core/cart/fingerprint.h"

#include <gtest/gtest.h>

#include "core/testing/shopper.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::Discounted;
using testing::FromText;
using testing::Mug;
using testing::Plate;
using testing::Together;

TEST(Fingerprint, IsTheSameForTheSameContent) {
  EXPECT_EQ(LinesFingerprint(Together(Mug(), Plate())), LinesFingerprint(Together(Plate(), Mug())));
  EXPECT_EQ(CartFingerprint(Discounted(Mug("2"), "40")), CartFingerprint(Discounted(Mug("2.0"), "40.0")));
}

TEST(Fingerprint, OfLinesDoesNotCareForTheTotal) {
  EXPECT_EQ(LinesFingerprint(Discounted(Mug(), "15")), LinesFingerprint(Mug()));
  EXPECT_NE(CartFingerprint(Discounted(Mug(), "15")), CartFingerprint(Discounted(Mug(), "20")));
}

TEST(Fingerprint, KeepsProductAndVariantApart) {
  const Json one = FromText(R"({"products":[{"product_id":"1","variant_id":"11","quantity":1,"price":1}]})");
  const Json other = FromText(R"({"products":[{"product_id":"11","variant_id":"1","quantity":1,"price":1}]})");
  EXPECT_NE(LinesFingerprint(one), LinesFingerprint(other));
}

TEST(Fingerprint, DoesNotCancelEqualLinesOut) {
  EXPECT_NE(LinesFingerprint(Together(Mug(), Mug())), LinesFingerprint(Together(Plate(), Plate())));
  EXPECT_NE(LinesFingerprint(Together(Mug(), Mug())), LinesFingerprint(FromText(R"({"currency":"EUR"})")));
}

TEST(Fingerprint, TakesAnyProperties) {
  EXPECT_EQ(LinesFingerprint(FromText(R"({"products":"mug"})")), LinesFingerprint(FromText("{}")));
  EXPECT_FALSE(CartFingerprint(FromText(R"({"products":[1,null,{}],"total_value":"x"})")).empty());
}

}  // namespace
}  // namespace kago
