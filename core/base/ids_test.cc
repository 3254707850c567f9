#include "core/base/ids.h"

#include <set>
#include <string>

#include <gtest/gtest.h>

namespace kago {
namespace {

constexpr TimeMs kTime = 1'795'338'927'412;
constexpr Entropy kEntropy{0x0123456789ABCDEF, 0xFEDCBA9876543210};

bool IsUuidV7(const std::string& id) {
  if (id.size() != 36 || id[14] != '7' || std::string("89ab").find(id[19]) == std::string::npos) return false;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? id[i] != '-' : std::string("0123456789abcdef").find(id[i]) == std::string::npos) return false;
  }
  return true;
}

TEST(Ids, HaveTheShapeOfAUuidOfVersion7) {
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    const std::string id = UuidV7(kTime, {Mix(i), Mix(~i)}, IdUse::kEvent);
    EXPECT_TRUE(IsUuidV7(id)) << id;
  }
}

TEST(Ids, KeepTheirShapeForTimesThatNoClockShows) {
  for (const TimeMs time : {TimeMs{0}, TimeMs{-1}, kTimeMsMin, kTimeMsMax, TimeMs{999'999'999'999'999'999}}) {
    EXPECT_TRUE(IsUuidV7(UuidV7(time, kEntropy, IdUse::kEvent))) << time;
  }
}

TEST(Ids, BeginWithTheirTime) {
  // 1'795'338'927'412 is 0x01A2024A4D34.
  EXPECT_EQ(UuidV7(0x01A2'024A'4D34, kEntropy, IdUse::kEvent).substr(0, 13), "01a2024a-4d34");
}

TEST(Ids, SortByTime) {
  EXPECT_LT(UuidV7(kTime, {~0ull, ~0ull}, IdUse::kEvent), UuidV7(kTime + 1, {0, 0}, IdUse::kEvent));
  EXPECT_LT(UuidV7(999, kEntropy, IdUse::kEvent), UuidV7(100'000, kEntropy, IdUse::kEvent));
}

TEST(Ids, AreTheSameForTheSameInputs) {
  EXPECT_EQ(UuidV7(kTime, kEntropy, IdUse::kEvent), UuidV7(kTime, kEntropy, IdUse::kEvent));
}

TEST(Ids, DifferByTheirUse) {
  std::set<std::string> ids;
  for (const IdUse use : {IdUse::kEvent, IdUse::kCart, IdUse::kAnonymous, IdUse::kLease, IdUse::kDiagnostic}) {
    ids.insert(UuidV7(kTime, kEntropy, use));
  }
  EXPECT_EQ(ids.size(), 5u);
}

TEST(Ids, DifferByEachHalfOfTheEntropy) {
  const std::string id = UuidV7(kTime, kEntropy, IdUse::kEvent);
  EXPECT_NE(id, UuidV7(kTime, {kEntropy.high + 1, kEntropy.low}, IdUse::kEvent));
  EXPECT_NE(id, UuidV7(kTime, {kEntropy.high, kEntropy.low + 1}, IdUse::kEvent));
}

TEST(Ids, DifferForManyDrawsInOneMillisecond) {
  std::set<std::string> ids;
  for (std::uint64_t i = 0; i < 10'000; ++i) ids.insert(UuidV7(kTime, {i, 0}, IdUse::kEvent));
  EXPECT_EQ(ids.size(), 10'000u);
}

TEST(Entropy, IsReadFrom32HexadecimalDigits) {
  const Entropy entropy = Entropy::FromHex("0123456789abcdeffedcba9876543210");
  EXPECT_EQ(entropy.high, kEntropy.high);
  EXPECT_EQ(entropy.low, kEntropy.low);
}

TEST(Entropy, TakesAnyText) {
  EXPECT_EQ(Entropy::FromHex("").high, 0u);
  EXPECT_EQ(Entropy::FromHex("ff").high, 0xFFu);
  EXPECT_EQ(Entropy::FromHex("zz").high, 0u);
  EXPECT_EQ(Entropy::FromHex("0123456789abcdef").low, 0u);
  EXPECT_EQ(Entropy::FromHex(std::string(100, 'f')).low, ~0ull);
}

TEST(Hash, IsFnv1a) {
  EXPECT_EQ(HexText(Hash("")), "cbf29ce484222325");
  EXPECT_EQ(HexText(Hash("a")), "af63dc4c8601ec8c");
  EXPECT_EQ(HexText(Hash("foobar")), "85944171f73967e8");
}

TEST(Mix, IsSplitMix64) { EXPECT_EQ(HexText(Mix(0)), "e220a8397b1dcdaf"); }

}  // namespace
}  // namespace kago
