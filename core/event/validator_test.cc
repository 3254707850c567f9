#include "core/event/validator.h"

#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/event/envelope.h"
#include "core/testing/events.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FromText;
using testing::Repeated;
using testing::Told;
using testing::ValidEvent;

constexpr std::string_view kViewed = "ecommerce.product_viewed";
constexpr std::string_view kCart = "ecommerce.cart_updated";
constexpr std::string_view kOrder = "ecommerce.order_placed";

std::string Violations(const Json& event) { return Told(ValidateEvent({event, {}})); }

// What is wrong with a valid event whose value at `path` is another one.
std::string With(std::string_view name, std::string_view path, Json value) {
  Json event = ValidEvent(*FindEventType(name));
  At(&event, path)->Assign(std::move(value));
  return Violations(event);
}

std::string With(std::string_view name, std::string_view path, std::string_view value) {
  return With(name, path, FromText(value));
}

// Each of these values for that field gives that code, and nothing else.
void ExpectCode(std::string_view name, std::string_view path, std::string_view code,
                std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) {
    EXPECT_EQ(With(name, path, value), std::string(path) + " " + std::string(code)) << value;
  }
}

void ExpectRight(std::string_view name, std::string_view path, std::initializer_list<std::string_view> values) {
  for (const std::string_view value : values) EXPECT_EQ(With(name, path, value), "") << path << " " << value;
}

std::string Quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

TEST(Validator, TakesATextOfOneTo255Characters) {
  ExpectRight(kViewed, "properties.product_name",
              {R"("x")", R"(" x ")", R"("27\" Monitor")", R"("שלום")", Quoted(Repeated("x", 255))});
  ExpectCode(kViewed, "properties.product_name", "empty", {R"("")", R"("  ")"});
  ExpectCode(kViewed, "properties.product_name", "too_long", {Quoted(Repeated("x", 256)), Quoted(Repeated("x", 300))});
  ExpectCode(kViewed, "properties.product_name", "wrong_type", {"null", "1", "true", "[]", "{}", R"(["a"])"});
}

TEST(Validator, CountsAnEmojiAsTwoCharacters) {
  ExpectRight(kViewed, "properties.product_name", {Quoted(Repeated("👕", 127) + "x"), Quoted(Repeated("漢", 255))});
  ExpectCode(kViewed, "properties.product_name", "too_long", {Quoted(Repeated("👕", 128))});
}

TEST(Validator, TakesNoControlCharacterInAText) {
  ExpectCode(kViewed, "properties.product_id", "control_character", {R"("a\tb")", R"("a\u0000")", R"("\u001fa")"});
}

TEST(Validator, TakesAnAddressOfUpTo2048Characters) {
  ExpectRight(kViewed, "properties.image_url",
              {Quoted(Repeated("x", 400)), Quoted(Repeated("x", 2048)), R"("www.image-url.com")"});
  ExpectCode(kViewed, "properties.image_url", "too_long", {Quoted(Repeated("x", 2049))});
  ExpectCode(kViewed, "properties.image_url", "empty", {R"("")"});
  ExpectCode(kViewed, "properties.image_url", "wrong_type", {"null", "1"});
}

TEST(Validator, TakesAnAmountThatIsNotNegative) {  // platforms.md 9, pitfall 4
  ExpectRight(kViewed, "properties.price",
              {"0", "-0", "10", "19.99", "1e2", "1e-7", "0.000000001", "9007199254740991"});
  ExpectCode(kViewed, "properties.price", "negative", {"-0.01", "-1", "-1e3"});
  ExpectCode(kViewed, "properties.price", "too_large", {"9007199254740992", "9007199254740991.01", "1e16", "1e400"});
  ExpectCode(kViewed, "properties.price", "wrong_type", {"null", R"("19.99")", "true", "{}", "[1]"});
}

TEST(Validator, TakesACountThatIsWhole) {  // platforms.md 9, pitfall 4
  ExpectRight(kCart, "properties.products[0].quantity", {"0", "1", "2.0", "2e3", "9007199254740991"});
  ExpectCode(kCart, "properties.products[0].quantity", "not_integer", {"1.5", "0.1", "15e-1"});
  ExpectCode(kCart, "properties.products[0].quantity", "negative", {"-1", "-1.5"});
  ExpectCode(kCart, "properties.products[0].quantity", "too_large", {"9007199254740992"});
  ExpectCode(kCart, "properties.products[0].quantity", "wrong_type", {R"("2")", "null"});
}

TEST(Validator, TakesACurrencyOfIso4217) {
  ExpectRight(kViewed, "properties.currency", {R"("EUR")", R"("BYN")", R"("HRK")"});
  ExpectCode(kViewed, "properties.currency", "unknown_currency", {R"("eur")", R"("")", R"("€")", R"("ZZZ")"});
  ExpectCode(kViewed, "properties.currency", "wrong_type", {"null", "978"});
}

TEST(Validator, TakesOneOfThreeActions) {  // platforms.md 9, pitfall 6
  ExpectRight(kCart, "properties.action", {R"("add")", R"("remove")", R"("replace")"});
  ExpectCode(kCart, "properties.action", "not_allowed", {R"("update")", R"("Replace")", R"("")"});
  ExpectCode(kCart, "properties.action", "wrong_type", {"null", "1"});
}

TEST(Validator, TakesUpTo100Texts) {
  ExpectRight(kViewed, "properties.type", {"[]", R"(["price_drop"])", "[" + Repeated(R"("a",)", 99) + R"("a"])"});
  ExpectCode(kViewed, "properties.type", "too_many", {"[" + Repeated(R"("a",)", 100) + R"("a"])"});
  ExpectCode(kViewed, "properties.type", "wrong_type", {R"("price_drop")", "{}", "null"});
  EXPECT_EQ(With(kViewed, "properties.type", R"(["a",1,""])"),
            "properties.type[1] wrong_type, properties.type[2] empty");
}

TEST(Validator, TakesATimeWithAZone) {
  ExpectRight(kViewed, "time", {R"("2022-05-23T13:52:38-04:00")"});
  ExpectCode(kViewed, "time", "bad_time", {R"("2022-05-23T13:52:38")", R"("yesterday")", R"("")"});
  ExpectCode(kViewed, "time", "wrong_type", {"1795338927412", "null"});
}

TEST(Validator, TakesOneToAThousandProducts) {
  const std::string line = Dump(testing::ValidObject(ProductFields()));
  ExpectRight(kOrder, "properties.products", {"[" + Repeated(line + ",", 999) + line + "]"});
  ExpectCode(kOrder, "properties.products", "too_many", {"[" + Repeated(line + ",", 1'000) + line + "]"});
  ExpectCode(kOrder, "properties.products", "empty", {"[]"});
  ExpectCode(kOrder, "properties.products", "wrong_type", {"null", "{}", R"("products")"});
  ExpectCode(kOrder, "properties.products[0]", "wrong_type", {"null", "1", "[]", R"("mug")"});
}

TEST(Validator, TakesUpTo500Discounts) {
  ExpectRight(kOrder, "properties.discounts", {"[]", "[{}]", "[" + Repeated("{},", 499) + "{}]"});
  ExpectCode(kOrder, "properties.discounts", "too_many", {"[" + Repeated("{},", 500) + "{}]"});
  ExpectCode(kOrder, "properties.discounts", "wrong_type", {"{}", "5"});
  ExpectCode(kOrder, "properties.discounts[0]", "wrong_type", {"\"SUMMER\"", "5"});
  ExpectCode(kOrder, "properties.discounts[0].amount", "negative", {"-5"});
  ExpectCode(kOrder, "properties.discounts[0].code", "too_long", {Quoted(Repeated("x", 256))});
}

TEST(Validator, TakesDiscountsOfUpTo51200Bytes) {
  const std::string discount = R"({"code":")" + Repeated("x", 245) + R"("})";  // 256 bytes
  const std::string most = "[" + Repeated(discount + ",", 198) + discount + "]";
  ExpectRight(kOrder, "properties.discounts", {most});
  ExpectCode(kOrder, "properties.discounts", "too_large", {"[" + discount + "," + most.substr(1)});
}

TEST(Validator, TakesMetadataOfUpTo51200Bytes) {
  const auto metadata = [](std::size_t bytes) { return R"({"a":")" + Repeated("x", bytes - 8) + "\"}"; };
  ExpectRight(kOrder, "properties.metadata", {"{}", metadata(51'200)});
  ExpectCode(kOrder, "properties.metadata", "too_large", {metadata(51'201)});
  ExpectCode(kOrder, "properties.products[0].metadata", "too_large", {metadata(51'201)});
  ExpectCode(kOrder, "properties.metadata", "wrong_type", {"null", "[]", R"("{}")", "1"});
}

TEST(Validator, CountsTheBytesOfMetadataAndNotItsCharacters) {
  const auto metadata = [](std::size_t kanji) { return R"({"a":")" + Repeated("漢", kanji) + "\"}"; };
  ExpectRight(kOrder, "properties.metadata", {metadata(17'064)});  // 51'200 bytes
  ExpectCode(kOrder, "properties.metadata", "too_large", {metadata(17'065)});
}

TEST(Validator, TakesMetadataOfUpTo50Levels) {
  const auto levels = [](std::size_t depth) {
    return Repeated(R"({"a":)", depth - 1) + "{}" + Repeated("}", depth - 1);
  };
  ExpectRight(kOrder, "properties.metadata", {levels(50)});
  EXPECT_EQ(With(kOrder, "properties.metadata", levels(51)), "properties.metadata" + Repeated(".a", 50) + " too_deep");
}

TEST(Validator, CountsArraysAsLevelsOfMetadata) {
  const auto levels = [](std::size_t depth) {
    return R"({"a":)" + Repeated("[", depth - 1) + Repeated("]", depth - 1) + "}";
  };
  ExpectRight(kOrder, "properties.metadata", {levels(50)});
  EXPECT_EQ(With(kOrder, "properties.metadata", levels(51)),
            "properties.metadata.a" + Repeated("[0]", 49) + " too_deep");
}

TEST(Validator, TakesMetadataKeysThatReceiversTake) {
  ExpectRight(kOrder, "properties.metadata", {R"({"a b":1,"a$":1,"é":1})", "{" + Quoted(Repeated("k", 255)) + ":1}"});
  EXPECT_EQ(With(kOrder, "properties.metadata", R"({"$a":1})"), "properties.metadata.$a bad_key");
  EXPECT_EQ(With(kOrder, "properties.metadata", R"({"x":{"":1}})"), "properties.metadata.x[0] bad_key");
  EXPECT_EQ(With(kOrder, "properties.metadata", R"({"x":[{"$a":1}]})"), "properties.metadata.x[0].$a bad_key");
  EXPECT_TRUE(With(kOrder, "properties.metadata", "{" + Quoted(Repeated("k", 256)) + ":1}").ends_with(" bad_key"));
}

TEST(Validator, TakesAnyValueInMetadata) {
  ExpectRight(kOrder, "properties.metadata",
              {R"({"n":null,"f":-1.5e400,"t":true,"l":[1,"a",null],"long":")" + Repeated("x", 1'000) + "\"}"});
}

TEST(Validator, SaysWhatJsonCouldNotSay) {
  for (const char* path : {"properties.price", "properties.product_name", "properties.image_url", "properties.currency",
                           "properties.type", "properties.metadata", "properties", "time"}) {
    EXPECT_EQ(With(kViewed, path, R"({"$kago":"NaN"})"), std::string(path) + " not_serializable");
  }
  for (const char* path : {"properties.products", "properties.products[0]", "properties.products[0].quantity",
                           "properties.action", "properties.products[0].metadata"}) {
    EXPECT_EQ(With(kCart, path, R"({"$kago":"a cycle"})"), std::string(path) + " not_serializable");
  }
  EXPECT_EQ(With(kOrder, "properties.discounts[0]", R"({"$kago":"a cycle"})"),
            "properties.discounts[0] not_serializable");
  EXPECT_EQ(With(kViewed, "properties.metadata", R"({"x":[1,{"$kago":"Infinity"}]})"),
            "properties.metadata.x[1] not_serializable");
}

TEST(Validator, QuotesWhatJsonCouldNotSay) {
  Json event = ValidEvent(*FindEventType(kViewed));
  At(&event, "properties.price")->Assign(FromText(R"({"$kago":"NaN"})"));
  const Findings findings = ValidateEvent({event, {}});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].found, "NaN");
}

TEST(Validator, QuotesALongValueShortenedBetweenTwoCharacters) {
  Json event = ValidEvent(*FindEventType(kViewed));
  At(&event, "properties.price")->Assign(Json::Text("x" + Repeated("漢", 100)));
  const Findings findings = ValidateEvent({event, {}});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].found, "\"x" + Repeated("漢", 26) + "…");
}

TEST(Validator, TakesAUserIdThatIsAbsentOrAText) {
  const auto violations = [](std::string_view id) {
    const Json value = FromText(id);
    Findings findings;
    ValidateUserId(value, false, &findings);
    return Told(findings);
  };
  EXPECT_EQ(violations("null"), "");
  EXPECT_EQ(violations(R"("u-901")"), "");
  EXPECT_EQ(violations(R"("")"), "user_id empty");
  EXPECT_EQ(violations("901"), "user_id wrong_type");
  EXPECT_EQ(violations(R"("undefined")"), "user_id empty") << "who isn't logged in would be one user with all others";
  EXPECT_EQ(violations(Quoted(Repeated("u", 256))), "user_id too_long");
  Findings findings;
  ValidateUserId(Json(), false, &findings);
  EXPECT_TRUE(findings.empty());
}

TEST(Validator, SaysEverythingThatIsWrongAndNotTheFirstThingOnly) {
  Json event = ValidEvent(*FindEventType(kCart));
  event.Remove("event_id");
  event.SetText("time", "now");
  event.SetText("extra", "x");
  Json* properties = event.Find("properties");
  properties->SetText("currency", "€");
  properties->Set("tax", Json::Integer(-1));
  properties->Remove("source");
  properties->SetText("color", "blue");
  Json& products = *properties->Find("products");
  products.Push(FromText(R"({"product_id":"","product_name":"a\tb","quantity":1.5,"price":"1"})"));
  EXPECT_EQ(Violations(event),
            "event_id missing, time bad_time, extra unknown_field, properties.tax negative, properties.currency "
            "unknown_currency, "
            "properties.products[1].product_id empty, properties.products[1].product_name control_character, "
            "properties.products[1].variant_id missing, properties.products[1].quantity not_integer, "
            "properties.products[1].price wrong_type, properties.source missing, properties.color unknown_field");
}

TEST(Validator, SaysTwoThingsOfOneText) {
  EXPECT_EQ(With(kViewed, "properties.product_name", Quoted(Repeated("x", 255) + R"(\n)")),
            "properties.product_name too_long, properties.product_name control_character");
}

TEST(Validator, StopsAtItsLimitOfFindings) {
  EXPECT_EQ(ValidateEvent({FromText("{\"name\":\"" + std::string(kOrder) + R"(","properties":{"products":[)" +
                                    Repeated("{},", 500) + "{}]}}"),
                           {}})
                .size(),
            limits::kFindingsMax);
}

}  // namespace
}  // namespace kago
