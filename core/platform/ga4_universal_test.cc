// The pushes of Universal Analytics' enhanced ecommerce, and the events that come of them.
#include <string>

#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;

std::string NumberAt(const Json& object, std::string_view key) {
  const Json* number = object.Find(key);
  return number && number->is_number() ? std::string(number->text()) : "no number";
}

struct Shop : PlatformShop {
  Shop() : PlatformShop("ga4") {}

  Json Fixture(std::string_view name, std::int64_t view = 0) {
    return See("ga4", "push", FixtureData("ga4/push." + std::string(name) + ".json"), view);
  }
  Json Push(std::string_view ecommerce) {
    return See("ga4", "push", FromText("{\"pushes\":[{\"ecommerce\":" + std::string(ecommerce) + "}]}"));
  }
  Json Properties() const { return *Last().Find("properties"); }
};

TEST(UniversalDetail, IsAViewWhateverElseThePushHas) {
  Shop shop;
  shop.Fixture("view_item.ua");
  EXPECT_EQ(Dump(shop.Properties()),
            R"({"product_id":"12345","product_name":"Tenugui \"Nami\"","variant_id":"Gray","price":15.25,)"
            R"("metadata":{"item_brand":"Madobe","item_category":"Apparel/Tenugui"},"currency":"EUR",)"
            R"("product_url":"https://shop.example/p/tenugui","source":"web"})");
}

TEST(UniversalDetail, IsAListInSomeThemes) {
  Shop shop;
  shop.Fixture("view_item.ua_list");
  EXPECT_EQ(Dump(shop.Properties()),
            R"({"product_id":"12345","product_name":"Tenugui \"Nami\"","variant_id":"Gray","price":15.25,)"
            R"("metadata":{"item_brand":"Madobe","item_category":"Apparel/Tenugui","item_list_name":"Apparel gallery","coupon":"NAMI"},)"
            R"("currency":"EUR","product_url":"https://shop.example/p/tenugui","source":"web"})");
  shop.Push(R"({"currencyCode":"EUR","detail":[{"products":[{"id":"1","price":"2"}]}]})");
  EXPECT_EQ(NumberAt(shop.Properties(), "price"), "2");
  shop.Push(R"({"currencyCode":"EUR","detail":[]})");
  EXPECT_EQ(shop.count(), 2u);
}

TEST(UniversalCart, IsTheSameMirror) {
  Shop shop;
  shop.Fixture("add_to_cart.ua");
  shop.Fixture("add_to_cart.ua");
  EXPECT_EQ(NumberAt(shop.Properties().Find("products")->items()[0], "quantity"), "2");
  shop.Push(R"({"remove":{"products":[{"id":"12345","variant":"Gray","price":"15.25","quantity":2}]}})");
  EXPECT_EQ(shop.Names(), "cart_updated cart_updated cart_emptied");
}

TEST(UniversalCart, SaidInBothFormsIsOneChange) {
  Shop shop;
  shop.Fixture("add_to_cart.both_forms");
  EXPECT_EQ(shop.Names(), "cart_updated");
  EXPECT_EQ(NumberAt(shop.Properties().Find("products")->items()[0], "quantity"), "1");
}

TEST(UniversalCheckout, BeginsWithItsFirstStep) {
  Shop shop;
  shop.Fixture("begin_checkout.ua");
  shop.Fixture("checkout_step_2.ua");
  EXPECT_EQ(shop.Names(), "checkout_started");
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "82.75");
  shop.Push(R"({"currencyCode":"EUR","checkout":{"products":[{"id":"1","price":"1"}]}})");
  EXPECT_EQ(shop.Names(), "checkout_started checkout_started");
}

TEST(UniversalCheckout, WithoutProductsIsOfTheCartAsItIsKnown) {
  Shop shop;
  shop.Fixture("add_to_cart.ua");
  shop.Push(R"({"checkout":{"actionField":{"step":"1"}}})");
  EXPECT_EQ(shop.Names(), "cart_updated checkout_started");
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "15.25");
}

TEST(UniversalPurchase, HasARevenueWithTaxAndShipping) {
  Shop shop;
  shop.Fixture("purchase.ua");
  EXPECT_EQ(shop.Properties().TextAt("order_id"), "T-9001");
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "92.64");
  EXPECT_EQ(NumberAt(shop.Properties(), "tax"), "4.9");
  EXPECT_EQ(NumberAt(shop.Properties(), "shipping"), "5.99");
  EXPECT_EQ(shop.Properties().Find("subtotal_value"), nullptr);
  EXPECT_EQ(Dump(*shop.Properties().Find("discounts")), R"([{"code":"SUMMER_SALE"}])");
}

TEST(UniversalPurchase, OfARevenueInTwoReadingsIsRefused) {
  Shop shop;
  const Json answer = shop.Push(R"({"currencyCode":"EUR","purchase":{"actionField":{"id":"T-1","revenue":"1.000","tax":16},"products":[{"id":"1","price":1000}]}})");
  EXPECT_EQ(testing::Told(answer.Find("violations")), "properties.total_value wrong_type");
}

TEST(UniversalPurchase, InThePushOfGa4sOwnIsLeftToThat) {
  Shop shop;
  shop.Fixture("purchase.both_forms");
  EXPECT_EQ(shop.Names(), "order_placed");
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "20");
}

TEST(UniversalRefund, OfTheLastOrderKnowsItsProductsByTheirId) {
  Shop shop;
  Json order = FixtureData("ga4/push.purchase.ua.json");
  constexpr std::string_view kOne = R"({"refund":{"actionField":{"id":"T-9001"},"products":[{"id":"67890","quantity":1}]}})";
  shop.See("ga4", "push", order);
  EXPECT_EQ(testing::Told(shop.Push(kOne).Find("violations")), "properties.products[0].price missing") << "a coupon lowered all prices";
  testing::At(&order, "pushes[0].ecommerce.purchase.actionField")->SetText("revenue", "93.64");
  Shop other;
  other.See("ga4", "push", order);
  other.Push(kOne);
  EXPECT_EQ(NumberAt(other.Properties(), "total_value"), "33.75");
  other.Push(R"({"refund":{"actionField":{"id":"T-9001"}}})");
  EXPECT_EQ(NumberAt(other.Properties(), "total_value"), "59.89");
}

TEST(UniversalRefund, OfProductsWithoutPricesHasAGenericProduct) {
  Shop shop;
  shop.Fixture("refund.ua");
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "15.25");
  EXPECT_EQ(shop.Properties().Find("products")->items()[0].TextAt("product_id"), "refund");
}

}  // namespace
}  // namespace kago
