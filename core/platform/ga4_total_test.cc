// What an order of a dataLayer comes to: what the shopper paid, out of what shops write into `value`.
#include "core/platform/ga4_total.h"

#include <cstdint>
#include <random>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "core/event/total.h"
#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;

struct Order {
  const char* amounts;  // members of the push
  const char* total;
};

// Of an order with one line of 100; its total and what was remarked about it.
std::string TotalOf(const std::string& amounts, const std::string& currency, const std::string& prices = "") {
  PlatformShop shop("ga4");
  Json data = FromText(R"({"pushes":[{"event":"purchase","ecommerce":{"transaction_id":"1","currency":")" + currency +
                       R"(","items":[{"item_id":"a","item_name":"A","price":50,"quantity":2}],)" + amounts + "}}]}");
  if (!prices.empty()) data.SetText("prices", prices);
  const Json answer = shop.See("ga4", "push", data);
  const std::string told = testing::Told(answer.Find("warnings"));
  return shop.LastAt("total_value") + (told.empty() ? "" : " " + told);
}

constexpr char kMismatch[] = " properties.total_value total_mismatch";

TEST(Ga4Total, IsFoundByWhatValueIsASumOf) {
  for (const auto& [amounts, total] : std::initializer_list<Order>{
           {R"("value":100)", "100"},
           {R"("shipping":10)", "110"},
           {R"("value":null,"shipping":10)", "110"},
           {R"("value":100,"shipping":10)", "110"},
           {R"("value":110,"shipping":10)", "110"},                 // with shipping
           {R"("value":110,"tax":15.97,"shipping":10)", "110"},     // … and the tax in the prices
           {R"("value":"129","tax":"19.00","shipping":10)", "129"},  // with both
           {R"("value":119,"tax":19,"shipping":10)", "129"},        // with tax, without shipping
           {R"("value":84.03,"tax":15.97,"shipping":10)", "110"},   // lines with tax, value without
           {R"("value":94.03,"tax":15.97,"shipping":10)", "110"},   // … with shipping
       }) {
    EXPECT_EQ(TotalOf(amounts, "EUR"), total) << amounts;
  }
}

// It can't be told from one order: where the law wants prices with tax they have it, unless the shop says otherwise.
TEST(Ga4Total, OfLinesAndATaxIsByTheCurrencyOrAsTheShopSays) {
  constexpr char kAmounts[] = R"("value":100,"tax":8,"shipping":10)";
  EXPECT_EQ(TotalOf(kAmounts, "EUR"), "110");
  EXPECT_EQ(TotalOf(kAmounts, "SEK"), "110");
  EXPECT_EQ(TotalOf(kAmounts, "USD"), "118");
  EXPECT_EQ(TotalOf(kAmounts, "CAD"), "118");
  EXPECT_EQ(TotalOf(kAmounts, "EUR", "net"), "118");
  EXPECT_EQ(TotalOf(kAmounts, "USD", "gross"), "110");
  EXPECT_EQ(TotalOf(kAmounts, "EUR", "other"), "110");
  PlatformShop shop("ga4");
  shop.See("ga4", "push", FixtureData("ga4/push.purchase.net.json"));
  EXPECT_EQ(shop.LastAt("total_value") + " " + shop.LastAt("subtotal_value"), "130.9 100");
}

TEST(Ga4Total, BelowTheLinesIsWhatWasPaidWithACoupon) {
  EXPECT_EQ(TotalOf(R"("value":88,"tax":8,"shipping":10,"coupon":"THIRTY")", "USD"), std::string("88") + kMismatch);
  EXPECT_EQ(TotalOf(R"("value":92,"tax":8,"coupon":2026)", "USD"), std::string("92") + kMismatch);  // not the lines without their tax
  EXPECT_EQ(TotalOf(R"("value":92,"tax":8)", "USD"), "100");
  EXPECT_EQ(TotalOf(R"("value":100,"shipping":10,"coupon":"IN_THE_PRICES")", "USD"), "110");
}

TEST(Ga4Total, ThatFitsNothingIsWhatWasSaidWithARemark) {
  for (const auto& [amounts, total] : std::initializer_list<Order>{
           {R"("value":50)", "50"},                               // a line's total as its price
           {R"("value":80,"tax":15.97,"shipping":10)", "80"},     // a gift card of 30
           {R"("value":113,"tax":8,"shipping":15,"coupon":"TEN")", "113"},
           {R"("value":0,"shipping":10)", "0"},
       }) {
    EXPECT_EQ(TotalOf(amounts, "EUR"), std::string(total) + kMismatch) << amounts;
  }
}

std::string Cents(std::uint64_t cents) {
  const std::string minor = std::to_string(cents % 100);
  return std::to_string(cents / 100) + (minor.size() == 1 ? ".0" : ".") + minor;
}

// Of whatever a shop writes, the total is `value`, or that with the tax or the shipping named beside it; and where the
// shop's way can be told and no discount hides it, it is what the shopper paid.
TEST(Ga4Total, OfAnAmountThatNobodyCanReadIsRefused) {
  const auto refusal = [](const std::string& amounts) {
    PlatformShop shop("ga4");
    const Json answer = shop.See("ga4", "push", FromText(R"({"pushes":[{"event":"purchase","ecommerce":{"transaction_id":"1","currency":"USD",)"
        R"("items":[{"item_id":"a","item_name":"A","price":50,"quantity":2}],)" + amounts + "}}]}"));
    return testing::Told(answer.Find("violations"));
  };
  EXPECT_EQ(refusal(R"("value":100,"tax":"1,234","shipping":5)"), "properties.tax wrong_type");
  EXPECT_EQ(refusal(R"("value":100,"shipping":"1.234")"), "properties.shipping wrong_type");
  EXPECT_EQ(refusal(R"("value":"","shipping":5)"), "no findings");
}

TEST(Ga4Total, OfABlankValueIsThatOfTheLines) {
  EXPECT_EQ(TotalOf(R"("value":"","shipping":5)", "EUR"), "105");
  EXPECT_EQ(TotalOf(R"("value":" ","shipping":5)", "EUR"), "105");
}

// Google has no such member: themes put a count there, or the sum before a coupon.
TEST(Ga4Total, IsNotReadFromAMemberTotal) { EXPECT_EQ(TotalOf(R"("value":100,"total":3)", "EUR"), "100"); }

// What a push of these items comes to, what was remarked, and what was refused.
std::string ToldOf(std::string_view event, const std::string& members, const std::string& items) {
  PlatformShop shop("ga4");
  const Json answer = shop.See("ga4", "push", FromText(R"({"pushes":[{"event":")" + std::string(event) +
      R"(","ecommerce":{"transaction_id":"1",)" + members + R"("items":[{"item_id":"a","price":50,"quantity":2},)" + items + "]}}]}"));
  const Json* refused = answer.Find("violations");
  return refused ? testing::Told(refused) : shop.LastAt("total_value") + " " + testing::Told(answer.Find("warnings"));
}

TEST(Ga4Total, OfDiscountsAboveTheLinesIsRefusedUnlessItIsSaid) {
  constexpr char kDiscount[] = R"({"item_id":"d","price":-200})";
  for (const char* event : {"add_to_cart", "view_cart", "begin_checkout", "purchase"}) {
    EXPECT_EQ(ToldOf(event, R"("currency":"EUR",)", kDiscount), "properties.total_value negative") << event;
  }
  EXPECT_EQ(ToldOf("purchase", R"("currency":"EUR","value":0,)", kDiscount), "0 properties.total_value total_mismatch");
}

TEST(Ga4Total, BeforeADiscountThatIsALineHasARemark) {
  constexpr char kDiscount[] = R"({"item_id":"d","price":-20})";
  EXPECT_EQ(ToldOf("purchase", R"("currency":"EUR","value":100,"shipping":5,)", kDiscount), "100 properties.total_value total_mismatch");
  EXPECT_EQ(ToldOf("begin_checkout", R"("currency":"EUR","value":100,)", kDiscount), "100 properties.total_value total_mismatch");
  EXPECT_EQ(ToldOf("purchase", R"("currency":"EUR","value":80,"shipping":5,)", kDiscount), "85 ");
  EXPECT_EQ(ToldOf("purchase", R"("currency":"EUR","value":85,"shipping":5,)", kDiscount), "85 ");
}

TEST(Ga4Total, IsNoSumOfTwoCurrencies) {
  constexpr char kDollars[] = R"({"item_id":"b","price":7,"currency":"USD"})";
  for (const char* event : {"view_cart", "begin_checkout", "purchase"}) {
    for (const char* currency : {R"("currency":"EUR",)", ""}) {
      EXPECT_EQ(ToldOf(event, currency, std::string(R"({"item_id":"c","price":1,"currency":"eur"},)") + kDollars),
                "properties.products[2].price wrong_type") << event << currency;
    }
  }
}

TEST(Ga4Total, IsNeverAFigureThatNobodySaid) {
  std::mt19937_64 random(20261127);
  const auto below = [&](std::uint64_t limit) { return random() % limit; };
  for (int round = 0; round < 20'000; ++round) {
    const std::uint64_t price = 1 + below(20'000);
    const std::uint64_t quantity = 1 + below(4);
    const std::uint64_t lines = price * quantity;
    const std::uint64_t tax = below(3) == 0 ? 0 : below(lines / 4 + 1);
    const std::uint64_t shipping = below(3) == 0 ? 0 : below(1'500);
    const std::uint64_t discount = below(2) == 0 ? 0 : below(lines);
    const bool is_net = below(2) == 0;
    const std::uint64_t paid = lines - discount + shipping + (is_net ? tax : 0);
    const std::uint64_t values[] = {paid, lines, lines - discount, paid - shipping, paid - std::min(tax, paid), below(60'000)};
    const std::size_t way = below(std::size(values));
    const std::uint64_t value = values[way];

    Ga4Push push;
    push.ecommerce = FromText("{\"value\":" + Cents(value) + ",\"tax\":" + Cents(tax) + ",\"shipping\":" + Cents(shipping) + "}");
    if (below(3) == 0) push.ecommerce.SetText("coupon", "SPRING");
    const Json products = FromText("[{\"price\":" + Cents(price) + ",\"quantity\":" + std::to_string(quantity) + "}]");
    Json event = FromText(R"({"currency":"EUR"})");
    SetGa4Totals(push, products, "EUR", is_net ? "net" : "gross", &event);
    const Json* said = event.Find("total_value");
    ASSERT_NE(said, nullptr);
    const auto total = Decimal::Parse(said->text());
    ASSERT_TRUE(total.has_value());
    const auto is = [&](std::uint64_t cents) { return Decimal::Compare(*total, *Decimal::Parse(Cents(cents))) == 0; };
    SCOPED_TRACE(Dump(push.ecommerce) + Dump(products) + (is_net ? " net" : " gross"));
    EXPECT_TRUE(is(value) || is(value + tax) || is(value + shipping) || is(value + tax + shipping)) << said->text();
    // Prices with the tax in them and no discount: each way leads to what was paid, unless two amounts are the same.
    const bool is_told = discount == 0 && tax != shipping && way < 5 && !push.ecommerce.Find("coupon");
    if (is_told && (is_net ? way < 2 : way != 0 || shipping != 0)) {
      EXPECT_TRUE(is(paid)) << said->text() << " was paid " << Cents(paid);
    }
    const auto base = Decimal::Parse(Cents(lines));
    const bool fits = FitOf(*total, *base, event) != kNoFit;
    if (!fits) {
      EXPECT_TRUE(is(value)) << said->text();
    }
  }
}

}  // namespace
}  // namespace kago
