#include "core/platform/shared/number_reader.h"

#include <string>

#include <gtest/gtest.h>

#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;

Json ReadNumber(Json value, std::string_view currency) {
  ReadNumber(currency, &value);
  return value;
}

// What is read of that text, as JSON.
std::string Read(std::string_view text, std::string_view currency = "EUR") {
  return Dump(ReadNumber(Json::Text(text), currency));
}

void ExpectRefused(std::string_view currency, std::initializer_list<std::string_view> texts) {
  for (std::string_view text : texts) {
    const Json read = ReadNumber(Json::Text(text), currency);
    EXPECT_TRUE(read.is_text()) << text << " in " << currency << " is " << std::string_view(read.text());
    EXPECT_TRUE(read.text().starts_with(text)) << read.text() << " doesn't quote " << text;
  }
}

TEST(ReadNumber, TakesAJsonNumberAsItStands) {
  for (const char* number : {"19.99", "0", "-10", "8.055", "1.299", "0.0045", "0.30000000000000004", "1980.5"}) {
    EXPECT_EQ(Dump(ReadNumber(FromText(number), "EUR")), number);
  }
}

TEST(ReadNumber, ReadsWhatHasOneReading) {
  constexpr const char* kTexts[][2] = {
      {"20.00", "20"},       {" 7 ", "7"},          {"19,99", "19.99"},      {"1234,5", "1234.5"},   {"1,234.50", "1234.5"},
      {"1.234,50", "1234.5"}, {"1'234.50", "1234.5"}, {"1’234.50", "1234.5"},  {"1 234,50", "1234.5"}, {"1\u00a0234,50", "1234.5"},
      {"1\u202f234,50", "1234.5"}, {"1\u2009234.50", "1234.5"}, {"12,345,678.9", "12345678.9"}, {"1,234,567", "1234567"},
      {"1.234.567", "1234567"}, {"1.234.567,8", "1234567.8"}, {"12 500", "12500"}, {"1'299", "1299"}, {"1234.500", "1234.5"},
      {"0.500", "0.5"},      {"20.0000", "20"},     {"1.299,000", "1299"},   {"12,34,567.00", "1234567"}, {"1,23,456", "123456"},
      {"-10.00", "-10"},     {"-0", "0"},         {"0", "0"}};
  for (const auto& [text, number] : kTexts) EXPECT_EQ(Read(text), number) << text;
}

TEST(ReadNumber, RefusesWhatCouldBeTwoAmounts) {
  for (const char* text : {"1.299", "1,299", "12.500", "150.000", "1.000", "999,999", "-1.299", "1.299 €", "€1,299"}) {
    EXPECT_EQ(ReadNumber(Json::Text(text), "EUR").text(), std::string(text) + " (two readings)");
  }
  ExpectRefused("", {"1.299", "1,299"});
  ExpectRefused("CLF", {"1.299", "1,299"});
  ExpectRefused("HRK", {"1.299"});
}

TEST(ReadNumber, LetsTheCurrencyDecideWhereItCan) {
  constexpr const char* kTexts[][3] = {
      {"JPY", "1,980", "1980"},   {"JPY", "1.980", "1980"},     {"JPY", "1980.00", "1980"}, {"VND", "150.000", "150000"},
      {"IDR", "150.000,00", "150000"}, {"CLP", "1.499.000", "1499000"}, {"CLP", "14.990", "14990"}, {"KRW", "12,000", "12000"},
      {"HUF", "1 299", "1299"},   {"KWD", "12.500", "12.5"},    {"KWD", "1,234.500", "1234.5"}, {"TND", "1.234,500", "1234.5"},
      {"CLF", "1.2345", "1.2345"}};
  for (const auto& [currency, text, number] : kTexts) EXPECT_EQ(Read(text, currency), number) << text << ' ' << currency;
  ExpectRefused("KWD", {"12,500"});  // a French text of 12.5, an English one of 12500
  for (const char* code : {"IDR", "HUF", "COP", "TWD", "RSD", "IQD"}) ExpectRefused(code, {"150.000", "150,000", "1.299"});
}

TEST(ReadNumber, RefusesATextWithMoreDigitsThanItsCurrencyHas) {
  EXPECT_EQ(ReadNumber(Json::Text("2.83610"), "EUR").text(), "2.83610 (excess digits)");
  ExpectRefused("EUR", {"0.299", "1234.567", "8.4034", "1.299,501"});
  ExpectRefused("JPY", {"1980.5", "0,5"});
  ExpectRefused("KWD", {"0.1234"});
  EXPECT_EQ(Read("2.83610", ""), "2.8361") << "a quantity has no currency";
}

TEST(ReadNumber, LeavesTheDustOfFloatingPointToWhoRoundsIt) {
  EXPECT_EQ(Read("185.130001"), "185.130001");
  EXPECT_EQ(Read("0.30000000000000004"), "0.30000000000000004");
  EXPECT_EQ(Read("1980.0000000000002", "JPY"), "1980.0000000000002");
}

TEST(ReadNumber, KnowsTheSignsOfTheStatedCurrency) {
  constexpr const char* kTexts[][3] = {
      {"EUR", "49,90 €", "49.9"},  {"EUR", "€49.90", "49.9"},   {"EUR", "€ 1.234,50", "1234.5"}, {"EUR", "49,90\u00a0EUR", "49.9"},
      {"EUR", "-€10.00", "-10"},   {"EUR", "€ -10.00", "-10"},  {"EUR", "-10,00 €", "-10"},      {"USD", "$1,234.50", "1234.5"},
      {"CAD", "$5.00", "5"},     {"CHF", "CHF 1'234.50", "1234.5"}, {"CHF", "Fr. 5.00", "5"},  {"JPY", "¥1,980", "1980"},
      {"JPY", "1,980 ¥", "1980"},  {"SEK", "45 kr", "45"},      {"PLN", "19,99 zł", "19.99"},    {"IDR", "Rp 1.150.000", "1150000"},
      {"INR", "₹1,23,456.00", "123456"}, {"BRL", "R$ 19,90", "19.9"}, {"GBP", "gbp 5", "5"}};
  for (const auto& [currency, text, number] : kTexts) EXPECT_EQ(Read(text, currency), number) << text << ' ' << currency;
}

TEST(ReadNumber, RefusesTheSignOfAnotherCurrency) {
  ExpectRefused("EUR", {"$49.90", "49.90 USD", "49.90 £", "kr 5"});
  ExpectRefused("USD", {"49,90 €", "CA$5.00"});
  ExpectRefused("AED", {"$5"});
  ExpectRefused("", {"€5", "5 EUR"});
}

TEST(ReadNumber, LeavesWhatIsNoNumberAsItIs) {
  for (const char* text : {"soon", "1,23,4.5", "1,234.567,8", "1.2.3", "1,2,3", ",5", "5,", ".", "1,234.50,", "12,34.5", "10-200", "1:299",
                           "1/299", "12e345", "5 x 3", "€5€", "5 pieces", "1  234", "007", "0,123,456", "1234,567.5",
                           "1'234'5", "", " ", "-", "--5", "+5", "NaN", "Infinity", "１９"}) {
    EXPECT_EQ(Dump(ReadNumber(Json::Text(text), "EUR")), Dump(Json::Text(text)));
  }
  for (const char* value : {"true", "{}", "[]", "null", "1e400"}) EXPECT_EQ(Dump(ReadNumber(FromText(value), "EUR")), value);
}

TEST(ReadNumber, ReadsNoMoreOutOfItsOwnRefusal) {
  for (const char* text : {"1.299", "2.83610"}) {
    const Json refused = ReadNumber(Json::Text(text), "EUR");
    EXPECT_EQ(Dump(ReadNumber(refused, "JPY")), Dump(refused));
  }
}

TEST(ReadAmount, IsNothingBelowZeroAndNothingOfNothing) {
  EXPECT_FALSE(ReadAmount(nullptr, "EUR"));
  for (const char* value : {"-1", "\"-1\"", "\"1.299\"", "null", "\"\""}) {
    const Json json = FromText(value);
    EXPECT_FALSE(ReadAmount(&json, "EUR")) << value;
  }
}

}  // namespace
}  // namespace kago
