// What must be true of any text that a shop may write, in any currency: it is read as the amount that it was written
// for, or refused; and where two amounts are written alike, it is refused.
#include <cstdint>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/event/currency.h"
#include "core/platform/shared/currency_text.h"
#include "core/platform/shared/number_reader.h"

namespace kago {
namespace {

struct Way {
  const char* group;
  const char* point;
  std::size_t group_digits = 3;  // of all groups but the last
};

// Of Unicode CLDR's locales: English, German, Swiss (both apostrophes), French, older French, Swedish, none, Indian.
constexpr Way kWays[] = {{",", "."}, {".", ","}, {"'", "."}, {"’", "."}, {"\u202f", ","}, {"\u00a0", ","},
                         {" ", ","}, {"\u2009", "."}, {"", "."},  {"", ","}, {",", ".", 2}};

std::string Grouped(const std::string& digits, const Way& way) {
  std::string text;
  std::size_t left = digits.size();
  for (const char c : digits) {
    text += c;
    --left;
    const bool ends_group = left == 3 || (left > 3 && (left - 3) % way.group_digits == 0);
    if (ends_group) text += way.group;
  }
  return text;
}

// `minor` of the currency's smallest units, with that many digits behind the point.
std::string Written(std::uint64_t minor, std::size_t digits, const Way& way) {
  std::string all = std::to_string(minor);
  while (all.size() <= digits) all.insert(0, 1, '0');
  const std::string whole = Grouped(all.substr(0, all.size() - digits), way);
  return digits == 0 ? whole : whole + way.point + all.substr(all.size() - digits);
}

std::vector<std::string> Currencies() {
  std::vector<std::string> codes;
  for (char a = 'A'; a <= 'Z'; ++a) {
    for (char b = 'A'; b <= 'Z'; ++b) {
      for (char c = 'A'; c <= 'Z'; ++c) {
        const std::string code{a, b, c};
        if (CurrencyStatusOf(code) == CurrencyStatus::kActive) codes.push_back(code);
      }
    }
  }
  return codes;
}

// Of every length up to a million.
std::vector<std::uint64_t> Amounts() {
  std::mt19937_64 random(12);
  std::vector<std::uint64_t> amounts = {0, 1, 9, 10, 99, 100, 999, 1000, 1299, 1980, 12500, 100000, 129900, 150000, 1000000, 123456789};
  for (int i = 0; i < 20; ++i) amounts.push_back(random() % (std::uint64_t{10} << i));
  return amounts;
}

std::string Read(std::string_view text, std::string_view currency) {
  Json value = Json::Text(text);
  ReadNumber(currency, &value);
  return value.is_number() ? std::string(value.text()) : "refused";
}

std::string Exact(std::uint64_t minor, std::size_t digits) {
  const auto amount = Decimal::Parse(Written(minor, digits, {"", "."}));
  return amount->ToText();
}

// How many digits a shop writes behind the point: the currency's, none where its amounts are whole, and in Iraq, which
// has no coins, either. Elsewhere prices of three digits are always written with them (1.299 KWD isn't 1299).
std::vector<std::size_t> DigitsWritten(const std::string& currency) {
  const std::size_t digits = MinorUnitDigits(currency);
  if (digits == 0) return {0, 2};
  return digits == 3 && currency == "IQD" ? std::vector<std::size_t>{0, 3} : digits == 3 ? std::vector<std::size_t>{3} : std::vector<std::size_t>{0, digits};
}

TEST(NumberProperty, WhatIsWrittenIsReadAsItWasMeantOrRefused) {
  for (const std::string& currency : Currencies()) {
    std::map<std::string, std::set<std::string>> meanings;
    for (const std::size_t digits : DigitsWritten(currency)) {
      for (const std::uint64_t minor : Amounts()) {
        for (const Way& way : kWays) meanings[Written(minor, digits, way)].insert(Exact(minor, digits));
      }
    }
    for (const auto& [text, meant] : meanings) {
      const std::string read = Read(text, currency);
      if (read == "refused") continue;
      EXPECT_EQ(meant, std::set<std::string>{read}) << text << ' ' << currency;
    }
  }
}

TEST(NumberProperty, WhatHasItsCurrencysDigitsAndAnUnmistakableWayIsAlwaysRead) {
  for (const std::string& currency : Currencies()) {
    const std::size_t digits = MinorUnitDigits(currency);
    if (digits == 3 || digits == 0) continue;  // decimals that look like a group, or none
    for (const std::uint64_t minor : Amounts()) {
      for (const Way& way : kWays) EXPECT_EQ(Read(Written(minor, digits, way), currency), Exact(minor, digits)) << currency;
    }
  }
}

TEST(NumberProperty, NothingThatIsReadOfAnyCharactersIsAnotherNumberWithoutItsMarks) {
  constexpr std::string_view kCharacters[] = {"0", "1", "2", "9", "12", "123", "000", ".", ",", "'", " ", "\u00a0", "-", "€", "EUR", "x"};
  std::mt19937_64 random(7);
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    std::string digits;
    for (std::uint64_t count = random() % 8; count > 0; --count) {
      const std::string_view one = kCharacters[random() % std::size(kCharacters)];
      text += one;
      if (one[0] >= '0' && one[0] <= '9') digits += one;
    }
    std::string read = Read(text, "EUR");
    if (read == "refused") continue;
    std::string left;
    for (const char c : read) left += c == '.' || c == '-' ? "" : std::string(1, c);
    const auto trimmed = [](std::string all) {
      all.erase(0, all.find_first_not_of('0'));
      while (!all.empty() && all.back() == '0') all.pop_back();
      return all;
    };
    EXPECT_EQ(trimmed(left), trimmed(digits)) << text;
  }
}

}  // namespace
}  // namespace kago
