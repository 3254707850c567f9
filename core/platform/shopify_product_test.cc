// Product pages and quick views of Shopify, and the views that come of them.
#include <gtest/gtest.h>

#include "core/platform/jsonld.h"
#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::InOrder;
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
  EXPECT_EQ(InOrder(ViewOf(Data("standard_event"))),
            R"({"currency":"EUR","image_url":"https://shop.example/cdn/shop/files/cup-red.jpg?v=1689256169",)"
            R"("metadata":{"sku":"CUP-R"},"price":22,"product_id":"8","product_name":"Cup",)"
            R"("product_url":"https://shop.example/products/cup?variant=45","source":"web","variant_id":"45"})");
}

TEST(ShopifyProduct, IsReadFromThePageWhenTheEventWasMissed) {
  EXPECT_EQ(InOrder(ViewOf(Data("late_listener"), "https://shop.example/products/cup?variant=44&utm_source=mail")),
            R"({"currency":"EUR","image_url":"https://shop.example/cdn/shop/files/cup.jpg?v=1689256168",)"
            R"("metadata":{"sku":"CUP-B"},"price":20,"product_id":"8","product_name":"Cup",)"
            R"("product_url":"https://shop.example/products/cup?variant=44","source":"web","variant_id":"44"})");
}

TEST(ShopifyProduct, OfAnalyticsAloneHasItsNameWithoutTheVariants) {
  EXPECT_EQ(InOrder(ViewOf(Data("meta_only"))),
            R"({"currency":"EUR","metadata":{"sku":"CUP-B"},"price":20,"product_id":"8","product_name":"Cup",)"
            R"("product_url":"https://shop.example/products/cup?variant=44","source":"web","variant_id":"44"})");
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

// products/<handle>.js has the first 250 variants; the observer adds what it has found of the chosen one.
TEST(ShopifyProduct, OfAVariantBeyondTheListTakesNoOtherOnesPrice) {
  constexpr std::string_view kAddress = "https://shop.example/products/cup?variant=999";
  const auto page = [](std::string_view product) {
    Json page = Json::Object();
    page.Set("jsonld", Json::Array()).Push(Json::Text(product));
    return page;
  };
  const std::string offers = R"({"@type":"ProductGroup","productGroupID":"8","name":"Cup","hasVariant":[)"
                             R"({"@type":"Product","sku":"CUP-B","offers":{"price":"20","priceCurrency":"EUR","url":"/products/cup?variant=44"}},)"
                             R"({"@type":"Product","sku":"CUP-X","offers":{"price":"31","priceCurrency":"EUR","url":"/products/cup?variant=998"}}]})";
  Json data = Data("standard_event");
  data.SetText("variant", "999");
  data.Set("page", page(offers));
  EXPECT_EQ(Choice(ViewOf(data, kAddress)), " at nothing");
  data.Set("page", page(R"({"@type":"Product","name":"Cup","offers":{"price":"20","priceCurrency":"EUR"}})"));
  EXPECT_EQ(Choice(ViewOf(data, kAddress)), " at nothing");
  data.SetText("variant", "998");
  data.Set("page", page(offers));
  const Json viewed = ViewOf(data, "https://shop.example/products/cup?variant=998");
  EXPECT_EQ(Choice(viewed), "998 at 31");
  EXPECT_EQ(viewed.Find("metadata")->TextAt("sku"), "CUP-X");
  At(&data, "product.variants")->Push(FromText(R"({"id":998,"price":3050,"sku":"CUP-Y"})"));
  EXPECT_EQ(Choice(ViewOf(data, kAddress)), "998 at 30.5");
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
  EXPECT_EQ(InOrder(ViewOf(Data("event_only"))),
            R"({"currency":"EUR","price":20,"product_id":"8","product_name":"Cup 27\" Tea",)"
            R"("product_url":"https://shop.example/products/cup?variant=44","source":"web","variant_id":"44"})");
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

// Of currencies with three digits nobody knows for sure: what the page tells search engines decides.
TEST(ShopifyProduct, ChecksTheHundredthsAgainstThePageWhereTheCurrencyHasThreeDigits) {
  Json data = Data("kwd_thousandths");
  const Observation seen{"product", data, "https://shop.example/products/dallah", "", ""};
  const bool page_is_read = !ProductFromPage(*data.Find("page"), seen, "45").is_null();
  EXPECT_EQ(Choice(ViewOf(data)), page_is_read ? "45 at 12.705" : "45 at 127.05");
  data.Set("page", Json());
  EXPECT_EQ(Choice(ViewOf(data)), "45 at 127.05");
}

TEST(ShopifyProduct, OfAPageThatOnlySearchEnginesAreToldOfIsWhatTheyAreTold) {
  Json data = Json::Object();
  data.Set("page", *Data("kwd_thousandths").Find("page"));
  const std::string url = "https://shop.example/products/dallah?variant=46";
  const auto told = ProductFromPage(*data.Find("page"), {"product", data, url, "", ""}, "");
  EXPECT_EQ(Choice(ViewOf(data, url)), told.is_null() ? " at nothing" : Choice(told));
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
