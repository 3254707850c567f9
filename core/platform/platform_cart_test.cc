#include "core/platform/platform_cart.h"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "core/event/builder.h"
#include "core/event/validator.h"

namespace kago {
namespace {

constexpr char kOrigin[] = "https://shop.example";

Json Fixture(const std::string& name) {
  std::ifstream file(KAGO_FIXTURES "/" + name);
  std::ostringstream text;
  text << file.rdbuf();
  ParsedJson parsed = ParseJson(text.str());
  EXPECT_TRUE(parsed.ok()) << name;
  return parsed.value;
}

Json Parsed(std::string_view text) { return ParseJson(text).value; }

// What is wrong with a cart's properties once they are built.
std::string Violations(Json properties) {
  const EventType* type = FindEventType(properties.Find("products") ? "ecommerce.cart_updated" : "kago.cart_emptied");
  Findings warnings;
  Findings violations;
  BuildProperties(*type, {"EUR", kOrigin}, &properties, &warnings);
  if (!properties.Find("cart_id")) properties.SetText("cart_id", "own");
  ValidateProperties(*type, properties, &violations);
  return Dump(ToJson(violations));
}

TEST(ShopifyCart, BecomesAValidCartUpdate) {
  const auto cart = CartFromPlatform("shopify", Fixture("shopify-cart.json"), kOrigin);
  ASSERT_TRUE(cart);
  EXPECT_EQ(Violations(*cart), "[]");
  EXPECT_EQ(Dump(*cart),
            R"({"cart_id":"hWN2Z2NwLXVzLWVhc3QxOjAxSjk3UFg4RlFZMjVTVkRHRlc1RlI3SlRY","currency":"EUR",)"
            R"("total_value":57.97,"subtotal_value":57.97,"products":[)"
            R"({"product_id":"8266836345064","variant_id":"44610569208040","product_name":"Furoshiki 27\" Cloth",)"
            R"("quantity":2,"price":18.99,)"
            R"("product_url":"https://shop.example/products/furoshiki?variant=44610569208040",)"
            R"("image_url":"https://cdn.shopify.com/s/files/1/0604/4211/6328/files/furoshiki.jpg?v=1689256168",)"
            R"("metadata":{"sku":"FURO-IND-50"}},)"
            R"({"product_id":"8266836345065","variant_id":"44610569208041","product_name":"Tea bowl",)"
            R"("quantity":1,"price":19.99,"product_url":"https://shop.example/products/tea-bowl?variant=44610569208041"}]})");
}

TEST(ShopifyCart, KeepsTheSecretKeyAndTheShoppersWordsToItself) {
  const std::string text = Dump(*CartFromPlatform("shopify", Fixture("shopify-cart.json"), kOrigin));
  for (const char* secret : {"9f0e1d2c", "Ms Example", "Happy birthday", "For Ada"}) {
    EXPECT_EQ(text.find(secret), std::string::npos) << secret;
  }
}

TEST(ShopifyCart, CountsHundredthsInEveryCurrency) {  // platforms.md 9, pitfall 3
  const Json reply = Parsed(R"({"token":"t","currency":"JPY","total_price":200000,"items":[{"product_id":8,)"
                            R"("variant_id":44,"product_title":"Cup","quantity":2,"final_price":100000}]})");
  const auto cart = CartFromPlatform("shopify", reply, kOrigin);
  EXPECT_EQ(cart->Find("total_value")->text(), "2000");
  EXPECT_EQ(cart->Find("products")->items()[0].Find("price")->text(), "1000");
}

TEST(ShopifyCart, WithoutLinesIsAnEmptiedCart) {
  const auto cart = CartFromPlatform("shopify", Parsed(R"({"token":"t?key=k","currency":"EUR","total_price":0,"items":[]})"), kOrigin);
  EXPECT_EQ(Dump(*cart), R"({"cart_id":"t","currency":"EUR"})");
  EXPECT_EQ(Violations(*cart), "[]");
}

TEST(ShopifyCart, BeforeThereIsATokenLeavesTheCartIdToKago) {
  const auto cart = CartFromPlatform("shopify", Parsed(R"({"token":"","currency":"EUR","items":[]})"), kOrigin);
  EXPECT_EQ(cart->Find("cart_id"), nullptr);
}

TEST(BigCommerceCart, BecomesAValidCartUpdateWithAllFourKindsOfLines) {
  const auto cart = CartFromPlatform("bigcommerce", Fixture("bigcommerce-cart.json"), kOrigin);
  ASSERT_TRUE(cart);
  EXPECT_EQ(Violations(*cart), "[]");
  EXPECT_EQ(cart->TextAt("cart_id"), "0f6c1d5e-8b0a-4d0c-9a53-2b6f0f5c9e11");
  EXPECT_EQ(cart->Find("total_value")->text(), "95.3");
  const auto& products = cart->Find("products")->items();
  ASSERT_EQ(products.size(), 4u);
  EXPECT_EQ(Dump(products[0]),
            R"({"product_id":"230","variant_id":"193","product_name":"Mug","quantity":2,"price":20.1,)"
            R"("product_url":"https://shop.example/mug/",)"
            R"("image_url":"https://cdn11.bigcommerce.com/s-x/products/230/images/mug.jpg","metadata":{"sku":"MUG-B"}})");
  EXPECT_EQ(products[2].TextAt("product_name"), "Wrapping");
  EXPECT_EQ(products[3].Find("price")->text(), "50");
  EXPECT_EQ(products[3].Find("quantity")->text(), "1");
}

TEST(BigCommerceCart, KeepsPersonalDataToItself) {
  const std::string text = Dump(*CartFromPlatform("bigcommerce", Fixture("bigcommerce-cart.json"), kOrigin));
  for (const char* secret : {"shopper@example.org", "Ada Example", "bo@example.org"}) {
    EXPECT_EQ(text.find(secret), std::string::npos) << secret;
  }
}

TEST(BigCommerceCart, AsAnEmptyReplyIsAnEmptiedCart) {  // platforms.md 9, pitfall 13
  EXPECT_EQ(Dump(*CartFromPlatform("bigcommerce", Parsed("[]"), kOrigin)), "{}");
}

TEST(PlatformCart, OfAnotherShapeIsNoCart) {
  for (const char* text : {"null", "1", "\"x\"", "{}", R"({"items":5})", R"([1])", R"([{"id":"x"}])"}) {
    EXPECT_FALSE(CartFromPlatform("shopify", Parsed(text), kOrigin)) << text;
  }
  for (const char* text : {"null", "1", "{}", R"([1])", R"([{"id":"x"}])"}) {
    EXPECT_FALSE(CartFromPlatform("bigcommerce", Parsed(text), kOrigin)) << text;
  }
  EXPECT_FALSE(CartFromPlatform("none", Parsed(R"({"items":[]})"), kOrigin));
}

TEST(PlatformCart, OfOddValuesNeverHarmsTheCore) {
  for (const char* text : {R"({"items":[1,null,{"final_price":"x","url":5,"sku":7}]})",
                           R"({"token":7,"currency":[],"total_price":-5,"items":[{"final_price":1e400}]})"}) {
    EXPECT_NE(Violations(*CartFromPlatform("shopify", Parsed(text), kOrigin)), "[]") << text;
  }
}

}  // namespace
}  // namespace kago
