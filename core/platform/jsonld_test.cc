// What product pages say of themselves, and what comes of it. Whole pages: tests/fixtures/jsonld.
#include "core/platform/jsonld.h"

#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FixtureData;
using testing::Fixtures;
using testing::FromText;
using testing::PlatformShop;
using testing::Repeated;

constexpr const char* kPage = "https://shop.example/p/mug";

struct ProductPage {
  std::string address = kPage;
  std::vector<std::string> blocks = {};
  std::string canonical = {};
  std::vector<std::pair<std::string, std::string>> og = {};
  std::string currency = {};
  std::string variant = {};

  std::optional<Json> Read() const {
    Json page = Json::Object();
    Json texts = Json::Array();
    for (const std::string& block : blocks) texts.Push(Json::Text(block));
    page.Set("jsonld", std::move(texts));
    Json pairs = Json::Array();
    for (const auto& [name, content] : og) {
      Json& pair = pairs.Push(Json::Array());
      pair.Push(Json::Text(name));
      pair.Push(Json::Text(content));
    }
    page.Set("og", std::move(pairs));
    if (!canonical.empty()) page.SetText("canonical", canonical);
    return ProductFromPage(page, Observation{"product", page, address, currency, ""}, variant);
  }

  // The members of that names, with a space between.
  std::string Says(std::initializer_list<std::string_view> names) const {
    const auto product = Read();
    if (!product) return "nothing";
    std::string said;
    for (std::string_view name : names) {
      const Json* value = product->Find(name);
      said.append(said.empty() ? "" : " ").append(value ? value->text() : "-");
    }
    return said;
  }
};

// {"@type":"Product", …} with one offer; `members` begin with a comma.
std::string Product(std::string_view name, std::string_view members = "") {
  return std::string(R"({"@type":"Product","name":")")
      .append(name)
      .append(R"(","offers":{"@type":"Offer","price":"20.00","priceCurrency":"EUR"})")
      .append(members)
      .append("}");
}

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
  for (const char* broken :
       {R"({"@type":"Product","name":"Broken","offers":{"price":"1"},})", R"({"@type":"Product","name":"Broken",})",
        "{\"@type\":\"Product\",\"name\":\"Raw\nline\"}", R"(/* {"a":1} */ {"@type":"Product"})", "<!-- -->", "",
        "{\"@type\":\"Product\",\"name\":\"Cut"}) {
    EXPECT_EQ((ProductPage{.blocks = {broken, Product("Mug")}}.Says({"product_name"})), "Mug") << broken;
    EXPECT_EQ((ProductPage{.blocks = {broken}}.Read()), std::nullopt) << broken;
  }
}

TEST(ProductFromPage, IsNothingOnPagesAboutSomethingElse) {
  for (
      const char* block :
      {"{}", "[]", "null", "1", "\"Product\"", R"({"@type":"Recipe","name":"Soup","offers":{"price":1}})",
       R"({"@type":"Review","itemReviewed":{"@type":"Product","name":"A","offers":{"price":1}}})",
       R"({"@type":"Product","name":"On request"})", R"({"@type":"Product","name":"A","offers":[]})",
       R"({"@type":"Product","name":"A","offers":{"@type":"Offer"}})",
       R"({"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"A","offers":{"price":1}}}]})"}) {
    EXPECT_EQ((ProductPage{.blocks = {block}}.Read()), std::nullopt) << block;
  }
}

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
  EXPECT_EQ(page.Says({"product_url"}), kPage);
}

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
  EXPECT_EQ((ProductPage{.og = {{"og:type", "product"}, {"og:title", "Mug"}}}.Read()), std::nullopt);
  EXPECT_EQ((ProductPage{.blocks = {Product("Bowl")}, .og = kOpenGraph}.Says({"product_name"})), "Bowl");
}

TEST(ProductFromPage, IsOpenGraphsWhenJsonLdHasNoPriceToRead) {
  const char* unread = R"({"@type":"Product","name":"Bowl","offers":{"price":"1,234","priceCurrency":"EUR"}})";
  EXPECT_EQ((ProductPage{.blocks = {unread}, .og = kOpenGraph}.Says({"product_name"})), "Mug \"27\"");
  EXPECT_EQ((ProductPage{.blocks = {unread}}.Says({"product_name", "price"})), "Bowl 1,234 (two readings)");
}

// What comes of each page that CMSs write: name, ids, price and currency, or nothing.
TEST(JsonLdFixture, BecomesTheProductOfItsPage) {
  const std::pair<std::string_view, std::string_view> kExpected[] = {
      {"aggregate_with_offers", "Basket|8266836345064|12|45|SEK"},
      {"bigcommerce", "[Sample] Able Brewing System|ABS|ABS|225|AUD"},
      {"broken_beside_whole", "Whole|W-1|W-1|5|EUR"},
      {"google_group", "Wool winter coat|44E01|44E01-M11000|39.99|USD"},
      {"item_list", ""},
      {"jpy", "湯呑み|YN-1|YN-1|12000|JPY"},
      {"kwd", "كوب|KW-1|KW-1|1.25|KWD"},
      {"list_page", ""},
      {"magento", "Joust Duffle Bag|24-MB01|24-MB01|34|USD"},
      {"offers_of_variants", "Noren & rod|NOR-1|1002|59|EUR"},
      {"only_broken", ""},
      {"open_graph", "Mug “Moon”|MOON|MOON-1|12.5|CHF"},
      {"prestashop", "Hummingbird printed t-shirt|demo_1|demo_1|22.94|EUR"},
      {"recipe", ""},
      {"reviews_plugin", "Mug|77|77|11|EUR"},
      {"shopify_group", "Furoshiki 27\" Cloth|8266836345064|44610569208041|24.99|EUR"},
      {"shopify_single", "Tea bowl|/products/tea-bowl|44610569208050|1234.5|USD"},
      {"squarespace", "Linen apron — Madobe|/store/p/linen-apron|/store/p/linen-apron|72|CAD"},
      {"with_related", "Teapot|501|501|80|EUR"},
      {"wix", "I'm a product|df19c1f7-07d8-a265-42f8-e8dfa824cc6e|364215376135191|85|GBP"},
      {"woocommerce_simple", "Beanie & Scarf|127|127|18|EUR"},
      {"woocommerce_variable", "Hoodie|woo-hoodie|woo-hoodie|42|USD"},
      {"yoast_graph", "Mug – Café|MUG-1|MUG-1|15|EUR"},
  };
  EXPECT_EQ(Fixtures("jsonld").size(), std::size(kExpected) + 1);  // and the odd title below
  for (const auto& [name, expected] : kExpected) {
    PlatformShop shop("jsonld");
    shop.See("jsonld", "product", FixtureData(std::string("jsonld/product.").append(name).append(".json")));
    std::string said;
    for (const Json& event : shop.origin.Events()) {
      for (std::string_view key : {"product_name", "product_id", "variant_id", "price", "currency"}) {
        const Json* value = event.Find("properties")->Find(key);
        said.append(said.empty() ? "" : "|").append(value ? value->text() : "-");
      }
    }
    EXPECT_EQ(said, expected) << name;
  }
}

// platforms.md 9, pitfall 1
TEST(JsonLdFixture, WithAnOddTitleHasItsEvent) {
  PlatformShop shop("jsonld");
  EXPECT_EQ(shop.See("jsonld", "product", FixtureData("jsonld/product.odd_title.json")).TextAt("status"), "accepted");
  const std::string name = shop.Last().Find("properties")->TextAt("product_name");
  EXPECT_TRUE(name.starts_with("27\" Monitor “Ultra” <b>new</b> &amp; très")) << name;
  EXPECT_EQ(shop.Last().Find("properties")->TextAt("image_url").size(), 424u);
}

// A product whose offers are the node of that id.
std::string Referring(std::string_view id, std::string_view offers) {
  return std::string(R"({"@type":"Product","name":"A","@id":")").append(id).append(R"(","offers":)").append(offers) + "}";
}

TEST(OffersThatReferToEachOther, MayGoRoundInACircle) {
  for (const std::string& block :
       {Referring("#p", R"({"@id":"#p"})"), Referring("#p", R"([{"@id":"#p"},{"@id":"#p"},{"@id":"#p"}])"),
        '[' + Referring("#p", R"({"@id":"#q"})") + ',' + Referring("#q", R"({"@id":"#p"})") + ']',
        Referring("#p", R"({"offers":{"offers":[[{"@id":"#p"}]]}})"),
        std::string(R"({"@type":"ProductGroup","@id":"#g","name":"G","hasVariant":[{"offers":{"@id":"#g"}}],"offers":{"@id":"#g"}})")}) {
    EXPECT_EQ(ProductPage{.blocks = {block}}.Says({"product_name"}), "nothing") << block;
  }
}

TEST(OffersThatReferToEachOther, AreReadUpToTheOneThatHasAPrice) {
  EXPECT_EQ((ProductPage{.blocks = {'[' + Referring("#p", R"([{"@id":"#o"},{"@id":"#p"}])") +
                                    R"(,{"@id":"#o","@type":"Offer","price":5}])"}}
                 .Says({"product_name", "price"})),
            "A 5");
}

TEST(OffersThatReferToEachOther, MayBeAChainOrALatticeWithoutEnd) {
  for (const std::string_view next : {R"({"@id":"#%"})", R"([{"@id":"#%"},{"@id":"#%"},{"@id":"#%"},{"@id":"#%"}])"}) {
    std::string block = "[";
    for (int i = 0; i < 3'000; ++i) {
      std::string offers(next);
      for (std::size_t at = offers.find('%'); at != std::string::npos; at = offers.find('%')) {
        offers.replace(at, 1, std::to_string(i + 1));
      }
      block.append(i == 0 ? "" : ",").append(Referring("#" + std::to_string(i), offers));
    }
    EXPECT_EQ(ProductPage{.blocks = {block + "]"}}.Says({"product_name"}), "nothing") << next;
  }
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

TEST(ProductFromPage, SaysNothingOfAPageWithMoreOffersThanItReads) {
  std::string offers = R"({"price":1})";
  for (int i = 0; i < 6'000; ++i) offers.append(R"(,{"price":2})");
  EXPECT_EQ(ProductPage{.blocks = {R"({"@type":"Product","name":"A","offers":[)" + offers + "]}"}}.Says({"price"}), "nothing");
}

}  // namespace
}  // namespace kago
