// What BigCommerce says, and the events that come of it. Every fixture there is: platforms_test.cc.
#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;

TEST(BigCommerceCart, BecomesACartUpdateWithAllFourKindsOfLines) {
  PlatformShop shop("bigcommerce");
  shop.See("bigcommerce", "cart", FixtureData("bigcommerce/cart.four_kinds.json"));
  Json event = shop.Last();
  EXPECT_EQ(At(&event, "properties.cart_id")->text(), "0f6c1d5e-8b0a-4d0c-9a53-2b6f0f5c9e11");
  EXPECT_EQ(At(&event, "properties.total_value")->text(), "95.3");
  ASSERT_EQ(At(&event, "properties.products")->items().size(), 4u);
  EXPECT_EQ(Dump(*At(&event, "properties.products[0]")),
            R"({"product_id":"230","variant_id":"193","product_name":"Mug","quantity":2,"price":20.1,)"
            R"("product_url":"https://shop.example/mug/",)"
            R"("image_url":"https://cdn11.bigcommerce.com/s-x/products/230/images/mug.jpg","metadata":{"sku":"MUG-B"}})");
  EXPECT_EQ(At(&event, "properties.products[2].product_name")->text(), "Wrapping");
  EXPECT_EQ(At(&event, "properties.products[3].price")->text(), "50");
  EXPECT_EQ(At(&event, "properties.products[3].quantity")->text(), "1");
}

TEST(BigCommerceCart, AsAnEmptyReplyIsAnEmptiedCart) {  // platforms.md 9, pitfall 13
  PlatformShop shop("bigcommerce");
  EXPECT_EQ(shop.See("bigcommerce", "cart", FromText("[]")).TextAt("status"), "duplicate");
  shop.See("bigcommerce", "cart", FixtureData("bigcommerce/cart.four_kinds.json"));
  EXPECT_EQ(shop.See("bigcommerce", "cart", FromText("[]")).TextAt("status"), "accepted");
  EXPECT_EQ(shop.Names(), "cart_updated cart_emptied");
}

}  // namespace
}  // namespace kago
