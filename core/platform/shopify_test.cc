// What Shopify says, and the events that come of it. Every fixture there is: platforms_test.cc.
#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;

Json PropertiesOf(const Json& event) { return *event.Find("properties"); }

TEST(ShopifyCart, BecomesACartUpdate) {
  PlatformShop shop("shopify");
  EXPECT_EQ(shop.See("shopify", "cart", FixtureData("shopify/cart.plain.json")).TextAt("status"), "accepted");
  EXPECT_EQ(Dump(PropertiesOf(shop.Last())),
            R"({"cart_id":"hWN2Z2NwLXVzLWVhc3QxOjAxSjk3UFg4RlFZMjVTVkRHRlc1RlI3SlRY","currency":"EUR",)"
            R"("total_value":57.97,"subtotal_value":57.97,"products":[)"
            R"({"product_id":"8266836345064","variant_id":"44610569208040","product_name":"Furoshiki 27\" Cloth",)"
            R"("quantity":2,)"
            R"("product_url":"https://shop.example/products/furoshiki?variant=44610569208040",)"
            R"("image_url":"https://cdn.shopify.com/s/files/1/0604/4211/6328/files/furoshiki.jpg?v=1689256168",)"
            R"("price":18.99,"metadata":{"sku":"FURO-IND-50"}},)"
            R"({"product_id":"8266836345065","variant_id":"44610569208041","product_name":"Tea bowl",)"
            R"("quantity":1,"product_url":"https://shop.example/products/tea-bowl?variant=44610569208041","price":19.99}],)"
            R"("source":"web","action":"replace"})");
}

TEST(ShopifyCart, CountsHundredthsInEveryCurrency) {  // platforms.md 9, pitfall 3
  PlatformShop shop("shopify");
  shop.See("shopify", "cart",
           FromText(R"({"token":"t","currency":"JPY","total_price":200000,"items":[{"product_id":8,)"
                    R"("variant_id":44,"product_title":"Cup","quantity":2,"final_price":100000}]})"));
  Json event = shop.Last();
  EXPECT_EQ(At(&event, "properties.total_value")->text(), "2000");
  EXPECT_EQ(At(&event, "properties.products[0].price")->text(), "1000");
}

TEST(ShopifyCart, WithoutLinesIsAnEmptiedCart) {
  PlatformShop shop("shopify");
  shop.See("shopify", "cart", FixtureData("shopify/cart.plain.json"));
  shop.See("shopify", "cart",
           FromText(R"({"token":"hWN2Z2NwLXVzLWVhc3QxOjAxSjk3UFg4RlFZMjVTVkRHRlc1RlI3SlRY?key=k","currency":"EUR","items":[]})"));
  EXPECT_EQ(shop.Names(), "cart_updated cart_emptied");
}

TEST(ShopifyCart, BeforeThereIsATokenHasKagosOwnCartId) {
  PlatformShop shop("shopify");
  shop.See("shopify", "cart",
           FromText(R"({"token":"","currency":"EUR","items":[{"product_id":8,"variant_id":44,"product_title":"Cup",)"
                    R"("quantity":2,"final_price":100000}]})"));
  EXPECT_EQ(PropertiesOf(shop.Last()).TextAt("cart_id").size(), 36u);
}

}  // namespace
}  // namespace kago
