// What Shopify's customer events amount to. Every fixture there is: platforms_test.cc.
#include <gtest/gtest.h>

#include "core/testing/platform.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FixtureData;
using testing::FromText;
using testing::PlatformShop;

constexpr std::string_view kCartId = "hWN2Z2NwLXVzLWVhc3QxOjAxSjk3UFg4RlFZMjVTVkRHRlc1RlI3SlRY";

// A shop with a pixel, at a page of its own.
struct PixelShop : PlatformShop {
  PixelShop() : PlatformShop("shopify-pixel") {}

  std::string Hear(std::string_view fixture) { return See("shopify-pixel", "event", Data(fixture)).TextAt("status"); }
  static Json Data(std::string_view fixture) {
    return FixtureData(std::string("shopify-pixel/event.").append(fixture).append(".json"));
  }
  // A member of the last event's properties as JSON; empty when there is none.
  std::string Said(std::string_view path) const {
    Json event = Last();
    const Json* at = At(&event, std::string("properties.").append(path));
    return at ? Dump(*at) : "";
  }
};

TEST(PixelProductViewed, SaysTheVariantThatIsShown) {
  PixelShop shop;
  EXPECT_EQ(shop.Hear("product_viewed"), "accepted");
  EXPECT_EQ(Dump(*shop.Last().Find("properties")),
            R"({"variant_id":"44610569208040","product_name":"Furoshiki 27\" Cloth","product_id":"8266836345064",)"
            R"("product_url":"https://shop.example/products/furoshiki?variant=44610569208040",)"
            R"("image_url":"https://cdn.shopify.com/s/files/1/0604/4211/6328/files/furoshiki.jpg?v=1689256168",)"
            R"("price":18.99,"metadata":{"sku":"FURO-IND-50"},"currency":"EUR","source":"web"})");
}

TEST(PixelProductViewed, WithoutAVariantRepeatsTheProductsId) {  // platforms.md 9, pitfall 1
  PixelShop shop;
  EXPECT_EQ(shop.Hear("product_viewed_no_variant"), "accepted");
  EXPECT_EQ(shop.Said("variant_id"), R"("8266836345070")");
  EXPECT_EQ(shop.Said("product_name"), R"("風呂敷 藍")");
  EXPECT_EQ(shop.Said("metadata"), "");
}

TEST(PixelCartViewed, SaysTheWholeCart) {
  PixelShop shop;
  EXPECT_EQ(shop.Hear("cart_viewed"), "accepted");
  EXPECT_EQ(shop.Names(), "cart_updated");
  EXPECT_EQ(shop.Said("total_value"), "57.97");
  EXPECT_EQ(shop.Said("products[0].quantity"), "2");
  EXPECT_EQ(shop.Said("products[1].product_name"), R"("Tea bowl")");
}

TEST(PixelCartViewed, NamesTheCartWithoutItsKey) {  // platforms.md 9, pitfall 9
  PixelShop shop;
  shop.Hear("cart_viewed");
  EXPECT_EQ(shop.Said("cart_id"), Dump(Json::Text(kCartId)));
}

TEST(PixelCartViewed, OfAnEmptyCartEmptiesTheOneThatWasSaid) {  // platforms.md 9, pitfall 8
  PixelShop shop;
  shop.Hear("cart_viewed");
  shop.Hear("cart_viewed_empty");
  EXPECT_EQ(shop.Names(), "cart_updated cart_emptied");
}

TEST(PixelCartViewed, WithoutACartSaysNothing) {
  PixelShop shop;
  EXPECT_EQ(shop.Hear("cart_viewed_none"), "duplicate");
  EXPECT_EQ(shop.count(), 0u);
}

TEST(PixelCheckoutStarted, NamesItsCheckoutAndTheCartOfThePage) {
  PixelShop shop;
  EXPECT_EQ(shop.Hear("checkout_started"), "accepted");
  EXPECT_EQ(shop.Said("checkout_id"), R"("7f0e1b2c3d4e5f60718293a4b5c6d7e8")");
  EXPECT_EQ(shop.Said("cart_id"), Dump(Json::Text(kCartId)));
  EXPECT_EQ(shop.Said("total_value"), "57.97");
  EXPECT_EQ(shop.Said("metadata"), R"({"country":"DE","market_handle":"eu"})");
}

// The event comes at each entry into the checkout.
TEST(PixelCheckoutStarted, IsSaidAgainOnlyWithOtherContent) {
  PixelShop shop;
  shop.Hear("checkout_started");
  EXPECT_EQ(shop.Hear("checkout_started"), "duplicate");
  Json changed = PixelShop::Data("checkout_started");
  At(&changed, "event.data.checkout.lineItems[0].quantity")->Assign(Json::Integer(3));
  EXPECT_EQ(shop.See("shopify-pixel", "event", changed).TextAt("status"), "accepted");
}

TEST(PixelCheckoutStarted, OfALineWithoutAVariantHasThePriceOfAPiece) {
  PixelShop shop;
  EXPECT_EQ(shop.Hear("checkout_started_no_variant"), "accepted");
  EXPECT_EQ(shop.Said("products[0]"),
            R"({"product_id":"99","product_name":"Engraved plate","quantity":3,"price":15,"variant_id":"99"})");
  EXPECT_EQ(shop.Said("metadata"), "");
}

TEST(PixelCheckoutStarted, OfALineThatHasATitleOnlyIsNamedByIt) {
  PixelShop shop;
  Json started = PixelShop::Data("checkout_started_no_variant");
  At(&started, "event.data.checkout.lineItems[0].id")->Assign(Json());
  EXPECT_EQ(shop.See("shopify-pixel", "event", started).TextAt("status"), "accepted");
  EXPECT_EQ(shop.Said("products[0].product_id"), R"("Engraved plate")");
}

TEST(PixelCheckoutCompleted, IsTheOrderOfTheCheckoutsCart) {
  PixelShop shop;
  shop.Hear("checkout_started");
  EXPECT_EQ(shop.Hear("checkout_completed_discounts"), "accepted");
  EXPECT_EQ(shop.Names(), "checkout_started order_placed");
  EXPECT_EQ(shop.Said("order_id"), R"("5301234567890")");
  EXPECT_EQ(shop.Said("cart_id"), Dump(Json::Text(kCartId)));
  EXPECT_EQ(shop.Said("total_value"), "54.87");
  EXPECT_EQ(shop.Said("subtotal_value"), "50.37");
  EXPECT_EQ(shop.Said("tax"), "8.04");
  EXPECT_EQ(shop.Said("shipping"), "4.5");
  EXPECT_EQ(shop.Said("metadata"),
            R"({"country":"DE","market_handle":"eu","payment_gateway_names":["shopify_payments","gift_card"]})");
}

// The theme's cart says `final_price`: one field has one meaning, from the cart to the order.
TEST(PixelCheckoutCompleted, HasPricesAfterTheLinesOwnDiscounts) {
  constexpr struct {
    int quantity;
    const char* line;
    const char* price;
  } kLines[] = {{2, "8.96", "4.48"}, {2, "16.11", "8.055"}, {3, "10", "3.333333"}, {1, "0", "0"}, {4, "100.4", "25.1"}};
  for (const auto& [quantity, line, price] : kLines) {
    PixelShop shop;
    Json completed = PixelShop::Data("checkout_completed_subscription");
    Json* item = At(&completed, "event.data.checkout.lineItems[0]");
    item->SetInteger("quantity", quantity);
    item->Find("finalLinePrice")->Set("amount", Json::Number(line));
    shop.See("shopify-pixel", "event", completed);
    EXPECT_EQ(shop.Said("products[0].price"), price);
    EXPECT_EQ(shop.Said("products[0].quantity"), std::to_string(quantity));
  }
}

TEST(PixelCheckoutCompleted, HasTheVariantsPriceWhereNoneOfTheLineIsKnown) {
  PixelShop shop;
  Json completed = PixelShop::Data("checkout_completed_subscription");
  Json* item = At(&completed, "event.data.checkout.lineItems[0]");
  const std::string price = Dump(*At(item, "variant.price.amount"));
  item->Remove("finalLinePrice");
  shop.See("shopify-pixel", "event", completed);
  EXPECT_EQ(shop.Said("products[0].price"), price);
}

TEST(PixelCartViewed, HasPricesAfterTheLinesOwnDiscounts) {
  PixelShop shop;
  Json viewed = PixelShop::Data("cart_viewed");
  At(&viewed, "event.data.cart.lines[0].cost.totalAmount.amount")->Assign(Json::Number("30"));
  shop.See("shopify-pixel", "event", viewed);
  EXPECT_EQ(shop.Said("products[0].price"), "15");
}

TEST(PixelCheckoutCompleted, AddsUpWhatEachDiscountTookOffTheLines) {
  PixelShop shop;
  shop.Hear("checkout_completed_discounts");
  EXPECT_EQ(shop.Said("total_discounts"), "7.6");
  EXPECT_EQ(shop.Said("discounts"),
            R"([{"code":"WELCOME10","amount":5.6,"type":"percentage"},{"amount":2,"type":"fixed_amount"},)"
            R"({"code":"FREESHIP","type":"percentage"}])");
}

TEST(PixelCheckoutCompleted, IsOneOrderHoweverOftenItIsHeard) {
  PixelShop shop;
  shop.Hear("checkout_completed_discounts");
  EXPECT_EQ(shop.Hear("checkout_completed_discounts"), "duplicate");
  EXPECT_EQ(shop.count(), 1u);
}

// The page behind an order may have the shopper's next cart already.
TEST(PixelCheckoutCompleted, TakesNoCartOfThePage) {
  PixelShop shop;
  shop.Hear("checkout_completed_subscription");
  EXPECT_EQ(shop.Said("cart_id"), "");
}

TEST(PixelCheckoutCompleted, ThatKnowsNoOrderYetIsNamedByItsCheckout) {
  PixelShop shop;
  EXPECT_EQ(shop.Hear("checkout_completed_order_unknown"), "accepted");
  EXPECT_EQ(shop.Said("order_id"), R"("6a2b3c4d5e6f")");
}

TEST(PixelCheckoutCompleted, HasMajorUnitsInEveryCurrency) {  // platforms.md 9, pitfall 3
  PixelShop shop;
  shop.Hear("checkout_completed_jpy");
  EXPECT_EQ(shop.Said("total_value"), "4100");
  EXPECT_EQ(shop.Said("products[0].price"), "1200");
  shop.Hear("checkout_completed_kwd");
  EXPECT_EQ(shop.Said("total_value"), "26.19");
  EXPECT_EQ(shop.Said("products[0].price"), "12.345");
}

TEST(PixelCheckoutCompleted, InACurrencyOfNoStandardTakesThatOfItsAmounts) {  // platforms.md 9, pitfall 2
  PixelShop shop;
  EXPECT_EQ(shop.Hear("checkout_completed_odd_currency"), "accepted");
  EXPECT_EQ(shop.Said("currency"), R"("EUR")");
  EXPECT_EQ(shop.Hear("checkout_completed_legacy_currency"), "accepted");
  EXPECT_EQ(shop.Said("currency"), R"("BYN")");
}

TEST(PixelCheckoutCompleted, InAWithdrawnCurrencyIsSaidAllTheSame) {
  PixelShop shop;
  Json completed = PixelShop::Data("checkout_completed_legacy_currency");
  At(&completed, "event.data.checkout.totalPrice.currencyCode")->Assign(Json::Text("BYR"));
  EXPECT_EQ(shop.See("shopify-pixel", "event", completed).TextAt("status"), "accepted");
  EXPECT_EQ(shop.Said("currency"), R"("BYR")");
}

TEST(PixelEvent, OfAChangedLineAloneSaysNothing) {
  PixelShop shop;
  EXPECT_EQ(shop.Hear("product_added_to_cart"), "duplicate");
  EXPECT_EQ(shop.count(), 0u);
}

TEST(PixelEvent, ThatKagoDoesNotKnowSaysNothing) {
  PixelShop shop;
  EXPECT_EQ(shop.Hear("page_viewed"), "duplicate");
  EXPECT_EQ(shop.page.Status().Find("ledger")->IntegerAt("refused"), 0);
}

TEST(PixelEvent, OfAnotherShapeIsRefused) {
  for (const char* data :
       {"{}", R"({"event":{}})", R"({"event":{"name":"product_viewed","data":{}}})",
        R"({"event":{"name":"checkout_started","data":{"checkout":null}}})",
        R"({"event":{"name":"checkout_completed","data":{"checkout":{"lineItems":{}}}}})",
        R"({"event":{"name":"cart_viewed","data":{"cart":{"lines":3}}}})"}) {
    PixelShop shop;
    EXPECT_EQ(shop.See("shopify-pixel", "event", FromText(data)).TextAt("status"), "refused") << data;
  }
}

}  // namespace
}  // namespace kago
