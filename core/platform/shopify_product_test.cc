// Product pages and quick views of Shopify, and the views that come of them.
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

  // The properties of the view that `data` leads to; null when there is none.
  Json View(const Json& data, std::string_view url = "https://shop.example/products/cup") {
    page.url = url;
    const std::size_t before = count();
    See("shopify", "product", data, 1);
    return count() == before ? Json() : *Last().Find("properties");
  }
};

Json Data(const std::string& name) { return FixtureData("shopify/product." + name + ".json"); }

Json ViewOf(const Json& data, std::string_view url = "https://shop.example/products/cup") { return Shop().View(data, url); }

// `45 at 22`: the chosen variant and its price.
std::string Choice(const Json& viewed) {
  const Json* price = viewed.Find("price");
  return viewed.TextAt("variant_id") + " at " + (price ? price->text() : "nothing");
}

TEST(ShopifyProduct, OfAStandardEventBecomesAView) {
  EXPECT_EQ(Dump(ViewOf(Data("standard_event"))),
            R"({"product_id":"8","variant_id":"45","product_name":"Cup","currency":"EUR","price":22,)"
            R"("product_url":"https://shop.example/products/cup?variant=45",)"
            R"("image_url":"https://shop.example/cdn/shop/files/cup-red.jpg?v=1689256169",)"
            R"("metadata":{"sku":"CUP-R"},"source":"web"})");
}

TEST(ShopifyProduct, IsReadFromThePageWhenTheEventWasMissed) {
  EXPECT_EQ(Dump(ViewOf(Data("late_listener"), "https://shop.example/products/cup?variant=44&utm_source=mail")),
            R"({"product_id":"8","variant_id":"44","product_name":"Cup","currency":"EUR","price":20,)"
            R"("product_url":"https://shop.example/products/cup?variant=44",)"
            R"("image_url":"https://shop.example/cdn/shop/files/cup.jpg?v=1689256168",)"
            R"("metadata":{"sku":"CUP-B"},"source":"web"})");
}

TEST(ShopifyProduct, OfAnalyticsAloneHasItsNameWithoutTheVariants) {
  EXPECT_EQ(Dump(ViewOf(Data("meta_only"))),
            R"({"product_id":"8","variant_id":"44","product_name":"Cup","currency":"EUR","price":20,)"
            R"("product_url":"https://shop.example/products/cup?variant=44","metadata":{"sku":"CUP-B"},"source":"web"})");
}

TEST(ShopifyProduct, TakesTheVariantThatIsChosen) {
  const std::string address = "https://shop.example/products/cup?utm_campaign=x&variant=46#reviews";
  Json data = Data("standard_event");
  data.SetText("variant", "44");
  EXPECT_EQ(Choice(ViewOf(data, address)), "44 at 20");
  data.SetText("variant", "gid://shopify/ProductVariant/44");
  EXPECT_EQ(Choice(ViewOf(data, address)), "44 at 20");
  data.Set("variant", Json::Integer(44));
  EXPECT_EQ(Choice(ViewOf(data, address)), "44 at 20");
  data.SetText("variant", "");
  EXPECT_EQ(Choice(ViewOf(data, address)), "45 at 22");  // of the event
  data.Set("event", Json());
  EXPECT_EQ(Choice(ViewOf(data, address)), "46 at 24");  // of the address
  EXPECT_EQ(Choice(ViewOf(data, "https://shop.example/products/cup?variant=&variant2=46")), "45 at 22");  // in stock
  for (Json& variant : At(&data, "product.variants")->items()) variant.Set("available", Json::Bool(false));
  EXPECT_EQ(Choice(ViewOf(data)), "44 at 20");  // the first
  data.Set("product", Json());
  EXPECT_EQ(Choice(ViewOf(data)), "44 at 20");  // the first of the analytics
}

TEST(ShopifyProduct, IsSaidAgainForAnotherVariantOnly) {
  Shop shop;
  Json data = Data("standard_event");
  EXPECT_EQ(Choice(shop.View(data)), "45 at 22");
  EXPECT_EQ(Choice(shop.View(data)), " at nothing");
  data.SetText("variant", "44");
  EXPECT_EQ(Choice(shop.View(data)), "44 at 20");
}

TEST(ShopifyProduct, InAQuickViewIsAnotherOneThanThePages) {
  const Json viewed = ViewOf(Data("quick_view"), "https://shop.example/products/chasen?variant=50");
  EXPECT_EQ(Choice(viewed), "46 at 24");
  EXPECT_EQ(viewed.TextAt("product_name"), "Cup");
  EXPECT_EQ(viewed.TextAt("product_url"), "https://shop.example/products/cup?variant=46");
  EXPECT_EQ(viewed.Find("metadata"), nullptr);  // its own sku is empty
}

TEST(ShopifyProduct, InAQuickViewTakesNoVariantOfThePage) {
  Json data = Data("quick_view");
  At(&data, "event.selectedVariant")->Assign(Json());
  EXPECT_EQ(Choice(ViewOf(data, "https://shop.example/products/chasen?variant=50")), "45 at 22");
}

TEST(ShopifyProduct, OfAnEventAloneIsEnough) {  // platforms.md 9, pitfalls 1 and 2
  EXPECT_EQ(Dump(ViewOf(Data("event_only"))),
            R"({"product_id":"8","variant_id":"44","product_name":"Cup 27\" Tea","price":20,"currency":"EUR",)"
            R"("product_url":"https://shop.example/products/cup?variant=44","source":"web"})");
}

TEST(ShopifyProduct, WithRawIdsIsTheSame) {
  Json data = Data("standard_event");
  At(&data, "event.id")->Assign(Json::Integer(8));
  At(&data, "event.selectedVariant.id")->Assign(Json::Text("45"));
  data.SetText("variant", "");
  EXPECT_EQ(Dump(ViewOf(data)), Dump(ViewOf(Data("standard_event"))));
}

TEST(ShopifyProduct, OfOneVariantHasAnAddressWithoutIt) {
  Json viewed = ViewOf(Data("only_variant"), "https://shop.example/collections/tea/products/chasen");
  EXPECT_EQ(Choice(viewed), "50 at 25");
  EXPECT_EQ(viewed.TextAt("product_url"), "https://shop.example/products/chasen");
}

TEST(ShopifyProduct, KeepsTheLocaleOfThePage) {
  const auto address = [](std::string_view url) { return ViewOf(Data("locale"), url).TextAt("product_url"); };
  const std::string there = "/products/tasse?variant=45";
  EXPECT_EQ(address("https://shop.example/fr-ca/collections/all/products/tasse"), "https://shop.example/fr-ca" + there);
  EXPECT_EQ(address("https://shop.example/fr?q=1"), "https://shop.example/fr" + there);
  EXPECT_EQ(address("https://shop.example/zh-Hant/"), "https://shop.example/zh-Hant" + there);
  EXPECT_EQ(address("https://shop.example/products/tasse"), "https://shop.example" + there);
  EXPECT_EQ(address("https://shop.example/"), "https://shop.example" + there);
  EXPECT_EQ(address("https://shop.example"), "https://shop.example" + there);
  EXPECT_EQ(address(""), "");
  Json data = Data("locale");
  At(&data, "product")->SetText("url", "/fr-ca/products/tasse?_pos=1&_sid=x");
  EXPECT_EQ(ViewOf(data, "https://shop.example/fr-ca").TextAt("product_url"), "https://shop.example/fr-ca" + there);
}

TEST(ShopifyProduct, CountsHundredthsInEveryCurrency) {  // platforms.md 9, pitfall 3
  EXPECT_EQ(Choice(ViewOf(Data("jpy"))), "44 at 1000");
  Json data = Data("jpy");
  data.SetText("currency", "KWD");
  EXPECT_EQ(Choice(ViewOf(data)), "44 at 1000");
}

TEST(ShopifyProduct, HasTheCurrencyThatThePageShowsPricesIn) {
  Json data = Data("late_listener");
  data.SetText("currency", "usd");
  EXPECT_EQ(ViewOf(data).TextAt("currency"), "USD");
  data.SetText("currency", "");
  EXPECT_EQ(ViewOf(data).TextAt("currency"), "EUR");  // of the analytics
  At(&data, "meta")->Remove("currency");
  data.Set("page", Json());
  Shop shop;
  shop.page.config.SetText("currency", "CHF");
  EXPECT_EQ(shop.View(data).TextAt("currency"), "CHF");
}

TEST(ShopifyProduct, WithoutAnyVariantsHasItsOwnIdForOne) {
  Json data = FromText(R"({"event":{"id":"8","title":"Cup","handle":"cup","selectedVariant":null},"currency":"EUR"})");
  Shop shop;
  const Json result = shop.See("shopify", "product", data, 1);
  EXPECT_EQ(testing::Told(result.Find("violations")), "properties.price missing");
}

TEST(ShopifyProduct, IsNoneOnOtherPages) {
  Shop shop;
  for (const char* data : {"{}", R"({"event":null,"meta":null,"product":null,"page":null,"variant":"44","currency":"EUR"})",
                           R"({"event":1,"meta":"x","product":[],"page":{}})", R"({"meta":{"product":{"id":null}}})"}) {
    EXPECT_EQ(shop.See("shopify", "product", FromText(data), 1).TextAt("status"), "duplicate") << data;
  }
  EXPECT_TRUE(shop.View(Data("none"), "https://shop.example/collections/all?variant=44").is_null());
}

TEST(ShopifyProduct, IsRefusedWhenItIsNoObject) {
  for (const char* what : {"product", "buy_now", "checkout"}) {
    for (const char* data : {"null", "[]", "\"8\"", "8"}) {
      Shop shop;
      EXPECT_EQ(shop.See("shopify", what, FromText(data)).TextAt("status"), "refused") << what << data;
    }
  }
}

}  // namespace
}  // namespace kago
