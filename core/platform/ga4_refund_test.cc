// Refunds of a dataLayer: what they say of the last order, and that they never come to more than it.
#include <cstdint>
#include <map>
#include <random>
#include <string>

#include <gtest/gtest.h>

#include "core/base/decimal.h"
#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;
using testing::PlatformShop;

constexpr std::string_view kItem = R"({"item_id":"k","item_name":"K","price":50,"quantity":2})";

struct Shop : PlatformShop {
  Shop() : PlatformShop("ga4") {}

  Json Push(std::string_view event, const std::string& ecommerce) {
    return See("ga4", "push", FromText("{\"pushes\":[{\"event\":\"" + std::string(event) + "\",\"ecommerce\":" + ecommerce + "}]}"));
  }
  // Of two pieces for 50 EUR each, with these members besides.
  void Buy(const std::string& members, const std::string& more_items = "") {
    Push("purchase", R"({"transaction_id":"O1","currency":"EUR","items":[)" + std::string(kItem) + more_items + "]," + members + "}");
  }
  // Its total, what was found in its violations, or its status.
  std::string Refund(const std::string& members) {
    const Json answer = Push("refund", R"({"transaction_id":"O1")" + members + "}");
    if (answer.TextAt("status") == "accepted") return LastAt("total_value");
    const Json* violations = answer.Find("violations");
    if (!violations) return std::string(answer.TextAt("status"));
    const std::string quoted(violations->items()[0].TextAt("found"));
    return quoted.substr(1, quoted.size() - 2);
  }
};

std::string OfPieces(int count) { return R"(,"items":[{"item_id":"k","quantity":)" + std::to_string(count) + "}]"; }

TEST(Ga4Refund, OfMoreThanWasPaidIsRefused) {
  Shop shop;
  shop.Buy(R"("value":100,"tax":16,"shipping":5)");
  EXPECT_EQ(shop.Refund(R"(,"value":250)"), "250 (of 105)");
  EXPECT_EQ(shop.Refund(R"(,"value":60)"), "60");
  EXPECT_EQ(shop.Refund(R"(,"value":46)"), "46 (of 45)");
  EXPECT_EQ(shop.Refund(""), "45") << "of the whole it is the rest";
  EXPECT_EQ(shop.Refund(R"(,"value":1)"), "1 (of 0)");
}

TEST(Ga4Refund, OfMorePiecesThanWereBoughtIsRefused) {
  Shop shop;
  shop.Buy(R"("value":100)");
  EXPECT_EQ(shop.Refund(OfPieces(5)), "250 (of 100)");
  EXPECT_EQ(shop.Refund(R"(,"value":10)" + OfPieces(3)), "10 (of 2 pieces)");
  EXPECT_EQ(shop.Refund(OfPieces(1)), "50");
  EXPECT_EQ(shop.Refund(OfPieces(2)), "100 (of 50)");
  EXPECT_EQ(shop.Refund(R"(,"value":50)" + OfPieces(1) + R"(,"coupon":"OTHER")"), "duplicate") << "the same in other words";
}

// A piece of 50 for which 40 were paid.
TEST(Ga4Refund, ByIdIsRefusedWhereADiscountOrAGiftCardHidesWhatWasPaid) {
  for (const auto& [paid, items] : std::initializer_list<std::pair<const char*, const char*>>{
           {R"("value":80,"coupon":"X")", ""}, {R"("value":97,"shipping":5)", ""}, {R"("value":80)", R"(,{"item_id":"d","price":-20})"}}) {
    Shop shop;
    shop.Buy(paid, items);
    EXPECT_EQ(shop.Refund(OfPieces(1)), "othin") << "no price, hence no amount";
    EXPECT_EQ(shop.Refund(R"(,"value":40)" + OfPieces(1)), "40");
  }
}

TEST(Ga4Refund, OfNothingIsNone) {
  for (const std::string& refund : {std::string(R"(,"value":0)"), R"(,"value":0)" + OfPieces(1), R"(,"value":0,"items":[)" + std::string(kItem) + "]"}) {
    Shop shop;
    shop.Buy(R"("value":100)");
    EXPECT_EQ(shop.Refund(refund), "0 (of nothing)") << refund;
    EXPECT_EQ(shop.Refund(R"(,"value":null)"), "100");
    EXPECT_EQ(shop.Refund(R"(,"value":"")"), "duplicate");
    EXPECT_EQ(shop.Push("refund", R"({"transaction_id":"other","currency":"EUR","value":0})").TextAt("status"), "refused");
  }
}

TEST(Ga4Refund, InOtherMoneyThanTheOrderIsRefused) {
  Shop shop;
  shop.Buy(R"("value":100)");
  EXPECT_EQ(shop.Refund(R"(,"currency":"USD","value":30)"), "30 (of EUR)");
}

TEST(Ga4Refund, OfATaxInTwoReadingsIsRefused) {
  Shop shop;
  EXPECT_EQ(shop.Refund(R"(,"currency":"USD","value":2000,"tax":"1,234")"), "1,234 (two readings)");
}

TEST(Ga4Refund, HandedOverTwiceCountsOnceInWhateverForm) {
  Shop shop;
  shop.Buy(R"("value":100)");
  EXPECT_EQ(shop.Refund(OfPieces(1)), "50");
  EXPECT_EQ(shop.Refund(OfPieces(1)), "duplicate");
  EXPECT_EQ(shop.Refund(R"(,"currency":"EUR","value":"50.00","items":[{"id":"k","name":"K","price":"50"}])"), "duplicate");
}

TEST(Ga4Refund, HandedOverTwiceCountsOnceBesideAPlatformToo) {
  for (const char* sources : {"shopify ga4", "ga4 woocommerce", "html ga4"}) {
    testing::PlatformShop shop(sources);
    const auto refund = [&](const char* id) {
      const Json push = testing::FromText(std::string(R"({"pushes":[{"event":"refund","ecommerce":{"currency":"EUR","value":50,"transaction_id":")") + id + R"("}}]})");
      return shop.See("ga4", "push", push).TextAt("status");
    };
    if (std::string_view(sources).starts_with("html")) shop.See("html", "cart", testing::FromText(R"({"currency":"EUR","lines":[{"product":"k","name":"K","price":"50","quantity":"2"}]})"));
    EXPECT_EQ(refund("T-1"), "accepted") << sources;
    EXPECT_EQ(refund("T-1"), "duplicate") << sources;
    EXPECT_EQ(refund("T-2"), "accepted") << sources;
    EXPECT_EQ(refund("T-1"), "duplicate") << sources;
  }
}

TEST(Ga4Refund, StaysTakenFromAnOrderWhosePageIsLoadedAgain) {
  Shop shop;
  shop.Buy(R"("value":100)");
  EXPECT_EQ(shop.Refund(R"(,"value":60)"), "60");
  shop.Buy(R"("value":100)");
  EXPECT_EQ(shop.Refund(R"(,"value":61)"), "61 (of 40)");
}

// Of generated orders and refunds: each total is `value` or the lines, with the tax or the shipping named beside it, or
// the rest of the order; and what goes back of an order is never more than it.
TEST(Ga4Refund, NeverComesToMoreThanItsOrderNorToAFigureThatNobodySaid) {
  std::mt19937_64 random(20261128);
  const auto one_of = [&](std::initializer_list<const char*> texts) { return std::string(texts.begin()[random() % texts.size()]); };
  int accepted = 0;
  for (int round = 0; round < 400; ++round) {
    Shop shop;
    std::string trace;
    const std::string currency = one_of({"EUR", "USD"});
    Decimal left;
    bool is_bought = false;
    for (int step = 0; step < 6; ++step) {
      const bool is_order = step == 0 || random() % 8 == 0;
      std::string items;
      for (std::uint64_t i = is_order ? 1 + random() % 2 : random() % 3; i > 0; --i) {
        const bool is_bare = !is_order && random() % 2 == 0;
        items += (items.empty() ? "" : ",") + std::string(R"({"item_id":")") + one_of({"a", "b"}) + R"(","quantity":)" + one_of({"1", "2", "3"}) +
                 (is_bare ? "" : R"(,"price":)" + one_of({"5", "20", "50", "-10", "-200"})) + one_of({"", "", "", R"(,"currency":"USD")"}) + "}";
      }
      const std::string push = R"({"transaction_id":"1")" + (is_order || random() % 4 == 0 ? R"(,"currency":")" + currency + "\"" : "") +
          one_of({"", R"(,"value":0)", R"(,"value":20)", R"(,"value":40)", R"(,"value":100)", R"(,"value":250)"}) + one_of({"", R"(,"tax":7)"}) +
          one_of({"", R"(,"shipping":3)"}) + one_of({"", R"(,"coupon":"X")"}) + (items.empty() ? "" : ",\"items\":[" + items + "]") + "}";
      trace += push + "\n";
      SCOPED_TRACE(trace);
      const std::size_t before = shop.count();
      shop.Push(is_order ? "purchase" : "refund", push);
      if (shop.count() == before) continue;
      ++accepted;
      const auto total = Decimal::Parse(shop.LastAt("total_value"));
      ASSERT_TRUE(total.has_value());
      const Json said = FromText(push);
      std::map<std::string, Decimal> named;
      for (const char* name : {"value", "tax", "shipping"}) {
        if (const Json* amount = said.Find(name)) named[name] = *Decimal::Parse(amount->text());
      }
      Decimal lines;  // of the event, less the discounts that were lines
      const Json products = FromText(shop.LastAt("products"));
      for (const Json& line : products.items()) {
        lines = Decimal::Plus(lines, Decimal::Product(*Decimal::Parse(line.Find("price")->text()), *Decimal::Parse(line.Find("quantity")->text())));
      }
      if (const auto less = Decimal::Parse(shop.LastAt("total_discounts"))) lines = Decimal::Minus(lines, *less);
      bool is_said = false;
      for (const Decimal& base : {named.contains("value") ? named["value"] : lines, is_order ? lines : left}) {
        for (int with = 0; with < 4; ++with) {
          Decimal sum = base;
          if (with & 1) sum = Decimal::Plus(sum, named["tax"]);
          if (with & 2) sum = Decimal::Plus(sum, named["shipping"]);
          is_said = is_said || sum.ToText() == total->ToText();
        }
        if (named.contains("value")) break;
      }
      EXPECT_TRUE(is_said) << total->ToText();
      EXPECT_FALSE(!is_order && total->is_zero());
      if (is_order) {
        left = *total;
        is_bought = true;
      } else if (is_bought) {
        EXPECT_FALSE(Decimal::Minus(left, *total).is_negative()) << total->ToText() << " of " << left.ToText();
        left = Decimal::Minus(left, *total);
      }
    }
  }
  EXPECT_GT(accepted, 500);
}

}  // namespace
}  // namespace kago
