// Which of the products that a page tells of it is about.
#include <string>

#include <gtest/gtest.h>

#include "core/testing/product_page.h"

namespace kago {
namespace {

using testing::Product;
using testing::ProductPage;

TEST(ProductFromPage, IsNothingOnAListOfProducts) {
  EXPECT_EQ((ProductPage{.blocks = {Product("Mug"), Product("Bowl")}}.Read()), std::nullopt);
  EXPECT_EQ((ProductPage{.blocks = {"[" + Product("Mug", R"(,"url":"/p/mug-1")") + "," +
                                    Product("Bowl", R"(,"url":"/p/bowl")") + "]"}}
                 .Read()),
            std::nullopt);
  // A theme that gives each of a list the list's address.
  EXPECT_EQ((ProductPage{.blocks = {Product("Mug", R"(,"url":"/p/mug")"), Product("Bowl", R"(,"url":"/p/mug")")}}.Read()),
            std::nullopt);
  const std::string unread = R"({"@type":"Product","name":"Vase","offers":{"price":"ask"}})";
  EXPECT_EQ((ProductPage{.blocks = {unread, R"({"@type":"Product","name":"Jug","offers":{"price":"ask"}})"}}.Read()),
            std::nullopt);
  std::string many = Product("Mug", R"(,"url":"/p/mug/1")");
  for (int i = 0; i < 500; ++i) many += "," + Product("Bowl " + std::to_string(i));
  EXPECT_EQ((ProductPage{.blocks = {"[" + many + "]"}}.Read()), std::nullopt);
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

}  // namespace
}  // namespace kago
