#include "core/platform/schema_org.h"

#include <gtest/gtest.h>

#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;

// The amount and the currency of an offer.
std::string PriceIn(std::string_view offer) {
  const Json node = FromText(offer);
  const SchemaPrice price = PriceOf(node, {}, {});
  return Dump(price.amount) + ' ' + price.currency;
}

TEST(PriceOf, IsTheOffersOwnBeforeItsSpecifications) {
  EXPECT_EQ(PriceIn(R"({"price":"5","priceCurrency":"EUR","priceSpecification":{"price":"9","priceCurrency":"USD"}})"),
            "5 EUR");
  EXPECT_EQ(PriceIn(R"({"price":5,"priceSpecification":{"price":5,"priceCurrency":"USD"}})"), "5 USD");
  // The currency of another amount is no one's.
  EXPECT_EQ(PriceIn(R"({"price":5,"priceSpecification":{"price":9,"priceCurrency":"USD"}})"), "5 ");
  EXPECT_EQ(PriceIn(R"({"priceSpecification":{"@type":"PriceSpecification","price":"9.50","priceCurrency":"GBP"}})"),
            "9.5 GBP");
  EXPECT_EQ(PriceIn(R"({"price":"","priceSpecification":[{"price":"9"}]})"), "9 ");
  EXPECT_EQ(PriceIn(R"({"price":"on request","priceSpecification":[{"price":"9"}]})"), "9 ");
  // An amount that can be read in two ways isn't replaced by a third.
  EXPECT_EQ(PriceIn(R"({"price":"1,234","priceCurrency":"EUR","priceSpecification":{"price":9},"lowPrice":8})"), "\"1,234 (two readings)\" EUR");
}

TEST(PriceOf, IsTheSalePriceAndNotTheListPrice) {
  EXPECT_EQ(PriceIn(R"({"priceSpecification":[
      {"@type":"UnitPriceSpecification","priceType":"https://schema.org/ListPrice","price":"20.00","priceCurrency":"EUR"},
      {"@type":"UnitPriceSpecification","price":"15.00","priceCurrency":"EUR"}]})"),
            "15 EUR");
  EXPECT_EQ(PriceIn(R"({"priceSpecification":[{"price":"20"},{"price":"15","priceType":"https://schema.org/SalePrice"}]})"),
            "15 ");
  EXPECT_EQ(PriceIn(R"({"priceSpecification":[{"price":"20","priceType":"ListPrice"}]})"), "20 ");
  EXPECT_EQ(PriceIn(R"({"price":"20","priceCurrency":"EUR","priceSpecification":[{"price":"15","priceType":"SalePrice"}]})"), "15 EUR");
  EXPECT_EQ(PriceIn(R"({"price":"20","priceSpecification":[{"price":" ","priceType":"SalePrice"}]})"), "20 ");
}

TEST(PriceOf, IsNoPricePerUnitAndNoneForMembers) {
  EXPECT_EQ(PriceIn(R"({"priceSpecification":[{"price":"2","referenceQuantity":{"value":"100","unitCode":"MLT"}},
      {"price":"1","validForMemberTier":{"@id":"#gold"}},{"price":"8"}]})"),
            "8 ");
  EXPECT_EQ(PriceIn(R"({"priceSpecification":{"price":"2","referenceQuantity":{"value":"100"}}})"), "null ");
}

TEST(PriceOf, IsNeitherThatOfDeliveryNorOfAKiloNorOfAHundred) {
  for (const char* other : {R"("@type":"DeliveryChargeSpecification")", R"("@type":["PaymentChargeSpecification"])", R"("unitCode":"KGM")",
                            R"("eligibleQuantity":{"minValue":100})"}) {
    const std::string charge = std::string(R"({"price":"4.90",)") + other + "}";
    EXPECT_EQ(PriceIn(R"({"priceSpecification":[)" + charge + R"(,{"price":"49.90"}]})"), "49.9 ") << other;
    EXPECT_EQ(PriceIn(R"({"priceSpecification":)" + charge + "}"), "null ") << other;
  }
  for (const char* piece : {R"("unitCode":"C62")", R"("eligibleQuantity":{"minValue":1})"}) {
    EXPECT_EQ(PriceIn(std::string(R"({"priceSpecification":{"price":"49.90",)") + piece + "}}"), "49.9 ") << piece;
  }
}

TEST(PriceOf, IsTheLowestOfAnAggregateOffer) {
  EXPECT_EQ(PriceIn(R"({"@type":"AggregateOffer","lowPrice":"10.00","highPrice":"20.00","priceCurrency":"EUR"})"), "10 EUR");
}

TEST(HasType, KnowsItsFourForms) {
  for (const char* type :
       {R"("Product")", R"(["Thing","Product"])", R"("http://schema.org/Product")", R"("schema:Product")"}) {
    EXPECT_TRUE(HasType(FromText(std::string("{\"@type\":") + type + "}"), "Product ProductGroup")) << type;
  }
  for (const char* node :
       {"{}", R"({"@type":"Recipe"})", R"({"@type":["Review"]})", R"({"@type":""})", R"({"@type":{}})", "[]", "1"}) {
    EXPECT_FALSE(HasType(FromText(node), "Product ProductGroup")) << node;
  }
}

TEST(SchemaText, TakesTheFirstOfAListAndTheValueOfAnObject) {
  const Json node =
      FromText(R"({"a":"x","b":["y","z"],"c":{"@value":"v","@language":"en"},"d":{"@id":"i"},"e":[],"f":7,"g":null})");
  EXPECT_EQ(SchemaText(node, "a") + SchemaText(node, "b") + SchemaText(node, "c") + SchemaText(node, "d"), "xyvi");
  EXPECT_EQ(SchemaText(node, "e") + SchemaText(node, "f") + SchemaText(node, "g") + SchemaText(node, "h"), "7");
}

}  // namespace
}  // namespace kago
