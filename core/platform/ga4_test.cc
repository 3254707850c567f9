// What a GA4 dataLayer says, and the events that come of it. The cart: ga4_mirror_test.cc; Universal
// Analytics: ga4_universal_test.cc; every fixture there is: platforms_test.cc.
#include <gtest/gtest.h>

#include "core/platform/ga4_words.h"
#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;
using testing::Told;

std::string NumberAt(const Json& object, std::string_view key) {
  const Json* number = object.Find(key);
  return number && number->is_number() ? std::string(number->text()) : "no number";
}

struct Shop : PlatformShop {
  explicit Shop(std::string_view sources = "ga4") : PlatformShop(sources) {}

  Json Fixture(std::string_view name, std::int64_t view = 0) {
    return See("ga4", "push", FixtureData("ga4/push." + std::string(name) + ".json"), view);
  }
  // One push: its event and the members of its ecommerce object.
  Json Push(std::string_view event, std::string_view ecommerce) {
    Json data = FromText(R"({"pushes":[{}]})");
    Json& push = data.items()[0].items()[0];
    push.SetText("event", event);
    push.Set("ecommerce", FromText(ecommerce));
    return See("ga4", "push", data);
  }
  Json Properties() const { return *Last().Find("properties"); }
};

std::string ViewOfPrice(std::string_view price) {
  return R"({"currency":"EUR","items":[{"item_id":"1","item_name":"Mug","price":)" + std::string(price) + "}]}";
}

TEST(Ga4View, BecomesAProductView) {
  Shop shop;
  EXPECT_EQ(shop.Fixture("view_item.gtm").TextAt("status"), "accepted");
  EXPECT_EQ(Dump(shop.Properties()),
            R"({"product_id":"MUG-880","product_name":"Mug 27\" \"Kaze\"","variant_id":"blue / large","price":20,)"
            R"("metadata":{"item_brand":"Madobe","item_category":"Kitchen","item_category2":"Tableware",)"
            R"("item_category3":"Cups","item_list_name":"Related products","coupon":"SUMMER_FUN","discount":2.5},)"
            R"("currency":"EUR","product_url":"https://shop.example/p/mug?variant=880-blue","source":"web"})");
}

TEST(Ga4View, OfSeveralItemsIsOneEach) {
  Shop shop;
  shop.Fixture("view_item.two_items", 1);
  EXPECT_EQ(shop.Names(), "product_viewed product_viewed");
  shop.Fixture("view_item.two_items", 1);
  EXPECT_EQ(shop.count(), 2u);
}

TEST(Ga4View, WithoutACanonicalLinkHasThePagesAddress) {
  Shop shop;
  shop.Push("view_item", ViewOfPrice("1"));
  EXPECT_EQ(shop.Properties().TextAt("product_url"), "https://shop.example/products/mug");
}

TEST(Ga4Item, HasOneOfIdAndNameAtLeast) {
  Shop shop;
  shop.Push("view_item", R"({"currency":"EUR","items":[{"item_name":"Mug","price":1}]})");
  EXPECT_EQ(shop.Properties().TextAt("product_id"), "Mug");
  EXPECT_EQ(shop.Properties().TextAt("variant_id"), "Mug");
  shop.Push("view_item", R"({"currency":"EUR","items":[{"item_id":880,"item_variant":"","price":1}]})");
  EXPECT_EQ(shop.Properties().TextAt("product_id"), "880");
  EXPECT_EQ(shop.Properties().TextAt("product_name"), "880");
  EXPECT_EQ(shop.Properties().TextAt("variant_id"), "880");
  EXPECT_EQ(Told(shop.Push("view_item", R"({"currency":"EUR","items":[{"price":1}]})").Find("violations")),
            "properties.product_id missing, properties.product_name missing, properties.variant_id missing");
}

TEST(Ga4Item, HasItsPriceAsATextToo) {  // platforms.md 9, pitfall 14
  for (const auto& [text, price] : std::initializer_list<std::pair<const char*, const char*>>{
           {"\"20.00\"", "20"},        {"\" 7 \"", "7"},          {"\"1,234.50\"", "1234.5"}, {"\"1.234,50\"", "1234.5"},
           {"\"19,99\"", "19.99"},     {"\"12,345,678\"", "12345678"}, {"\"1234.500\"", "1234.5"}, {"1e2", "100"},
           {"\"1.234.567,8\"", "1234567.8"}, {"\"€ 20\"", "20"},
       }) {
    Shop shop;
    shop.Push("view_item", ViewOfPrice(text));
    EXPECT_EQ(NumberAt(shop.Properties(), "price"), price) << text;
  }
}

TEST(Ga4Item, IsRefusedWithAPriceThatNobodyCanRead) {  // platforms.md 9, pitfall 4
  for (const char* text : {"\"1,234\"", "\"12,34.5\"", "\"1,2,3\"", "\"$ 20\"", "\"1.234\"", "\"\"", "null", "-1", "\"-1\"", "true",
                           "\"1.23,4.5\"", "\",\"", "\".\"", "\"1,\"", "{\"$kago\":\"NaN\"}"}) {
    Shop shop;
    const Json answer = shop.Push("view_item", ViewOfPrice(text));
    EXPECT_EQ(Told(answer.Find("violations")).substr(0, 17), "properties.price ") << text;
  }
}

TEST(Ga4Item, HasTheWordsOfUniversalAnalyticsToo) {
  Shop shop;
  shop.Fixture("purchase.gtag");
  EXPECT_EQ(shop.LastAt("products"),
            R"([{"product_id":"12345","product_name":"Tenugui \"Nami\"","variant_id":"Gray","price":15.25,"quantity":2,"metadata":)"
            R"({"item_brand":"Madobe","item_category":"Apparel/Tenugui","item_list_name":"Search results","coupon":"NAMI"}}])");
  EXPECT_EQ(shop.LastAt("total_value"), "35.49");
}

TEST(Ga4Item, OfAnIdBesideItsItemIdHasThatVariant) {
  Shop shop;
  shop.Push("view_item", R"({"currency":"EUR","items":[{"item_id":4269,"id":9255,"item_name":"Oil","price":1}]})");
  EXPECT_EQ(shop.LastAt("product_id") + shop.LastAt("variant_id"), R"("4269""9255")");
  shop.Push("view_item", R"({"currency":"EUR","items":[{"item_id":4269,"id":9255,"variant":"250 ml","item_name":"Oil","price":1}]})");
  EXPECT_EQ(shop.LastAt("variant_id"), R"("250 ml")");
}

TEST(Ga4Currency, IsOfThePushElseOfAnItemElseTheShops) {  // platforms.md 9, pitfall 14
  Shop shop;
  shop.Push("view_item", R"({"currency":" usd ","items":[{"item_id":"1","price":1,"currency":"USD"}]})");
  EXPECT_EQ(shop.Properties().TextAt("currency"), "USD");
  EXPECT_EQ(Told(shop.Push("view_item", R"({"currency":"USD","items":[{"item_id":"1","price":1,"currency":"GBP"}]})").Find("violations")),
            "properties.price wrong_type");
  shop.Push("view_item", R"({"items":[{"item_id":"1","price":1,"currency":"GBP"}]})");
  EXPECT_EQ(shop.Properties().TextAt("currency"), "GBP");
  shop.Push("view_item", R"({"items":[{"item_id":"1","price":1}]})");
  EXPECT_EQ(shop.Properties().TextAt("currency"), "EUR");
  shop.page.config.SetText("currency", "");
  EXPECT_EQ(Told(shop.Push("add_to_cart", R"({"items":[{"item_id":"1","price":1}]})").Find("violations")),
            "properties.currency missing");
}

TEST(Ga4Checkout, IsOneHoweverOftenItsPageIsLoaded) {
  Shop shop;
  shop.Fixture("view_cart.several_items");
  shop.Fixture("begin_checkout.coupon", 1);
  shop.Fixture("begin_checkout.coupon", 2);
  EXPECT_EQ(shop.Names(), "cart_updated checkout_started");
  const Json cart = *shop.origin.Events()[0].Find("properties");
  EXPECT_EQ(shop.Properties().TextAt("cart_id"), cart.TextAt("cart_id"));
  EXPECT_EQ(shop.Properties().TextAt("checkout_id"), cart.TextAt("cart_id"));
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "77.5");
  EXPECT_EQ(shop.Properties().Find("metadata")->TextAt("coupon"), "SUMMER_FUN");
}

TEST(Ga4Checkout, WithoutItemsIsOfTheCartAsItIsKnown) {
  Shop shop;
  shop.Fixture("view_cart.several_items");
  shop.Push("begin_checkout", R"({"currency":"EUR"})");
  EXPECT_EQ(shop.Names(), "cart_updated checkout_started");
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 2u);
}

TEST(Ga4Purchase, BecomesAnOrderAndClosesTheCart) {
  Shop shop;
  shop.Fixture("begin_checkout.coupon");
  const std::string cart_id = shop.Properties().TextAt("cart_id");
  shop.Fixture("purchase.gtm", 1);
  Json order = shop.Properties();
  EXPECT_EQ(order.TextAt("order_id"), "T-12345");
  EXPECT_EQ(order.TextAt("cart_id"), cart_id);
  EXPECT_EQ(NumberAt(order, "tax"), "12.37");
  EXPECT_EQ(NumberAt(order, "shipping"), "4.9");
  EXPECT_EQ(NumberAt(order, "total_value"), "82.4");
  EXPECT_EQ(Dump(*order.Find("discounts")), R"([{"code":"SUMMER_FUN"}])");
  shop.Fixture("purchase.gtm", 2);
  EXPECT_EQ(shop.count(), 2u);
  shop.Fixture("add_to_cart.gtm");
  EXPECT_NE(shop.Properties().TextAt("cart_id"), cart_id);
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 1u);
}

TEST(Ga4Purchase, SaidAgainByAReloadLeavesTheNextCartAlone) {
  Shop shop;
  shop.Fixture("purchase.gtm");
  shop.Fixture("add_to_cart.gtm");
  shop.Fixture("purchase.gtm");
  shop.Push("add_to_cart", R"({"currency":"EUR","items":[{"item_id":"1","price":1}]})");
  EXPECT_EQ(shop.Names(), "order_placed cart_updated cart_updated");
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 2u);
}

TEST(Ga4Purchase, KeepsTheDigitsOfItsCurrency) {
  Shop shop;
  shop.Fixture("purchase.jpy");
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "5000");
  shop.Fixture("purchase.kwd");
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "32.375");
}

TEST(Ga4Purchase, WithoutAnIdOrItemsIsRefusedWithWhatIsMissing) {
  Shop shop;
  EXPECT_EQ(Told(shop.Push("purchase", R"({"value":1,"currency":"EUR"})").Find("violations")),
            "properties.order_id missing, properties.products missing");
}

// Taken for an id it would make all later orders the same one.
TEST(Ga4Purchase, WithAPlaceholderForItsIdIsRefused) {
  for (const char* id : {"(not set)", "undefined", "null", "NaN", "[object Object]", "{{transaction_id}}"}) {
    Shop shop;
    const std::string order = R"({"transaction_id":")" + std::string(id) + R"(","currency":"EUR","value":1,"items":[{"item_id":"1","price":1}]})";
    EXPECT_EQ(Told(shop.Push("purchase", order).Find("violations")), "properties.order_id missing") << id;
  }
}

TEST(Ga4Item, OfAPlaceholderHasNeitherIdNorVariant) {
  Shop shop;
  shop.Push("view_item", R"({"currency":"EUR","items":[{"item_id":"undefined","item_name":"Mug","item_variant":"null","price":1}]})");
  EXPECT_EQ(shop.LastAt("product_id") + shop.LastAt("variant_id"), R"("Mug""Mug")");
  EXPECT_EQ(Told(shop.Push("view_item", R"({"currency":"EUR","items":[{"item_id":"undefined","price":1}]})").Find("violations")),
            "properties.product_id missing, properties.product_name missing, properties.variant_id missing");
}

TEST(Ga4Refund, OfAnItemNamesIt) {
  Shop shop;
  shop.Fixture("refund.partial");
  EXPECT_EQ(NumberAt(shop.Properties(), "total_value"), "20");
  EXPECT_EQ(shop.Properties().Find("products")->items()[0].TextAt("product_id"), "MUG-880");
}

TEST(Ga4Refund, OfAWholeOrderHasAGenericProduct) {
  Shop shop;
  shop.Fixture("refund.whole");
  EXPECT_EQ(Dump(*shop.Properties().Find("products")),
            R"([{"product_id":"refund","product_name":"Refund","variant_id":"refund","quantity":1,"price":82.4}])");
  shop.Fixture("refund.whole");
  EXPECT_EQ(shop.count(), 1u);
}

TEST(Ga4Refund, OfWhichNobodyKnowsTheAmountIsRefused) {
  Shop shop;
  EXPECT_EQ(shop.Push("refund", R"({"transaction_id":"T-1","currency":"EUR"})").TextAt("status"), "refused");
  constexpr std::string_view kOfAnItem = R"({"transaction_id":"T-1","value":null,"items":[{"item_id":"1","quantity":1}]})";
  EXPECT_EQ(shop.Push("refund", kOfAnItem).TextAt("status"), "refused");
}

constexpr std::string_view kBought =
    R"({"transaction_id":"S7","currency":"USD","value":20,"shipping":4,"items":[{"item_id":"a","item_name":"A","item_variant":"red","price":5,)"
    R"("quantity":2},{"item_id":"b","item_name":"B","price":10}]})";

TEST(Ga4Refund, OfTheLastOrderKnowsItsItemsByTheirId) {
  Shop shop;
  shop.Push("purchase", kBought);
  shop.Push("refund", R"({"transaction_id":"S7","items":[{"item_id":"a","quantity":1}]})");
  EXPECT_EQ(shop.LastAt("products"), R"([{"product_id":"a","product_name":"A","variant_id":"red","price":5,"quantity":1}])");
  EXPECT_EQ(shop.LastAt("total_value") + shop.LastAt("currency"), R"(5"USD")");
  // Named as other orders, in other money or as goods that weren't bought it is not known.
  for (const char* other : {R"({"transaction_id":"S8","items":[{"item_id":"a"}]})", R"({"transaction_id":"S7","currency":"EUR","items":[{"item_id":"a"}]})",
                            R"({"transaction_id":"S7","items":[{"item_id":"c"}]})", R"({"transaction_id":"S7","items":[{"item_id":"a","item_variant":"blue"}]})"}) {
    EXPECT_EQ(shop.Push("refund", other).TextAt("status"), "refused") << other;
  }
}

TEST(Ga4Refund, OfTheLastOrderAsAWholeIsOfAllThatWasPaid) {
  for (const char* value : {"", R"(,"value":20,"shipping":4)", R"(,"value":24,"shipping":4)"}) {
    Shop shop;
    shop.Push("purchase", kBought);
    shop.Push("refund", std::string(R"({"transaction_id":"S7")") + value + "}");
    EXPECT_EQ(shop.LastAt("total_value"), "24") << value;
  }
}

TEST(Ga4Refund, IsOfAnOrderOfThatDayOnly) {
  Shop shop;
  shop.Push("purchase", kBought);
  shop.origin.now += 25 * 3'600'000LL;
  EXPECT_EQ(shop.Push("refund", R"({"transaction_id":"S7","items":[{"item_id":"a"}]})").TextAt("status"), "refused");
}

TEST(Ga4Purchase, WithoutPricesHasThoseOfTheCart) {
  Shop shop;
  shop.Push("begin_checkout", R"({"currency":"EUR","items":[{"item_id":"a","item_name":"A","price":5,"quantity":2}]})");
  constexpr std::string_view kUnpriced = R"({"transaction_id":"T-1","value":10,"items":[{"item_id":"a","quantity":2}]})";
  shop.Push("purchase", kUnpriced);
  EXPECT_EQ(shop.LastAt("products"), R"([{"product_id":"a","product_name":"A","variant_id":"a","price":5,"quantity":2}])");
  EXPECT_EQ(shop.Push("purchase", kUnpriced).TextAt("status"), "duplicate");  // its page, loaded again
  EXPECT_EQ(shop.Push("add_to_cart", R"({"currency":"EUR","items":[{"item_id":"a"}]})").TextAt("status"), "refused");
}

TEST(Ga4Push, OfOtherEventsSaysNothing) {  // platforms.md 9, pitfall 14: {ecommerce: null} too
  Shop shop;
  EXPECT_EQ(shop.Fixture("other_events").TextAt("status"), "duplicate");
  EXPECT_EQ(shop.page.Status().Find("ledger")->IntegerAt("refused"), 0);
}

TEST(Ga4Words, AreThoseThatTheCoreHears) {
  constexpr std::string_view kItem = R"("currency":"EUR","items":[{"item_id":"1","item_name":"Mug","price":9.5}])";
  constexpr std::string_view kProduct = R"({"actionField":{"id":"T-2","revenue":"9.5"},"products":[{"id":"1","name":"Mug","price":8}]})";
  for (const Ga4Word& word : kGa4Words) {
    Shop shop;
    shop.Push("add_to_cart", "{" + std::string(kItem) + "}");
    shop.Push(word.event, R"({"transaction_id":"T-1",)" + std::string(kItem) + "}");
    EXPECT_EQ(shop.count(), word.event == "view_cart" ? 1u : 2u) << word.event << ' ' << shop.Names();  // the same cart
    if (word.universal.empty()) continue;
    shop.Push("add_to_cart", "{" + std::string(kItem) + "}");
    const std::size_t before = shop.count();
    shop.Push("", R"({"currencyCode":"EUR",")" + std::string(word.universal) + "\":" + std::string(kProduct) + "}");
    EXPECT_EQ(shop.count(), before + 1) << word.universal << ' ' << shop.Names();
  }
}

TEST(Ga4Push, BesideAPlatformTellsOfOrdersOnly) {
  Shop shop("shopify ga4");
  shop.Fixture("add_to_cart.gtm");
  shop.Fixture("view_cart.several_items");
  shop.Fixture("begin_checkout.coupon");
  EXPECT_EQ(shop.count(), 0u);
  shop.Fixture("purchase.gtm");
  EXPECT_EQ(shop.Names(), "order_placed");
}

}  // namespace
}  // namespace kago
