#include "core/base/decimal.h"

#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::Repeated;

// REQUIRES: `text` is a number that Decimal takes.
Decimal Number(std::string_view text) {
  const auto decimal = Decimal::Parse(text);
  EXPECT_TRUE(decimal.has_value()) << text;
  return decimal.value_or(Decimal());
}

std::string Plain(std::string_view text) { return Number(text).ToText(); }

std::string Sum(std::string_view a, std::string_view b) { return Decimal::Sum(Number(a), Number(b)).ToText(); }

std::string Product(std::string_view a, std::string_view b) { return Decimal::Product(Number(a), Number(b)).ToText(); }

int Compare(std::string_view a, std::string_view b) { return Decimal::Compare(Number(a), Number(b)); }

TEST(Decimal, AddsTenthsExactly) { EXPECT_EQ(Sum("0.1", "0.2"), "0.3"); }

TEST(Decimal, MultipliesPricesExactly) { EXPECT_EQ(Product("3", "19.99"), "59.97"); }

TEST(Decimal, MultipliesFractionsWithFractions) {
  EXPECT_EQ(Product("0.1", "0.2"), "0.02");
  EXPECT_EQ(Product("1.5", "2.5"), "3.75");
  EXPECT_EQ(Product("0.001", "1000"), "1");
}

TEST(Decimal, AddsNumbersOfDifferentScale) {
  EXPECT_EQ(Sum("1.005", "99"), "100.005");
  EXPECT_EQ(Sum("99", "1.005"), "100.005");
}

TEST(Decimal, CarriesPastTheFirstDigit) {
  EXPECT_EQ(Sum("999.99", "0.01"), "1000");
  EXPECT_EQ(Product("99", "99"), "9801");
}

TEST(Decimal, AddsAHundredThousandTenthsToTenThousand) {
  Decimal sum;
  for (int i = 0; i < 100'000; ++i) sum = Decimal::Sum(sum, Number("0.1"));
  EXPECT_EQ(sum.ToText(), "10000");
}

TEST(Decimal, MultipliesWithZero) {
  EXPECT_EQ(Product("0", "19.99"), "0");
  EXPECT_EQ(Product("19.99", "0.00"), "0");
  EXPECT_TRUE(Decimal::Product(Number("0"), Number("0")).is_zero());
}

TEST(Decimal, IsZeroByDefault) {
  EXPECT_TRUE(Decimal().is_zero());
  EXPECT_TRUE(Decimal().is_integer());
  EXPECT_EQ(Decimal().ToText(), "0");
}

TEST(Decimal, WritesPlainTextWithoutNeedlessZeros) {
  EXPECT_EQ(Plain("10.00"), "10");
  EXPECT_EQ(Plain("10.50"), "10.5");
  EXPECT_EQ(Plain("0.05"), "0.05");
  EXPECT_EQ(Plain("0.000"), "0");
  EXPECT_EQ(Plain("2000000"), "2000000");
  EXPECT_EQ(Plain("-12.30"), "-12.3");
}

TEST(Decimal, WritesExponentsOut) {
  EXPECT_EQ(Plain("1e2"), "100");
  EXPECT_EQ(Plain("1E+2"), "100");
  EXPECT_EQ(Plain("1.5e1"), "15");
  EXPECT_EQ(Plain("15e-1"), "1.5");
  EXPECT_EQ(Plain("1e-7"), "0.0000001");
  EXPECT_EQ(Plain("12.340e1"), "123.4");
  EXPECT_EQ(Plain("5e0"), "5");
  EXPECT_EQ(Plain("5e-0"), "5");
}

TEST(Decimal, KnowsAWholeNumberHoweverItIsWritten) {
  EXPECT_TRUE(Number("2").is_integer());
  EXPECT_TRUE(Number("2.0").is_integer());
  EXPECT_TRUE(Number("0.2e1").is_integer());
  EXPECT_FALSE(Number("2.5").is_integer());
  EXPECT_FALSE(Number("2e-1").is_integer());
}

TEST(Decimal, TakesMinusZeroAsZero) {
  for (const char* zero : {"-0", "-0.0", "-0e5"}) {
    EXPECT_TRUE(Number(zero).is_zero()) << zero;
    EXPECT_FALSE(Number(zero).is_negative()) << zero;
    EXPECT_EQ(Plain(zero), "0");
  }
}

TEST(Decimal, KnowsANegativeNumber) {
  EXPECT_TRUE(Number("-0.01").is_negative());
  EXPECT_FALSE(Number("0.01").is_negative());
}

TEST(Decimal, KeepsWholeNumbersUpToTheLastExactOneOfJavaScript) {
  EXPECT_EQ(Plain("9007199254740991"), "9007199254740991");
  EXPECT_EQ(Sum("9007199254740990", "1"), "9007199254740991");
  EXPECT_EQ(Sum("9007199254740991", "1"), "9007199254740992");
}

TEST(Decimal, RefusesExponentsPastItsDigits) {
  EXPECT_FALSE(Decimal::Parse("1e400"));
  EXPECT_FALSE(Decimal::Parse("1e-400"));
  EXPECT_FALSE(Decimal::Parse("1e999999999999999999"));
  EXPECT_FALSE(Decimal::Parse("1e-999999999999999999"));
  EXPECT_FALSE(Decimal::Parse("1e99999999999999999999999999"));
}

TEST(Decimal, TakesZeroWithAnyExponentThatCanBeRead) {
  EXPECT_TRUE(Number("0e400").is_zero());
  EXPECT_TRUE(Number("0.0e-999999999999999999").is_zero());
}

TEST(Decimal, TakesAsManyDigitsAsTheLimitAndNotOneMore) {
  const std::string most = Repeated("9", limits::kNumberDigitsMax);
  EXPECT_EQ(Plain(most), most);
  EXPECT_FALSE(Decimal::Parse(most + "9"));
}

TEST(Decimal, CountsTheDigitsOfAnExponentWrittenOut) {
  EXPECT_EQ(Plain("1e63"), "1" + Repeated("0", 63));
  EXPECT_FALSE(Decimal::Parse("1e64"));
  EXPECT_EQ(Plain("1e-64"), "0." + Repeated("0", 63) + "1");
  EXPECT_FALSE(Decimal::Parse("1e-65"));
}

TEST(Decimal, ComparesByValueNotByText) {
  EXPECT_EQ(Compare("1.10", "1.1"), 0);
  EXPECT_EQ(Compare("1e2", "100"), 0);
  EXPECT_EQ(Compare("0", "-0"), 0);
  EXPECT_EQ(Compare("9", "10"), -1);
  EXPECT_EQ(Compare("10", "9"), 1);
  EXPECT_EQ(Compare("0.5", "0.45"), 1);
  EXPECT_EQ(Compare("0.001", "0"), 1);
  EXPECT_EQ(Compare("19.99", "20"), -1);
}

TEST(Decimal, IsDividedIntoParts) {
  const auto part = [](const char* text, std::uint64_t parts, std::size_t scale) { return Decimal::Parse(text)->Part(parts, scale).ToText(); };
  EXPECT_EQ(part("16.11", 2, 6), "8.055");
  EXPECT_EQ(part("16.11", 2, 2), "8.06");
  EXPECT_EQ(part("10", 3, 6), "3.333333");
  EXPECT_EQ(part("2", 3, 2), "0.67");
  EXPECT_EQ(part("0", 7, 2), "0");
  EXPECT_EQ(part("0.01", 1'000'000'000'000, 3), "0");
  EXPECT_EQ(part("16.110000000000003", 2, 6), "8.055");
  EXPECT_EQ(part("9007199254740991", 1, 2), "9007199254740991");
}

TEST(Decimal, RoundsHalfUp) {
  const auto rounded = [](const char* text, std::size_t scale) { return Decimal::Parse(text)->Rounded(scale).ToText(); };
  EXPECT_EQ(rounded("1.005", 2), "1.01");
  EXPECT_EQ(rounded("1.00499999999999999999", 2), "1");
  EXPECT_EQ(rounded("9.995", 2), "10");
  EXPECT_EQ(rounded("999.5", 0), "1000");
  EXPECT_EQ(rounded("0.5", 0), "1");
  EXPECT_EQ(rounded("0.4999", 0), "0");
  EXPECT_EQ(rounded("0.00001", 2), "0");
  EXPECT_EQ(rounded("12.34", 2), "12.34");
  EXPECT_EQ(rounded("12", 4), "12");
  EXPECT_EQ(rounded("0", 0), "0");
}

TEST(Decimal, KnowsWhereNumbersOfJavaScriptEnd) {
  for (const char* text : {"1e309", "1e400", "-2E+308", "0.0018e311", "180e306", "1.7976931348623159e308", "1e99999999999999999999"}) {
    EXPECT_TRUE(IsPastDouble(text)) << text;
  }
  for (const char* text : {"1.7976931348623157e308", "1e308", "1.79e+308", "9e307", "0e400", "0.0009e311", "1e-400", "1e-99999999999999999999", "0.00", "12.5", "x"}) {
    EXPECT_FALSE(IsPastDouble(text)) << text;
  }
}

TEST(Decimal, RefusesWhatIsNoJsonNumber) {
  for (const char* text :
       {"",   "007", "01",       "-01", "1.", ".5",   "-.5", "+1",       "1e",    "1e+",  "1e1.5", "--1",  "-",
        "1-", "1,5", "1.234,56", "1 ",  " 1", "0x10", "NaN", "Infinity", "1_000", "1..2", "e5",    "1.e5", "٣"}) {
    EXPECT_FALSE(Decimal::Parse(text)) << text;
    EXPECT_FALSE(IsJsonNumber(text)) << text;
  }
}

TEST(Decimal, RefusesANumberThatGoesOnBehindANul) { EXPECT_FALSE(IsJsonNumber(std::string_view("1\0", 2))); }

TEST(Decimal, KnowsTheGrammarOfJsonNumbersWithoutALimit) {
  for (const char* text : {"0", "-0", "7", "10.50", "1e400", "-1E-7", "12345678901234567890123"}) {
    EXPECT_TRUE(IsJsonNumber(text)) << text;
  }
}

TEST(Decimal, IsAddedAndSubtractedWhateverItsSign) {
  for (std::int64_t a = -120; a <= 120; a += 7) {
    for (std::int64_t b = -120; b <= 120; b += 5) {
      const auto left = *Decimal::Parse(std::to_string(a) + "e-1");
      const auto right = *Decimal::Parse(std::to_string(b) + "e-1");
      const auto expected = [](std::int64_t tenths) { return Decimal::Parse(std::to_string(tenths) + "e-1")->ToText(); };
      EXPECT_EQ(Decimal::Plus(left, right).ToText(), expected(a + b)) << a << " + " << b;
      EXPECT_EQ(Decimal::Minus(left, right).ToText(), expected(a - b)) << a << " - " << b;
    }
  }
  EXPECT_FALSE(Decimal().Negated().is_negative());
}

}  // namespace
}  // namespace kago
