// What comes of whole pages as shop systems write them: tests/fixtures/jsonld.
#include <string>

#include <gtest/gtest.h>

#include "core/testing/platform.h"

namespace kago {
namespace {

using testing::FixtureData;
using testing::Fixtures;
using testing::PlatformShop;

// What comes of each page that CMSs write: name, ids, price and currency, or nothing.
TEST(JsonLdFixture, BecomesTheProductOfItsPage) {
  const std::pair<std::string_view, std::string_view> kExpected[] = {
      {"aggregate_with_offers", "Basket|8266836345064|12|45|SEK"},
      {"bigcommerce", "[Sample] Able Brewing System|ABS|ABS|225|AUD"},
      {"broken_beside_whole", "Whole|W-1|W-1|5|EUR"},
      {"by_hand", "Reader's lamp|RL-1|RL-1|49.9|EUR"},
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
  EXPECT_EQ(Fixtures("jsonld").size(), std::size(kExpected) + 2);  // and the two below
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
  EXPECT_TRUE(name.starts_with("27\" Monitor “Ultra” <b>new</b> & très")) << name;
  EXPECT_EQ(shop.Last().Find("properties")->TextAt("image_url").size(), 424u);
}

TEST(JsonLdFixture, ThatSaysNoProductIsTold) {
  const std::pair<std::string_view, std::string_view> kExpected[] = {
      {"only_broken", "jsonld[0].name (no JSON)"}, {"list_page", "several products"}, {"item_list", ""}, {"recipe", ""}, {"early", ""}};
  for (const auto& [name, expected] : kExpected) {
    PlatformShop shop("jsonld");
    const Json answer = shop.See("jsonld", "product", FixtureData(std::string("jsonld/product.").append(name).append(".json")));
    std::string found;
    if (const Json* violations = answer.Find("violations")) {
      for (const Json& violation : violations->items()) {
        if (violation.TextAt("path") == "properties.price") found = violation.TextAt("found");
      }
    }
    EXPECT_EQ(found, expected.empty() ? "" : '"' + std::string(expected) + '"') << name;
    EXPECT_EQ(answer.TextAt("status"), expected.empty() ? "duplicate" : "refused") << name;
  }
}

}  // namespace
}  // namespace kago
