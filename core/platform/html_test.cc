// What marked HTML says, and the events that come of it. Every fixture there is: platforms_test.cc.
#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;

struct HtmlShop : PlatformShop {
  HtmlShop() : PlatformShop("html") {}
  std::string Say(std::string_view what, std::string_view data) {
    return See("html", what, FromText(data)).TextAt("status");
  }
  Json Properties() const { return *Last().Find("properties"); }
};

constexpr const char* kBowl = R"({"product":"8","name":"Bowl","price":"19.90","currency":"EUR","quantity":"2"})";
constexpr const char* kMug = R"({"product":"9","variant":"9-red","name":"Mug","price":"5","currency":"EUR"})";

TEST(HtmlProduct, IsViewed) {
  HtmlShop shop;
  shop.See("html", "product", FixtureData("html/product.full.json"));
  EXPECT_EQ(
      Dump(shop.Properties()),
      R"({"product_id":"8","variant_id":"8-blue","product_name":"Tea bowl \"27\"","product_url":"https://shop.example/bowl",)"
      R"("image_url":"https://shop.example/img/bowl.jpg?w=600","price":19.9,"metadata":{"sku":"TB-1"},"currency":"EUR","source":"web"})");
}

TEST(HtmlProduct, HasThePagesAddressAndItselfForAVariantWhereNoneIsMarked) {
  HtmlShop shop;
  shop.See("html", "product", FixtureData("html/product.least.json"));
  EXPECT_EQ(shop.Properties().TextAt("variant_id"), "9");
  EXPECT_EQ(shop.Properties().TextAt("product_url"), "https://shop.example/products/mug");
}

TEST(HtmlCart, IsASnapshotOfItsLines) {
  HtmlShop shop;
  shop.See("html", "cart", FixtureData("html/cart.two_lines.json"));
  Json event = shop.Last();
  EXPECT_EQ(event.Find("properties")->TextAt("cart_id"), "c-71");
  EXPECT_EQ(At(&event, "properties.total_value")->text(), "3743.3");
  EXPECT_EQ(At(&event, "properties.products[1].price")->text(), "1234.5");
  EXPECT_EQ(At(&event, "properties.products[1].quantity")->text(), "3");
}

TEST(HtmlCart, WithoutLinesIsAnEmptiedCart) {
  HtmlShop shop;
  EXPECT_EQ(shop.Say("cart", R"({"currency":"EUR","lines":[]})"), "duplicate");
  shop.Say("cart", std::string(R"({"currency":"EUR","lines":[)") + kBowl + "]}");
  EXPECT_EQ(shop.Say("cart", R"({"currency":"EUR","lines":[]})"), "accepted");
  EXPECT_EQ(shop.Names(), "cart_updated cart_emptied");
}

// platforms.md 9, pitfall 4
TEST(HtmlCart, RefusesAQuantityThatIsNone) {
  for (const char* quantity : {"\"1.299\"", "\"two\"", "\"-1\"", "{}"}) {
    HtmlShop shop;
    EXPECT_EQ(
        shop.Say("cart", std::string(R"({"currency":"EUR","lines":[{"product":"8","name":"B","price":"1","quantity":)") +
                             quantity + "}]}"),
        "refused")
        << quantity;
  }
}

TEST(HtmlAdd, IsKeptUntilThereIsACartToSee) {
  HtmlShop shop;
  shop.Say("add", kBowl);
  shop.Say("add", kMug);
  shop.Say("add", kBowl);
  EXPECT_EQ(shop.Names(), "cart_updated cart_updated cart_updated");
  Json event = shop.Last();
  EXPECT_EQ(At(&event, "properties.products[0].quantity")->text(), "4");
  EXPECT_EQ(At(&event, "properties.products[1].variant_id")->text(), "9-red");
  EXPECT_EQ(At(&event, "properties.total_value")->text(), "84.6");
  // The page of the cart shows the same.
  EXPECT_EQ(shop.Say("cart", R"({"currency":"EUR","lines":[{"product":"8","name":"Bowl","price":"19.90","quantity":"4"},)"
                             R"({"product":"9","variant":"9-red","name":"Mug","price":"5","quantity":"1"}]})"),
            "duplicate");
}

TEST(HtmlAdd, GoesOnFromTheCartThatWasSeenLast) {
  HtmlShop shop;
  shop.Say("add", kBowl);
  shop.Say("cart", std::string(R"({"cart":"c-1","currency":"EUR","lines":[)") + kMug + "]}");  // the bowl was refused
  shop.Say("add", kMug);
  Json event = shop.Last();
  EXPECT_EQ(At(&event, "properties.cart_id")->text(), "c-1");
  EXPECT_EQ(At(&event, "properties.products[0].quantity")->text(), "2");
  EXPECT_EQ(At(&event, "properties.products")->items().size(), 1u);
}

TEST(HtmlAdd, OfNoneSaysNothing) {
  HtmlShop shop;
  for (const char* quantity : {"\"0\"", "\"-2\"", "\"\"", "\"many\""}) {
    shop.Say("add", std::string(R"({"product":"8","name":"B","price":"1","quantity":)") + quantity + "}");
  }
  EXPECT_EQ(shop.count(), 0u);
}

TEST(HtmlRemove, TakesTheWholeLine) {
  HtmlShop shop;
  EXPECT_EQ(shop.Say("remove", kBowl), "duplicate");
  shop.Say("add", kBowl);
  shop.Say("add", kMug);
  shop.Say("remove", kBowl);
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 1u);
  shop.Say("remove", kMug);
  EXPECT_EQ(shop.Names(), "cart_updated cart_updated cart_updated cart_emptied");
}

TEST(HtmlCheckout, HasTheCartThatThePageShowsElseTheOneThatIsKnown) {
  HtmlShop shop;
  EXPECT_EQ(shop.Say("checkout", "{}"), "duplicate");  // of no cart
  shop.Say("add", kBowl);
  EXPECT_EQ(shop.Say("checkout", R"({"checkout":"co-1"})"), "accepted");
  Json event = shop.Last();
  EXPECT_EQ(At(&event, "properties.checkout_id")->text(), "co-1");
  EXPECT_EQ(At(&event, "properties.total_value")->text(), "39.8");
  EXPECT_EQ(shop.Say("checkout", R"({"checkout":"co-1"})"), "duplicate");
  shop.Say("checkout", std::string(R"({"currency":"EUR","lines":[)") + kMug + "]}");
  event = shop.Last();
  EXPECT_EQ(At(&event, "properties.products[0].product_id")->text(), "9");
  EXPECT_EQ(At(&event, "properties.checkout_id")->text(), At(&event, "properties.cart_id")->text());
}

TEST(HtmlOrder, IsPlacedOnceAndClosesTheCart) {
  HtmlShop shop;
  shop.Say("add", kBowl);
  const std::string cart_id = shop.Properties().TextAt("cart_id");
  shop.Say("checkout", "{}");
  EXPECT_EQ(shop.Say("order", R"({"order":"1001","total":"44.70","shipping":"4.90","lines":[]})"), "accepted");
  EXPECT_EQ(shop.Say("order", R"({"order":"1001","total":"44.70","shipping":"4.90","lines":[]})"), "duplicate");
  EXPECT_EQ(shop.Properties().TextAt("cart_id"), cart_id);
  EXPECT_EQ(shop.Properties().TextAt("currency"), "EUR");
  shop.Say("add", kMug);
  EXPECT_NE(shop.Properties().TextAt("cart_id"), cart_id);
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 1u);
}

TEST(HtmlOrder, HasTheLinesThatItsPageShows) {
  HtmlShop shop;
  shop.See("html", "order", FixtureData("html/order.full.json"));
  Json event = shop.Last();
  EXPECT_EQ(At(&event, "properties.order_id")->text(), "1001");
  EXPECT_EQ(At(&event, "properties.tax")->text(), "7.14");
  EXPECT_EQ(At(&event, "properties.products[0].quantity")->text(), "2");
}

TEST(HtmlOrder, OfWhichNoLinesAreKnownIsRefusedAloud) {
  HtmlShop shop;
  EXPECT_EQ(shop.Say("order", R"({"order":"1001","total":"44.70","currency":"EUR","lines":[]})"), "refused");
}

TEST(Html, IsRefusedWhereTheMarksLackTheirIds) {
  HtmlShop shop;
  for (const char* what : {"product", "add", "remove", "order"})
    EXPECT_EQ(shop.Say(what, R"({"name":"B"})"), "refused") << what;
  EXPECT_EQ(shop.Say("cart", R"({"lines":{}})"), "refused");
  EXPECT_EQ(shop.Say("wishlist", "{}"), "refused");
}

}  // namespace
}  // namespace kago
