// Which of the products that a page tells of it is about.
#include <string>

#include <gtest/gtest.h>

#include "core/testing/product_page.h"

namespace kago {
namespace {

using testing::Product;
using testing::ProductPage;

TEST(ProductFromPage, IsNoneOfAListOfProducts) {
  EXPECT_EQ((ProductPage{.blocks = {Product("Mug"), Product("Bowl")}}.Refusal()), "several products");
  EXPECT_EQ((ProductPage{.blocks = {"[" + Product("Mug", R"(,"url":"/p/mug-1")") + "," +
                                    Product("Bowl", R"(,"url":"/p/bowl")") + "]"}}.Refusal()),
            "several products");
  // A theme that gives each of a list the list's address.
  EXPECT_EQ((ProductPage{.blocks = {Product("Mug", R"(,"url":"/p/mug")"), Product("Bowl", R"(,"url":"/p/mug")")}}.Refusal()),
            "several products");
  const std::string unread = R"({"@type":"Product","name":"Vase","offers":{"price":"ask"}})";
  EXPECT_EQ((ProductPage{.blocks = {unread, R"({"@type":"Product","name":"Jug","offers":{"price":"ask"}})"}}.Refusal()),
            "several products");
  std::string many = Product("Mug", R"(,"url":"/p/mug/1")");
  for (int i = 0; i < 500; ++i) many += "," + Product("Bowl " + std::to_string(i));
  EXPECT_EQ((ProductPage{.blocks = {"[" + many + "]"}}.Refusal()), "several products");
}

TEST(ProductFromPage, IsTheOneOfThePagesAddressAmongSeveral) {
  ProductPage page{
      .blocks = {Product("Bowl", R"(,"url":"/p/bowl")"), Product("Mug", R"(,"url":"https://shop.example/p/mug/?ref=1")")}};
  EXPECT_EQ(page.Says({"product_name"}), "Mug");
  page.address = "https://shop.example/sale/bowl";
  page.canonical = "/p/bowl";
  EXPECT_EQ(page.Says({"product_name"}), "Bowl");
}

TEST(ProductFromPage, IsNotOneOfThoseThatAreRelatedToIt) {
  const std::string related = Product("Bowl", R"(,"url":"/p/bowl")");
  for (const char* key : {"isRelatedTo", "isSimilarTo", "isAccessoryOrSparePartFor"}) {
    EXPECT_EQ(
        (ProductPage{.blocks = {Product("Mug", std::string(",\"") + key + "\":[" + related + "]")}}.Says({"product_name"})),
        "Mug");
  }
  const std::string list = R"({"@type":"ItemList","itemListElement":[)" + related + "]}";
  EXPECT_EQ((ProductPage{.blocks = {list, Product("Mug")}}.Says({"product_name"})), "Mug");
}

TEST(ProductFromPage, IsOneThatSeveralPluginsTellOf) {
  const char* reviews = R"({"@type":"Product","name":"Other title","aggregateRating":{"ratingValue":"4.8"}})";
  EXPECT_EQ((ProductPage{.blocks = {reviews, Product("Mug")}}.Says({"product_name"})), "Mug");
  EXPECT_EQ((ProductPage{.blocks = {Product("Mug", R"(,"sku":"M1")"), Product("Mug")}}.Says({"product_name", "product_id"})),
            "Mug M1");
  EXPECT_EQ((ProductPage{.blocks = {Product("Mug", R"(,"sku":"M1")"), Product("Mug | Shop", R"(,"sku":"M1")")}}.Says(
                {"product_name"})),
            "Mug");
}

// next-seo, Shopware and Yoast each name the page in their own way; related products stand beside it.
TEST(ProductFromPage, IsTheOneThatAnySignNamesAmongSeveral) {
  const std::string related = Product("Bowl", R"(,"url":"/p/bowl","@id":"/p/bowl#product","mainEntityOfPage":"/p/bowl")");
  for (const char* sign : {R"(,"url":"/p/mug")", R"(,"@id":"https://shop.example/p/mug#product")", R"(,"mainEntityOfPage":"/p/mug/")",
                           R"(,"mainEntityOfPage":{"@type":"WebPage","@id":"https://shop.example/p/mug"})",
                           R"(,"mainEntityOfPage":{"@type":"WebPage","url":"https://shop.example/p/mug?ref=1"})",
                           R"(,"url":"https://shop.example/item/9","mainEntityOfPage":"/p/mug")"}) {
    const std::string mug = Product("Mug", sign);
    EXPECT_EQ((ProductPage{.blocks = {mug, related}}.Says({"product_name"})), "Mug") << sign;
    EXPECT_EQ((ProductPage{.blocks = {"{\"@graph\":[" + related + "," + mug + "]}"}}.Says({"product_name"})), "Mug") << sign;
  }
  ProductPage page{.address = "https://shop.example/sale/9", .blocks = {related, Product("Mug", R"(,"url":"/p/mug")")}};
  EXPECT_EQ(page.Refusal(), "several products");
  page.og = {{"og:type", "product"}, {"og:url", "https://shop.example/p/mug?from=og"}};
  EXPECT_EQ(page.Says({"product_name"}), "Mug");
}

TEST(ProductFromPage, IsTheMainEntityOfThePage) {
  const std::string products = Product("Bowl", R"(,"@id":"#bowl")") + "," + Product("Mug", R"(,"@id":"#mug")");
  EXPECT_EQ((ProductPage{.blocks = {"[" + products + "]"}}.Refusal()), "several products");
  EXPECT_EQ((ProductPage{.blocks = {"[" + products + R"(,{"@type":"ItemPage","mainEntity":{"@id":"#mug"}}])"}}.Says({"product_name"})), "Mug");
  EXPECT_EQ((ProductPage{.blocks = {R"({"@type":"ItemPage","mainEntity":)" + Product("Vase") + "}", "[" + products + "]"}}.Says(
                {"product_name"})),
            "Vase");
}

// Two that the page's signs name are one too many, whatever the order.
TEST(ProductFromPage, IsNoneOfTwoThatThePageNames) {
  const std::string mug = Product("Mug", R"(,"url":"/p/mug")");
  const std::string bowl = Product("Bowl", R"(,"mainEntityOfPage":"/p/mug")");
  EXPECT_EQ((ProductPage{.blocks = {mug, bowl}}.Refusal()), "several products");
  EXPECT_EQ((ProductPage{.blocks = {bowl, mug}}.Refusal()), "several products");
}

TEST(ProductFromPage, IsOneThatIsSpreadOverNodesOfOneId) {
  EXPECT_EQ((ProductPage{.blocks = {R"({"@type":"Product","@id":"#p","aggregateRating":{"ratingValue":"5"}})",
                                    Product("Mug", R"(,"@id":"#p")")}}.Says({"product_name", "price"})),
            "Mug 20");
  // A template of a list that gives each the same.
  EXPECT_EQ((ProductPage{.blocks = {Product("Mug", R"(,"@id":"#p")"), Product("Bowl", R"(,"@id":"#p")")}}.Refusal()), "several products");
}

}  // namespace
}  // namespace kago
