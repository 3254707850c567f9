#include "core/event/currency.h"

#include <string>

#include <gtest/gtest.h>

namespace kago {
namespace {

// Calls `use` with each text of three capital letters.
template <class Use>
void ForEveryCode(Use use) {
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      for (char c = 'A'; c <= 'Z'; ++c) use(std::string{a, b, c});
    }
  }
}

int CountWithDigits(int digits) {
  int count = 0;
  ForEveryCode([&](const std::string& code) {
    count += CurrencyStatusOf(code) == CurrencyStatus::kActive && MinorUnitDigits(code) == digits;
  });
  return count;
}

TEST(Currency, Knows178ActiveCodes) {
  int count = 0;
  ForEveryCode([&](const std::string& code) { count += CurrencyStatusOf(code) == CurrencyStatus::kActive; });
  EXPECT_EQ(count, 178);
}

TEST(Currency, KnowsTheMinorUnits) {
  EXPECT_EQ(MinorUnitDigits("JPY"), 0);
  EXPECT_EQ(MinorUnitDigits("ISK"), 0);
  EXPECT_EQ(MinorUnitDigits("EUR"), 2);
  EXPECT_EQ(MinorUnitDigits("HUF"), 2);
  EXPECT_EQ(MinorUnitDigits("KWD"), 3);
  EXPECT_EQ(MinorUnitDigits("CLF"), 4);
  EXPECT_EQ(MinorUnitDigits("XAU"), 0);
}

TEST(Currency, HasEachCodeUnderOneNumberOfDigits) {
  EXPECT_EQ(CountWithDigits(0) + CountWithDigits(1) + CountWithDigits(2) + CountWithDigits(3) + CountWithDigits(4), 178);
  EXPECT_EQ(CountWithDigits(1), 0);
  EXPECT_EQ(CountWithDigits(3), 7);
  EXPECT_EQ(CountWithDigits(4), 2);
}

TEST(Currency, KnowsCodesThatAreYoungerThanOtherLists) {
  for (const char* code : {"BYN", "MRU", "SLE", "SSP", "STN", "VED", "VES", "XAD", "XCG", "ZWG"}) {
    EXPECT_EQ(CurrencyStatusOf(code), CurrencyStatus::kActive) << code;
  }
}

TEST(Currency, KnowsWithdrawnCodesAsHistoric) {
  for (const char* code : {"HRK", "BGN", "ANG", "LTL", "ZWL", "MRO"}) {
    EXPECT_EQ(CurrencyStatusOf(code), CurrencyStatus::kHistoric) << code;
    EXPECT_EQ(MinorUnitDigits(code), 2) << code;
  }
}

TEST(Currency, KnowsNothingElse) {
  for (const char* code : {"", "E", "EU", "EURO", "AAA", "ZZZ", "€", "£", "978", "GGP", "BTC", "EUREUR", "E R", "URE"}) {
    EXPECT_EQ(CurrencyStatusOf(code), CurrencyStatus::kUnknown) << code;
  }
  EXPECT_EQ(MinorUnitDigits("AAA"), 2);
}

TEST(Currency, KnowsNoLowerCase) {
  for (const char* code : {"eur", "Eur", "jpy", "hrk"}) EXPECT_EQ(CurrencyStatusOf(code), CurrencyStatus::kUnknown) << code;
}

}  // namespace
}  // namespace kago
