#include "core/insight/fold.h"

#include <gtest/gtest.h>

#include <string>

#include "core/insight/cart_reply.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;

constexpr TimeMs kNoon = 1'764'000'000'000;

// A shop's day: events by the minute, heard a second after they happened.
class Day {
 public:
  Day& Say(int minute, std::string_view name, std::string_view properties, std::string_view user = "") {
    Json event = Json::Object();
    ++seq_;
    event.SetText("event_id", "e" + std::to_string(seq_));
    event.SetText("name", name);
    event.SetText("time", IsoText(kNoon + minute * 60'000));
    event.SetText("anonymous_id", "browser");
    if (!user.empty()) event.SetText("user_id", user);
    event.Set("properties", FromText(properties));
    Json heard = Json::Object();
    heard.Set("event", std::move(event));
    heard.SetInteger("received_at", heard_at_ > 0 ? heard_at_ : kNoon + minute * 60'000 + 1'000);
    heard.SetInteger("seq", seq_);
    Fold(*ReadHeard(heard), &rows_);
    return *this;
  }

  // From now on the collector hears of everything in that minute.
  Day& HearAt(int minute) {
    heard_at_ = kNoon + minute * 60'000;
    return *this;
  }
  Day& Cart(int minute, std::string_view lines, std::string_view more = "") {
    return Say(minute, "ecommerce.cart_updated", R"({"cart_id":"c","currency":"EUR","total_value":9,"products":)" + std::string(lines) + std::string(more) + "}");
  }
  Day& Checkout(int minute, std::string_view id, std::string_view lines) {
    return Say(minute, "ecommerce.checkout_started",
               R"({"checkout_id":")" + std::string(id) + R"(","cart_id":"c","currency":"EUR","total_value":9,"products":)" + std::string(lines) + "}");
  }
  Day& Order(int minute, std::string_view id, std::string_view total = "9") {
    return Say(minute, "ecommerce.order_placed",
               R"({"order_id":")" + std::string(id) + R"(","cart_id":"c","currency":"EUR","products":[],"total_value":)" + std::string(total) + "}");
  }
  Day& Refund(int minute, std::string_view id, std::string_view total) {
    return Say(minute, "ecommerce.order_refunded", R"({"order_id":")" + std::string(id) + R"(","currency":"EUR","products":[],"total_value":)" + std::string(total) + "}");
  }

  CartRow& cart() { return rows_.carts.At("c"); }
  CheckoutRow& checkout(std::string_view id) { return rows_.checkouts.At(id); }
  Rows& rows() { return rows_; }
  std::string lines() {
    std::string text;
    const Json content = cart().Content();
    const Json* products = content.Find("products");
    if (!products) return "none";
    for (const Json& line : products->items()) {
      text += std::string(line.TextAt("variant_id")) + "x" + std::string(line.Find("quantity")->text()) + " ";
    }
    const Json* total = content.Find("total_value");
    return text + "= " + (total ? std::string(total->text()) : "?");
  }
  std::string figures() {
    std::string text;
    for (const Figure& figure : rows_.figures) text += std::string(Dump(figure.ToJson()));
    return text;
  }

 private:
  int seq_ = 0;
  TimeMs heard_at_ = 0;  // 0: a second after each
  Rows rows_;
};

constexpr std::string_view kMug = R"([{"product_id":"p","variant_id":"mug","product_name":"Mug","quantity":1,"price":9}])";
constexpr std::string_view kTwoMugs = R"([{"product_id":"p","variant_id":"mug","product_name":"Mug","quantity":2,"price":9}])";
constexpr std::string_view kTea = R"([{"product_id":"t","variant_id":"tea","product_name":"Tea","quantity":3,"price":0.1}])";

TEST(Fold, TheNewestContentOfACartCounts) {
  Day day;
  day.Cart(2, kTwoMugs).Cart(1, kMug);
  EXPECT_EQ(day.lines(), "mugx2 = 9");
  EXPECT_EQ(day.cart().changed().time, kNoon + 120'000);
  EXPECT_EQ(day.cart().changed_received_at(), kNoon + 121'000);
  EXPECT_EQ(day.cart().created_at(), kNoon + 60'000);
  EXPECT_TRUE(day.cart().is_open());
}

TEST(Fold, AChangeThatIsHeardOfLateChangesTheCartWhenItIsHeardOf) {
  Day day;
  day.Cart(1, kMug).Cart(3, kMug, R"(,"action":"remove")");
  EXPECT_FALSE(day.cart().is_open());
  day.HearAt(50).Cart(2, kTea, R"(,"action":"add")");
  EXPECT_TRUE(day.cart().is_open());
  EXPECT_EQ(day.cart().changed().time, kNoon + 180'000);
  EXPECT_EQ(day.cart().changed_received_at(), kNoon + 50 * 60'000);
}

TEST(Fold, WhatIsAddedAndRemovedMakesACartInTheOrderOfItsTimes) {
  Day day;
  day.Cart(3, kMug, R"(,"action":"remove")").Cart(2, kTea, R"(,"action":"add")").Cart(1, kTwoMugs);
  EXPECT_EQ(day.lines(), "mugx1 teax3 = 9.3");
  day.Cart(4, kTwoMugs, R"(,"action":"remove")");
  EXPECT_EQ(day.lines(), "teax3 = 0.3");
  day.Cart(0, kMug, R"(,"action":"add")");  // before the whole, which knew of it
  EXPECT_EQ(day.lines(), "teax3 = 0.3");
}

TEST(Fold, AnOrderEndsItsCartAndWhatIsSaidLaterBeginsItAnew) {
  Day day;
  day.Cart(1, kMug).Order(2, "o1");
  EXPECT_FALSE(day.cart().is_open());
  EXPECT_EQ(day.lines(), "none");
  day.Cart(1, kTwoMugs);  // late, and of before
  EXPECT_EQ(day.lines(), "none");
  day.Cart(3, kTea);
  EXPECT_EQ(day.lines(), "teax3 = 9");
}

TEST(Fold, AnEmptiedCartIsNotOpen) {
  Day day;
  day.Cart(1, kMug).Say(2, "kago.cart_emptied", R"({"cart_id":"c","currency":"EUR"})");
  EXPECT_FALSE(day.cart().is_open());
}

TEST(Fold, ACartIsInCheckoutUntilItIsAnother) {
  Day day;
  day.Cart(1, kMug);
  EXPECT_FALSE(day.cart().is_in_checkout());
  day.Checkout(2, "k", kMug);
  EXPECT_TRUE(day.cart().is_in_checkout());
  EXPECT_EQ(day.cart().checkout_id(), "k");
  day.Cart(3, kTwoMugs);
  EXPECT_FALSE(day.cart().is_in_checkout());
  day.Order(4, "o").Cart(5, kMug);
  EXPECT_FALSE(day.cart().is_in_checkout());
}

TEST(Fold, ACheckoutIsUpdatedInPlaceAndKeepsItsNumber) {
  Day day;
  day.Cart(1, kMug).Checkout(2, "k", kMug).Checkout(3, "k", kTwoMugs);
  EXPECT_EQ(day.checkout("k").number(), 2);
  EXPECT_EQ(day.checkout("k").created_at(), kNoon + 120'000);
  EXPECT_EQ(day.checkout("k").updated_at(), kNoon + 180'000);
  EXPECT_TRUE(day.checkout("k").is_open());
}

TEST(Fold, AnOrderOfTheCartBuysTheCheckoutsBeforeIt) {
  Day day;
  day.Order(3, "o").Checkout(2, "before", kMug).Checkout(4, "after", kMug);
  EXPECT_EQ(day.checkout("before").order_id(), "o");
  EXPECT_FALSE(day.checkout("before").is_open());
  EXPECT_EQ(day.checkout("before").completed_at(), 0);  // by no link
  EXPECT_TRUE(day.checkout("after").is_open());
}

TEST(Fold, ACheckoutThatWasBoughtByItsLinkKeepsTheTime) {
  Day day;
  day.Checkout(1, "k", kMug).Say(2, kCheckoutRecovered, R"({"checkout_id":"k"})");
  EXPECT_TRUE(day.checkout("k").is_open());
  day.Order(3, "o");
  EXPECT_EQ(day.checkout("k").completed_at(), kNoon + 180'000);
  EXPECT_EQ(day.checkout("k").order_id(), "o");
}

// Of the two the collector's clock tells which came first: a phone may be minutes behind.
TEST(Fold, AnOrderByTheLinkIsWonBackWhateverTheShoppersClock) {
  const auto heard = [](std::int64_t minute, std::int64_t received, std::string_view name, std::string_view properties) {
    String text = String(R"({"seq":1,"received_at":)").append(std::to_string(kNoon + received * 60'000)).append(R"(,"event":{"event_id":"e)").append(std::to_string(received));
    text.append(R"(","name":")").append(name).append(R"(","anonymous_id":"b","time":")").append(IsoText(kNoon + minute * 60'000)).append(R"(","properties":)").append(properties).append("}}");
    return *ReadHeard(FromText(text));
  };
  for (const std::int64_t received : {12, 9}) {
    Rows rows;
    Fold(heard(1, 1, "ecommerce.checkout_started", R"({"checkout_id":"k","cart_id":"c","products":[]})"), &rows);
    Fold(heard(10, 10, kCheckoutRecovered, R"({"checkout_id":"k"})"), &rows);
    Fold(heard(6, received, "ecommerce.order_placed", R"({"order_id":"o","cart_id":"c","products":[]})"), &rows);
    EXPECT_EQ(rows.checkouts.At("k").completed_at(), received == 12 ? kNoon + 360'000 : 0);
  }
}

TEST(Fold, FiguresAreExactAndCountEachOrderOnce) {
  Day day;
  day.Order(1, "a", "0.1").Order(2, "b", "0.2").Order(3, "b", "0.2").Refund(4, "a", "0.05").Refund(5, "a", "0.01");
  day.Say(6, "ecommerce.order_cancelled", R"({"order_id":"a","currency":"EUR","cancel_reason":"late","total_value":0.1,"products":[]})");
  EXPECT_EQ(day.figures(), R"({"currency":"EUR","placed":0.3,"refunded":0.06,"revenue":0.24,"orders":2,"cancelled":1,"total_orders":1})");
}

TEST(Fold, FiguresOfTwoCurrenciesStayApart) {
  Day day;
  day.Order(1, "a", "5").Say(2, "ecommerce.order_placed", R"({"order_id":"b","currency":"JPY","products":[],"total_value":1980})").Refund(3, "b", "7");
  EXPECT_EQ(day.figures(), R"({"currency":"EUR","placed":5,"refunded":7,"revenue":-2,"orders":1,"cancelled":0,"total_orders":1})"
                           R"({"currency":"JPY","placed":1980,"refunded":0,"revenue":1980,"orders":1,"cancelled":0,"total_orders":1})");
}

TEST(Fold, ABrowserIsTheUserWhoLoggedInLast) {
  Day day;
  day.Cart(1, kMug).Say(3, "ecommerce.cart_updated", R"({"cart_id":"d","products":[]})", "ann").Say(2, "ecommerce.cart_updated", R"({"cart_id":"c","products":[]})", "bob");
  EXPECT_EQ(day.rows().identities.At("browser").user_id(), "ann");
  EXPECT_EQ(day.rows().carts.At("c").owner().user_id(), "bob");
  EXPECT_EQ(day.rows().carts.At("d").owner().user_id(), "ann");
}

TEST(Fold, AClockThatIsAheadHasNotTheLastWord) {
  Day day;
  Json heard = FromText(R"({"seq":1,"received_at":)" + std::to_string(kNoon) + R"(,"event":{"event_id":"x","name":"ecommerce.cart_updated","time":"2099-01-01T00:00:00Z",)"
                        R"("anonymous_id":"browser","properties":{"cart_id":"c","currency":"EUR","products":)" + std::string(kMug) + "}}}");
  Fold(*ReadHeard(heard), &day.rows());
  EXPECT_TRUE(day.cart().is_open());
  day.Order(30, "o");
  EXPECT_FALSE(day.cart().is_open());
}

TEST(Fold, OfOneMomentTheOrderComesLast) {
  Day day;
  day.Order(1, "o").Checkout(1, "k", kMug).Cart(1, kMug);
  EXPECT_FALSE(day.cart().is_open());
  EXPECT_EQ(day.checkout("k").order_id(), "o");
}

TEST(Fold, WhatIsAddedInAnotherCurrencyBeginsTheCartAnew) {
  Day day;
  day.Cart(1, kTwoMugs).Say(2, "ecommerce.cart_updated", R"({"cart_id":"c","action":"add","currency":"USD","products":)" + std::string(kMug) + "}");
  EXPECT_EQ(day.lines(), "mugx1 = 9");
  EXPECT_EQ(day.cart().Content().TextAt("currency"), "USD");
}

TEST(Fold, ACartOfNothingIsNotOpen) {
  Day day;
  day.Cart(1, R"([{"product_id":"p","variant_id":"mug","product_name":"Mug","quantity":0,"price":9}])");
  EXPECT_FALSE(day.cart().is_open());
}

TEST(Fold, GoodsByLengthStayLinesOfTheirOwn) {
  Day day;
  constexpr std::string_view kCloth = R"([{"product_id":"p","variant_id":"cloth","product_name":"Cloth","quantity":2,"price":6,"metadata":{"exact_quantity":1.85}}])";
  day.Cart(1, kCloth, R"(,"action":"add")").Cart(2, kCloth, R"(,"action":"add")");
  EXPECT_EQ(day.lines(), "clothx2 clothx2 = 22.2");
  day.Cart(3, kCloth, R"(,"action":"remove")");
  EXPECT_EQ(day.lines(), "clothx2 = 11.1");
}

TEST(CartReply, SaysWhatTheCartHoldsAndHowFarItHasCome) {
  Day day;
  day.Cart(1, kMug);
  EXPECT_EQ(Dump(CartReply(day.cart())),
            R"({"cart_id":"c","status":"open","checkout_id":null,"created_at":"2025-11-24T16:01:00.000Z","updated_at":"2025-11-24T16:01:00.000Z",)"
            R"("currency":"EUR","total_value":9,"products":[{"product_id":"p","variant_id":"mug","product_name":"Mug","quantity":1,"price":9}]})");
  const auto status = [&day] { return std::string(CartReply(day.cart()).TextAt("status")) + " " + std::string(CartReply(day.cart()).TextAt("checkout_id")); };
  day.Checkout(2, "k", kMug);
  EXPECT_EQ(status(), "checkout k");
  day.Order(3, "o");
  EXPECT_EQ(status(), "ended ");
  EXPECT_TRUE(CartReply(day.cart()).Find("products")->items().empty());
}

TEST(Fold, ReadsNothingThatIsNoEvent) {
  for (std::string_view text : {"{}", R"({"event":7})", R"({"event":{"name":"ecommerce.cart_updated","properties":{}}})",
                                R"({"event":{"name":"other","time":"2026-11-22T09:15:27Z","properties":{}}})"}) {
    EXPECT_FALSE(ReadHeard(FromText(text)).has_value()) << text;
  }
  EXPECT_EQ(FoldText("no JSON"), FoldText("{}"));
}

}  // namespace
}  // namespace kago
