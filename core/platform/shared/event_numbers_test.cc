// The numbers of events, as each platform tells them.
#include "core/platform/shared/event_numbers.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;
using testing::Told;

struct Shop : PlatformShop {
  explicit Shop(std::string_view platform, std::string_view currency = "EUR") : PlatformShop(platform), from(platform) {
    page.config.SetText("currency", currency);
  }

  // What is refused of it; "no findings" when nothing is.
  std::string Hear(std::string_view what, const Json& data) {
    answer = See(from, what, data);
    return Told(answer.Find("violations"));
  }
  std::string Push(std::string_view event, std::string_view ecommerce) {
    const std::string push = R"({"event":")" + std::string(event) + R"(","ecommerce":)" + std::string(ecommerce) + "}";
    return Hear("push", FromText(R"({"pushes":[)" + push + "]}"));
  }

  // The value at that path of the last event's properties; "absent" when there is none.
  std::string operator[](std::string_view path) {
    Json event = Last();
    const Json* value = At(&event, "properties." + std::string(path));
    return value ? Dump(*value) : "absent";
  }

  std::string from;
  Json answer;
};

constexpr std::string_view kRope = R"({"item_id":"p1","item_name":"Rope per m","price":6,"quantity":)";

std::string Rope(std::string_view quantity) {
  return R"({"currency":"EUR","items":[)" + std::string(kRope) + std::string(quantity) + "}]}";
}

void ExpectRope(Shop& shop, std::string_view pieces, std::string_view exact, std::string_view total) {
  EXPECT_EQ(shop["products[0].quantity"], pieces);
  EXPECT_EQ(shop["products[0].metadata.exact_quantity"], exact);
  EXPECT_EQ(shop["total_value"], total);
}

TEST(FractionalQuantity, OfADataLayersCartIsCountedInWholePiecesAndPaidByThePart) {
  Shop shop("ga4");
  EXPECT_EQ(shop.Push("add_to_cart", Rope("1.85")), "no findings");
  ExpectRope(shop, "2", "1.85", "11.1");
  EXPECT_EQ(Told(shop.answer.Find("warnings")), "") << "the total is that of the parts";
}

TEST(FractionalQuantity, AddsUpInADataLayersCart) {
  Shop shop("ga4");
  shop.Push("add_to_cart", Rope("1.85"));
  shop.Push("add_to_cart", Rope("\"0,5\""));
  ExpectRope(shop, "3", "2.35", "14.1");
  shop.Push("remove_from_cart", Rope("0.35"));
  ExpectRope(shop, "2", "absent", "12");
  shop.Push("remove_from_cart", Rope("2.0000000000000004"));
  EXPECT_EQ(shop.Last().TextAt("name"), "kago.cart_emptied");
}

TEST(FractionalQuantity, OfADataLayersOrderAndCheckoutCostsNeither) {
  Shop shop("ga4");
  const std::string order = R"({"transaction_id":"C1","currency":"EUR","value":11.1,"items":[)" + std::string(kRope) + "1.85}]}";
  EXPECT_EQ(shop.Push("begin_checkout", order), "no findings");
  ExpectRope(shop, "2", "1.85", "11.1");
  EXPECT_EQ(shop.Push("purchase", order), "no findings");
  ExpectRope(shop, "2", "1.85", "11.1");
}

// platforms.md 4: the fixture's cart with parts of a piece in its first line.
TEST(FractionalQuantity, OfWooCommerceCostsNeitherCartNorOrder) {
  Shop shop("woocommerce");
  Json cart = FixtureData("woocommerce/cart.eur.json");
  At(&cart, "items[0].quantity")->Assign(FromText("2.25"));
  EXPECT_EQ(shop.Hear("cart", cart), "no findings");
  EXPECT_EQ(shop["products[0].quantity"], "3");
  EXPECT_EQ(shop["products[0].metadata.exact_quantity"], "2.25");
  Json checkout = Json::Object();
  checkout.Set("cart", cart);
  EXPECT_EQ(shop.Hear("checkout", checkout), "no findings");
  EXPECT_EQ(shop.Hear("order", FromText(R"({"id":"31","failed":false})")), "no findings");
  EXPECT_EQ(shop.Last().TextAt("name"), "ecommerce.order_placed");
  EXPECT_EQ(shop["products[0].quantity"], "3");
  EXPECT_EQ(shop["products[0].metadata.exact_quantity"], "2.25");
}

TEST(FractionalQuantity, IsTheSameOnEveryPlatform) {
  constexpr struct {
    std::string_view platform, what, fixture, path;
  } kCarts[] = {
      {"adobe", "cart", "adobe/cart.eur.json", "items[0].qty"},
      {"bigcommerce", "cart", "bigcommerce/cart.eur_plain.json", "[0].lineItems.physicalItems[0].quantity"},
      {"shopify", "cart", "shopify/cart.plain.json", "items[0].quantity"},
      {"shopify-pixel", "event", "shopify-pixel/event.checkout_started.json", "event.data.checkout.lineItems[0].quantity"},
  };
  for (const auto& cart : kCarts) {
    Shop shop(cart.platform);
    Json data = FixtureData(cart.fixture);
    Json* quantity = At(&data, cart.path);
    ASSERT_TRUE(quantity) << cart.platform;
    quantity->Assign(FromText("1.5"));
    EXPECT_EQ(shop.Hear(cart.what, data), "no findings") << cart.platform;
    EXPECT_EQ(shop["products[0].quantity"], "2") << cart.platform;
    EXPECT_EQ(shop["products[0].metadata.exact_quantity"], "1.5") << cart.platform;
  }
}

TEST(FractionalQuantity, OfMarksIsReadAsAnyNumberIs) {
  Shop shop("html");
  const char* line = R"({"product":"8","name":"Rope","price":"6,00 €","quantity":"1,85"})";
  EXPECT_EQ(shop.Hear("add", FromText(line)), "no findings");
  ExpectRope(shop, "2", "1.85", "11.1");
  EXPECT_EQ(shop.Hear("add", FromText(line)), "no findings");
  ExpectRope(shop, "4", "3.7", "22.2");
}

TEST(ReadQuantity, RoundsUpButNotForTheDustOfFloatingPoint) {
  constexpr const char* kQuantities[][3] = {{"2", "2", "absent"},
                                            {"0.1", "1", "0.1"},          {"2.0000000000000004", "2", "absent"}, {"1.8499999999999999", "2", "1.85"},
                                            {"0", "0", "absent"},         {"-1", "-1", "absent"},        {"\"some\"", "\"some\"", "absent"}};
  for (const auto& [given, whole, exact] : kQuantities) {
    Json line = FromText(std::string(R"({"quantity":)") + given + "}");
    ReadQuantity(&line);
    EXPECT_EQ(Dump(*line.Find("quantity")), whole) << given;
    const Json* metadata = line.Find("metadata");
    EXPECT_EQ(metadata ? Dump(*metadata->Find("exact_quantity")) : "absent", exact) << given;
  }
}

constexpr std::string_view kDiscounted =
    R"("currency":"EUR","items":[{"item_id":"a","item_name":"A","price":100,"quantity":1},
       {"item_id":"promo","item_name":"Spring promo","price":-10,"quantity":1}])";

TEST(NegativeLine, IsADiscountOfADataLayersOrder) {
  Shop shop("ga4");
  EXPECT_EQ(shop.Push("purchase", R"({"transaction_id":"I1","value":90,)" + std::string(kDiscounted) + "}"), "no findings");
  EXPECT_EQ(shop["total_value"], "90");
  EXPECT_EQ(shop["total_discounts"], "10");
  EXPECT_EQ(shop["products[0].product_id"], "\"a\"");
  EXPECT_EQ(shop["products[1]"], "absent");
  EXPECT_EQ(Told(shop.answer.Find("warnings")), "");
}

TEST(NegativeLine, LowersATotalThatNobodySaid) {
  Shop shop("ga4");
  EXPECT_EQ(shop.Push("purchase", R"({"transaction_id":"I1",)" + std::string(kDiscounted) + "}"), "no findings");
  EXPECT_EQ(shop["total_value"], "90");
  EXPECT_EQ(shop["total_discounts"], "10");
}

TEST(NegativeLine, IsADiscountOfADataLayersCartAndCheckout) {
  Shop shop("ga4");
  for (const char* event : {"view_cart", "begin_checkout"}) {
    EXPECT_EQ(shop.Push(event, "{" + std::string(kDiscounted) + "}"), "no findings") << event;
    EXPECT_EQ(shop["total_value"], "90") << event;
    EXPECT_EQ(shop["products[1]"], "absent") << event;
    EXPECT_EQ(Told(shop.answer.Find("warnings")), "") << event;
  }
  shop.Push("add_to_cart", R"({"currency":"EUR","items":[{"item_id":"b","item_name":"B","price":5}]})");
  EXPECT_EQ(shop["total_value"], "95") << "the mirror keeps the discount";
  EXPECT_EQ(shop["products[1].product_id"], "\"b\"");
  shop.Push("remove_from_cart", R"({"currency":"EUR","items":[{"item_id":"promo","item_name":"Spring promo","price":-10}]})");
  EXPECT_EQ(shop["total_value"], "105");
}

TEST(NegativeLine, OfNegativeQuantityIsADiscountOfAnOrderToo) {
  Shop shop("ga4");
  EXPECT_EQ(shop.Push("purchase", R"({"transaction_id":"I1","value":90,"currency":"EUR","items":[{"item_id":"a","price":100},
      {"item_id":"promo","price":"10.00","quantity":-1}]})"),
            "no findings");
  EXPECT_EQ(shop["total_discounts"], "10");
}

TEST(NegativeLine, IsADiscountOfMarksToo) {
  Shop shop("html");
  EXPECT_EQ(shop.Hear("order", FromText(R"({"order":"7","total":"90,00 €","lines":[{"product":"a","name":"A","price":"100,00 €"},
      {"product":"promo","name":"Promo","price":"-10,00 €"}]})")),
            "no findings");
  EXPECT_EQ(shop["total_value"], "90");
  EXPECT_EQ(shop["total_discounts"], "10");
}

TEST(NegativeLine, IsRefusedWhereThereIsNothingElse) {
  Shop shop("ga4");
  EXPECT_EQ(shop.Push("purchase", R"({"transaction_id":"I1","value":90,"currency":"EUR","items":[{"item_id":"a","price":-10}]})"),
            "properties.products[0].price negative");
}

TEST(Currency, OfADataLayerThatIsASignIsTheShops) {
  Shop shop("ga4", "SEK");
  const char* view = R"({"currency":"kr","value":45,"items":[{"item_id":"a","item_name":"A","price":45,"quantity":1}]})";
  EXPECT_EQ(shop.Push("view_item", view), "no findings");
  EXPECT_EQ(shop["currency"], "\"SEK\"");
  EXPECT_EQ(shop.Push("add_to_cart", view), "no findings");
  EXPECT_EQ(shop["currency"], "\"SEK\"");
}

TEST(Currency, ThatIsASignIsTheShopsOnEveryPlatform) {
  constexpr struct {
    std::string_view platform, what, fixture, path;
  } kCarts[] = {
      {"adobe", "cart", "adobe/cart.eur.json", ""},
      {"bigcommerce", "cart", "bigcommerce/cart.eur_plain.json", "[0].currency.code"},
      {"shopify", "cart", "shopify/cart.plain.json", "currency"},
      {"woocommerce", "cart", "woocommerce/cart.eur.json", "totals.currency_code"},
  };
  for (const auto& cart : kCarts) {
    Shop shop(cart.platform, "SEK");
    Json data = FixtureData(cart.fixture);
    Json* code = cart.path.empty() ? &data.Set("currency", Json()) : At(&data, cart.path);
    ASSERT_TRUE(code) << cart.platform;
    code->Assign(Json::Text("kr"));
    EXPECT_EQ(shop.Hear(cart.what, data), "no findings") << cart.platform;
    EXPECT_EQ(shop["currency"], "\"SEK\"") << cart.platform;
    code->Assign(Json::Text("XXX"));
    EXPECT_EQ(shop.Hear(cart.what, data), "properties.currency unknown_currency") << cart.platform;
  }
}

TEST(NumberText, OfADataLayerIsReadByItsCurrency) {
  Shop shop("ga4", "");
  EXPECT_EQ(shop.Push("view_item", R"({"currency":"VND","items":[{"item_id":"a","price":"150.000"}]})"), "no findings");
  EXPECT_EQ(shop["price"], "150000");
  for (const char* price : {"1.299", "1,299"}) {
    EXPECT_EQ(shop.Push("add_to_cart", R"({"currency":"EUR","items":[{"item_id":"b","price":")" + std::string(price) + "\"}]}"),
              "properties.products[0].price wrong_type");
    EXPECT_EQ(shop.answer.Find("violations")->items()[0].TextAt("found"),
              '"' + std::string(price) + " (two readings)\"");
  }
}

TEST(NumberText, OfAPushWithoutACurrencyIsReadByTheCarts) {
  Shop shop("ga4", "");
  shop.Push("add_to_cart", R"({"currency":"VND","items":[{"item_id":"a","price":"150.000"}]})");
  EXPECT_EQ(shop.Push("add_to_cart", R"({"items":[{"item_id":"b","price":"25.000"}]})"), "no findings");
  EXPECT_EQ(shop["total_value"], "175000");
}

TEST(NumberText, OfAPageForSearchEnginesIsReadByItsCurrency) {
  constexpr const char* kPrices[][3] = {{"2.83610", "EUR", "refused"}, {"150.000", "IDR", "refused"}, {"150.000", "VND", "150000"},   {"1.499.000", "CLP", "1499000"},
                                        {"1'234.50", "CHF", "1234.5"}, {"1 234,50", "CHF", "1234.5"},  {"1\u00a0234,50", "CHF", "1234.5"},
                                        {"1.299", "EUR", "refused"},   {"185.130001", "EUR", "185.13"}, {"49,90 €", "EUR", "49.9"}};
  for (const auto& [price, currency, read] : kPrices) {
    Shop shop("jsonld");
    Json page = FromText(R"({"jsonld":[],"og":[]})");
    page.Find("jsonld")->Push(Json::Text(std::string(R"({"@type":"Product","name":"Lamp","sku":"L1","offers":{"price":")") + price +
                                         R"(","priceCurrency":")" + currency + "\"}}"));
    const std::string refused = shop.Hear("product", page);
    EXPECT_EQ(refused == "no findings" ? shop["price"] : "refused", read) << price << ": " << refused;
  }
}

}  // namespace
}  // namespace kago
