// Checkouts of Shopify: of the cart, and of "buy it now", which leaves the cart alone (seed 000).
#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;

struct Shop : PlatformShop {
  Shop() : PlatformShop("shopify") {}

  std::string Status(std::string_view what, const Json& data) { return See("shopify", what, data).TextAt("status"); }
  Json Properties() const { return *Last().Find("properties"); }
};

Json BuyNow(std::string_view variant = "45") {
  Json data = FixtureData("shopify/buy_now.two_cups.json");
  data.SetText("variant", variant);
  return data;
}

// What an order's page knows of an order of those cups: no cart, no checkout.
Json OrderOf(std::string_view order_id, const Json& checkout) {
  Json order = Json::Object();
  order.SetText("order_id", order_id);
  for (const char* name : {"currency", "total_value", "products"}) order.Set(name, *checkout.Find(name));
  return order;
}

TEST(ShopifyCheckout, HasTheLinesTotalAndIdOfItsCart) {
  Shop shop;
  shop.See("shopify", "cart", FixtureData("shopify/cart.plain.json"));
  Json cart = shop.Properties();
  EXPECT_EQ(shop.Status("checkout", FixtureData("shopify/checkout.ajax.json")), "accepted");
  Json checkout = shop.Properties();
  EXPECT_EQ(shop.Names(), "cart_updated checkout_started");
  for (const char* name : {"cart_id", "products", "total_value", "subtotal_value", "currency"}) {
    EXPECT_EQ(Dump(*checkout.Find(name)), Dump(*cart.Find(name))) << name;
  }
  EXPECT_EQ(checkout.TextAt("checkout_id"), cart.TextAt("cart_id"));
}

TEST(ShopifyCheckout, MayBeOfTheStorefrontApi) {
  Shop shop;
  EXPECT_EQ(shop.Status("checkout", FixtureData("shopify/checkout.storefront.json")), "accepted");
  EXPECT_EQ(shop.Names(), "checkout_started");
  EXPECT_EQ(shop.Properties().Find("tax")->text(), "900");
}

TEST(ShopifyCheckout, OfTheSameCartIsSaidOnce) {
  Shop shop;
  Json data = FixtureData("shopify/checkout.ajax.json");
  EXPECT_EQ(shop.Status("checkout", data), "accepted");
  EXPECT_EQ(shop.Status("checkout", data), "duplicate");
  At(&data, "cart.items[0].quantity")->Assign(Json::Integer(3));
  EXPECT_EQ(shop.Status("checkout", data), "accepted");
}

TEST(ShopifyCheckout, OfAnEmptyCartIsNone) {
  Shop shop;
  EXPECT_EQ(shop.Status("checkout", FixtureData("shopify/checkout.empty.json")), "duplicate");
  EXPECT_EQ(shop.count(), 0u);
}

TEST(ShopifyCheckout, OfAPageThatIsLeftBeforeItsFirstReadHasTheCartThatWasSeenLast) {
  Shop shop;
  const Json unread = FromText(R"({"cart":null})");
  EXPECT_EQ(shop.Status("checkout", unread), "duplicate");
  shop.See("shopify", "cart", FixtureData("shopify/cart.plain.json"));
  const Json cart = shop.Properties();
  EXPECT_EQ(shop.Status("checkout", unread), "accepted");
  EXPECT_EQ(shop.Names(), "cart_updated checkout_started");
  EXPECT_EQ(Dump(*shop.Properties().Find("products")), Dump(*cart.Find("products")));
  EXPECT_EQ(shop.Properties().TextAt("checkout_id"), cart.TextAt("cart_id"));
  shop.See("shopify", "cart", FixtureData("shopify/cart.empty.json"));
  EXPECT_EQ(shop.Status("checkout", unread), "duplicate");
}

TEST(ShopifyCheckout, WithoutACartIsRefused) {
  Shop shop;
  for (const char* data : {"{}", R"({"cart":{"items":[]}})"}) {
    EXPECT_EQ(shop.Status("checkout", FromText(data)), "refused") << data;
  }
}

TEST(ShopifyBuyNow, IsACheckoutOfOneLine) {
  Shop shop;
  shop.page.url = "https://shop.example/products/cup";
  EXPECT_EQ(shop.Status("buy_now", BuyNow()), "accepted");
  Json properties = shop.Properties();
  ASSERT_EQ(properties.Find("products")->items().size(), 1u);
  EXPECT_EQ(testing::InOrder(properties.Find("products")->items()[0]),
            R"({"image_url":"https://shop.example/cdn/shop/files/cup-red.jpg?v=1689256169","metadata":{"sku":"CUP-R"},)"
            R"("price":22,"product_id":"8","product_name":"Cup",)"
            R"("product_url":"https://shop.example/products/cup?variant=45","quantity":2,"variant_id":"45"})");
  EXPECT_EQ(properties.Find("total_value")->text(), "44");
  EXPECT_EQ(properties.TextAt("currency"), "EUR");
  EXPECT_EQ(properties.TextAt("checkout_id").size(), 36u);
  EXPECT_EQ(properties.TextAt("checkout_id"), properties.TextAt("cart_id"));
}

TEST(ShopifyBuyNow, OfAnalyticsAloneIsEnough) {
  Shop shop;
  EXPECT_EQ(shop.Status("buy_now", FixtureData("shopify/buy_now.jpy.json")), "accepted");
  EXPECT_EQ(shop.Properties().Find("total_value")->text(), "3012");
  EXPECT_EQ(shop.Properties().Find("products")->items()[0].TextAt("product_name"), "湯呑");
}

TEST(ShopifyBuyNow, IsOfOneWhereNoQuantityIsKnown) {
  for (const char* quantity : {"null", "\"\""}) {
    Json data = BuyNow();
    data.Set("quantity", FromText(quantity));
    Shop shop;
    EXPECT_EQ(shop.Status("buy_now", data), "accepted");
    EXPECT_EQ(shop.Properties().Find("total_value")->text(), "22") << quantity;
  }
}

TEST(ShopifyBuyNow, OfAVariantThatIsUnknownIsNone) {
  Shop shop;
  for (const char* variant : {"", "99", "8"}) EXPECT_EQ(shop.Status("buy_now", BuyNow(variant)), "duplicate") << variant;
  EXPECT_EQ(shop.Status("buy_now", FromText("{}")), "duplicate");
  EXPECT_EQ(shop.count(), 0u);
}

TEST(ShopifyBuyNow, LeavesTheCartAlone) {
  Shop shop;
  const Json cart = FixtureData("shopify/cart.plain.json");
  shop.Status("cart", cart);
  const std::string cart_id = shop.Properties().TextAt("cart_id");
  shop.Status("buy_now", BuyNow());
  EXPECT_NE(shop.Properties().TextAt("cart_id"), cart_id);
  EXPECT_EQ(shop.Status("cart", cart), "duplicate");
  shop.Status("checkout", FixtureData("shopify/checkout.ajax.json"));
  EXPECT_EQ(shop.Properties().TextAt("checkout_id"), cart_id);
}

TEST(ShopifyBuyNow, IsSaidOnceUntilItsOrder) {
  Shop shop;
  shop.Status("buy_now", BuyNow());
  const Json first = shop.Properties();
  EXPECT_EQ(shop.Status("buy_now", BuyNow()), "duplicate");
  shop.page.Track("ecommerce.order_placed", OrderOf("1001", first));
  EXPECT_EQ(shop.Status("buy_now", BuyNow()), "accepted");
  EXPECT_NE(shop.Properties().TextAt("checkout_id"), first.TextAt("checkout_id"));
  EXPECT_EQ(shop.Names(), "checkout_started order_placed checkout_started");
}

TEST(ShopifyBuyNow, OfAnotherProductIsAnotherCheckout) {
  Shop shop;
  shop.Status("buy_now", BuyNow());
  const Json first = shop.Properties();
  EXPECT_EQ(shop.Status("buy_now", BuyNow("44")), "accepted");
  EXPECT_NE(shop.Properties().TextAt("checkout_id"), first.TextAt("checkout_id"));
  EXPECT_NE(shop.Properties().TextAt("cart_id"), first.TextAt("cart_id"));
}

TEST(ShopifyBuyNow, IsClosedByItsOrderAndTheCartStays) {
  Shop shop;
  const Json cart = FixtureData("shopify/cart.plain.json");
  shop.Status("cart", cart);
  const std::string cart_id = shop.Properties().TextAt("cart_id");
  shop.Status("checkout", FixtureData("shopify/checkout.ajax.json"));
  shop.Status("buy_now", BuyNow());
  const Json checkout = shop.Properties();
  shop.page.Track("ecommerce.order_placed", OrderOf("1001", checkout));
  EXPECT_EQ(shop.Properties().TextAt("cart_id"), checkout.TextAt("cart_id"));
  EXPECT_EQ(shop.Status("cart", cart), "duplicate");
  Json order = OrderOf("1002", checkout);  // the cups are bought once; what else is ordered is the cart
  shop.page.Track("ecommerce.order_placed", order);
  EXPECT_EQ(shop.Properties().TextAt("cart_id"), cart_id);
}

TEST(ShopifyBuyNow, StaysOpenWhenTheCartIsOrdered) {
  Shop shop;
  shop.Status("checkout", FixtureData("shopify/checkout.ajax.json"));
  const Json cart = shop.Properties();
  shop.Status("buy_now", BuyNow());
  shop.page.Track("ecommerce.order_placed", OrderOf("1001", cart));
  EXPECT_EQ(shop.Properties().TextAt("cart_id"), cart.TextAt("cart_id"));
  EXPECT_EQ(shop.Status("buy_now", BuyNow()), "duplicate");
}

}  // namespace
}  // namespace kago
