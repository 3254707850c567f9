// What Braze's Web SDK would refuse, and how the encoding says it (platforms.md 1.4).
#include "core/encoding/braze.h"

#include <string>

#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "core/event/validator.h"
#include "core/testing/events.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::FromText;
using testing::Repeated;
using testing::Told;
using testing::ValidProperties;

constexpr std::string_view kViewed = "ecommerce.product_viewed";
constexpr std::string_view kCart = "ecommerce.cart_updated";
constexpr std::string_view kCheckout = "ecommerce.checkout_started";
constexpr std::string_view kOrder = "ecommerce.order_placed";

struct Encoded {
  Json properties;
  std::string changes;

  // As JSON; `absent` when nothing is there.
  std::string operator[](std::string_view path) {
    const Json* value = At(&properties, path);
    return value ? Dump(*value) : "absent";
  }
};

Encoded Encode(std::string_view name, Json properties) {
  const std::string changes = Told(EncodeForBraze(*FindEventType(name), &properties));
  return {std::move(properties), changes};
}

Encoded EncodeMetadata(std::string_view name, std::string_view metadata) {
  Json properties = ValidProperties(name);
  properties.Set("metadata", FromText(metadata));
  return Encode(name, std::move(properties));
}

TEST(Braze, LeavesAnEventAloneThatItTakes) {
  for (const EventType& type : EventTypes()) {
    const Json properties = ValidProperties(type.name);
    const Encoded encoded = Encode(type.name, properties);
    EXPECT_EQ(encoded.changes, "") << type.name;
    EXPECT_EQ(Dump(encoded.properties), Dump(properties)) << type.name;
  }
}

TEST(Braze, GetsATitleWithInchMarksWithDoublePrimes) {
  Json properties = ValidProperties(kViewed);
  properties.SetText("product_name", "Tray 12\" x 8\"");
  Encoded encoded = Encode(kViewed, properties);
  EXPECT_EQ(encoded["product_name"], "\"Tray 12″ x 8″\"");
  EXPECT_EQ(encoded.changes, "properties.product_name encoded");
}

TEST(Braze, GetsTheTextsOfEachLineAndOfAList) {
  Json properties = ValidProperties(kCart);
  At(&properties, "products[0]")->SetText("variant_id", "12\"");
  EXPECT_EQ(Encode(kCart, properties)["products[0].variant_id"], "\"12″\"");
  Json viewed = ValidProperties(kViewed);
  viewed.Set("type", FromText(R"(["a\"b","c"])"));
  EXPECT_EQ(Encode(kViewed, viewed)["type"], R"(["a″b","c"])");
}

TEST(Braze, GetsAnAddressUpTo255Characters) {
  Json properties = ValidProperties(kViewed);
  properties.SetText("image_url", "https://cdn.example/" + Repeated("x", 235));
  properties.SetText("product_url", "https://cdn.example/" + Repeated("x", 236));
  Encoded encoded = Encode(kViewed, properties);
  EXPECT_NE(encoded["image_url"], "absent");
  EXPECT_EQ(encoded["product_url"], "absent");
  EXPECT_EQ(encoded.changes, "properties.product_url left_out");
}

TEST(Braze, GetsAnAddressWithItsQuotesEncoded) {
  Json properties = ValidProperties(kViewed);
  properties.SetText("image_url", "https://cdn.example/12\"");
  EXPECT_EQ(Encode(kViewed, properties)["image_url"], "\"https://cdn.example/12%22\"");
  properties.SetText("image_url", "https://cdn.example/" + Repeated("x", 234) + '"');
  EXPECT_EQ(Encode(kViewed, properties)["image_url"], "absent") << "257 characters once it is encoded";
}

TEST(Braze, GetsKeysOfMetadataInItsCharacters) {
  Encoded encoded = EncodeMetadata(kCart, R"({"gift wrap":1,"a\"b$":2,"籠":3,"it's_fine!":4})");
  EXPECT_EQ(encoded["metadata"], R"({"gift%20wrap":1,"a%22b%24":2,"%E7%B1%A0":3,"it's_fine!":4})");
  EXPECT_EQ(encoded.changes,
            "properties.metadata.gift wrap encoded, properties.metadata.a\"b$ encoded, properties.metadata.籠 encoded");
}

TEST(Braze, GetsKeysOfEveryLevelAndOfLines) {
  EXPECT_EQ(EncodeMetadata(kCart, R"({"a":[{"b c":1}]})")["metadata"], R"({"a":[{"b%20c":1}]})");
  Json properties = ValidProperties(kCart);
  At(&properties, "products[0]")->Set("metadata", FromText(R"({"b c":1})"));
  EXPECT_EQ(Encode(kCart, properties)["products[0].metadata"], R"({"b%20c":1})");
}

TEST(Braze, GetsTheFirstOfTwoKeysThatBecomeOne) {
  Encoded encoded = EncodeMetadata(kCart, R"({"a b":1,"a%20b":2})");
  EXPECT_EQ(encoded["metadata"], R"({"a%20b":2})") << "the one that needs no encoding";
  EXPECT_EQ(encoded.changes, "properties.metadata.a b left_out");
  const std::string longest = Repeated("é", 43);  // 258 characters once it is encoded
  encoded = EncodeMetadata(kCart, "{\"" + longest + "1\":1,\"" + longest + "2\":2}");
  EXPECT_EQ(encoded.properties.Find("metadata")->items().size(), 1u);
  EXPECT_EQ(encoded.properties.Find("metadata")->items()[0].key().size(), 255u);
}

TEST(Braze, GetsTheFirst255CharactersOfATextInMetadata) {
  EXPECT_EQ(EncodeMetadata(kCart, "{\"note\":\"" + Repeated("é", 256) + "\"}")["metadata.note"], '"' + Repeated("é", 255) + '"');
  EXPECT_EQ(EncodeMetadata(kCart, "{\"note\":\"a" + Repeated("🧺", 127) + "\"}").changes, "");
  EXPECT_EQ(EncodeMetadata(kCart, "{\"note\":\"aa" + Repeated("🧺", 127) + "\"}")["metadata.note"],
            "\"aa" + Repeated("🧺", 126) + '"')
      << "no half of a surrogate pair";
}

TEST(Braze, GetsNoMoreMetadataThanItTakes) {
  Json metadata = Json::Object();
  for (int i = 0; i < 900; ++i) metadata.SetInteger(Repeated("é", 20) + std::to_string(i), i);
  Json properties = ValidProperties(kCart);
  properties.Set("metadata", std::move(metadata));
  Encoded encoded = Encode(kCart, properties);
  const Json* kept = encoded.properties.Find("metadata");
  EXPECT_LE(Dump(*kept).size(), limits::kMetadataBytesMax);
  EXPECT_GT(Dump(*kept).size(), limits::kMetadataBytesMax - 200);
  EXPECT_EQ(kept->items()[0].text(), "0") << "it ends, it doesn't begin later";
}

TEST(Braze, GetsDiscountsThatFitWithTheirName) {
  Json discounts = Json::Array();
  discounts.Push(Json::Object()).SetText("code", Repeated("x", 200));
  Json properties = ValidProperties(kOrder);
  Json many = Json::Array();
  while (Dump(many).size() + 214 <= limits::kMetadataBytesMax - 14) many.Push(discounts.items()[0]);
  properties.Set("discounts", many);
  EXPECT_EQ(Encode(kOrder, properties).changes, "");
  std::string padding(limits::kMetadataBytesMax - Dump(many).size() - 12, 'x');
  many.Push(Json::Object()).SetText("code", padding);
  properties.Set("discounts", many);
  EXPECT_EQ(Encode(kOrder, properties).changes, "properties.discounts left_out");
}

TEST(Braze, GetsTextsWhereItReadsTextsOfACheckout) {
  Encoded encoded = EncodeMetadata(
      kCheckout, R"({"country":49,"market_handle":{"a":1},"presentment_currency":{"code":"EUR","price":12.5}})");
  EXPECT_EQ(encoded["metadata"], R"({"country":"49","presentment_currency":{"code":"EUR","price":"12.5"}})");
  EXPECT_EQ(encoded.changes,
            "properties.metadata.country encoded, properties.metadata.market_handle left_out, "
            "properties.metadata.presentment_currency.price encoded");
}

TEST(Braze, GetsNoPresentmentCurrencyThatNobodyKnows) {
  for (const char* presented : {R"({"code":"EURO","price":"1"})", R"({"code":7})", "\"EUR\"", "[]"}) {
    EXPECT_EQ(EncodeMetadata(kOrder, R"({"presentment_currency":)" + std::string(presented) + "}")["metadata"], "{}") << presented;
  }
  EXPECT_EQ(EncodeMetadata(kOrder, R"({"presentment_currency":{"price":"1"}})").changes, "");
}

TEST(Braze, GetsAPresentmentCurrencyInSmallLetters) {
  EXPECT_EQ(EncodeMetadata(kOrder, R"({"presentment_currency":{"code":"eur"}})").changes, "");
}

TEST(Braze, DropsMembersThatAreNullItself) {
  EXPECT_EQ(EncodeMetadata(kOrder, R"({"country":null,"tags":null,"presentment_currency":null})").changes, "");
  EXPECT_EQ(EncodeMetadata(kOrder, R"({"presentment_currency":{"code":null}})").changes, "");
}

TEST(Braze, GetsNoNumberThatJavaScriptCanNotHold) {
  Encoded encoded = EncodeMetadata(kCart, R"({"a":1e400,"b":[-1e400,1e300]})");
  EXPECT_EQ(encoded["metadata"], R"({"a":null,"b":[null,1e300]})");
  EXPECT_EQ(encoded.changes, "properties.metadata.a left_out, properties.metadata.b[0] left_out");
}

TEST(Braze, GetsTagsOfAnOrderAsTexts) {
  Encoded encoded = EncodeMetadata(kOrder, R"({"tags":["a\"b",7,null,"",{"c":1},"d\n"],"payment_gateway_names":"visa"})");
  EXPECT_EQ(encoded["metadata"], R"({"tags":["a″b","7","d"]})");
  EXPECT_EQ(EncodeMetadata(kOrder, R"({"tags":["a","b"]})").changes, "");
}

TEST(Braze, ReadsNoneOfTheseKeysInOtherEvents) {
  constexpr std::string_view kMetadata = R"({"country":49,"tags":"a, b","presentment_currency":"EUR"})";
  EXPECT_EQ(EncodeMetadata(kCart, kMetadata).changes, "");
  EXPECT_EQ(EncodeMetadata(kCheckout, R"({"tags":"a, b"})").changes, "");
}

TEST(Braze, KeepsACurrencyThatItsListIsTooOldFor) {
  Json properties = ValidProperties(kViewed);
  properties.SetText("currency", "XCG");
  EXPECT_EQ(Encode(kViewed, properties).changes, "");
}

TEST(Braze, GetsAnEventThatIsStillValid) {
  for (const EventType& type : EventTypes()) {
    if (type.name.starts_with("kago.")) continue;
    Json event = testing::ValidEvent(type);
    event.Find("properties")->Set("metadata", FromText(R"({"a b":"\"","tags":["\""],"country":1})"));
    const Json encoded = FromText(BrazeText(Dump(event)));
    EXPECT_EQ(encoded.TextAt("name"), type.name);
    Findings violations;
    ValidateProperties(type, *encoded.Find("properties"), &violations);
    EXPECT_EQ(Told(violations), "") << type.name;
    EXPECT_NE(Dump(*encoded.Find("changes")), "[]") << type.name;
  }
}

TEST(Braze, GetsNothingThatItDoesNotKnowOrThatIsNotValid) {
  for (const std::string_view name : {"kago.cart_emptied", "kago.customer_identified"}) {
    EXPECT_EQ(BrazeText(Dump(testing::ValidEvent(*FindEventType(name)))), "null") << name;
  }
  EXPECT_EQ(BrazeText(R"({"name":"ecommerce.product_viewed"})"), "null");
  EXPECT_EQ(BrazeText("{"), "null");
  EXPECT_EQ(BrazeText(""), "null");
}

}  // namespace
}  // namespace kago
