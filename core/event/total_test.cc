// Totals: what is filled, and what is said of one that the lines don't add up to.
#include "core/event/total.h"

#include <string>

#include <gtest/gtest.h>

#include "core/event/builder.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;
using testing::Told;

struct Totalled {
  std::string total;  // as on the wire; empty when there is none
  Findings warnings;
};

Totalled Build(std::string_view properties_text, std::string_view name = "ecommerce.order_placed") {
  Json properties = FromText(properties_text);
  Totalled result;
  BuildProperties(*FindEventType(name), {}, &properties, &result.warnings);
  if (const Json* total = properties.Find("total_value")) result.total = total->text();
  return result;
}

std::string Filled(std::string_view currency, std::string_view price, std::string_view quantity) {
  return Build(R"({"currency":")" + std::string(currency) + R"(","products":[{"price":)" + std::string(price) +
               R"(,"quantity":)" + std::string(quantity) + "}]}")
      .total;
}

// An order of 2 x 20 EUR with these further members.
Findings Checked(std::string_view members) {
  return Build(R"({"currency":"EUR","products":[{"price":20,"quantity":2}],)" + std::string(members) + "}").warnings;
}

TEST(Total, IsFilledInTheMinorUnitsOfItsCurrency) {
  EXPECT_EQ(Filled("EUR", "0.335", "3"), "1.01");
  EXPECT_EQ(Filled("EUR", "19.99", "3"), "59.97");
  EXPECT_EQ(Filled("JPY", "10.5", "1"), "11");
  EXPECT_EQ(Filled("JPY", "2000", "3"), "6000");
  EXPECT_EQ(Filled("KWD", "1.2345", "1"), "1.235");
  EXPECT_EQ(Filled("CLF", "0.00015", "3"), "0.0005");
}

TEST(Total, IsFilledExactlyWhereNobodySaysHowManyDigitsACurrencyHas) {
  EXPECT_EQ(Filled("HRK", "0.335", "3"), "1.005");
}

TEST(Total, OfItsLinesNeedsNoWord) {
  EXPECT_EQ(Told(Checked(R"("total_value":40)")), "");
  EXPECT_EQ(Told(Checked(R"("total_value":40.00)")), "");
  EXPECT_EQ(Told(Checked(R"("total_value":40.004)")), "properties.total_value excess_digits") << "the same in minor units";
}

TEST(Total, MayCountTaxShippingAndDiscountsThatTheEventNames) {
  constexpr std::string_view kParts = R"("tax":7.6,"shipping":4.9,"total_discounts":5,"total_value":)";
  for (const char* total : {"40", "47.6", "44.9", "52.5", "35", "42.6", "39.9", "47.5"}) {
    EXPECT_EQ(Told(Checked(std::string(kParts) + total)), "") << total;
  }
  EXPECT_EQ(Told(Checked(std::string(kParts) + "45")), "properties.total_value total_mismatch");
}

TEST(Total, MayStartFromTheSubtotalThatTheShopNames) {
  EXPECT_EQ(Told(Checked(R"("subtotal_value":36,"total_value":36)")), "");
  EXPECT_EQ(Told(Checked(R"("subtotal_value":36,"tax":6.84,"total_value":42.84)")), "");
  EXPECT_EQ(Told(Checked(R"("subtotal_value":36,"total_value":39)")), "properties.total_value total_mismatch");
}

TEST(Total, ThatDoesNotFitIsToldWithBothFigures) {
  const Findings warnings = Checked(R"("total_value":4000)");
  ASSERT_EQ(Told(warnings), "properties.total_value total_mismatch");
  EXPECT_EQ(warnings[0].found, "4000");
  EXPECT_EQ(warnings[0].expected.substr(0, 3), "40,");
  EXPECT_EQ(SeverityOf(warnings[0].code), Severity::kRemark);
}

TEST(Total, IsNotComparedWhereALineIsWrong) {
  EXPECT_EQ(Told(Build(R"({"currency":"EUR","total_value":5,"products":[{"price":-1,"quantity":2}]})").warnings), "");
  EXPECT_EQ(Told(Build(R"({"currency":"EUR","total_value":5,"products":[{"price":1}]})").warnings), "");
  EXPECT_EQ(Told(Build(R"({"currency":"EUR","total_value":5,"products":"none"})").warnings),
            "");
}

TEST(Total, OfWhatWasAddedIsNotTheCarts) {
  constexpr std::string_view kAdded =
      R"({"action":"add","currency":"EUR","total_value":500,"products":[{"price":20,"quantity":1}]})";
  EXPECT_EQ(Told(Build(kAdded, "ecommerce.cart_updated").warnings), "");
}

}  // namespace
}  // namespace kago
