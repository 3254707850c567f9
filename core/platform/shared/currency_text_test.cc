#include "core/platform/shared/currency_text.h"

#include <string>

#include <gtest/gtest.h>

namespace kago {
namespace {

TEST(CurrencyCode, IsTheCodeThatTheTextNames) {
  EXPECT_EQ(CurrencyCode("EUR", "USD"), "EUR");
  EXPECT_EQ(CurrencyCode(" eur ", "USD"), "EUR");
  EXPECT_EQ(CurrencyCode("hrk", "EUR"), "HRK");
}

TEST(CurrencyCode, OfASignOrAWordIsTheShopsOwn) {
  for (const char* text : {"kr", "Kr", "kronor"}) EXPECT_EQ(CurrencyCode(text, "SEK"), "SEK") << text;
  EXPECT_EQ(CurrencyCode("€", "EUR"), "EUR");
  EXPECT_EQ(CurrencyCode("Euro", "EUR"), "EUR");
  EXPECT_EQ(CurrencyCode("lei", "RON"), "RON");
  EXPECT_EQ(CurrencyCode("$", "CAD"), "CAD");
}

TEST(CurrencyCode, OfASignOfOtherCurrenciesStaysAsItIs) {
  EXPECT_EQ(CurrencyCode("€", "USD"), "€");
  EXPECT_EQ(CurrencyCode("kr", "EUR"), "kr");
  EXPECT_EQ(CurrencyCode("$", "EUR"), "$");
}

TEST(CurrencyCode, OfWhatIsWrittenLikeACodeStaysAsItIs) {
  for (const char* text : {"XXX", "XAU", "ABC"}) EXPECT_EQ(CurrencyCode(text, "EUR"), text);
}

TEST(CurrencyCode, StaysAsItIsWhereTheShopNamesNone) {
  for (const char* text : {"kr", "€", "Euro", "XXX"}) EXPECT_EQ(CurrencyCode(text, ""), text);
}

TEST(IsSignOf, KnowsCodesAndTheSignsOfEach) {
  EXPECT_TRUE(IsSignOf("EUR", "€"));
  EXPECT_TRUE(IsSignOf("EUR", "eur"));
  EXPECT_TRUE(IsSignOf("NOK", "kr"));
  EXPECT_TRUE(IsSignOf("ZAR", "R"));
  for (const char* sign : {"$", "", "R", "USD", "€ "}) EXPECT_FALSE(IsSignOf("EUR", sign)) << sign;
  EXPECT_FALSE(IsSignOf("", "€"));
}

}  // namespace
}  // namespace kago
