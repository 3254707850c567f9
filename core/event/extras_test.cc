// What becomes of fields that the event table doesn't know: they never leave at the top level.
#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/event/builder.h"
#include "core/event/validator.h"
#include "core/testing/events.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FromText;
using testing::Told;
using testing::ValidProperties;

constexpr std::string_view kOrder = "ecommerce.order_placed";

struct Built {
  Json properties;
  std::string warnings;
  std::string violations;
};

// A valid order, changed by a test.
Built BuildOrder(Json properties) {
  Findings warnings;
  BuildProperties(*FindEventType(kOrder), {}, &properties, &warnings);
  Findings violations;
  ValidateProperties(*FindEventType(kOrder), properties, &violations);
  return {std::move(properties), Told(warnings), Told(violations)};
}

TEST(Extras, GoToTheMetadataOfTheEvent) {  // platforms.md 9, pitfall 5
  Json order = ValidProperties(kOrder);
  order.Remove("metadata");
  order.SetText("gift_wrap", "red");
  order.Set("points", FromText(R"({"earned":[1,2]})"));
  const Built built = BuildOrder(order);
  EXPECT_EQ(Dump(*built.properties.Find("metadata")), R"({"gift_wrap":"red","points":{"earned":[1,2]}})");
  EXPECT_EQ(built.properties.Find("gift_wrap"), nullptr);
  EXPECT_EQ(built.warnings, "properties.gift_wrap moved_to_metadata, properties.points moved_to_metadata");
  EXPECT_EQ(built.violations, "");
}

TEST(Extras, GoToTheMetadataOfTheirProduct) {
  Json order = ValidProperties(kOrder);
  At(&order, "products[0]")->SetText("color", "blue");
  Built built = BuildOrder(order);
  EXPECT_EQ(Dump(*At(&built.properties, "products[0].metadata")), R"({"sku":"007","color":"blue"})");
  EXPECT_EQ(built.warnings, "properties.products[0].color moved_to_metadata");
  EXPECT_EQ(built.violations, "");
}

TEST(Extras, IncludeTheNamesThatTheSeedListsFlat) {
  Json event = FromText(
      R"({"product_id":"1","product_name":"Mug","variant_id":"1","price":1,"currency":"EUR","source":"web","sku":"007"})");
  Findings warnings;
  BuildProperties(*FindEventType("ecommerce.product_viewed"), {}, &event, &warnings);
  EXPECT_EQ(Dump(*event.Find("metadata")), R"({"sku":"007"})");
  EXPECT_EQ(Told(warnings), "properties.sku moved_to_metadata");
}

TEST(Extras, JoinTheMetadataThatIsThere) {
  Json order = ValidProperties(kOrder);
  order.SetText("gift_wrap", "red");
  EXPECT_EQ(Dump(*BuildOrder(order).properties.Find("metadata")), R"({"sku":"007","gift_wrap":"red"})");
}

TEST(Extras, NeverReplaceWhatMetadataHasUnderTheirName) {
  Json order = ValidProperties(kOrder);
  order.SetText("sku", "other");
  const Built built = BuildOrder(order);
  EXPECT_EQ(Dump(*built.properties.Find("metadata")), R"({"sku":"007"})");
  EXPECT_EQ(built.properties.Find("sku"), nullptr);
  EXPECT_EQ(built.warnings, "properties.sku left_out");
  EXPECT_EQ(built.violations, "");
}

TEST(Extras, AreLeftOutWhenMetadataIsNoObject) {
  Json order = ValidProperties(kOrder);
  order.SetText("metadata", "free text");
  order.SetText("gift_wrap", "red");
  const Built built = BuildOrder(order);
  EXPECT_EQ(built.warnings, "properties.gift_wrap left_out");
  EXPECT_EQ(built.violations, "properties.metadata wrong_type");
}

TEST(Extras, AreLeftOutWhenMetadataIsWhatJsonCannotSay) {
  Json order = ValidProperties(kOrder);
  order.Set("metadata", FromText(R"({"$kago":"a cycle"})"));
  order.SetText("gift_wrap", "red");
  const Built built = BuildOrder(order);
  EXPECT_EQ(built.warnings, "properties.gift_wrap left_out");
  EXPECT_EQ(built.violations, "properties.metadata not_serializable");
}

TEST(Extras, TakeThePlaceOfMetadataThatIsNull) {
  Json order = ValidProperties(kOrder);
  order.Set("metadata", Json());
  order.SetText("gift_wrap", "red");
  EXPECT_EQ(Dump(*BuildOrder(order).properties.Find("metadata")), R"({"gift_wrap":"red"})");
}

TEST(Extras, GoWithoutAWordWhenTheyAreNull) {
  Json order = ValidProperties(kOrder);
  order.Set("gift_wrap", Json());
  const Built built = BuildOrder(order);
  EXPECT_EQ(Dump(built.properties), Dump(ValidProperties(kOrder)));
  EXPECT_EQ(built.warnings, "");
}

TEST(Extras, OfADiscountAreLeftOutBecauseDiscountsHaveNoMetadata) {
  Json order = ValidProperties(kOrder);
  At(&order, "discounts[0]")->SetText("campaign", "summer");
  Built built = BuildOrder(order);
  EXPECT_EQ(Dump(*At(&built.properties, "discounts[0]")), R"({"code":"a text","amount":19.99,"type":"a text"})");
  EXPECT_EQ(built.warnings, "properties.discounts[0].campaign left_out");
  EXPECT_EQ(built.violations, "");
}

TEST(Extras, ThatMetadataCannotHoldMakeTheEventInvalidUnderTheirNewPath) {
  Json order = ValidProperties(kOrder);
  order.SetText("$price", "1");
  order.Set("rate", FromText(R"({"$kago":"NaN"})"));
  EXPECT_EQ(BuildOrder(order).violations,
            "properties.metadata.$price bad_key, properties.metadata.rate not_serializable");
}

// The collector reads the event anew and takes no object past that limit.
TEST(Extras, CountAgainstTheMembersOfMetadata) {
  Json order = ValidProperties(kOrder);
  Json& metadata = order.Set("metadata", Json::Object());
  for (std::size_t i = 0; i < limits::kJsonMembersMax - 1; ++i) metadata.SetInteger("m" + std::to_string(i), 1);
  order.SetText("last", "one");
  EXPECT_EQ(BuildOrder(order).violations, "");
  order.SetText("first", "too many");
  EXPECT_EQ(BuildOrder(order).violations, "properties.metadata too_many");
}

}  // namespace
}  // namespace kago
