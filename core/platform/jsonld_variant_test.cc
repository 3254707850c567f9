// Which variant of the page's product is chosen, and what it costs.
#include <string>

#include <gtest/gtest.h>

#include "core/testing/product_page.h"

namespace kago {
namespace {

using testing::Product;
using testing::ProductPage;

constexpr const char* kGroup =
    R"({"@type":"ProductGroup","productGroupID":"77","name":"Coat","image":"/coat.jpg","hasVariant":[
  {"@type":"Product","name":"Coat - S","sku":"C-S","image":"/s.jpg","offers":{"@type":"Offer","price":"50.00","priceCurrency":"EUR",
   "url":"https://shop.example/p/coat?variant=701","availability":"http://schema.org/OutOfStock"}},
  {"@type":"Product","name":"Coat - M","sku":"C-M","offers":{"@type":"Offer","price":"55.00","priceCurrency":"EUR",
   "url":"https://shop.example/p/coat?variant=702","availability":"http://schema.org/InStock"}},
  {"@type":"Product","name":"Coat - L","sku":"C-L","offers":{"@type":"Offer","price":"60.00","priceCurrency":"EUR",
   "url":"https://shop.example/p/coat?variant=703"}}]})";

// platforms.md 9, pitfall 15
TEST(ProductFromPage, OfAGroupIsTheVariantOfThePagesAddressElseTheFirstThatCanBeBought) {
  ProductPage page{.address = "https://shop.example/p/coat", .blocks = {kGroup}};
  EXPECT_EQ(page.Says({"product_id", "variant_id", "product_name", "price", "image_url"}),
            "77 702 Coat 55 https://shop.example/coat.jpg");
  page.address = "https://shop.example/p/coat?color=red&variant=701#x";
  EXPECT_EQ(page.Says({"product_id", "variant_id", "price", "image_url"}), "77 701 50 https://shop.example/s.jpg");
  EXPECT_EQ(page.Read()->Find("metadata")->TextAt("sku"), "C-S");
  page.variant = "703";
  EXPECT_EQ(page.Says({"variant_id", "price"}), "703 60");
  page.variant = "C-L";
  EXPECT_EQ(page.Says({"variant_id", "price"}), "C-L 60");
}

TEST(ProductFromPage, OfAGroupMayBeSpreadOverThePage) {
  const std::string group = R"({"@type":"ProductGroup","@id":"#coat","name":"Coat","productGroupID":"44E"})";
  const std::string small = Product("Small coat", R"(,"sku":"44E-S","isVariantOf":{"@id":"#coat"},"url":"/coat?size=s")");
  const std::string large = Product("Large coat", R"(,"sku":"44E-L","isVariantOf":{"@id":"#coat"},"url":"/coat?size=l")");
  for (const std::string& block :
       {"[" + group + "," + small + "," + large + "]", "[" + small + "," + large + "," + group + "]"}) {
    ProductPage page{.address = "https://shop.example/coat?size=l", .blocks = {block}};
    EXPECT_EQ(page.Says({"product_id", "variant_id", "product_name"}), "44E 44E-L Coat") << block;
  }
  const std::string red = Product("Red mug", R"(,"sku":"R","inProductGroupWithID":"M")");
  const std::string blue = Product("Blue mug", R"(,"sku":"B","inProductGroupWithID":"M")");
  EXPECT_EQ((ProductPage{.blocks = {"[" + red + "," + blue + "]"}}.Says({"product_id", "variant_id", "product_name"})),
            "M R Red mug");
}

TEST(ProductFromPage, NamesNoVariantOfThePlatformsThatItDoesNotSpeakOf) {
  EXPECT_EQ((ProductPage{.blocks = {Product("Mug")}, .variant = "44"}.Says({"product_id", "variant_id"})), "/p/mug /p/mug");
  EXPECT_EQ((ProductPage{.blocks = {kGroup}, .variant = "799"}.Says({"variant_id", "price"})), "702 55");
}

// In a single-page shop the data may still be the last variant's when the address names another.
TEST(ProductFromPage, HasNoVariantThatOnlyThePagesAddressNames) {
  EXPECT_EQ(
      (ProductPage{.address = "https://shop.example/p/mug?variant=9", .blocks = {Product("Mug", R"(,"sku":"S")")}}.Says(
          {"product_id", "variant_id"})),
      "S S");
}

TEST(ProductFromPage, TakesTheLowestPriceOnlyWhenNoOfferSaysMore) {
  const auto page = [](const char* offers) {
    return ProductPage{
        .blocks = {std::string(R"({"@type":"Product","name":"Mug","sku":"M","offers":)").append(offers).append("}")}};
  };
  EXPECT_EQ(page(R"({"@type":"AggregateOffer","lowPrice":"5.00","highPrice":"9","priceCurrency":"EUR","offerCount":2})")
                .Says({"variant_id", "price", "currency"}),
            "M 5 EUR");
  EXPECT_EQ(page(R"({"@type":"AggregateOffer","lowPrice":"5.00","priceCurrency":"EUR","offers":[
                     {"@type":"Offer","price":"9.00","sku":"M-9","availability":"SoldOut"},{"@type":"Offer","price":"7.00","sku":"M-7"}]})")
                .Says({"variant_id", "price", "currency"}),
            "M-7 7 EUR");
  EXPECT_EQ(
      page(
          R"([{"@type":"Offer","price":"call us","sku":"A"},{"@type":"Offer","price":"7.00","sku":"B","priceCurrency":"EUR"}])")
          .Says({"variant_id", "price"}),
      "B 7");
}

TEST(ProductFromPage, KnowsAsManyVariantsAsAnyShopHas) {
  std::string block = R"({"@type":"ProductGroup","name":"Shirt","productGroupID":"8","hasVariant":[)";
  for (int i = 0; i < 2'048; ++i) {
    const std::string id = std::to_string(i);
    block.append(i == 0 ? "" : ",").append(R"({"@type":"Product","sku":")").append(id);
    block.append(R"(","offers":[{"price":)").append(id).append(R"(,"priceCurrency":"EUR"}]})");
  }
  EXPECT_EQ((ProductPage{.blocks = {block + "]}"}, .variant = "2047"}.Says({"variant_id", "price"})), "2047 2047");
}

}  // namespace
}  // namespace kago
