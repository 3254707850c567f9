// Which variant of the page's product is chosen, and what it costs.
#include <string>
#include <vector>

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

// A group by reference says of each variant what one that has them within says, wherever the nodes stand.
TEST(ProductFromPage, OfAGroupMayNameItsVariantsByReference) {
  const std::string small = Product("Coat S", R"(,"@id":"#s","sku":"C-S","url":"/p/coat?size=s")");
  const std::string large = Product("Coat L", R"(,"@id":"#l","sku":"C-L","url":"/p/coat?size=l")");
  for (const char* type : {"ProductGroup", "Product"}) {
    for (const char* reference : {R"({"@id":"#s"},{"@id":"#l"})", R"({"@type":"Product","@id":"#s"},{"@type":"Product","@id":"#l"})"}) {
      const std::string group = std::string(R"({"@type":")") + type + R"(","name":"Coat","productID":"77","hasVariant":[)" + reference + "]}";
      for (const std::vector<std::string>& blocks : {std::vector{group, small, large}, {small, large, group},
                                                     {"{\"@graph\":[" + small + "," + group + "," + large + "]}"},
                                                     {group, R"({"@type":"WebPage","about":[)" + small + "," + large + "]}"}}) {
        ProductPage page{.address = "https://shop.example/p/coat?size=l", .blocks = blocks};
        EXPECT_EQ(page.Says({"product_id", "variant_id", "product_name"}), "77 C-L Coat") << type << blocks[0];
        page.address = "https://shop.example/p/coat";
        EXPECT_EQ(page.Says({"product_id", "variant_id"}), "77 C-S") << type << blocks[0];
      }
    }
  }
}

TEST(ProductFromPage, OfAGroupMayNameMoreVariantsThanAPageHasProducts) {
  std::string variants;
  std::string references;
  for (int i = 0; i < 100; ++i) {
    const std::string id = std::to_string(i);
    variants += Product("Coat " + id, R"(,"@id":"#v)" + id + R"(","sku":"C-)" + id + '"') + ",";
    references += (i == 0 ? "" : ",") + std::string(R"({"@id":"#v)") + id + R"("})";
  }
  const std::string group = R"({"@type":"ProductGroup","name":"Coat","productGroupID":"77","hasVariant":[)" + references + "]}";
  EXPECT_EQ((ProductPage{.blocks = {"[" + variants + group + "]"}, .variant = "C-99"}.Says({"product_id", "variant_id"})), "77 C-99");
}

TEST(ProductFromPage, StandsUnderAPlainProductAsUnderAGroup) {
  const std::string variants = R"([{"@type":"Product","name":"Ring S","sku":"900-S","offers":{"price":13,"priceCurrency":"USD","availability":"OutOfStock"}},
      {"@type":"Product","sku":"900-M","offers":{"price":15,"priceCurrency":"USD"}}])";
  const std::string ring = R"({"@type":"Product","name":"Ring","sku":"900","productID":777,)";
  EXPECT_EQ((ProductPage{.blocks = {ring + R"("hasVariant":)" + variants + "}"}}.Says({"product_id", "variant_id", "product_name", "price"})),
            "777 900-M Ring 15");
  // One, and no list of it.
  EXPECT_EQ((ProductPage{.blocks = {ring + R"("hasVariant":{"@type":"Product","sku":"900-L","offers":{"@type":"AggregateOffer","offers":[{"price":9,"priceCurrency":"USD"}]}}})"}}
                 .Says({"product_id", "variant_id", "product_name", "price"})),
            "777 900-L Ring 9");
}

TEST(ProductFromPage, MayStandInItsOffer) {
  const auto ring = [](std::string_view offers) {
    return ProductPage{.blocks = {R"({"@type":"Product","@id":"#ring","name":"Ring","sku":"900","productID":777,"offers":)" + std::string(offers) + "}"}};
  };
  const std::string small = R"({"@type":"Product","@id":"#s","name":"Ring S","sku":"900-S","productID":7771})";
  const std::string large = R"({"@type":"Product","@id":"#l","sku":"900-L","productID":7772})";
  const auto offer = [](std::string_view item, int price, std::string_view availability = "InStock") {
    return std::string(R"({"@type":"Offer","itemOffered":)").append(item).append(R"(,"priceCurrency":"USD","price":)").append(std::to_string(price)) +
           R"(,"availability":")" + std::string(availability) + "\"}";
  };
  const std::string both = "[" + offer(small, 13, "OutOfStock") + "," + offer(large, 15) + "]";
  ProductPage page = ring(R"({"@type":"AggregateOffer","lowPrice":13,"highPrice":15,"priceCurrency":"USD","offers":)" + both + "}");
  EXPECT_EQ(page.Says({"product_id", "variant_id", "product_name", "price"}), "777 7772 Ring 15");
  EXPECT_EQ(page.Read()->Find("metadata")->TextAt("sku"), "900-L");
  page.variant = "900-S";
  EXPECT_EQ(page.Says({"variant_id", "price"}), "900-S 13");
  // The variants stand elsewhere, or the offers do.
  page = ring("[" + offer(R"({"@id":"#s"})", 13, "SoldOut") + "," + offer(R"({"@id":"#l"})", 15) + "]");
  page.blocks.push_back("[" + small + "," + large + "]");
  EXPECT_EQ(page.Says({"product_id", "variant_id", "product_name", "price"}), "777 7772 Ring 15");
  EXPECT_EQ((ProductPage{.blocks = {R"({"@type":"Product","@id":"#ring","name":"Ring","sku":"900"})", offer(R"({"@id":"#ring"})", 15)}}.Says(
                {"product_id", "variant_id", "price"})),
            "900 900 15");
  EXPECT_EQ((ProductPage{.blocks = {offer(R"({"@type":"Product","name":"Ring","sku":"900"})", 15)}}.Says({"product_id", "variant_id", "price"})),
            "900 900 15");
  // Said once more within its own offer it is no variant of itself.
  EXPECT_EQ(ring(offer(R"({"@type":"Product","name":"Ring","sku":"900"})", 15)).Says({"product_id", "variant_id"}), "777 777");
  EXPECT_EQ(ring(offer(R"({"@id":"#ring"})", 15)).Says({"product_id", "variant_id"}), "777 777");
}

}  // namespace
}  // namespace kago
