#include "core/base/text.h"

#include <string>

#include <gtest/gtest.h>

#include "core/base/number_text.h"

namespace kago {
namespace {

TEST(Utf16Units, CountsAsJavaScriptDoes) {
  EXPECT_EQ(Utf16Units(""), 0u);
  EXPECT_EQ(Utf16Units("abc"), 3u);
  EXPECT_EQ(Utf16Units("é"), 1u);
  EXPECT_EQ(Utf16Units("漢"), 1u);
  EXPECT_EQ(Utf16Units("👕"), 2u);
  EXPECT_EQ(Utf16Units("aé漢👕"), 5u);
  EXPECT_EQ(Utf16Units("👩‍👩‍👧"), 8u);  // three pairs and two joiners
  EXPECT_EQ(Utf16Units("שלום"), 4u);
}

TEST(Utf16Units, CountsAtTheEdgesOfEachLength) {
  EXPECT_EQ(Utf16Units("\x7F"), 1u);
  EXPECT_EQ(Utf16Units("\u0080"), 1u);
  EXPECT_EQ(Utf16Units("\u07FF"), 1u);
  EXPECT_EQ(Utf16Units("\u0800"), 1u);
  EXPECT_EQ(Utf16Units("\uFFFD"), 1u);
  EXPECT_EQ(Utf16Units("\U00010000"), 2u);
  EXPECT_EQ(Utf16Units("\U0010FFFF"), 2u);
}

TEST(HasControlCharacter, FindsEachOfThem) {
  for (char c = 0; c < 0x20; ++c) EXPECT_TRUE(HasControlCharacter(std::string("a") + c + "b")) << int{c};
}

TEST(HasControlCharacter, LetsEverythingElsePass) {
  for (const char* text : {"", " ", "Mug 27\"", "\x7F", "é漢👕", "\u0085", "\u2028"}) {
    EXPECT_FALSE(HasControlCharacter(text)) << text;
  }
}

TEST(IsBlank, SeesWhetherThereIsContent) {
  EXPECT_TRUE(IsBlank(""));
  EXPECT_TRUE(IsBlank(" \t\r\n "));
  EXPECT_FALSE(IsBlank(" a "));
}

TEST(Trimmed, CutsWhiteSpaceOffBothEndsOnly) {
  EXPECT_EQ(Trimmed(" \n19.99\t"), "19.99");
  EXPECT_EQ(Trimmed("a b"), "a b");
  EXPECT_EQ(Trimmed("  "), "");
}

TEST(IsPlaceholder, SeesWhatStandsWhereAnIdWasMeant) {
  for (const char* id : {"undefined", "null", "NaN", "(not set)", "[object Object]", "{{ order.id }}", "{{Transaction ID}}", "${orderId}"}) {
    EXPECT_TRUE(IsPlaceholder(id)) << id;
  }
  for (const char* id : {"", "0", "Nan", "Undefined Hoodie", "undefined-1", "#1001", "{3F2504E0-4F89-41D3-9A0C-0305E82C3301}", "(RED) Mug",
                         "[Sale] Mug (S)", "$8", "100% Linen"}) {
    EXPECT_FALSE(IsPlaceholder(id)) << id;
  }
}

TEST(CutAt, LeavesAShortTextAlone) {
  EXPECT_EQ(CutAt("abc", 3), "abc");
  EXPECT_EQ(CutAt("", 0), "");
}

TEST(CutAt, NeverSplitsACharacter) {
  const std::string text = "aé漢👕z";
  const std::size_t starts[] = {0, 1, 3, 6, 10, 11};
  for (std::size_t bytes = 0; bytes <= text.size(); ++bytes) {
    std::size_t expected = 0;
    for (const std::size_t start : starts) expected = start <= bytes ? start : expected;
    EXPECT_EQ(CutAt(text, bytes).size(), expected) << bytes;
  }
}

TEST(IntegerText, WritesEveryWholeNumber) {
  EXPECT_EQ(IntegerText(0), "0");
  EXPECT_EQ(IntegerText(-1), "-1");
  EXPECT_EQ(IntegerText(9'223'372'036'854'775'807), "9223372036854775807");
  EXPECT_EQ(IntegerText(-9'223'372'036'854'775'807 - 1), "-9223372036854775808");
}

TEST(ParseInteger, ReadsUpTo18Digits) {
  std::int64_t value = 0;
  EXPECT_TRUE(ParseInteger("-999999999999999999", &value));
  EXPECT_EQ(value, -999'999'999'999'999'999);
  EXPECT_TRUE(ParseInteger("007", &value));
  EXPECT_EQ(value, 7);
}

TEST(ParseInteger, LeavesTheValueAloneWhenThereIsNoNumber) {
  std::int64_t value = 42;
  for (const char* text : {"", "-", "+1", "1.0", "1e3", " 1", "1 ", "0x1", "1000000000000000000"}) {
    EXPECT_FALSE(ParseInteger(text, &value)) << text;
  }
  EXPECT_EQ(value, 42);
}

TEST(TakeUntil, TakesTheEndAlongAndAllWhereThereIsNone) {
  std::string_view rest = "a b  c";
  for (const char* word : {"a", "b", "", "c", ""}) EXPECT_EQ(TakeUntil(' ', &rest), word);
  EXPECT_TRUE(rest.empty());
}

}  // namespace
}  // namespace kago
