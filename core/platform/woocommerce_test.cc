// What WooCommerce says, and the events that come of it. Every fixture there is: platforms_test.cc.
#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;
using testing::Told;

struct WooShop : PlatformShop {
  WooShop() : PlatformShop("woocommerce") {}

  Json SeeFixture(std::string_view name) {
    const std::string_view what = name.substr(0, name.find('.'));
    return See("woocommerce", what, FixtureData(std::string("woocommerce/").append(name).append(".json")));
  }
};

TEST(WooCart, BecomesACartUpdate) {
  WooShop shop;
  EXPECT_EQ(shop.SeeFixture("cart.eur").TextAt("status"), "accepted");
  Json properties = *shop.Last().Find("properties");
  EXPECT_EQ(properties.TextAt("cart_id").size(), 36u);  // Kago's own: the reply has none
  properties.Remove("cart_id");
  EXPECT_EQ(Dump(properties),
            R"({"currency":"EUR","total_value":79.4,"tax":11.9,"shipping":4.9,"subtotal_value":62.6,"products":[)"
            R"({"product_id":"77","variant_id":"77","quantity":2,"product_name":"Mug","price":20,)"
            R"("product_url":"https://shop.example/product/mug/",)"
            R"("image_url":"https://shop.example/wp-content/uploads/2026/03/mug.jpg","metadata":{"sku":"MUG-B"}},)"
            R"({"product_id":"81","variant_id":"81","quantity":1,"product_name":"Tea bowl","price":34.5,)"
            R"("product_url":"https://shop.example/product/tea-bowl/",)"
            R"("image_url":"https://shop.example/wp-content/uploads/2026/03/tea-bowl.jpg","metadata":{"sku":"BOWL-1"}}],)"
            R"("source":"web","action":"replace"})");
}

TEST(WooCart, CountsInTheShopsDecimalsNotTheCurrencys) {  // platforms.md 9, pitfall 3
  const struct {
    const char* fixture;
    const char* currency;
    const char* total;
    const char* price;
  } kCases[] = {
      {"cart.eur_no_decimals", "\"EUR\"", "45", "20"},
      {"cart.jpy", "\"JPY\"", "4800", "2000"},
      {"cart.kwd", "\"KWD\"", "38.285", "12.345"},
  };
  for (const auto& one : kCases) {
    WooShop shop;
    shop.SeeFixture(one.fixture);
    EXPECT_EQ(shop.LastAt("currency"), one.currency);
    EXPECT_EQ(shop.LastAt("total_value"), one.total) << one.fixture;
    EXPECT_EQ(shop.LastAt("products[0].price"), one.price) << one.fixture;
  }
}

TEST(WooCart, TakesTheDigitsOfEachObject) {
  Json cart = FixtureData("woocommerce/cart.eur.json");
  At(&cart, "items[0].prices.currency_minor_unit")->Assign(Json::Integer(0));
  WooShop shop;
  shop.See("woocommerce", "cart", cart);
  EXPECT_EQ(shop.LastAt("products[0].price"), "2000");
  EXPECT_EQ(shop.LastAt("products[1].price"), "34.5");
}

TEST(WooCart, GuessesNoDigits) {
  Json cart = FixtureData("woocommerce/cart.eur.json");
  At(&cart, "items[0].prices")->Remove("currency_minor_unit");
  WooShop shop;
  const Json result = shop.See("woocommerce", "cart", cart);
  EXPECT_EQ(Told(result.Find("violations")), "properties.products[0].price missing");
}

TEST(WooCart, CountsAUnitsPriceNotItsSixDigits) {
  WooShop shop;
  shop.SeeFixture("cart.raw_prices");
  EXPECT_EQ(shop.LastAt("products[0].price"), "16.81");
}

TEST(WooCart, KeepsTheAttributesOfAVariationInItsAddress) {
  WooShop shop;
  shop.SeeFixture("cart.variations");
  EXPECT_EQ(shop.LastAt("products[1].variant_id"), "\"915\"");
  EXPECT_EQ(shop.LastAt("products[1].product_url"),
            "\"https://shop.example/product/linen-shirt/?attribute_pa_colour=white&attribute_size=L\"");
}

TEST(WooCart, KeepsWhatNamesAProductWithoutPrettyPermalinks) {
  WooShop shop;
  shop.SeeFixture("cart.plain_permalinks");
  EXPECT_EQ(shop.LastAt("products[0].product_url"), "\"https://shop.example/?product=mug\"");
  EXPECT_EQ(shop.LastAt("products[1].product_url"), "\"https://shop.example/?p=78\"");
  EXPECT_EQ(shop.LastAt("products[2].product_url"), "\"https://shop.example/?p=79\"");
  EXPECT_EQ(shop.LastAt("products[2].image_url"), "");
}

TEST(WooCart, TakesCouponsOffTheSubtotal) {
  WooShop shop;
  shop.SeeFixture("cart.coupons");
  EXPECT_EQ(shop.LastAt("subtotal_value"), "62.65");
  EXPECT_EQ(shop.LastAt("total_value"), "67.55");
  EXPECT_EQ(shop.LastAt("metadata"), "");
}

TEST(WooCart, ReadsNamesAsWordPressWritesThem) {  // platforms.md 9, pitfall 1
  WooShop shop;
  EXPECT_EQ(shop.SeeFixture("cart.odd_titles").TextAt("status"), "accepted");
  EXPECT_EQ(shop.LastAt("products[0].product_name"), R"("Salt & Pepper’s 27″ tray – “large”")");
  EXPECT_EQ(shop.LastAt("products[0].metadata"), R"({"sku":"S&P-1"})");
  EXPECT_EQ(shop.LastAt("products[1].product_name"), R"("Sale: Knäckebrot <fresh> a < b …")");
  EXPECT_EQ(shop.LastAt("products[1].metadata"), "");  // an empty SKU is none
  EXPECT_EQ(shop.LastAt("products[2].product_name"), R"("<not a tag> R&D &unknown; &copy")");
  EXPECT_EQ(shop.LastAt("products[3].product_name").substr(0, 40), R"("Lamp with \"quotes\" \\ and 🧺 very v)");
  EXPECT_EQ(shop.LastAt("products[3].image_url").size(), 400 + std::string("\"https://shop.example/wp-content/uploads/.jpg\"").size());
}

TEST(WooCart, HasALineForABundleAndForEachOfItsParts) {
  WooShop shop;
  const Json result = shop.SeeFixture("cart.bundle");
  EXPECT_EQ(Told(result.Find("warnings")), "");  // the lines add up
  EXPECT_EQ(shop.LastAt("products[0].price"), "39");
  EXPECT_EQ(shop.LastAt("products[1].price"), "0");
  EXPECT_EQ(shop.LastAt("products[2].product_name"), "\"Jam “Plum”\"");
}

TEST(WooCart, Of500LinesIsOneEvent) {
  WooShop shop;
  EXPECT_EQ(shop.SeeFixture("cart.lines_500").TextAt("status"), "accepted");
  Json event = shop.Last();
  EXPECT_EQ(At(&event, "properties.products")->items().size(), 500u);
}

TEST(WooCart, WithoutLinesIsAnEmptiedCart) {  // platforms.md 9, pitfall 8
  WooShop shop;
  EXPECT_EQ(shop.SeeFixture("cart.empty").TextAt("status"), "duplicate");
  shop.SeeFixture("cart.eur");
  shop.SeeFixture("cart.empty");
  shop.SeeFixture("cart.empty");
  EXPECT_EQ(shop.Names(), "cart_updated cart_emptied");
}

TEST(WooCart, IsNoErrorReply) {
  WooShop shop;
  const Json error = FromText(R"({"code":"woocommerce_rest_cart_invalid_key","message":"…","data":{"status":409,"cart":{}}})");
  EXPECT_EQ(shop.See("woocommerce", "cart", error).TextAt("status"), "refused");
  EXPECT_EQ(shop.See("woocommerce", "cart", FromText(R"({"items":[]})")).TextAt("status"), "refused");
  EXPECT_EQ(shop.count(), 0u);
}

TEST(WooCheckout, SharesTheCartsIdAndIsSaidOncePerContent) {
  WooShop shop;
  shop.SeeFixture("cart.eur");
  const std::string cart_id = shop.LastAt("cart_id");
  shop.SeeFixture("checkout.eur");
  EXPECT_EQ(shop.LastAt("cart_id"), cart_id);
  EXPECT_EQ(shop.LastAt("checkout_id"), cart_id);
  EXPECT_EQ(shop.LastAt("total_value"), "79.4");
  shop.SeeFixture("cart.eur");
  shop.SeeFixture("checkout.eur");
  EXPECT_EQ(shop.Names(), "cart_updated checkout_started");
  Json checkout = Json::Object();
  checkout.Set("cart", FixtureData("woocommerce/cart.coupons.json"));
  shop.See("woocommerce", "checkout", checkout);
  EXPECT_EQ(shop.Names(), "cart_updated checkout_started checkout_started");
}

TEST(WooCheckout, OfAnEmptyCartSaysNothing) {
  WooShop shop;
  shop.SeeFixture("checkout.eur");
  EXPECT_EQ(shop.SeeFixture("checkout.order_taken").TextAt("status"), "duplicate");
  EXPECT_EQ(shop.Names(), "checkout_started");
  shop.SeeFixture("order.received");
  EXPECT_EQ(shop.Names(), "checkout_started order_placed");
}

TEST(WooOrder, IsWhatTheCartHeldLastAndClosesIt) {
  WooShop shop;
  Json checkout = Json::Object();
  checkout.Set("cart", FixtureData("woocommerce/cart.coupons.json"));
  shop.See("woocommerce", "checkout", checkout);
  const std::string cart_id = shop.LastAt("cart_id");
  EXPECT_EQ(shop.SeeFixture("order.received").TextAt("status"), "accepted");
  EXPECT_EQ(shop.LastAt("order_id"), "\"9127\"");
  EXPECT_EQ(shop.LastAt("cart_id"), cart_id);
  EXPECT_EQ(shop.LastAt("total_value"), "67.55");
  EXPECT_EQ(shop.LastAt("total_discounts"), "11.85");
  EXPECT_EQ(shop.LastAt("discounts"), R"([{"code":"autumn10","amount":7.45},{"code":"welcome & back","amount":4.4}])");
  EXPECT_EQ(shop.LastAt("products[1].product_name"), "\"Tea bowl\"");
  shop.SeeFixture("cart.empty");
  EXPECT_EQ(shop.Names(), "checkout_started order_placed");
  shop.SeeFixture("cart.eur");
  EXPECT_NE(shop.LastAt("cart_id"), cart_id);
}

TEST(WooOrder, IsSaidOnceHoweverOftenItsPageIsLoaded) {
  WooShop shop;
  shop.SeeFixture("checkout.eur");
  shop.SeeFixture("order.received");
  EXPECT_EQ(shop.SeeFixture("order.received").TextAt("status"), "duplicate");
  shop.SeeFixture("cart.fees");
  EXPECT_EQ(shop.SeeFixture("order.received").TextAt("status"), "duplicate");
  EXPECT_EQ(shop.Names(), "checkout_started order_placed cart_updated");
}

TEST(WooOrder, ThatFailedIsNone) {
  WooShop shop;
  shop.SeeFixture("checkout.eur");
  shop.SeeFixture("order.failed");
  EXPECT_EQ(shop.Names(), "checkout_started");
  shop.SeeFixture("order.received");  // paid for after all
  EXPECT_EQ(shop.Names(), "checkout_started order_placed");
}

TEST(WooOrder, PlacedFromTheCartByAnExpressButtonIsKnownToo) {
  WooShop shop;
  shop.SeeFixture("cart.eur");
  shop.SeeFixture("order.received");
  EXPECT_EQ(shop.Names(), "cart_updated order_placed");
}

TEST(WooOrder, WithoutACartBeforeItSaysNothing) {
  WooShop shop;
  EXPECT_EQ(shop.SeeFixture("order.received").TextAt("status"), "duplicate");
  EXPECT_EQ(shop.See("woocommerce", "order", FromText("{}")).TextAt("status"), "refused");
  EXPECT_EQ(shop.count(), 0u);
}

TEST(WooOrder, LeavesNothingOfTheCartBehind) {
  WooShop shop;
  shop.SeeFixture("checkout.eur");
  EXPECT_NE(shop.origin.state.find("Tea bowl"), std::string::npos);
  shop.SeeFixture("order.received");
  EXPECT_EQ(shop.origin.state.find("Tea bowl"), std::string::npos);
}

TEST(WooProduct, HasThePagesWordsAndWordPressesId) {  // platforms.md 9, pitfall 15
  WooShop shop;
  EXPECT_EQ(shop.SeeFixture("product.simple").TextAt("status"), "accepted");
  EXPECT_EQ(Dump(*shop.Last().Find("properties")),
            R"({"product_id":"77","product_name":"Mug “Morning” & saucer","variant_id":"77","price":20,"currency":"EUR",)"
            R"("image_url":"https://shop.example/wp-content/uploads/2026/03/mug.jpg",)"
            R"("product_url":"https://shop.example/products/mug","metadata":{"sku":"MUG-B"},"source":"web"})");
}

TEST(WooProduct, WithAChosenVariationIsThatOne) {
  WooShop shop;
  shop.SeeFixture("product.variable");
  EXPECT_EQ(shop.LastAt("variant_id"), "\"910\"");
  EXPECT_EQ(shop.LastAt("price"), "69");
  shop.SeeFixture("product.variation");
  EXPECT_EQ(shop.LastAt("product_id"), "\"910\"");
  EXPECT_EQ(shop.LastAt("variant_id"), "\"912\"");
  EXPECT_EQ(shop.LastAt("price"), "69");
  EXPECT_EQ(shop.LastAt("metadata.sku"), "\"SHIRT-IN-M\"");
  EXPECT_EQ(shop.LastAt("image_url"), "\"https://shop.example/wp-content/uploads/2026/03/linen-shirt-indigo-600x600.jpg\"");
}

// In a form of more variations than the page holds the id is known before the price is.
TEST(WooProduct, NamesNoVariationWithoutItsOwnPrice) {
  for (std::string_view price : {R"("")", "null"}) {
    Json data = FixtureData("woocommerce/product.variation.json");
    data.Find("variation")->Set("display_price", FromText(price));
    PlatformShop shop("woocommerce");
    shop.See("woocommerce", "product", data);
    Json event = shop.Last();
    EXPECT_EQ(At(&event, "properties.variant_id")->text(), At(&event, "properties.product_id")->text());
  }
}

TEST(WooProduct, ThatAFormHasLoadedAgainIsSaidNeitherByItNorByAnother) {
  PlatformShop shop("woocommerce jsonld");
  Json data = FixtureData("woocommerce/product.simple.json");
  shop.See("woocommerce", "product", data, 1);
  data.Set("again", FromText("true"));
  EXPECT_EQ(shop.See("woocommerce", "product", data, 2).TextAt("status"), "duplicate");
  EXPECT_EQ(shop.See("jsonld", "product", *data.Find("page"), 2).TextAt("status"), "duplicate");
  EXPECT_EQ(shop.Names(), "product_viewed");
}

TEST(WooProduct, OfAPageThatIsAboutNoneSaysNothing) {
  WooShop shop;
  EXPECT_EQ(shop.SeeFixture("product.list_page").TextAt("status"), "duplicate");
  EXPECT_EQ(shop.See("woocommerce", "product", FromText(R"({"id":"77"})")).TextAt("status"), "refused");
  EXPECT_EQ(shop.count(), 0u);
}

}  // namespace
}  // namespace kago
