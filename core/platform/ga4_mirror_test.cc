// The cart that a GA4 dataLayer tells of in pieces.
#include <string>

#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;
using testing::Told;

constexpr std::string_view kMug = R"({"item_id":"880","item_name":"Mug","item_variant":"blue","price":20})";
constexpr std::string_view kBowl = R"({"item_id":"12","item_name":"Bowl","price":"12.50","quantity":"2"})";

std::string PushText(std::string_view event, std::string_view items, std::string_view currency = "EUR") {
  return "{\"event\":\"" + std::string(event) + "\",\"ecommerce\":{\"currency\":\"" + std::string(currency) +
         "\",\"items\":[" + std::string(items) + "]}}";
}

std::string Added(std::string_view items) { return PushText("add_to_cart", items); }
std::string Removed(std::string_view items) { return PushText("remove_from_cart", items); }
std::string Viewed(std::string_view items) { return PushText("view_cart", items); }

std::string NumberAt(const Json& object, std::string_view key) {
  const Json* number = object.Find(key);
  return number && number->is_number() ? std::string(number->text()) : "no number";
}

struct Shop : PlatformShop {
  Shop() : PlatformShop("ga4") {}

  // Pushes that are handed over together, with a comma between.
  Json Push(const std::string& pushes) { return See("ga4", "push", FromText("{\"pushes\":[" + pushes + "]}")); }
  Json Properties() const { return *Last().Find("properties"); }
  // "880 blue x2 @20, 12 12 x1 @12.5" of the last cart or checkout.
  std::string Lines() const {
    std::string lines;
    const Json properties = Properties();
    for (const Json& line : properties.Find("products")->items()) {
      lines.append(lines.empty() ? "" : ", ").append(line.TextAt("product_id")).append(" ");
      lines.append(line.TextAt("variant_id"));
      lines.append(" x").append(NumberAt(line, "quantity")).append(" @").append(NumberAt(line, "price"));
    }
    return lines;
  }
};

TEST(Ga4Cart, IsSaidWholeAfterEachChange) {
  Shop shop;
  shop.Push(Added(kMug));
  EXPECT_EQ(shop.Lines(), "880 blue x1 @20");
  shop.Push(Added(kBowl));
  EXPECT_EQ(shop.Lines(), "880 blue x1 @20, 12 12 x2 @12.5");
  shop.Push(Removed(R"({"item_id":"12","item_name":"Bowl","price":12.5})"));
  EXPECT_EQ(shop.Lines(), "880 blue x1 @20, 12 12 x1 @12.5");
  EXPECT_EQ(shop.Properties().TextAt("action"), "replace");
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "32.5");
  EXPECT_EQ(shop.Names(), "cart_updated cart_updated cart_updated");
}

TEST(Ga4Cart, HasOneLineOfTheSameIdAndVariantAtTheNewestPrice) {
  Shop shop;
  shop.Push(Added(kMug));
  shop.Push(Added(R"({"item_id":"880","item_name":"Mug","item_variant":"blue","price":18,"quantity":2})"));
  shop.Push(Added(R"({"item_id":"880","item_name":"Mug","item_variant":"red","price":18})"));
  EXPECT_EQ(shop.Lines(), "880 blue x3 @18, 880 red x1 @18");
}

constexpr std::string_view kSmallOil = R"({"item_id":"4269","item_name":"Oil","price":"22.90"})";
constexpr std::string_view kLargeOil = R"({"item_id":"4269","item_name":"Oil","price":"39.90"})";

// gtm4wp's variations, and themes that push the id of the product alone.
TEST(Ga4Cart, HasALineForEachPriceAndNameOfAnIdWithoutVariant) {
  Shop shop;
  shop.Push(Added(kSmallOil));
  shop.Push(Added(kLargeOil));
  EXPECT_EQ(shop.Lines(), "4269 4269 x1 @22.9, 4269 4269 x1 @39.9");
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "62.8");
  shop.Push(Added(kLargeOil));
  EXPECT_EQ(shop.Lines(), "4269 4269 x1 @22.9, 4269 4269 x2 @39.9");
  shop.Push(Added(R"({"item_id":"4269","item_name":"Oil, scented","price":39.9})"));
  shop.Push(Removed(kLargeOil));
  EXPECT_EQ(shop.Lines(), "4269 4269 x1 @22.9, 4269 4269 x1 @39.9, 4269 4269 x1 @39.9");
}

TEST(Ga4Cart, HasALineForEachVariantWhicheverWordNamesIt) {
  for (const char* word : {"item_variant", "variant", "id"}) {
    Shop shop;
    const auto oil = [&](const char* size) {
      return std::string(R"({"item_id":4269,"item_name":"Oil","price":"9.90",")") + word + "\":\"" + size + "\"}";
    };
    shop.Push(Added(oil("250")));
    shop.Push(Added(oil("500")));
    EXPECT_EQ(shop.Lines(), "4269 250 x1 @9.9, 4269 500 x1 @9.9") << word;
    shop.Push(Removed(oil("250")));
    EXPECT_EQ(shop.Lines(), "4269 500 x1 @9.9") << word;
  }
}

TEST(Ga4Cart, LosesTheOnlyLineOfAnIdWhateverElseIsSaid) {
  for (const char* item : {R"({"item_id":"880"})", R"({"item_id":"880","price":18})", R"({"id":"880","name":"Cup"})"}) {
    Shop shop;
    shop.Push(Added(kMug) + "," + Added(kBowl));
    shop.Push(Removed(item));
    EXPECT_EQ(shop.Lines(), "12 12 x2 @12.5") << item;
  }
}

// One of the two has gone; which one nobody says.
TEST(Ga4Cart, ThatLosesOneOfSeveralLinesIsUnknownUntilTheWholeIsSaid) {
  Shop shop;
  shop.Push(Added(kSmallOil) + "," + Added(kLargeOil));
  EXPECT_EQ(shop.Push(Removed(R"({"item_id":"4269"})")).TextAt("status"), "refused");
  EXPECT_EQ(shop.Push(Added(kMug)).TextAt("status"), "refused");
  shop.Push(Viewed(std::string(kMug) + "," + std::string(kLargeOil)));
  EXPECT_EQ(shop.Lines(), "880 blue x1 @20, 4269 4269 x1 @39.9");
}

TEST(Ga4Cart, KnowsThePriceOfWhatIsInIt) {
  Shop shop;
  shop.Push(Added(kMug));
  shop.Push(Added(R"({"item_id":"880","quantity":2})"));
  EXPECT_EQ(shop.Lines(), "880 blue x3 @20");
  shop.Push(Viewed(R"({"item_id":"880","item_variant":"blue","quantity":4},)" + std::string(kSmallOil)));
  EXPECT_EQ(shop.Lines(), "880 blue x4 @20, 4269 4269 x1 @22.9");
  EXPECT_EQ(shop.Push(PushText("add_to_cart", R"({"item_id":"880"})", "USD")).TextAt("status"), "refused");
}

TEST(Ga4Cart, OfSeveralPushesOfOneActionIsSaidOnce) {
  Shop shop;
  shop.See("ga4", "push", FixtureData("ga4/push.add_to_cart.ten_clicks.json"));
  EXPECT_EQ(shop.Names(), "cart_updated");
  EXPECT_EQ(shop.Lines(), "BOWL-12 ash x10 @12.5");
}

TEST(Ga4Cart, ThatCameAndWentWithinOneActionIsNotSaid) {
  Shop shop;
  shop.Push(Added(kMug));
  EXPECT_EQ(shop.Push(Added(kBowl) + "," + Removed(kBowl)).TextAt("status"), "duplicate");
  EXPECT_EQ(shop.count(), 1u);
}

TEST(Ga4Cart, IsSaidBeforeTheCheckoutThatFollowsInTheSameHandOver) {
  Shop shop;
  shop.Push(Added(kMug) + "," + PushText("begin_checkout", kMug));
  EXPECT_EQ(shop.Names(), "cart_updated checkout_started");
}

TEST(Ga4Cart, ThatLosesItsLastLineIsEmptied) {  // platforms.md 9, pitfall 8
  Shop shop;
  shop.Push(Added(kMug));
  const std::string cart_id = shop.Properties().TextAt("cart_id");
  shop.Push(Removed(R"({"item_id":"880","item_variant":"blue","price":20,"quantity":5})"));
  EXPECT_EQ(shop.Names(), "cart_updated cart_emptied");
  EXPECT_EQ(shop.Properties().TextAt("cart_id"), cart_id);
  shop.Push(Viewed(""));
  EXPECT_EQ(shop.count(), 2u);
}

TEST(Ga4Cart, SaysNothingOfALineThatItDoesNotKnow) {
  Shop shop;
  EXPECT_EQ(shop.Push(Removed(kMug)).TextAt("status"), "duplicate");
  EXPECT_EQ(shop.Push(Added(R"({"item_id":"880","price":20,"quantity":0})")).TextAt("status"), "duplicate");
  EXPECT_EQ(shop.count(), 0u);
}

TEST(Ga4Cart, IsPutRightByAViewOfTheWhole) {
  Shop shop;
  shop.Push(Added(kMug));
  shop.Push(Viewed(kMug));
  EXPECT_EQ(shop.count(), 1u);
  shop.Push(Viewed(kBowl));
  EXPECT_EQ(shop.Lines(), "12 12 x2 @12.5");
  shop.Push(Added(kMug));
  EXPECT_EQ(shop.Lines(), "12 12 x2 @12.5, 880 blue x1 @20");
  shop.Push(PushText("begin_checkout", kMug));
  shop.Push(Added(kMug));
  EXPECT_EQ(shop.Lines(), "880 blue x2 @20");
}

TEST(Ga4Cart, ShowsTheSameProductTwiceAsOneLine) {
  Shop shop;
  shop.Push(Viewed(std::string(kMug) + "," + std::string(kMug)));
  EXPECT_EQ(shop.Lines(), "880 blue x2 @20");
}

TEST(Ga4Cart, HoldsMoreThan200Items) {  // platforms.md 9, pitfall 14
  Shop shop;
  shop.See("ga4", "push", FixtureData("ga4/push.view_cart.250_items.json"));
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 250u);
  shop.Push(Added(kMug));
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 251u);
}

TEST(Ga4Cart, IsNotHarmedByALineThatIsRefused) {
  Shop shop;
  shop.Push(Added(kMug));
  EXPECT_EQ(Told(shop.Push(Added(R"({"item_id":"12","item_name":"Bowl"})")).Find("violations")),
            "properties.products[0].price missing");
  EXPECT_EQ(Told(shop.Push(Added(R"({"item_id":"12","item_name":"Bowl","price":1,"quantity":"some"})")).Find("violations")),
            "properties.products[0].quantity wrong_type");
  EXPECT_EQ(shop.Push(Viewed(std::string(kMug) + R"(,{"item_id":"12","item_name":"Bowl"})")).TextAt("status"), "refused");
  EXPECT_EQ(shop.count(), 1u);
  shop.Push(Added(kMug));
  EXPECT_EQ(shop.Lines(), "880 blue x2 @20");
}

TEST(Ga4Cart, IsRefusedWithoutItems) {
  for (const char* event : {"add_to_cart", "remove_from_cart", "view_cart"}) {
    Shop shop;
    const std::string push = std::string(R"({"event":")") + event + R"(","ecommerce":{"currency":"EUR","value":1}})";
    const Json answer = shop.Push(push);
    EXPECT_EQ(Told(answer.Find("violations")), "properties.products missing") << event;
  }
}

TEST(Ga4Cart, BeginsAnewInAnotherCurrency) {
  Shop shop;
  shop.Push(Added(kMug));
  shop.Push(PushText("add_to_cart", kBowl, "usd"));
  EXPECT_EQ(shop.Lines(), "12 12 x2 @12.5");
  EXPECT_EQ(shop.Properties().TextAt("currency"), "USD");
  shop.Push(PushText("add_to_cart", kMug, ""));
  EXPECT_EQ(shop.Properties().TextAt("currency"), "USD");
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 2u);
}

TEST(Ga4Cart, IsForgottenAfterItsLifetime) {
  Shop shop;
  shop.Push(Added(kMug));
  shop.origin.now += 29 * 86'400'000LL;
  shop.Push(Added(kMug));
  EXPECT_EQ(shop.Lines(), "880 blue x2 @20");
  shop.origin.now += 30 * 86'400'000LL;
  shop.Push(Added(kBowl));
  EXPECT_EQ(shop.Lines(), "12 12 x2 @12.5");
}

TEST(Ga4Cart, StandsQuantitiesThatNobodyBuys) {
  Shop shop;
  for (int i = 0; i < 3; ++i) shop.Push(Added(R"({"item_id":"1","price":0,"quantity":9007199254740991})"));
  EXPECT_EQ(shop.Lines(), "1 1 x9007199254740991 @0");
}

// Of a cart of which only some lines are known nothing is said: it would be another cart.
TEST(Ga4Cart, TooLargeToRememberIsRefusedUntilTheWholeIsSaid) {
  Shop shop;
  const auto items = [](int from) {
    std::string list;
    for (int i = from; i < from + 100; ++i) {
      list.append(list.empty() ? "" : ",").append(R"({"item_id":")").append(std::to_string(i)).append(R"(","item_name":")");
      list.append(testing::Repeated("x", 250)).append(R"(","price":1})");
    }
    return list;
  };
  for (int from = 0; from < 500; from += 100) {
    shop.Push(Added(items(from)));
    EXPECT_LT(shop.origin.state.size(), 110'000u);
  }
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 400u);
  EXPECT_EQ(shop.Push(Added(R"({"item_id":"a","item_name":"A","price":1})")).TextAt("status"), "refused");
  EXPECT_EQ(shop.count(), 4u);
  shop.Push(R"({"event":"view_cart","ecommerce":{"currency":"EUR","items":[{"item_id":"a","item_name":"A","price":1}]}})");
  shop.Push(Added(R"({"item_id":"b","item_name":"B","price":1})"));
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 2u);
}

}  // namespace
}  // namespace kago
