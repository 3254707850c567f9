// What BigCommerce says, and the events that come of it. Every fixture there is: platforms_test.cc.
#include <string>

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

// The event that one fixture amounts to on a fresh page.
Json EventOf(std::string_view what, std::string_view file) {
  PlatformShop shop("bigcommerce");
  shop.See("bigcommerce", what, FixtureData(std::string("bigcommerce/").append(file).append(".json")), 1);
  return shop.Last();
}

std::string TextOf(Json* event, std::string_view path) {
  const Json* value = At(event, path);
  return value ? value->text() : "nothing";
}

// A whole reply that holds these lines, with a cart's id.
Json CartReply(std::string_view id, std::string_view lines) {
  return FromText(R"([{"id":")" + std::string(id) + R"(","currency":{"code":"EUR"},"cartAmount":20,)" +
                  R"("lineItems":{"physicalItems":[)" + std::string(lines) + "]}}]");
}

constexpr std::string_view kMug = R"({"id":"a","productId":230,"variantId":193,"name":"Mug","quantity":1,"salePrice":20})";

TEST(BigCommerceCart, ThatWasEmptiedBeginsAgainUnderAnotherId) {  // platforms.md 9, pitfall 13
  PlatformShop shop("bigcommerce");
  shop.See("bigcommerce", "cart", CartReply("first", kMug));
  shop.See("bigcommerce", "cart", FromText("[]"));
  Json emptied = shop.Last();
  EXPECT_EQ(TextOf(&emptied, "properties.cart_id"), "first");
  shop.See("bigcommerce", "cart", CartReply("second", kMug));
  shop.See("bigcommerce", "cart", FromText("[]"));
  EXPECT_EQ(shop.Names(), "cart_updated cart_emptied cart_updated cart_emptied");
  emptied = shop.Last();
  EXPECT_EQ(TextOf(&emptied, "properties.cart_id"), "second");
}

TEST(BigCommerceCart, HasItsAmountsInMajorUnitsInEveryCurrency) {  // platforms.md 9, pitfall 3
  Json yen = EventOf("cart", "cart.jpy");
  EXPECT_EQ(TextOf(&yen, "properties.total_value"), "8280");
  EXPECT_EQ(TextOf(&yen, "properties.products[0].price"), "2400");
  Json dinars = EventOf("cart", "cart.kwd");
  EXPECT_EQ(TextOf(&dinars, "properties.currency"), "KWD");
  EXPECT_EQ(TextOf(&dinars, "properties.total_value"), "25.875");
  EXPECT_EQ(TextOf(&dinars, "properties.products[1].price"), "4.125");
}

TEST(BigCommerceCart, TakesTheSalePriceAndTheTotalAfterCoupons) {
  Json event = EventOf("cart", "cart.discounts_and_coupons");
  EXPECT_EQ(TextOf(&event, "properties.products[0].price"), "19.8");
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "61.74");
  Json gift = EventOf("cart", "cart.sale_price");
  EXPECT_EQ(TextOf(&gift, "properties.products[1].price"), "0");
}

TEST(BigCommerceCart, CountsABundleOnceWhateverItsPartsSay) {
  Json event = EventOf("cart", "cart.bundle");
  ASSERT_EQ(At(&event, "properties.products")->items().size(), 4u);
  EXPECT_EQ(TextOf(&event, "properties.products[0].price"), "59");
  EXPECT_EQ(TextOf(&event, "properties.products[1].price"), "0");
  EXPECT_EQ(TextOf(&event, "properties.products[1].product_id"), "111");
  EXPECT_EQ(TextOf(&event, "properties.products[3].price"), "22");
  PlatformShop shop("bigcommerce");
  shop.See("bigcommerce", "cart",
           CartReply("first", R"({"id":"b","parentId":"gone","productId":1,"name":"Tea","quantity":1,"salePrice":20})"));
  Json orphan = shop.Last();
  EXPECT_EQ(TextOf(&orphan, "properties.products[0].price"), "20");
}

TEST(BigCommerceCart, MendsWhatAShopCannotChange) {  // platforms.md 9, pitfall 1
  Json event = EventOf("cart", "cart.odd_titles");
  const auto product = [&](int line, std::string_view field) {
    return TextOf(&event, "properties.products[" + std::to_string(line) + "]." + std::string(field));
  };
  EXPECT_EQ(product(0, "product_name"), "Bowl 9\" \"the wide one\"");
  EXPECT_EQ(product(1, "product_name"), "Tea caddy (tin)");
  EXPECT_EQ(product(1, "metadata"), "nothing");
  EXPECT_LE(product(2, "product_name").size(), 255u);
  EXPECT_EQ(product(4, "product_url"), "https://madobe.example/teapot/");
  EXPECT_EQ(product(4, "image_url"), "nothing");
  EXPECT_EQ(product(5, "variant_id"), "6");
}

TEST(BigCommerceCart, OfFiveHundredLinesIsOneEvent) {
  Json event = EventOf("cart", "cart.500_lines");
  EXPECT_EQ(At(&event, "properties.products")->items().size(), 500u);
}

TEST(BigCommerceProduct, IsCalledAsItsCartLineWillBe) {
  Json event = EventOf("product", "product.bodl");
  EXPECT_EQ(TextOf(&event, "properties.product_id"), "230");
  EXPECT_EQ(TextOf(&event, "properties.variant_id"), "192");
  EXPECT_EQ(TextOf(&event, "properties.product_name"), "Mug");
  EXPECT_EQ(TextOf(&event, "properties.price"), "22");
  EXPECT_EQ(TextOf(&event, "properties.metadata.sku"), "MUG");
}

TEST(BigCommerceProduct, WithoutBodlHasItsIdsFromTheFormAndBcdataAndItsNameFromThePage) {
  Json event = EventOf("product", "product.bcdata");
  EXPECT_EQ(Dump(*At(&event, "properties")),
            R"({"product_id":"230","product_name":"Mug","price":22,"currency":"EUR","product_url":"https://madobe.example/mug/",)"
            R"("image_url":"https://cdn11.bigcommerce.com/s-k4g0/images/stencil/1280x1280/products/230/330/)"
            R"(mug__12230.1700000000.jpg?c=1","variant_id":"193","metadata":{"sku":"MUG-BLU"},"source":"web"})");
}

// Cornerstone's offer has no price then, only `minPrice` and `maxPrice`.
TEST(BigCommerceProduct, WithAPriceRangeHasThePriceThatIsShownFirst) {
  Json event = EventOf("product", "product.price_range");
  EXPECT_EQ(TextOf(&event, "properties.price"), "19");
  EXPECT_EQ(TextOf(&event, "properties.currency"), "USD");
  EXPECT_EQ(TextOf(&event, "properties.product_name"), "Mug");
  EXPECT_EQ(TextOf(&event, "properties.variant_id"), "230");
}

TEST(BigCommerceProduct, OfAChosenVariantHasThatOnesIdAndPrice) {
  Json event = EventOf("product", "product.chosen");
  EXPECT_EQ(TextOf(&event, "properties.product_id"), "230");
  EXPECT_EQ(TextOf(&event, "properties.variant_id"), "194");
  EXPECT_EQ(TextOf(&event, "properties.price"), "24");
  EXPECT_EQ(TextOf(&event, "properties.metadata.sku"), "MUG-WHT");
}

// A shop may show prices to its customers only; search engines may have been told one all the same.
TEST(BigCommerceProduct, OfAChosenVariantWithoutAPriceHasNoOtherOnes) {
  Json data = FixtureData("bigcommerce/product.chosen.json");
  data.Find("attributes")->Remove("price");
  data.Find("page")->Find("jsonld")->items()[0] = Json::Text(
      R"({"@type":"Product","name":"Mug","offers":{"price":"22","priceCurrency":"EUR"}})");
  PlatformShop shop("bigcommerce");
  EXPECT_EQ(shop.See("bigcommerce", "product", data).TextAt("status"), "refused");
}

TEST(BigCommerceProduct, WithoutAnythingOfOneIsRefused) {
  PlatformShop shop("bigcommerce");
  const Json page = FromText(R"({"productId":"230","attributes":null,"page":{"jsonld":[],"og":[]}})");
  EXPECT_EQ(shop.See("bigcommerce", "product", page).TextAt("status"), "refused");
}

TEST(BigCommerceCheckout, IsTheCartAndItsIdIsTheCarts) {
  Json event = EventOf("checkout", "checkout.cart");
  const std::string cart_id = FixtureData("bigcommerce/checkout.cart.json").Find("cart")->TextAt("id");
  EXPECT_EQ(TextOf(&event, "properties.cart_id"), cart_id);
  EXPECT_EQ(TextOf(&event, "properties.checkout_id"), cart_id);
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "52.65");
}

TEST(BigCommerceCheckout, IsSaidOncePerContent) {
  PlatformShop shop("bigcommerce");
  const Json checkout = FixtureData("bigcommerce/checkout.cart.json");
  EXPECT_EQ(shop.See("bigcommerce", "checkout", checkout).TextAt("status"), "accepted");
  EXPECT_EQ(shop.See("bigcommerce", "checkout", checkout).TextAt("status"), "duplicate");
  Json changed = checkout;
  At(&changed, "cart.lineItems.physicalItems[0].quantity")->Assign(FromText("3"));
  EXPECT_EQ(shop.See("bigcommerce", "checkout", changed).TextAt("status"), "accepted");
}

TEST(BigCommerceCheckout, OfBodlAloneHasTheIdOfTheCartThatIsKnown) {
  PlatformShop shop("bigcommerce");
  shop.See("bigcommerce", "cart", CartReply("first", kMug));
  shop.See("bigcommerce", "checkout", FixtureData("bigcommerce/checkout.bodl_only.json"));
  Json event = shop.Last();
  EXPECT_EQ(TextOf(&event, "properties.cart_id"), "first");
  EXPECT_EQ(TextOf(&event, "properties.products[0].variant_id"), "193");
  EXPECT_EQ(TextOf(&event, "properties.products[0].price"), "22");
}

TEST(BigCommerceOrder, TakesTheReplyBeforeBodl) {
  Json event = EventOf("order", "order.api_and_bodl");
  const Json data = FixtureData("bigcommerce/order.api_and_bodl.json");
  EXPECT_EQ(TextOf(&event, "properties.order_id"), "295");
  EXPECT_EQ(TextOf(&event, "properties.cart_id"), data.Find("order")->TextAt("cartId"));
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "57.55");
  EXPECT_EQ(TextOf(&event, "properties.shipping"), "4.9");
  EXPECT_EQ(TextOf(&event, "properties.tax"), "9.16");
  EXPECT_EQ(Dump(*At(&event, "properties.discounts")), R"([{"code":"TEA10","amount":5.85}])");
  EXPECT_EQ(TextOf(&event, "properties.products[0].product_url"), "https://madobe.example/mug/");
}

TEST(BigCommerceOrder, OfBodlAloneIsTheSameOrder) {
  PlatformShop shop("bigcommerce");
  shop.See("bigcommerce", "order", FixtureData("bigcommerce/order.bodl_only.json"));
  Json event = shop.Last();
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "57.55");
  EXPECT_EQ(Dump(*At(&event, "properties.discounts")), R"([{"code":"TEA10"}])");
  const Json with_reply = FixtureData("bigcommerce/order.api_and_bodl.json");
  EXPECT_EQ(shop.See("bigcommerce", "order", with_reply).TextAt("status"), "duplicate");
}

TEST(BigCommerceOrder, HasLinesWithoutAProductToo) {
  Json event = EventOf("order", "order.all_kinds");
  ASSERT_EQ(At(&event, "properties.products")->items().size(), 4u);
  EXPECT_EQ(TextOf(&event, "properties.order_id"), "10042");
  EXPECT_EQ(TextOf(&event, "properties.products[3].product_id"), "$50 Gift Certificate");
}

TEST(BigCommerceOrder, ThatIsNotCompleteIsNoneYet) {
  PlatformShop shop("bigcommerce");
  shop.See("bigcommerce", "order", FixtureData("bigcommerce/order.incomplete.json"));
  EXPECT_EQ(shop.count(), 0u);
}

TEST(BigCommerceOrder, OfWhichThePageKnowsOnlyTheIdIsWhatWentIntoCheckout) {
  PlatformShop shop("bigcommerce");
  const Json id = FromText(R"({"orderId":"295"})");
  EXPECT_EQ(shop.See("bigcommerce", "order", id).TextAt("status"), "refused");
  shop.See("bigcommerce", "checkout", FixtureData("bigcommerce/checkout.cart.json"));
  EXPECT_EQ(shop.See("bigcommerce", "order", id).TextAt("status"), "accepted");
  Json event = shop.Last();
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "52.65");
  EXPECT_EQ(TextOf(&event, "properties.metadata.kago_total_from"), "checkout");
  EXPECT_EQ(shop.See("bigcommerce", "order", id).TextAt("status"), "duplicate");
  // The next order didn't go through that checkout.
  EXPECT_EQ(shop.See("bigcommerce", "order", FromText(R"({"orderId":"296"})")).TextAt("status"), "refused");
}

TEST(BigCommerceOrder, ClosesItsCart) {
  PlatformShop shop("bigcommerce");
  Json order = FixtureData("bigcommerce/order.api_and_bodl.json");
  shop.See("bigcommerce", "cart", CartReply(order.Find("order")->TextAt("cartId"), kMug));
  shop.See("bigcommerce", "order", order);
  shop.See("bigcommerce", "cart", FromText("[]"));
  EXPECT_EQ(shop.Names(), "cart_updated order_placed");
}

}  // namespace
}  // namespace kago
