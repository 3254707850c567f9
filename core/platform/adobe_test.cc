// What Adobe Commerce's sections say, and the events that come of it. Every fixture there is: platforms_test.cc.
#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;

Json CartOf(std::string_view fixture) { return FixtureData(std::string("adobe/cart.").append(fixture).append(".json")); }

// The event that a section amounts to.
Json EventOf(const Json& section) {
  PlatformShop shop("adobe");
  shop.See("adobe", "cart", section);
  return shop.Last();
}

std::string TextOf(Json* event, std::string_view path) {
  const Json* value = At(event, path);
  return value ? value->text() : "nothing";
}

Json OrderOf(std::string_view id) {
  Json order = Json::Object();
  order.SetText("order", id);
  return order;
}

// A price that the maker lets no shop show before the order (canApplyMsrp). What is left of the subtotal may have tax
// in it where lines have none, so it is no price.
TEST(AdobeCart, WithALineWhosePriceTheShopHidesIsRefused) {
  PlatformShop shop("adobe");
  shop.page.config.SetText("currency", "EUR");
  const Json section = FromText(R"({"subtotalAmount":"150","items":[)"
                                R"({"product_id":"10","product_sku":"S-10","product_name":"Chair","qty":1,"product_price_value":null},)"
                                R"({"product_id":"11","product_sku":"S-11","product_name":"Table","qty":1,"product_price_value":50}]})");
  const Json answer = shop.See("adobe", "cart", section);
  EXPECT_EQ(answer.TextAt("status"), "refused");
  EXPECT_EQ(answer.Find("violations")->items()[0].TextAt("path"), "properties.products[0].price");
}

TEST(AdobeCart, BecomesACartUpdateWithKagosOwnCartId) {
  Json event = EventOf(CartOf("eur"));
  EXPECT_EQ(TextOf(&event, "properties.cart_id").size(), 36u);
  EXPECT_EQ(TextOf(&event, "properties.currency"), "EUR");
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "57.97");
  EXPECT_EQ(Dump(*At(&event, "properties.products[0]")),
            R"({"product_id":"12","variant_id":"TEA-BOWL","product_url":"https://shop.example/tea-bowl.html","quantity":1,)"
            R"("product_name":"Tea Bowl",)"
            R"("image_url":"https://shop.example/media/catalog/product/cache/4a8eac19c3c4fa8ac1e4c1c39d6d2cd6/t/e/tea-bowl.jpg",)"
            R"("price":19.99,"metadata":{"sku":"TEA-BOWL"}})");
  EXPECT_EQ(TextOf(&event, "properties.products[1].quantity"), "2");
}

TEST(AdobeCart, HasTheCurrencyThatMagentoCalculatesIn) {
  Json event = EventOf(CartOf("jpy"));
  EXPECT_EQ(TextOf(&event, "properties.currency"), "JPY");
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "7400");
  EXPECT_EQ(TextOf(&event, "properties.products[0].price"), "2000");
}

TEST(AdobeCart, WithoutAnyCurrencyIsRefusedAloud) {
  PlatformShop shop("adobe");
  shop.page.config.Remove("currency");
  const Json result = shop.See("adobe", "cart", CartOf("eur"));
  EXPECT_EQ(result.TextAt("status"), "refused");
  EXPECT_EQ(testing::Told(result.Find("violations")), "properties.currency missing");
  EXPECT_EQ(shop.page.Status().Find("ledger")->IntegerAt("refused"), 1);
}

TEST(AdobeCart, TakesThePagesCurrencyWhenTheShopHasSetNone) {
  for (const char* set : {"", "USD"}) {
    PlatformShop shop("adobe");
    shop.page.config.SetText("currency", set);
    Json section = CartOf("eur");
    section.SetText("page_currency", "EUR");
    shop.See("adobe", "cart", section);
    Json event = shop.Last();
    EXPECT_EQ(TextOf(&event, "properties.currency"), *set ? "USD" : "EUR");
  }
}

TEST(AdobeCart, NamesAConfigurablesOptionByItsSku) {
  Json event = EventOf(CartOf("configurable"));
  EXPECT_EQ(TextOf(&event, "properties.products[0].product_id"), "67");
  EXPECT_EQ(TextOf(&event, "properties.products[0].variant_id"), "MH01-M-Indigo");
  EXPECT_EQ(TextOf(&event, "properties.products[1].variant_id"), "MH01-L-Indigo");
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "160");
}

TEST(AdobeCart, CutsABundlesLongSku) {  // platforms.md 9, pitfall 1
  Json event = EventOf(CartOf("bundle"));
  EXPECT_EQ(TextOf(&event, "properties.products[0].variant_id").size(), 255u);
  EXPECT_EQ(TextOf(&event, "properties.products[0].image_url"),
            "https://shop.example/media/catalog/product/t/e/tea_set.jpg?width=75&store=default&image-type=small_image");
}

TEST(AdobeCart, CountsItemsThatItLeavesOutInTheTotal) {
  Json event = EventOf(CartOf("item_left_out"));
  EXPECT_EQ(At(&event, "properties.products")->items().size(), 1u);
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "24.99");
}

TEST(AdobeCart, WithNothingButItemsLeftOutIsNotEmptied) {
  PlatformShop shop("adobe");
  shop.See("adobe", "cart", CartOf("eur"));
  EXPECT_EQ(shop.See("adobe", "cart", CartOf("only_left_out")).TextAt("status"), "duplicate");
  EXPECT_EQ(shop.Names(), "cart_updated");
}

TEST(AdobeCart, WithoutItemsIsAnEmptiedCart) {  // platforms.md 9, pitfall 8
  PlatformShop shop("adobe");
  EXPECT_EQ(shop.See("adobe", "cart", CartOf("empty")).TextAt("status"), "duplicate");
  shop.See("adobe", "cart", CartOf("eur"));
  EXPECT_EQ(shop.See("adobe", "cart", CartOf("empty")).TextAt("status"), "accepted");
  EXPECT_EQ(shop.Names(), "cart_updated cart_emptied");
}

TEST(AdobeCart, HasNoAddressForAProductWithoutAPage) {
  Json event = EventOf(CartOf("no_page_of_its_own"));
  EXPECT_EQ(At(&event, "properties.products[0].product_url"), nullptr);
  EXPECT_EQ(TextOf(&event, "properties.products[1].product_url"), "https://shop.example/tea-bowl.html");
}

TEST(AdobeCart, RoundsPartsOfAPieceUpAndTellsThem) {  // platforms.md 9, pitfall 4
  Json event = EventOf(CartOf("by_length"));
  EXPECT_EQ(Dump(*At(&event, "properties.products[0].metadata")), R"({"sku":"LINEN-NAT","exact_quantity":1.5})");
  EXPECT_EQ(TextOf(&event, "properties.products[0].quantity"), "2");
  EXPECT_EQ(TextOf(&event, "properties.products[0].price"), "20");
  EXPECT_EQ(TextOf(&event, "properties.products[1].quantity"), "1");
  EXPECT_EQ(TextOf(&event, "properties.products[2].quantity"), "2");
  EXPECT_EQ(At(&event, "properties.products[2].metadata.exact_quantity"), nullptr);
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "129.98");
}

TEST(AdobeCart, ReadsNamesThatAreEscapedForHtml) {  // platforms.md 9, pitfall 1
  Json event = EventOf(CartOf("odd_titles"));
  const auto name = [&](const char* line) { return TextOf(&event, std::string("properties.products[") + line + "].product_name"); };
  EXPECT_EQ(name("0"), "<b>27\"</b> Hanging Scroll & Frame");
  EXPECT_EQ(name("1"), "O'Hara's Caf\xC3\xA9 \xE2\x80\x93 Cup");
  EXPECT_EQ(name("3"), "Line break and spaces");
  EXPECT_LE(name("4").size(), 255u);
  EXPECT_EQ(name("5"), "& twice");
  EXPECT_EQ(At(&event, "properties.products[0].product_url"), nullptr);
  EXPECT_EQ(TextOf(&event, "properties.products[3].variant_id"), "203");  // no SKU: its id
}

TEST(AdobeCart, WithoutSubtotalAmountIsSummedUp) {
  Json event = EventOf(CartOf("formatted_only"));
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "60.38");
}

TEST(AdobeCart, HasPricesWithTaxWhereBothAreShown) {
  Json event = EventOf(CartOf("both_tax_prices"));
  EXPECT_EQ(TextOf(&event, "properties.products[0].price"), "23.79");
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "47.58");
}

TEST(AdobeCheckout, IsSaidOncePerContent) {
  PlatformShop shop("adobe");
  shop.See("adobe", "cart", CartOf("eur"));
  EXPECT_EQ(shop.See("adobe", "checkout", CartOf("eur")).TextAt("status"), "accepted");
  EXPECT_EQ(shop.See("adobe", "checkout", CartOf("eur")).TextAt("status"), "duplicate");
  shop.See("adobe", "cart", CartOf("eur"));
  EXPECT_EQ(shop.Names(), "cart_updated checkout_started");
  Json event = shop.Last();
  EXPECT_EQ(TextOf(&event, "properties.checkout_id"), TextOf(&event, "properties.cart_id"));
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "57.97");
}

TEST(AdobeCheckout, OfAnEmptyCartIsNone) {
  PlatformShop shop("adobe");
  EXPECT_EQ(shop.See("adobe", "checkout", CartOf("empty")).TextAt("status"), "duplicate");
  EXPECT_EQ(shop.count(), 0u);
}

TEST(AdobeOrder, HasWhatTheCheckoutPageCalculatedLast) {
  PlatformShop shop("adobe");
  shop.See("adobe", "cart", CartOf("eur"));
  shop.See("adobe", "checkout", CartOf("eur"));
  shop.See("adobe", "totals", FixtureData("adobe/totals.discount.json"));
  shop.See("adobe", "cart", CartOf("eur"));
  shop.See("adobe", "order", OrderOf("000000012"));
  Json event = shop.Last();
  EXPECT_EQ(TextOf(&event, "properties.order_id"), "000000012");
  EXPECT_EQ(TextOf(&event, "properties.total_value"), "68.03");  // the segment, not `grand_total`
  EXPECT_EQ(TextOf(&event, "properties.subtotal_value"), "52.17");
  EXPECT_EQ(TextOf(&event, "properties.tax"), "10.86");
  EXPECT_EQ(TextOf(&event, "properties.shipping"), "5");
  EXPECT_EQ(TextOf(&event, "properties.total_discounts"), "5.8");
  EXPECT_EQ(At(&event, "properties.products")->items().size(), 2u);
  shop.See("adobe", "cart", CartOf("empty"));
  EXPECT_EQ(shop.Names(), "cart_updated checkout_started order_placed");
}

TEST(AdobeOrder, IsSaidOnceHoweverOftenItsPageIsLoaded) {
  PlatformShop shop("adobe");
  shop.See("adobe", "checkout", CartOf("eur"));
  EXPECT_EQ(shop.See("adobe", "order", OrderOf("000000012")).TextAt("status"), "accepted");
  EXPECT_EQ(shop.See("adobe", "order", OrderOf("000000012")).TextAt("status"), "duplicate");
  EXPECT_EQ(shop.Names(), "checkout_started order_placed");
}

TEST(AdobeOrder, WithoutACheckoutPageHasTheLastCart) {
  PlatformShop shop("adobe");
  shop.See("adobe", "cart", CartOf("eur"));
  EXPECT_EQ(shop.See("adobe", "order", OrderOf("000000013")).TextAt("status"), "accepted");
  EXPECT_EQ(shop.Names(), "cart_updated order_placed");
}

TEST(AdobeOrder, OfWhichNothingIsKnownIsRefused) {
  PlatformShop shop("adobe");
  EXPECT_EQ(shop.See("adobe", "order", OrderOf("000000014")).TextAt("status"), "refused");
  EXPECT_EQ(shop.See("adobe", "order", OrderOf("")).TextAt("status"), "refused");
  // Another order's lines are not this one's.
  shop.See("adobe", "cart", CartOf("eur"));
  shop.See("adobe", "order", OrderOf("000000015"));
  EXPECT_EQ(shop.See("adobe", "order", OrderOf("000000016")).TextAt("status"), "refused");
}

TEST(AdobeProduct, HasTheIdsThatTheCartWillHave) {
  PlatformShop shop("adobe");
  shop.See("adobe", "product", FixtureData("adobe/product.simple.json"), 1);
  Json event = shop.Last();
  EXPECT_EQ(TextOf(&event, "properties.product_id"), "12");
  EXPECT_EQ(TextOf(&event, "properties.variant_id"), "TEA-BOWL");
  EXPECT_EQ(TextOf(&event, "properties.product_name"), "Tea Bowl");
  EXPECT_EQ(TextOf(&event, "properties.price"), "19.99");
  EXPECT_EQ(TextOf(&event, "properties.product_url"), "https://shop.example/tea-bowl.html");
}

TEST(AdobeProduct, IsViewedAnewWithAnOptionOfItsOwn) {
  PlatformShop shop("adobe");
  shop.See("adobe", "product", FixtureData("adobe/product.configurable.json"), 1);
  shop.See("adobe", "product", FixtureData("adobe/product.option.json"), 1);
  Json event = shop.Last();
  EXPECT_EQ(TextOf(&event, "properties.variant_id"), "MH01-L-Indigo");
  EXPECT_EQ(TextOf(&event, "properties.price"), "54");
  shop.See("adobe", "product", FixtureData("adobe/product.option_without_sku.json"), 1);
  event = shop.Last();
  EXPECT_EQ(TextOf(&event, "properties.variant_id"), "61");
  shop.See("adobe", "product", FixtureData("adobe/product.configurable.json"), 1);
  EXPECT_EQ(shop.Names(), "product_viewed product_viewed product_viewed");
}

}  // namespace
}  // namespace kago
