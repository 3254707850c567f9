#include "core/base/figure.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"

namespace kago {
namespace {

TEST(Figure, StandsInThePlaceOfItsSign) {
  EXPECT_EQ((kWith<"an event of up to # bytes", 256'000>), "an event of up to 256000 bytes");
  EXPECT_EQ((kWith<"#", 0>), "0");
  EXPECT_EQ((kWith<"no figure">), "no figure");
}

TEST(Figure, StandsInItsOrderAmongOthers) { EXPECT_EQ((kWith<"# of #", 9, 10>), "9 of 10"); }

TEST(Figure, WritesTheLargestNumberToItsLastDigit) { EXPECT_EQ(limits::kNumberMax, "9007199254740991"); }

}  // namespace
}  // namespace kago
