// What product pages say of themselves in JSON-LD: where it may stand, and which fields come of it.
#include <string>

#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/product_page.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::PlatformShop;
using testing::Product;
using testing::ProductPage;
using testing::Repeated;

TEST(ProductFromPage, HasAllThatTheEventWants) {
  const ProductPage page{
      .blocks = {R"({"@context":"https://schema.org","@type":"Product","name":"Tea bowl","productID":8,"sku":"TB-1",
      "image":["//cdn.example/a.jpg?w=200","/b.jpg"],"url":"/p/tea-bowl?utm_source=x#top",
      "offers":{"@type":"Offer","price":"19.90","priceCurrency":"EUR","availability":"https://schema.org/InStock"}})"}};
  EXPECT_EQ(Dump(*page.Read()),
            R"({"product_id":"8","product_name":"Tea bowl","variant_id":"8","price":19.9,"currency":"EUR",)"
            R"("image_url":"https://cdn.example/a.jpg?w=200","product_url":"https://shop.example/p/tea-bowl",)"
            R"("metadata":{"sku":"TB-1"}})");
}

// platforms.md 9, pitfall 15
TEST(ProductFromPage, StandsInABlockInEachOfFourWays) {
  const std::string product = Product("Mug");
  for (const std::string& block :
       {product, "[" + product + "]", R"({"@context":"https://schema.org","@graph":[{"@type":"WebSite"},)" + product + "]}",
        R"({"@type":["WebPage","ItemPage"],"mainEntity":)" + product + "}", R"([[{"@graph":[)" + product + "]}]]"}) {
    EXPECT_EQ((ProductPage{.blocks = {block}}.Says({"product_name", "price"})), "Mug 20") << block;
  }
}

// platforms.md 9, pitfall 15
TEST(ProductFromPage, IsReadBesideABlockThatIsNoJson) {
  for (const char* broken : {R"({"@type":"Product","name":"27" Monitor","offers":{"price":"1"}})", R"({"@type":"Product" "name":"Broken"})",
                             R"({"@type":"Product","offers":{"price":}})", "<!-- -->", "", "{\"@type\":\"Product\",\"name\":\"Cut"}) {
    EXPECT_EQ((ProductPage{.blocks = {broken, Product("Mug")}}.Says({"product_name"})), "Mug") << broken;
  }
}

// What can't be read may be the page's product, and what has an address of its own a related one.
TEST(ProductFromPage, IsNotOneOfAnotherPageBesideABlockThatIsNoJson) {
  ProductPage page{.blocks = {R"({"@type":"Product","name":"27" Monitor"})", Product("Bowl", R"(,"url":"/p/bowl")")}};
  EXPECT_EQ(page.Refusal(), "jsonld[0].name (no JSON)");
  page.address = "https://shop.example/p/bowl";
  EXPECT_EQ(page.Says({"product_name"}), "Bowl");
}

TEST(ProductFromPage, IsNothingOnPagesAboutSomethingElse) {
  for (const char* block :
       {"{}", "[]", "null", "1", "\"Product\"", R"({"@type":"Recipe","name":"Soup","offers":{"price":1}})",
        R"({"@type":"Review","itemReviewed":{"@type":"Product","name":"A","offers":{"price":1}}})",
        R"({"@type":"BreadcrumbList","itemListElement":[{"name":"All "Products" here"}]})",
        R"({"@type":"Offer","itemOffered":{"@type":"Service","name":"Wrapping"},"price":1})",
        R"({"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"A","offers":{"price":1}}}]})"}) {
    EXPECT_EQ((ProductPage{.blocks = {block}}.Read()), std::nullopt) << block;
  }
}

// A shop whose markup says nothing hears so: the refusal names the place, or what is missing.
TEST(ProductFromPage, IsRefusedWhereItsMarkupSaysNoProductOrNoPrice) {
  const std::pair<const char*, const char*> kPages[] = {
      {R"({"@type":"Product","name":"On request"})", "no price"},
      {R"({"@type":"Product","name":"A","offers":[]})", "no price"},
      {R"({"@type":"Product","name":"A","offers":{"@type":"Offer"}})", "no price"},
      {R"({"@type":"Product","name":"A","offers":{"price":"ask"}})", "ask"},
      {R"({"@type":"Product","name":"27" Monitor","offers":{"price":"1"}})", "jsonld[0].name (no JSON)"},
      {R"({"@type":"Product","offers":[{"price":1},{"price":}]})", "jsonld[0].offers[1].price (no JSON)"},
      {R"({"@type":"Product","name":"Cut)", "jsonld[0].name (no JSON)"},
      {R"('{"@type":"ProductGroup"}')", "jsonld[0].@type (no JSON)"},
      {R"({"@graph":{"@type":"Product")", "jsonld[0].@graph (no JSON)"},
      {R"({"@type":"Product","name":"A"}{"@type":"Product","name":"B"})", "jsonld[0].name (no JSON)"}};
  for (const auto& [block, refusal] : kPages) EXPECT_EQ((ProductPage{.blocks = {block}}.Refusal()), refusal) << block;
  EXPECT_EQ((ProductPage{.blocks = {"{}", R"({"@type":"Product",name:"A"})"}}.Refusal()), "jsonld[1].@type (no JSON)");
  EXPECT_EQ((ProductPage{.blocks = {R"({"@type":"Product","name":"Mug","sku":"M"})"}}.Says({"product_id", "product_name"})), "M Mug");
}

// What a script writes later may say it, so an observer asks again before it is told (js/src/observe/jsonld.ts).
TEST(ProductFromPage, IsRefusedOnlyWhereThePageHasHadItsTime) {
  PlatformShop shop("jsonld");
  Json page = ProductPage{.blocks = {R"({"@type":"Product","name":"Mug"})"}}.Data();
  page.Set("early", Json::Bool(true));
  EXPECT_EQ(shop.See("jsonld", "product", page).TextAt("status"), "duplicate");
  page.Set("early", Json::Bool(false));
  EXPECT_EQ(testing::Told(shop.See("jsonld", "product", page).Find("violations")), "properties.price missing");
  page = ProductPage{.blocks = {Product("Mug")}}.Data();
  page.Set("early", Json::Bool(true));
  EXPECT_EQ(shop.See("jsonld", "product", page).TextAt("status"), "accepted");
}

TEST(ProductFromPage, FindsOffersAndImagesThatAreOnlyPointedTo) {
  const ProductPage page{
      .blocks = {R"({"@graph":[{"@type":"Product","name":"Mug","image":{"@id":"#img"},"offers":{"@id":"#offer"}},
      {"@type":"Offer","@id":"#offer","price":"3.50","priceCurrency":"EUR"},
      {"@type":"ImageObject","@id":"#img","url":"https://cdn.example/mug.jpg"}]})"}};
  EXPECT_EQ(page.Says({"price", "image_url"}), "3.5 https://cdn.example/mug.jpg");
}

TEST(ProductFromPage, ReadsImagesInTheirThreeForms) {
  for (const char* image : {R"("/a.jpg")", R"(["/a.jpg","/b.jpg"])", R"({"@type":"ImageObject","url":"/a.jpg"})",
                            R"([{"@type":"ImageObject","contentUrl":"/a.jpg"}])", R"({"url":["/a.jpg"]})"}) {
    EXPECT_EQ((ProductPage{.blocks = {Product("Mug", std::string(R"(,"image":)") + image)}}.Says({"image_url"})),
              "https://shop.example/a.jpg")
        << image;
  }
  for (const char* image : {R"("data:image/png;base64,x")", "[]", "null", "{}", "[[]]"}) {
    EXPECT_EQ(ProductPage{.blocks = {Product("Mug", std::string(R"(,"image":)") + image)}}.Read()->Find("image_url"),
              nullptr)
        << image;
  }
}

// platforms.md 9, pitfall 1
TEST(ProductFromPage, HasANameForPeople) {
  EXPECT_EQ((ProductPage{.blocks = {Product(R"(Salt &amp; Pepper\t27\" Men&#8217;s)")}}.Says({"product_name"})),
            "Salt & Pepper 27\" Men’s");
  EXPECT_EQ((ProductPage{.blocks = {Product(Repeated("x", 300))}}.Says({"product_name"})), Repeated("x", 255));
}

// platforms.md 9, pitfall 2
TEST(ProductFromPage, ReadsThePriceInTheCurrencyOfTheShopWhereItsOwnIsASign) {
  ProductPage page{.blocks = {R"({"@type":"Product","name":"Mug","offers":{"price":"1.980","priceCurrency":"¥"}})"}};
  EXPECT_EQ(page.Says({"price"}), "1.980 (two readings)");
  page.currency = "JPY";
  EXPECT_EQ(page.Says({"price"}), "1980");
}

TEST(ProductFromPage, PrefersTheCanonicalAddress) {
  ProductPage page{.blocks = {Product("Mug", R"(,"url":"/p/mug?ref=jsonld")")},
                   .canonical = "https://shop.example/mug?utm=1"};
  EXPECT_EQ(page.Says({"product_url"}), "https://shop.example/mug");
  page.canonical = "javascript:0";
  EXPECT_EQ(page.Says({"product_url"}), page.address);
}

TEST(ProductFromPage, HasTheFirstIdThatThereIs) {
  const auto id = [](std::string_view members) {
    return ProductPage{.blocks = {Product("Mug", members)}}.Says({"product_id"});
  };
  EXPECT_EQ(id(R"(,"inProductGroupWithID":"G","productID":"8","sku":"S")"), "G");
  EXPECT_EQ(id(R"(,"isVariantOf":{"@type":"ProductGroup","productGroupID":"G"},"productID":"8")"), "G");
  EXPECT_EQ(id(R"(,"productID":"gid://shopify/Product/8","sku":"S")"), "8");
  EXPECT_EQ(id(R"(,"productID":"","sku":["S"])"), "S");
  EXPECT_EQ(id(R"(,"@id":"https://shop.example/p/red-mug#product")"), "/p/red-mug");
  EXPECT_EQ(id(R"(,"url":"/p/red-mug/?variant=1")"), "/p/red-mug");
  EXPECT_EQ(id(R"(,"@id":"https://shop.example/#/schema/product/9")"), "/p/mug");
  EXPECT_EQ(id(R"(,"mpn":"M","gtin13":"4006381333931")"), "/p/mug");
}

}  // namespace
}  // namespace kago
