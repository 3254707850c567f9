// Pages that tell of their product in Open Graph.
#include <string>

#include <gtest/gtest.h>

#include "core/testing/product_page.h"

namespace kago {
namespace {

using testing::Product;
using testing::ProductPage;

const std::vector<std::pair<std::string, std::string>> kOpenGraph = {{"og:type", "product"},
                                                                     {"og:title", "Mug \"27\""},
                                                                     {"og:url", "https://shop.example/mug"},
                                                                     {"og:image", "/mug.jpg"},
                                                                     {"product:price:amount", "1,234.50"},
                                                                     {"product:price:currency", "eur"},
                                                                     {"product:retailer_item_id", "R-1"}};

TEST(ProductFromPage, IsOpenGraphsWhenThereIsNoJsonLd) {
  EXPECT_EQ(Dump(*ProductPage{.og = kOpenGraph}.Read()),
            R"({"product_id":"R-1","product_name":"Mug \"27\"","variant_id":"R-1","price":1234.5,"currency":"eur",)"
            R"("image_url":"https://shop.example/mug.jpg","product_url":"https://shop.example/mug"})");
  auto list = kOpenGraph;
  list[0].second = "website";
  EXPECT_EQ(ProductPage{.og = list}.Read(), std::nullopt);
  EXPECT_EQ((ProductPage{.og = {{"og:type", "product"}, {"og:title", "Mug"}}}.Refusal()), "no price");
  EXPECT_EQ((ProductPage{.blocks = {Product("Bowl")}, .og = kOpenGraph}.Says({"product_name"})), "Bowl");
}

TEST(ProductFromPage, IsOpenGraphsWhenJsonLdHasNoPriceToRead) {
  const char* unread = R"({"@type":"Product","name":"Bowl","offers":{"price":"1,234","priceCurrency":"EUR"}})";
  EXPECT_EQ((ProductPage{.blocks = {unread}, .og = kOpenGraph}.Says({"product_name"})), "Mug \"27\"");
  EXPECT_EQ((ProductPage{.blocks = {unread}}.Says({"product_name", "price"})), "Bowl 1,234 (two readings)");
}

// Dawn and next-seo write `og:price:amount`, Facebook's catalogue reads `product:price:amount` and its sale price.
TEST(ProductFromPage, HasThePriceOfOpenGraphUnderEachOfItsNames) {
  const auto price = [](std::vector<std::pair<std::string, std::string>> og) {
    og.push_back({"og:type", "product"});
    og.push_back({"og:title", "Shoe"});
    return ProductPage{.og = std::move(og)}.Says({"price", "currency"});
  };
  EXPECT_EQ(price({{"og:price:amount", "64.00"}, {"og:price:currency", "USD"}}), "64 USD");
  EXPECT_EQ(price({{"og:price:amount", "64.00"}, {"product:price:amount", "65"}, {"product:price:currency", "EUR"}}), "65 EUR");
  EXPECT_EQ(price({{"product:price:amount", "65"}, {"product:sale_price:amount", "50"}, {"product:price:currency", "EUR"}}), "50 EUR");
  EXPECT_EQ(price({{"product:sale_price:amount", " "}, {"product:price:amount", "65"}, {"product:price:currency", "EUR"}}), "65 EUR");
}

}  // namespace
}  // namespace kago
