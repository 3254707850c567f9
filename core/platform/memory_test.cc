// What is remembered of one page for another: whose it is, how old it may be, and when it is spent.
#include "core/platform/memory.h"

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;

constexpr TimeMs kDay = limits::kDayMs;

struct Shop : PlatformShop {
  using PlatformShop::PlatformShop;

  std::string Say(std::string_view from, std::string_view what, std::string_view data) {
    return See(from, what, FromText(data)).TextAt("status");
  }
  // `8 x2, 9 x1` of the last event.
  std::string Lines() const {
    std::string lines;
    Json event = Last();
    for (const Json& line : At(&event, "properties.products")->items()) {
      lines.append(lines.empty() ? "" : ", ").append(line.TextAt("product_id")).append(" x").append(line.Find("quantity")->text());
    }
    return lines;
  }
};

std::string Bowl(std::string_view quantity = "1") {
  return std::string(R"({"product":"8","name":"Bowl","price":"10","currency":"EUR","quantity":")").append(quantity) + "\"}";
}
constexpr const char* kMug = R"({"product":"9","name":"Mug","price":"5","currency":"EUR"})";

Json Push(std::string_view event, std::string_view item) {
  return FromText(std::string(R"({"pushes":[{"event":")").append(event) + R"(","ecommerce":{"currency":"EUR","items":[)" +
                  std::string(item) + "]}}]}");
}
constexpr const char* kItem = R"({"item_id":"8","item_name":"Bowl","price":10,"quantity":1})";

// A page that thanks for an order is loaded again and again: whatever was begun since stays.
TEST(OrderPage, LoadedAgainLeavesTheNextCartAlone) {
  const Json order = FromText(R"({"order":"o1","total":"10","currency":"EUR","lines":[]})");
  Shop shop("html");
  shop.Say("html", "add", Bowl());
  shop.Say("html", "checkout", "{}");
  EXPECT_EQ(shop.See("html", "order", order).TextAt("status"), "accepted");
  shop.Say("html", "add", kMug);
  EXPECT_EQ(shop.See("html", "order", order).TextAt("status"), "duplicate");
  shop.Say("html", "add", Bowl());
  EXPECT_EQ(shop.Lines(), "9 x1, 8 x1");
}

TEST(OrderPage, LoadedAgainLeavesTheNextCartAloneInADataLayerToo) {
  const Json order = FromText(std::string(R"({"pushes":[{"event":"purchase","ecommerce":{"transaction_id":"o1","currency":"EUR",)") +
                              R"("value":10,"items":[)" + kItem + "]}}]}");
  Shop shop("ga4");
  shop.See("ga4", "push", Push("add_to_cart", kItem));
  EXPECT_EQ(shop.See("ga4", "push", order).TextAt("status"), "accepted");
  shop.See("ga4", "push", Push("add_to_cart", R"({"item_id":"9","item_name":"Mug","price":5})"));
  EXPECT_EQ(shop.See("ga4", "push", order).TextAt("status"), "duplicate");
  shop.See("ga4", "push", Push("add_to_cart", kItem));
  EXPECT_EQ(shop.Lines(), "9 x1, 8 x1");
}

TEST(OrderPage, OfAnotherOrderWithoutLinesDoesNotTakeTheLastOrdersLines) {
  Shop shop("html");
  shop.Say("html", "add", Bowl());
  shop.Say("html", "checkout", "{}");
  shop.Say("html", "order", R"({"order":"o1","total":"10","lines":[]})");
  EXPECT_EQ(shop.Say("html", "order", R"({"order":"o2","total":"99","currency":"EUR","lines":[]})"), "refused");
}

TEST(OrderPage, ThatWasRefusedSaysItsOrderWhenItIsLoadedAgain) {
  Shop shop("woocommerce");
  shop.See("woocommerce", "checkout", FixtureData("woocommerce/checkout.eur.json"));
  shop.page.config.Set("strict", Json::Bool(true));
  shop.page.config.SetText("currency", "EUR");
  Json thanks = FixtureData("woocommerce/order.received.json");
  thanks.SetText("id", std::string(limits::kTextUnitsMax + 1, '9'));
  EXPECT_EQ(shop.See("woocommerce", "order", thanks).TextAt("status"), "refused");
  EXPECT_EQ(shop.See("woocommerce", "order", FixtureData("woocommerce/order.received.json")).TextAt("status"), "accepted");
}

// A link in an e-mail leads to an order page too, whatever is in the cart by then.
TEST(WooOrderPage, OfAnotherOrderSaysNothingWhileTheCartIsFilled) {
  Shop shop("woocommerce");
  const Json cart = FixtureData("woocommerce/cart.eur.json");
  shop.See("woocommerce", "cart", cart);
  shop.Say("woocommerce", "order", R"({"id":"9001","failed":false})");
  shop.Say("woocommerce", "order", R"({"id":"9001","failed":false,"cart":{"items":[{"id":5,"quantity":1}]}})");
  shop.See("woocommerce", "cart", cart);
  EXPECT_EQ(shop.Names(), "cart_updated");
}

TEST(WooOrderPage, OfAnotherOrderSaysNothingWhileWhatWasInCheckoutIsStillInTheCart) {
  Shop shop("woocommerce");
  shop.See("woocommerce", "checkout", FixtureData("woocommerce/checkout.eur.json"));
  shop.See("woocommerce", "order", FixtureData("woocommerce/order.other_cart.json"));
  EXPECT_EQ(shop.Names(), "checkout_started");
  shop.See("woocommerce", "order", FixtureData("woocommerce/order.received.json"));
  EXPECT_EQ(shop.Names(), "checkout_started order_placed");
}

TEST(WooOrderPage, SaysNothingOfACartThatTheShopperHasEmptied) {
  Shop shop("woocommerce");
  shop.See("woocommerce", "cart", FixtureData("woocommerce/cart.eur.json"));
  shop.See("woocommerce", "cart", FixtureData("woocommerce/cart.empty.json"));
  shop.See("woocommerce", "order", FixtureData("woocommerce/order.received.json"));
  EXPECT_EQ(shop.Names(), "cart_updated cart_emptied");
}

// An order follows its checkout within a day, on each platform that knows no more than its id.
TEST(OrderPage, TakesNothingOfAnOlderCheckout) {
  static constexpr struct {
    std::string_view from, checkout, order;
  } kShops[] = {
      {"woocommerce", "woocommerce/checkout.eur.json", R"({"id":"9127","failed":false,"cart":{"items":[]}})"},
      {"adobe", "adobe/checkout.eur.json", R"({"order":"000000012"})"},
      {"bigcommerce", "bigcommerce/checkout.cart.json", R"({"orderId":"100"})"},
  };
  for (const auto& [from, checkout, order] : kShops) {
    for (const TimeMs later : {kDay - 1, kDay}) {
      Shop shop(from);
      shop.page.config.SetText("currency", "EUR");
      ASSERT_EQ(shop.See(from, "checkout", FixtureData(checkout)).TextAt("status"), "accepted") << from;
      shop.origin.now += later;
      EXPECT_EQ(shop.Say(from, "order", order) == "accepted", later < kDay) << from << ' ' << later;
    }
  }
}

// The payment empties the cart before the page comes that says the order: another tab sees that.
TEST(LastCheckout, WhoseCartIsTakenIsLeftToTheOrder) {
  static constexpr struct {
    std::string_view from, checkout, empty, order;
  } kShops[] = {
      {"woocommerce", "woocommerce/checkout.eur.json", "woocommerce/cart.empty.json", R"({"id":"9127","failed":false})"},
      {"adobe", "adobe/checkout.eur.json", "adobe/cart.empty.json", R"({"order":"000000012"})"},
      {"bigcommerce", "bigcommerce/checkout.cart.json", "bigcommerce/cart.empty.json", R"({"orderId":"100"})"},
  };
  for (const auto& [from, checkout, empty, order] : kShops) {
    Shop shop(from);
    shop.page.config.SetText("currency", "EUR");
    shop.See(from, "checkout", FixtureData(checkout));
    Json started = shop.Last();
    const String cart_id = At(&started, "properties.cart_id")->text();
    shop.See(from, "cart_in_checkout", FixtureData(empty));
    shop.See(from, "cart", FixtureData(empty));
    shop.Say(from, "order", order);
    EXPECT_EQ(shop.Names(), "checkout_started order_placed") << from;
    Json placed = shop.Last();
    EXPECT_EQ(At(&placed, "properties.cart_id")->text(), cart_id) << from;
  }
}

// A copy of the cart that a browser keeps may outlive the order (Magento's customer-data).
TEST(AdobeSection, OfTheCartThatWasOrderedIsSpent) {
  const auto section = [](std::int64_t data_id) {
    Json cart = FixtureData("adobe/cart.eur.json");
    cart.SetInteger("data_id", data_id);
    return cart;
  };
  Shop shop("adobe");
  shop.page.config.SetText("currency", "EUR");
  shop.See("adobe", "cart", section(1'700'000'000));
  shop.Say("adobe", "order", R"({"order":"000000012"})");
  for (const std::int64_t data_id : {1'700'000'000, 1'699'999'999}) {
    shop.See("adobe", "cart", section(data_id));
    shop.See("adobe", "checkout", section(data_id));
  }
  Json of_cookie = section(0);
  of_cookie.SetText("data_id", "1700000000");
  shop.See("adobe", "cart", of_cookie);
  EXPECT_EQ(shop.Names(), "cart_updated order_placed");
  shop.See("adobe", "cart", section(1'700'000'001));
  EXPECT_EQ(shop.Names(), "cart_updated order_placed cart_updated");
}

TEST(OverheardCart, IsForgottenAfterItsLifetime) {
  Shop shop("html");
  shop.Say("html", "add", Bowl());
  shop.origin.now += 40 * kDay;
  shop.Say("html", "add", kMug);
  EXPECT_EQ(shop.Lines(), "9 x1");
  Shop layer("ga4");
  layer.See("ga4", "push", Push("add_to_cart", kItem));
  layer.origin.now += 40 * kDay;
  layer.See("ga4", "push", Push("add_to_cart", R"({"item_id":"9","item_name":"Mug","price":5})"));
  EXPECT_EQ(layer.Lines(), "9 x1");
}

TEST(OverheardCart, OfAClockThatWasAheadIsAsOldAsNow) {
  Shop shop("html");
  shop.origin.now += 365 * kDay;
  shop.Say("html", "add", Bowl());
  shop.origin.now -= 365 * kDay;
  shop.Say("html", "add", kMug);
  EXPECT_EQ(shop.Lines(), "8 x1, 9 x1");
  shop.origin.now += 31 * kDay;
  shop.Say("html", "add", kMug);
  EXPECT_EQ(shop.Lines(), "9 x1");
}

// A shop that leaves one source for another: nobody goes on with the other's lines.
TEST(OverheardCart, OfASourceThatTheShopHasLeftIsNobodys) {
  Shop shop("ga4");
  shop.See("ga4", "push", Push("add_to_cart", kItem));
  shop.page.config.SetText("platform", "html");
  EXPECT_EQ(shop.Say("html", "add", kMug), "accepted");
  EXPECT_EQ(shop.Lines(), "9 x1");
  for (const char* alien : {"notes", "changed_at", "metadata"}) EXPECT_EQ(shop.LastAt(alien), "") << alien;
}

TEST(OverheardCart, IsBoughtByAnOrderThatAnotherSourceSays) {
  Shop shop("html ga4");
  shop.Say("html", "add", Bowl());
  const Json order = FromText(std::string(R"({"pushes":[{"event":"purchase","ecommerce":{"transaction_id":"o1","currency":"EUR",)") +
                              R"("value":10,"items":[)" + kItem + "]}}]}");
  EXPECT_EQ(shop.See("ga4", "push", order).TextAt("status"), "accepted");
  shop.Say("html", "add", kMug);
  EXPECT_EQ(shop.Lines(), "9 x1");
  EXPECT_EQ(shop.See("ga4", "push", order).TextAt("status"), "duplicate");
  shop.Say("html", "add", Bowl());
  EXPECT_EQ(shop.Lines(), "9 x1, 8 x1");
}

TEST(OverheardCart, IsBoughtByAnOrderThatTheServerSays) {
  Shop shop("html");
  shop.page.config.SetText("skip", "order_placed");
  shop.Say("html", "add", Bowl());
  shop.Say("html", "order", R"({"order":"o1","total":"10","lines":[]})");
  shop.Say("html", "add", kMug);
  EXPECT_EQ(shop.Lines(), "9 x1");
}

TEST(OverheardCart, IsBoughtByAnOrderThatTheShopHasSaidItself) {
  Shop shop("html");
  shop.Say("html", "add", Bowl());
  shop.page.Track("ecommerce.order_placed", FromText(R"({"order_id":"o1","total_value":10,"products":[{"product_id":"8",
    "product_name":"Bowl","variant_id":"8","quantity":1,"price":10}]})"));
  EXPECT_EQ(shop.Say("html", "order", R"({"order":"o1","total":"10","currency":"EUR","lines":[{"product":"8","name":"Bowl",
    "price":"10","quantity":"1"}]})"), "duplicate");
  shop.Say("html", "add", kMug);
  EXPECT_EQ(shop.Lines(), "9 x1");
}

TEST(LastCheckout, OfAnotherPlatformIsNotThisOnes) {
  Shop shop("bigcommerce");
  shop.See("bigcommerce", "checkout", FixtureData("bigcommerce/checkout.cart.json"));
  shop.page.config.SetText("platform", "woocommerce");
  shop.Say("woocommerce", "order", R"({"id":"9127","failed":false,"cart":{"items":[]}})");
  EXPECT_EQ(shop.Names(), "checkout_started");
}

}  // namespace
}  // namespace kago
