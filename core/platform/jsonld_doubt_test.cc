// Pages that could be read as being about another product, or as another price: what can't be told is refused.
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "core/testing/product_page.h"

namespace kago {
namespace {

using testing::Product;
using testing::ProductPage;

using Og = std::vector<std::pair<std::string, std::string>>;

std::string Lamp(std::string_view members) { return R"({"@type":"Product","name":"Lamp","sku":"L1")" + std::string(members) + "}"; }

std::string OfOffers(std::string_view offers) { return Lamp(R"(,"offers":)" + std::string(offers)); }

// A view of the related product would be valid, and of what the shopper never looked at.
TEST(RelatedProduct, IsNotSaidInPlaceOfThePagesOwnWithoutAPrice) {
  const std::string bulb = Product("Bulb");
  const std::string bulb_elsewhere = Product("Bulb", R"(,"url":"/p/bulb")");
  for (const std::string& own : {Lamp(""), Lamp(R"(,"offers":{"price":"ask"})"), Lamp(R"(,"offers":{"price":""})"), Lamp(R"(,"offers":{})")}) {
    EXPECT_EQ((ProductPage{.blocks = {own, bulb}}.Refusal()), "several products") << own;
    EXPECT_EQ((ProductPage{.blocks = {bulb, own}}.Refusal()), "several products") << own;
    const std::string here = own.substr(0, own.size() - 1) + R"(,"url":"/p/mug"})";
    for (const std::string& other : {bulb, bulb_elsewhere}) {
      const ProductPage page{.blocks = {other, here}};
      EXPECT_NE(page.Refusal(), "none") << own << other;
      EXPECT_EQ(page.Says({"product_name"}), "Lamp") << own << other;
      const ProductPage named{.blocks = {other, R"({"@type":"WebPage","mainEntity":)" + own + "}"}};
      EXPECT_NE(named.Refusal(), "none") << own << other;
      EXPECT_EQ(named.Says({"product_name"}), "Lamp") << own << other;
    }
  }
  EXPECT_EQ((ProductPage{.blocks = {R"({"@type":"ProductGroup","name":"Coat","url":"/p/mug","hasVariant":[{"sku":"S","offers":{"price":"1,234"}}]})",
                                    bulb_elsewhere}}
                 .Says({"product_name", "price"})),
            "Coat 1,234 (two readings)");
}

TEST(RelatedProduct, IsNotSaidWhereOpenGraphTellsOfAnother) {
  const std::string bulb = Product("Bulb", R"(,"url":"/p/bulb")");
  const Og own = {{"og:type", "product"}, {"og:title", "Lamp"}, {"og:url", "https://shop.example/p/mug"}};
  EXPECT_EQ((ProductPage{.blocks = {bulb}, .og = own}.Refusal()), "product of another page");
  Og priced = own;
  priced.insert(priced.end(), {{"product:price:amount", "49.90"}, {"product:price:currency", "EUR"}});
  EXPECT_EQ((ProductPage{.blocks = {bulb}, .og = priced}.Says({"product_name", "price"})), "Lamp 49.9");
  EXPECT_EQ((ProductPage{.blocks = {bulb}, .og = {{"og:type", "article"}}}.Refusal()), "product of another page");
  EXPECT_EQ((ProductPage{.address = "https://shop.example/", .blocks = {bulb}}.Refusal()), "product of another page");
  // An address that the shop has for no page is no sign while the titles agree, or there is none.
  EXPECT_EQ((ProductPage{.blocks = {bulb}}.Says({"product_name"})), "Bulb");
  EXPECT_EQ((ProductPage{.blocks = {bulb}, .og = {{"og:type", "website"}, {"og:title", "Bulb | Shop"}}}.Says({"product_name"})), "Bulb");
}

TEST(RelatedProduct, IsNotSaidWhereTheOwnStandsInAnyFormOfABrokenBlock) {
  const std::string bulb = Product("Bulb", R"(,"url":"/p/bulb")");
  for (const char* own : {"{'@type':'Product','name':'Lamp'}", "{&quot;@type&quot;:&quot;Product&quot;}", R"({\"@type\":\"Product\"})",
                          R"({"@type":"http://schema.org/ProductModel","name":"Lamp)", "{'@type':'ProductGroup'}"}) {
    EXPECT_NE((ProductPage{.blocks = {bulb, own}}.Refusal()), "none") << own;
    EXPECT_NE((ProductPage{.blocks = {own}}.Refusal()), "none") << own;
  }
}

TEST(PagesProduct, IsNoneOfTwoMainEntities) {
  const auto page = [](std::string_view name) { return R"({"@type":"WebPage","mainEntity":)" + Product(name) + "}"; };
  EXPECT_EQ((ProductPage{.blocks = {page("Lamp"), page("Bulb")}}.Refusal()), "several products");
  EXPECT_EQ((ProductPage{.blocks = {page("Lamp"), R"({"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Why?"}]})"}}.Says({"product_name"})),
            "Lamp");
}

// The main entity may be one of several nodes of a product, and not the first.
TEST(PagesProduct, IsMainEntityUnderEachOfItsNodes) {
  const std::string lamp = Product("Lamp", R"(,"sku":"L1")");
  EXPECT_EQ((ProductPage{.blocks = {lamp, Product("Bulb"), R"({"@type":"ItemPage","mainEntity":)" + Product("Lamp | Shop", R"(,"sku":"L1")") + "}"}}.Says(
                {"product_name"})),
            "Lamp");
  EXPECT_EQ((ProductPage{.blocks = {lamp, Product("Bulb"), Product("Lamp | Shop", R"(,"sku":"L1","url":"/p/mug")")}}.Says({"product_id"})), "L1");
}

TEST(ChosenVariant, ThatThePageDoesNotTellOfIsNoOther) {
  const std::string offer = R"({"@type":"Offer","price":10,"priceCurrency":"EUR","url":"/p/mug?variant=1"})";
  const std::string group = R"({"@type":"ProductGroup","name":"G","productGroupID":"G1","hasVariant":[{"sku":"v1","offers":)" + offer + "}," +
                            R"({"sku":"v2","url":"/p/mug?variant=2"},{"sku":"v3","offers":{"price":"1,234","url":"/p/mug?variant=3"}}]})";
  for (const std::string& block : {group, OfOffers(offer)}) {
    ProductPage page{.address = "https://shop.example/p/mug?variant=7", .blocks = {block}};
    EXPECT_EQ(page.Refusal(), "variant of another address") << block;
    // Nor is Open Graph's price of whichever.
    page.og = {{"og:type", "product"}, {"og:title", "G"}, {"product:price:amount", "9"}, {"product:price:currency", "EUR"}};
    EXPECT_EQ(page.Refusal(), "variant of another address") << block;
    page.address = "https://shop.example/p/mug?variant=1";
    EXPECT_EQ(page.Says({"variant_id", "price"}), "1 10") << block;
  }
  EXPECT_EQ((ProductPage{.address = "https://shop.example/p/mug?variant=2", .blocks = {group}}.Refusal()), "variant of another address");
  EXPECT_EQ((ProductPage{.address = "https://shop.example/p/mug?variant=3", .blocks = {group}}.Refusal()), "1,234 (two readings)");
  EXPECT_EQ((ProductPage{.blocks = {group}}.Says({"variant_id", "price"})), "1 10");
}

// An accessory, a sample, a used piece: they have no id of their own by which they would be a variant.
TEST(OtherOffer, IsNotTakenForTheProducts) {
  const std::string bulb = R"({"price":"5","priceCurrency":"EUR","itemOffered":{"@type":"Product","name":"Bulb","sku":"B"}})";
  const std::string sample = R"({"price":"3.00","priceCurrency":"EUR","name":"Sample"})";
  const std::string sold_out = R"({"price":"49.90","priceCurrency":"EUR","availability":"https://schema.org/SoldOut"})";
  for (const std::string& other : {bulb, sample}) {
    EXPECT_EQ((ProductPage{.blocks = {OfOffers("[" + sold_out + "," + other + "]")}}.Says({"product_id", "variant_id", "price"})).substr(0, 3), "L1 ") << other;
    EXPECT_EQ((ProductPage{.blocks = {OfOffers("[" + sold_out + "," + other + "]")}}.Says({"price"})), "49.9") << other;
    EXPECT_EQ((ProductPage{.blocks = {OfOffers(R"([{"price":"1,234"},)" + other + "]")}}.Refusal()), "1,234 (two readings)") << other;
  }
  EXPECT_EQ((ProductPage{.blocks = {OfOffers("[" + bulb + "," + sold_out + "]")}}.Says({"price"})), "49.9");
  EXPECT_EQ((ProductPage{.blocks = {OfOffers(R"([{"price":10,"eligibleQuantity":{"minValue":100}},{"price":49.9}])")}}.Says({"price"})), "49.9");
}

TEST(OpenGraphPrice, HasTheCurrencyOfItsOwnFamily) {
  const auto price = [](Og og) {
    og.insert(og.begin(), {{"og:type", "product"}, {"og:title", "Lamp"}});
    return ProductPage{.og = std::move(og)}.Says({"price", "currency"});
  };
  EXPECT_EQ(price({{"product:price:amount", "49.90"}, {"product:price:currency", "EUR"}, {"product:sale_price:currency", "USD"}}), "49.9 EUR");
  EXPECT_EQ(price({{"og:price:amount", "55"}, {"og:price:currency", "USD"}, {"product:price:currency", "EUR"}}), "55 USD");
  EXPECT_EQ(price({{"og:price:amount", "55"}, {"product:price:currency", "EUR"}}), "55 EUR");
}

// Only of the product that JSON-LD names too.
TEST(OpenGraphPrice, IsThatOfJsonLdsProductWithoutOne) {
  Og og = {{"og:type", "product"}, {"og:title", "Lamp | Shop"}, {"product:price:amount", "49.90"}, {"product:price:currency", "EUR"}};
  EXPECT_EQ((ProductPage{.blocks = {Lamp("")}, .og = og}.Says({"product_id", "variant_id", "product_name", "price"})), "L1 L1 Lamp 49.9");
  og[1].second = "Bulb";
  EXPECT_EQ((ProductPage{.blocks = {Lamp("")}, .og = og}.Says({"product_id", "product_name"})), "/p/mug Bulb");
}

}  // namespace
}  // namespace kago
