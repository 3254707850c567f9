// Carts of Shopify, and the events that come of them. What holds for every fixture: platforms_test.cc.
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;
using testing::Told;

constexpr std::string_view kPlainCartId = "hWN2Z2NwLXVzLWVhc3QxOjAxSjk3UFg4RlFZMjVTVkRHRlc1RlI3SlRY";

struct Shop : PlatformShop {
  Shop() : PlatformShop("shopify") {}
  Json SeeCart(const Json& data) { return See("shopify", "cart", data); }
  // Of `shopify/cart.<name>.json`.
  Json SeeFixture(const std::string& name) { return SeeCart(FixtureData("shopify/cart." + name + ".json")); }
  Json Properties() const {
    const Json event = Last();
    return event.is_null() ? Json() : *event.Find("properties");
  }
};

// The properties of the event that a fixture leads to.
Json CartOf(const std::string& name) {
  Shop shop;
  EXPECT_EQ(shop.SeeFixture(name).TextAt("status"), "accepted") << name;
  return shop.Properties();
}

// `2 x 12.505, 1 x 8.25 = 33.26 KWD`: quantity and price of the lines, and the total.
std::string Sums(const Json& properties) {
  std::string text;
  for (const Json& line : properties.Find("products")->items()) {
    text.append(text.empty() ? "" : ", ").append(line.Find("quantity")->text());
    text.append(" x ").append(line.Find("price")->text());
  }
  return text.append(" = ").append(properties.Find("total_value")->text()).append(" ").append(properties.TextAt("currency"));
}

std::string NamesOf(const Json& properties) { return testing::MembersOf(*properties.Find("products"), "product_name"); }

TEST(ShopifyCart, BecomesACartUpdate) {
  EXPECT_EQ(Dump(CartOf("plain")),
            R"({"cart_id":"hWN2Z2NwLXVzLWVhc3QxOjAxSjk3UFg4RlFZMjVTVkRHRlc1RlI3SlRY","currency":"EUR",)"
            R"("total_value":57.97,"subtotal_value":57.97,"products":[)"
            R"({"product_id":"8266836345064","variant_id":"44610569208040","product_name":"Furoshiki 27\" Cloth",)"
            R"("quantity":2,)"
            R"("product_url":"https://shop.example/products/furoshiki?variant=44610569208040",)"
            R"("image_url":"https://cdn.shopify.com/s/files/1/0604/4211/6328/files/furoshiki.jpg?v=1689256168",)"
            R"("price":18.99,"metadata":{"sku":"FURO-IND-50"}},)"
            R"({"product_id":"8266836345065","variant_id":"44610569208041","product_name":"Tea bowl",)"
            R"("quantity":1,"product_url":"https://shop.example/products/tea-bowl?variant=44610569208041","price":19.99}],)"
            R"("source":"web","action":"replace"})");
}

TEST(ShopifyCart, OfBothApisIsTheSameCart) {
  Shop shop;
  EXPECT_EQ(shop.SeeFixture("plain").TextAt("status"), "accepted");
  EXPECT_EQ(shop.SeeFixture("storefront_nodes").TextAt("status"), "duplicate");
  EXPECT_EQ(shop.count(), 1u);
}

TEST(ShopifyCart, OfTheStorefrontApiBecomesACartUpdate) {
  EXPECT_EQ(Dump(CartOf("storefront_nodes")),
            R"({"cart_id":"hWN2Z2NwLXVzLWVhc3QxOjAxSjk3UFg4RlFZMjVTVkRHRlc1RlI3SlRY","currency":"EUR",)"
            R"("total_value":57.97,"subtotal_value":57.97,"products":[)"
            R"({"quantity":2,"variant_id":"44610569208040","product_name":"Furoshiki 27\" Cloth","product_id":"8266836345064",)"
            R"("product_url":"https://shop.example/products/furoshiki",)"
            R"("image_url":"https://cdn.shopify.com/s/files/1/0604/4211/6328/files/p8266836345064.jpg?v=1689256168",)"
            R"("price":18.99,"metadata":{"sku":"FURO-IND-50"}},)"
            R"({"quantity":1,"variant_id":"44610569208041","product_name":"Tea bowl","product_id":"8266836345065",)"
            R"("price":19.99}],"source":"web","action":"replace"})");
}

TEST(ShopifyCart, OfTheStorefrontApiMayComeAsEdges) {
  Json cart = CartOf("storefront_edges");
  EXPECT_EQ(Sums(cart), "2 x 1000, 3 x 2333 = 9900 JPY");  // 7000 for three, in whole yen
  EXPECT_EQ(At(&cart, "subtotal_value")->text(), "9000");
  EXPECT_EQ(At(&cart, "tax")->text(), "900");
  EXPECT_EQ(At(&cart, "products[1].metadata")->TextAt("selling_plan"), "Every month");
}

TEST(ShopifyCart, OfTheStorefrontApiMayHaveItsLinesFlattened) {
  Json cart = FixtureData("shopify/cart.storefront_nodes.json");
  Json* lines = cart.Find("lines");
  lines->Assign(Json(*lines->Find("nodes")));
  Shop shop;
  shop.SeeCart(cart);
  EXPECT_EQ(Sums(shop.Properties()), "2 x 18.99, 1 x 19.99 = 57.97 EUR");
}

TEST(ShopifyCart, OfTheStorefrontApiFallsBackOnTheUnitsOwnPrice) {
  for (const char* gone : {"totalAmount", "amountPerQuantity"}) {
    Json cart = FixtureData("shopify/cart.storefront_nodes.json");
    for (const char* name : {"totalAmount", gone}) At(&cart, "lines.nodes[0].cost")->Remove(name);
    Shop shop;
    shop.SeeCart(cart);
    Json properties = shop.Properties();
    EXPECT_EQ(At(&properties, "products[0].price")->text(), "19.99");
  }
}

TEST(ShopifyCart, CountsHundredthsInEveryCurrency) {  // platforms.md 9, pitfall 3
  EXPECT_EQ(Sums(CartOf("jpy")), "2 x 1000, 1 x 2500 = 4500 JPY");
  EXPECT_EQ(Sums(CartOf("krw")), "1 x 8900, 3 x 123500 = 379400 KRW");
  Shop shop;  // platforms.md 9, to the letter
  shop.SeeCart(FromText(R"({"token":"t","currency":"JPY","total_price":200000,"items":[{"product_id":8,)"
                        R"("variant_id":44,"product_title":"Cup","quantity":2,"final_price":100000}]})"));
  EXPECT_EQ(Sums(shop.Properties()), "2 x 1000 = 2000 JPY");
}

TEST(ShopifyCart, ChecksTheHundredthsAgainstPricesInMajorUnits) {
  EXPECT_EQ(Sums(CartOf("kwd_hundredths")), "2 x 12.5 = 25 KWD");
  EXPECT_EQ(Sums(CartOf("kwd_thousandths")), "2 x 12.505, 1 x 0, 1 x 8.25 = 33.26 KWD");
}

TEST(ShopifyCart, DoubtsPricesInMajorUnitsThatDontFit) {
  for (const char* presentment : {"null", "0", "\"?\"", "12.49", "-12.5", "1250", "0.000125"}) {
    Json cart = FixtureData("shopify/cart.kwd_hundredths.json");
    At(&cart, "items[0].presentment_price")->Assign(FromText(presentment));
    Shop shop;
    shop.SeeCart(cart);
    EXPECT_EQ(Sums(shop.Properties()), "2 x 12.5 = 25 KWD") << presentment;
  }
  Json cart = FixtureData("shopify/cart.plain.json");  // one line for hundredths, one for thousandths
  At(&cart, "items[1].presentment_price")->Assign(Json::Number("1.999"));
  Shop shop;
  shop.SeeCart(cart);
  EXPECT_EQ(Sums(shop.Properties()), "2 x 18.99, 1 x 19.99 = 57.97 EUR");
}

TEST(ShopifyCart, HasPricesAndTotalAfterDiscounts) {
  Json cart = CartOf("discounts");
  EXPECT_EQ(Sums(cart), "1 x 36, 3 x 9.67, 1 x 0 = 58.5 EUR");
  EXPECT_EQ(At(&cart, "subtotal_value")->text(), "65");
}

TEST(ShopifyCart, TellsASubscriptionFromTheSameVariantOnce) {
  Json cart = CartOf("subscription");
  EXPECT_EQ(Sums(cart), "1 x 16.2, 2 x 18 = 52.2 EUR");
  EXPECT_EQ(Dump(*At(&cart, "products[0].metadata")), R"({"sku":"BLEND-1K","selling_plan":"Every month, 10 % off"})");
  EXPECT_EQ(Dump(*At(&cart, "products[1].metadata")), R"({"sku":"BLEND-1K"})");
  EXPECT_EQ(At(&cart, "products[0]")->TextAt("product_url"),
            "https://shop.example/products/house-blend?variant=44610569208011");
}

TEST(ShopifyCart, CountsABundleAsItsParent) {
  EXPECT_EQ(NamesOf(CartOf("bundle")), "Matcha starter set, Gift wrap");
  EXPECT_EQ(Sums(CartOf("bundle")), "1 x 64, 1 x 5 = 69 USD");
  EXPECT_EQ(Sums(CartOf("storefront_bundle")), "1 x 64 = 64 USD");
}

TEST(ShopifyCart, CountsAGiftCardAsAProduct) { EXPECT_EQ(Sums(CartOf("gift_card")), "1 x 50 = 50 CAD"); }

TEST(ShopifyCart, KeepsLinesOfOneVariantApart) {  // platforms.md 9, pitfall 11
  const Json cart = CartOf("same_variant");
  EXPECT_EQ(Sums(cart), "1 x 12.5, 2 x 12.5, 1 x 12.5 = 50 EUR");
  EXPECT_EQ(Dump(cart).find("Engraving"), std::string::npos);
}

TEST(ShopifyCart, IsNotWhatAddJsReplies) {  // platforms.md 9, pitfall 11
  const Json cart = FixtureData("shopify/cart.plain.json");
  Json added = Json::Object();
  added.Set("items", *cart.Find("items"));
  Shop shop;
  EXPECT_EQ(shop.SeeCart(added).TextAt("status"), "refused");
  EXPECT_EQ(shop.SeeCart(cart.Find("items")->items()[0]).TextAt("status"), "refused");
  EXPECT_EQ(shop.count(), 0u);
}

TEST(ShopifyCart, IsWhatChangeJsReplies) {  // platforms.md 9, pitfall 11
  Shop shop;
  Json cart = FixtureData("shopify/cart.plain.json");
  shop.SeeCart(cart);
  cart.Set("items_removed", Json(*cart.Find("items")));
  cart.Set("items_added", Json::Array());
  EXPECT_EQ(shop.SeeCart(cart).TextAt("status"), "duplicate");
}

TEST(ShopifyCart, TakesWhatNamesAreOddAndNoFieldForIt) {  // platforms.md 9, pitfall 1
  Json cart = CartOf("odd_titles");
  const auto name = [&](int line) { return At(&cart, "products[" + std::to_string(line) + "]")->TextAt("product_name"); };
  EXPECT_EQ(name(0), "27\" Monitor");
  EXPECT_EQ(name(1), "Tab here and there");
  EXPECT_LE(Utf16Units(name(2)), limits::kTextUnitsMax);
  EXPECT_TRUE(name(2).starts_with("A very long name, A very"));
  EXPECT_EQ(Utf16Units(name(3)), limits::kTextUnitsMax - 1);  // no half of an emoji
  EXPECT_TRUE(name(4).starts_with("מחצלת"));
  EXPECT_EQ(name(5), "Salt &amp; Pepper <b>Set</b>");  // Shopify escapes nothing: that is its name
  EXPECT_GT(At(&cart, "products[5]")->TextAt("image_url").size(), 400u);
  EXPECT_EQ(At(&cart, "products[6]")->TextAt("image_url"), "https://cdn.shopify.com/s/files/1/kyusu.jpg");
  EXPECT_EQ(name(7), "No name of its own");
  EXPECT_EQ(name(8), "only-a-handle");
  EXPECT_EQ(At(&cart, "products[0].metadata"), nullptr);  // its sku is empty
}

TEST(ShopifyCart, TakesACurrencyInLowerCaseAndAWithdrawnOne) {  // platforms.md 9, pitfall 2
  Shop shop;
  shop.page.config.Set("strict", Json::Bool(true));
  EXPECT_EQ(shop.SeeFixture("lower_case_currency").TextAt("status"), "accepted");
  EXPECT_EQ(shop.Properties().TextAt("currency"), "SEK");
  EXPECT_EQ(shop.SeeFixture("legacy_currency").TextAt("status"), "accepted");
  EXPECT_EQ(shop.Properties().TextAt("currency"), "HRK");
  for (const char* code : {"BYN", "zwg"}) {
    Json cart = FixtureData("shopify/cart.plain.json");
    cart.SetText("currency", code);
    EXPECT_EQ(shop.SeeCart(cart).TextAt("status"), "accepted") << code;
  }
  Json cart = FixtureData("shopify/cart.plain.json");
  cart.SetText("currency", "€");
  EXPECT_EQ(shop.SeeCart(cart).TextAt("status"), "accepted") << "the shop's own sign";
  cart.SetText("currency", "£");
  EXPECT_EQ(Told(shop.SeeCart(cart).Find("violations")), "properties.currency unknown_currency");
}

TEST(ShopifyCart, TakesTheShopsCurrencyWhereItNamesNone) {
  Json cart = FixtureData("shopify/cart.plain.json");
  cart.Remove("currency");
  Shop shop;
  shop.page.config.SetText("currency", "CHF");
  shop.SeeCart(cart);
  EXPECT_EQ(shop.Properties().TextAt("currency"), "CHF");
}

TEST(ShopifyCart, KeepsTheLocaleOfItsAddresses) {
  Json cart = CartOf("locale_prefix");
  EXPECT_EQ(At(&cart, "products[0]")->TextAt("product_url"),
            "https://shop.example/fr-ca/products/tasse-a-the?variant=44610569208033");
}

TEST(ShopifyCart, LeavesOutALineThatIsGone) {
  EXPECT_EQ(Sums(CartOf("zero_quantity")), "2 x 19 = 38 EUR");
  Json cart = FixtureData("shopify/cart.zero_quantity.json");
  At(&cart, "items[1].quantity")->Assign(Json::Integer(0));
  Shop shop;
  shop.SeeFixture("zero_quantity");
  shop.SeeCart(cart);
  EXPECT_EQ(shop.Names(), "cart_updated cart_emptied");
}

TEST(ShopifyCart, OfAnOldThemeHasItsPriceBeforeDiscounts) { EXPECT_EQ(Sums(CartOf("old_theme")), "1 x 74 = 74 GBP"); }

TEST(ShopifyCart, OfFiveHundredLinesFitsIntoAnEvent) {
  Shop shop;
  ASSERT_EQ(shop.SeeFixture("lines_500").TextAt("status"), "accepted");
  Json cart = shop.Properties();
  EXPECT_EQ(cart.Find("products")->items().size(), 500u);
  EXPECT_LE(Dump(shop.Last()).size(), limits::kEventBytesMax);
  EXPECT_EQ(Dump(cart).find("image_url"), std::string::npos);
  EXPECT_NE(At(&cart, "products[499]")->TextAt("product_url"), "");
}

TEST(ShopifyCart, LosesTheAddressesOfProductsTooIfNeedBe) {
  Json cart = FixtureData("shopify/cart.lines_500.json");
  const std::string more = "&variant=" + std::string(300, '1');
  for (Json& line : cart.Find("items")->items()) line.SetText("url", line.TextAt("url") + more);
  Shop shop;
  ASSERT_EQ(shop.SeeCart(cart).TextAt("status"), "accepted");
  EXPECT_EQ(Dump(shop.Last()).find("_url"), std::string::npos);
  EXPECT_EQ(shop.Properties().Find("products")->items().size(), 500u);
}

TEST(ShopifyCart, OfALineWithoutAVariantHasTheProductForOne) {
  Json cart = FixtureData("shopify/cart.plain.json");
  At(&cart, "items[1].variant_id")->Assign(Json());
  Shop shop;
  ASSERT_EQ(shop.SeeCart(cart).TextAt("status"), "accepted");
  cart = shop.Properties();
  EXPECT_EQ(At(&cart, "products[1]")->TextAt("variant_id"), "8266836345065");
}

TEST(ShopifyCart, WithoutLinesIsAnEmptiedCart) {
  for (const char* empty : {R"({"token":"hWN2Z2NwLXVzLWVhc3QxOjAxSjk3UFg4RlFZMjVTVkRHRlc1RlI3SlRY?key=k",)"
                            R"("currency":"EUR","items":[]})",
                            R"({"id":"gid://shopify/Cart/hWN2Z2NwLXVzLWVhc3QxOjAxSjk3UFg4RlFZMjVTVkRHRlc1RlI3SlRY?key=k",)"
                            R"("cost":{"totalAmount":{"amount":"0.0","currencyCode":"EUR"}},"lines":{"edges":[]}})"}) {
    Shop shop;
    shop.SeeFixture("plain");
    shop.SeeCart(FromText(empty));
    EXPECT_EQ(shop.Names(), "cart_updated cart_emptied");
    EXPECT_EQ(shop.Properties().TextAt("cart_id"), kPlainCartId);
  }
}

TEST(ShopifyCart, BeforeThereIsATokenHasKagosOwnCartId) {
  Shop shop;
  shop.SeeFixture("no_token");
  const std::string own = shop.Properties().TextAt("cart_id");
  EXPECT_EQ(own.size(), 36u);
  Json cart = FixtureData("shopify/cart.no_token.json");
  cart.SetText("token", "hWN2abc?key=9f0e");
  At(&cart, "items[0].quantity")->Assign(Json::Integer(2));
  shop.SeeCart(cart);
  EXPECT_EQ(shop.Properties().TextAt("cart_id"), "hWN2abc");
  EXPECT_EQ(shop.Properties().Find("metadata")->TextAt("kago_previous_cart_id"), own);
}

TEST(ShopifyCart, NeverTellsItsKey) {  // platforms.md 9, pitfall 9
  for (const char* name : {"plain", "storefront_nodes", "storefront_edges", "gift_card", "empty"}) {
    Shop shop;
    shop.SeeFixture(name);
    std::string kept = shop.origin.state;
    for (const Json& event : shop.origin.Events()) kept += Dump(event);
    EXPECT_EQ(kept.find("key="), std::string::npos) << name;
  }
}

TEST(ShopifyCart, KeepsItsIdOverPagesAndGetsAnotherAfterTheOrder) {  // platforms.md 9, pitfall 9
  Shop shop;
  shop.SeeFixture("plain");
  testing::Page tab(&shop.origin);
  tab.config = shop.page.config;
  const Json order = FromText(R"({"order_id":"1001","currency":"EUR","products":[{"product_id":"8266836345064",)"
                              R"("variant_id":"44610569208040","product_name":"Cloth","quantity":2,"price":18.99}]})");
  tab.Track("ecommerce.order_placed", order);
  EXPECT_EQ(shop.Properties().TextAt("cart_id"), kPlainCartId);
  shop.SeeFixture("discounts");
  EXPECT_NE(shop.Properties().TextAt("cart_id"), kPlainCartId);
  EXPECT_EQ(shop.Properties().Find("metadata"), nullptr);  // no link to the cart that the order closed
}

TEST(ShopifyCart, WithAPriceThatIsNoneIsRefusedWithItsPath) {
  Shop shop;
  for (const char* price : {"\"soon\"", "true", "{}"}) {
    Json cart = FixtureData("shopify/cart.plain.json");
    At(&cart, "items[1].final_price")->Assign(FromText(price));
    EXPECT_TRUE(Told(shop.SeeCart(cart).Find("violations")).starts_with("properties.products[1].price ")) << price;
  }
}

}  // namespace
}  // namespace kago
