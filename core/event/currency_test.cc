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

// In the order of the alphabet, as `AED AFN`.
std::string CodesWithDigits(std::size_t digits) {
  std::string codes;
  ForEveryCode([&](const std::string& code) {
    if (CurrencyStatusOf(code) != CurrencyStatus::kActive || MinorUnitDigits(code) != digits) return;
    codes.append(codes.empty() ? "" : " ").append(code);
  });
  return codes;
}

TEST(Currency, Knows158ActiveCodes) {
  int count = 0;
  ForEveryCode([&](const std::string& code) { count += CurrencyStatusOf(code) == CurrencyStatus::kActive; });
  EXPECT_EQ(count, 158);
}

TEST(Currency, KnowsTheMinorUnits) {
  EXPECT_EQ(MinorUnitDigits("JPY"), 0u);
  EXPECT_EQ(MinorUnitDigits("ISK"), 0u);
  EXPECT_EQ(MinorUnitDigits("EUR"), 2u);
  EXPECT_EQ(MinorUnitDigits("HUF"), 2u);
  EXPECT_EQ(MinorUnitDigits("KWD"), 3u);
  EXPECT_EQ(MinorUnitDigits("CLF"), 4u);
}

// platforms.md 6.1, whose lists were taken from other sources than the table.
constexpr std::string_view kTwoDigits =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHE "
    "CHF CHW CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD "
    "HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK "
    "MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD "
    "RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH "
    "USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

TEST(Currency, HasEachCodeWithTheDigitsOfIso4217) {
  EXPECT_EQ(CodesWithDigits(0), "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF");
  EXPECT_EQ(CodesWithDigits(1), "");
  EXPECT_EQ(CodesWithDigits(2), kTwoDigits);
  EXPECT_EQ(CodesWithDigits(3), "BHD IQD JOD KWD LYD OMR TND");
  EXPECT_EQ(CodesWithDigits(4), "CLF");
  EXPECT_EQ(CodesWithDigits(kDigitsUnknown), "");
}

TEST(Currency, KnowsCodesThatAreYoungerThanOtherLists) {  // platforms.md 9, pitfall 2
  for (const char* code : {"BYN", "MRU", "SLE", "SSP", "STN", "VED", "VES", "XCG", "ZWG"}) {
    EXPECT_EQ(CurrencyStatusOf(code), CurrencyStatus::kActive) << code;
  }
}

TEST(Currency, KnowsWithdrawnCodesAsHistoric) {  // platforms.md 9, pitfall 2
  for (const char* code : {"HRK", "BGN", "ANG", "LTL", "ZWL", "MRO"}) {
    EXPECT_EQ(CurrencyStatusOf(code), CurrencyStatus::kHistoric) << code;
    EXPECT_EQ(MinorUnitDigits(code), kDigitsUnknown) << code;
  }
}

TEST(Currency, KnowsNothingElse) {  // platforms.md 9, pitfall 2
  for (const char* code :
       {"", "E", "EU", "EURO", "AAA", "ZZZ", "€", "£", "978", "GGP", "BTC", "EUREUR", "E R", "URE"}) {
    EXPECT_EQ(CurrencyStatusOf(code), CurrencyStatus::kUnknown) << code;
  }
  EXPECT_EQ(MinorUnitDigits("AAA"), kDigitsUnknown);
}

TEST(Currency, KnowsNoCodeThatIsNoMoney) {
  for (const char* code : {"XXX", "XTS", "XAU", "XAG", "XPD", "XPT", "XBA", "XBB", "XBC", "XBD", "XDR", "XSU", "XUA", "XAD",
                           "BOV", "COU", "MXV", "USN", "UYI", "UYW"}) {
    EXPECT_EQ(CurrencyStatusOf(code), CurrencyStatus::kUnknown) << code;
    EXPECT_EQ(MinorUnitDigits(code), kDigitsUnknown) << code;
  }
}

TEST(Currency, KnowsTheUnitsOfAccountThatShopsPriceIn) {
  for (const char* code : {"CLF", "CHE", "CHW"}) EXPECT_EQ(CurrencyStatusOf(code), CurrencyStatus::kActive) << code;
}

TEST(Currency, KnowsNoLowerCase) {  // platforms.md 9, pitfall 2
  for (const char* code : {"eur", "Eur", "jpy", "hrk"}) {
    EXPECT_EQ(CurrencyStatusOf(code), CurrencyStatus::kUnknown) << code;
  }
}

}  // namespace
}  // namespace kago
