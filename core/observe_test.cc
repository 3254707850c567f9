// Cart replies of a platform on their way to an event. How one is mapped: platform/.
#include <initializer_list>
#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;
using testing::Told;

constexpr std::string_view kFilled =
    R"({"token":"hWN2?key=9f","currency":"EUR","items":[
        {"product_id":1,"variant_id":2,"product_title":"Mug","quantity":1,"final_price":2000}]})";
constexpr std::string_view kEmpty = R"({"token":"hWN2?key=9f","currency":"EUR","items":[]})";

struct Shop : testing::PlatformShop {
  Shop() : PlatformShop("shopify") {}
  Json Observe(const Json& cart) { return See("shopify", "cart", cart); }
  Json Observe(std::string_view cart) { return Observe(FromText(cart)); }
};

TEST(Observe, SaysACartOfThePlatform) {
  Shop shop;
  EXPECT_EQ(shop.Observe(kFilled).TextAt("status"), "accepted");
  ASSERT_EQ(shop.origin.rows.size(), 1u);
  Json event = shop.origin.Events()[0];
  EXPECT_EQ(event.TextAt("name"), "ecommerce.cart_updated");
  EXPECT_EQ(event.Find("properties")->TextAt("cart_id"), "hWN2");
  EXPECT_EQ(testing::At(&event, "properties.products[0].price")->text(), "20");
}

TEST(Observe, SaysTheSameCartOnce) {
  Shop shop;
  const std::string event_id = shop.Observe(kFilled).TextAt("eventId");
  const Json again = shop.Observe(kFilled);
  EXPECT_EQ(again.TextAt("status"), "duplicate");
  EXPECT_EQ(again.TextAt("eventId"), event_id);
  EXPECT_EQ(shop.origin.rows.size(), 1u);
}

TEST(Observe, SaysThatACartWasEmptied) {
  Shop shop;
  shop.Observe(kFilled);
  EXPECT_EQ(shop.Observe(kEmpty).TextAt("status"), "accepted");
  ASSERT_EQ(shop.origin.rows.size(), 2u);
  const Json event = shop.origin.Events()[1];
  EXPECT_EQ(event.TextAt("name"), "kago.cart_emptied");
  EXPECT_EQ(event.Find("properties")->TextAt("cart_id"), "hWN2");
}

// With `debug` the answer says why no event came of what was seen.
struct TellingShop : Shop {
  TellingShop() { page.config.Set("debug", Json::Bool(true)); }
  std::string Why(std::string_view cart) { return std::string(Observe(cart).TextAt("why")); }
};

TEST(Observe, SaysWhyNothingCameOfIt) {
  TellingShop shop;
  EXPECT_EQ(shop.Why(kEmpty), "no cart was filled before");
  EXPECT_EQ(shop.Why(kFilled), "");
  EXPECT_EQ(shop.Why(kFilled), "the cart is as it was said last");
  testing::PlatformShop other("bigcommerce");
  other.page.config.Set("debug", Json::Bool(true));
  const Json answer = other.See("bigcommerce", "cart_in_checkout", FromText("[]"));
  EXPECT_EQ(answer.TextAt("why"), "it says nothing that would be an event");
}

TEST(Observe, SaysThatAnotherPartOfTheShopSaysIt) {
  TellingShop shop;
  shop.page.config.SetText("skip", "cart_updated");
  EXPECT_EQ(shop.Why(kFilled), "the option \"skip\" leaves it to another part of the shop");
}

TEST(Observe, SaysNoReasonWithoutDebug) {
  Shop shop;
  shop.Observe(kFilled);
  EXPECT_EQ(shop.Observe(kFilled).Find("why"), nullptr);
}

// GA4's items: as many product views.
Json Push(std::string_view event, std::size_t items) {
  Json push = FromText(R"({"event":"","ecommerce":{"transaction_id":"o1","value":1,"currency":"EUR","items":[]}})");
  push.SetText("event", event);
  for (std::size_t i = 0; i < items; ++i) {
    Json& item = push.Find("ecommerce")->Find("items")->Push(FromText(R"({"item_name":"Mug","price":1,"quantity":1})"));
    item.SetText("item_id", "m" + std::to_string(i));
  }
  return push;
}

Json Pushes(std::initializer_list<Json> pushes) {
  Json data = Json::Object();
  data.Set("pushes", Json::Array()).items() = pushes;
  return data;
}

TEST(Observe, TakesABoundedNumberOfEventsAndCountsTheRest) {
  testing::PlatformShop shop("ga4");
  const Json answer = shop.See("ga4", "push", Pushes({Push("view_item", 1'000)}), 1);
  EXPECT_EQ(shop.count(), limits::kObservationEventsMax);
  const Json& rest = answer.Find("also")->items().back();
  EXPECT_EQ(rest.TextAt("status"), "refused");
  EXPECT_EQ(Told(rest.Find("violations")), "push too_many");
  EXPECT_EQ(rest.Find("violations")->items()[0].TextAt("found"), "980 events more");
  const Json status = shop.page.Status();
  EXPECT_EQ(Dump(*status.Find("ledger")), R"({"too_many":980})");
  EXPECT_EQ(status.IntegerAt("tracked"), 1'000);
}

TEST(Observe, LeavesOutViewsBeforeAnOrderBehindThem) {
  testing::PlatformShop shop("ga4");
  shop.See("ga4", "push", Pushes({Push("view_item", 30), Push("purchase", 2)}), 1);
  EXPECT_EQ(shop.count(), limits::kObservationEventsMax);
  EXPECT_EQ(shop.Last().TextAt("name"), "ecommerce.order_placed");
}

TEST(Observe, CountsTheRestOnceHoweverOftenItIsReplayed) {
  testing::PlatformShop shop("ga4");
  const std::string line = shop.page.ObserveLine("ga4", "push", Pushes({Push("view_item", 30)}), 1);
  shop.page.Run({line});
  shop.page.Run({line});
  EXPECT_EQ(Dump(*shop.page.Status().Find("ledger")), R"({"too_many":10})");
}

TEST(Observe, SaysNothingOfACartThatNeverWasFilled) {
  Shop shop;
  EXPECT_EQ(shop.Observe(kEmpty).TextAt("status"), "duplicate");
  EXPECT_TRUE(shop.origin.rows.empty());
}

// An empty reply of BigCommerce names no currency, nor does Adobe's.
TEST(Observe, HasNothingToComplainOfAnEmptyCartThatNamesNoCurrency) {
  testing::PlatformShop shop("bigcommerce");
  shop.page.config.Remove("currency");
  EXPECT_EQ(shop.See("bigcommerce", "cart", FromText("[]")).TextAt("status"), "duplicate");
  EXPECT_EQ(shop.page.Status().IntegerAt("tracked"), 0);
}

TEST(Observe, EmptiesACartInTheCurrencyThatItHad) {
  for (const char* currency : {"", "EUR"}) {
    testing::PlatformShop shop("bigcommerce");
    shop.page.config.SetText("currency", currency);
    Json cart = testing::FixtureData("bigcommerce/cart.four_kinds.json");
    testing::At(&cart, "[0].currency.code")->Assign(Json::Text("JPY"));
    shop.See("bigcommerce", "cart", cart);
    EXPECT_EQ(shop.See("bigcommerce", "cart", FromText("[]")).TextAt("status"), "accepted");
    EXPECT_EQ(shop.Last().Find("properties")->TextAt("currency"), "JPY");
  }
}

TEST(Observe, RefusesWhatThePlatformNeverReplies) {
  Shop shop;
  for (const char* reply : {"null", "[]", "{}", R"({"items":{}})", R"("<html>")"}) {
    const Json answer = shop.Observe(reply);
    EXPECT_EQ(answer.TextAt("status"), "refused") << reply;
    EXPECT_EQ(Told(answer.Find("violations")), "cart wrong_type") << reply;
  }
  EXPECT_EQ(shop.page.Status().Find("ledger")->IntegerAt("refused"), 5);
}

TEST(Observe, RefusesACartWhoseLinesAreWrong) {
  Shop shop;
  Json cart = FromText(kFilled);
  testing::At(&cart, "items[0].final_price")->Assign(Json::Text("soon"));
  EXPECT_EQ(Told(shop.Observe(cart).Find("violations")), "properties.products[0].price wrong_type");
}

}  // namespace
}  // namespace kago
