#include "core/base/json.h"

#include <string>

#include <gtest/gtest.h>

#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;

std::string RoundTrip(std::string_view text) { return Dump(FromText(text)); }

TEST(Json, WritesBackWhatItRead) {
  for (const char* text :
       {"null", "true", "false", "0", "\"\"", "[]", "{}", R"({"a":[1,{"b":null}],"c":"d"})", R"([[],[[]],{"":{}}])"}) {
    EXPECT_EQ(RoundTrip(text), text);
  }
}

TEST(Json, LeavesWhiteSpaceOut) { EXPECT_EQ(RoundTrip(" { \"a\" :\t[ 1 ,\r\n2 ] } "), R"({"a":[1,2]})"); }

TEST(Json, KeepsTheTextOfANumber) {
  for (const char* number : {"1.10", "1e400", "-0", "12345678901234567890123", "-1E-7", "0.30000000000000004", "1.0"}) {
    EXPECT_EQ(RoundTrip(number), number);
    EXPECT_TRUE(FromText(number).is_number()) << number;
  }
}

TEST(Json, KeepsTheOrderOfMembers) { EXPECT_EQ(RoundTrip(R"({"z":1,"a":2,"m":3})"), R"({"z":1,"a":2,"m":3})"); }

TEST(Json, LetsTheLastOfTwoEqualKeysCount) {
  EXPECT_EQ(RoundTrip(R"({"a":1,"b":2,"a":{"c":3}})"), R"({"a":{"c":3},"b":2})");
  EXPECT_EQ(RoundTrip(R"({"a":{"c":3,"d":4},"a":{"e":5}})"), R"({"a":{"e":5}})");
}

TEST(Json, KeepsEmojiAndRightToLeftText) {
  for (const char* text : {"\"👕\"", "\"👩‍👩‍👧\"", "\"שלום עולם\"", "\"مرحبا\"", "\"漢字かな\"",
                           "\"e\u0301\"", "\"\u202Eabc\""}) {
    EXPECT_EQ(RoundTrip(text), text);
  }
}

TEST(Json, ReadsEscapesAsTheirCharacters) {
  EXPECT_EQ(FromText(R"("\u00e9\u6f22\uD83D\uDC55")").text(), "é漢👕");
  EXPECT_EQ(FromText(R"("\"\\\/\b\f\n\r\t")").text(), "\"\\/\b\f\n\r\t");
}

TEST(Json, EscapesWhatMustNotStandInATextAndNothingElse) {
  EXPECT_EQ(Dump(Json::Text("\"\\/\x01\n\x1F\x7Fé")), R"("\"\\/\u0001\u000a\u001f)"
                                                      "\x7Fé\"");
}

TEST(Json, WritesNoLineBreakIntoALine) {
  EXPECT_EQ(RoundTrip(R"({"a\n":"b\r\n"})").find_first_of("\r\n"), std::string::npos);
}

TEST(Json, KeepsANulThatWasEscaped) {
  EXPECT_EQ(FromText(R"("a\u0000b")").text(), std::string("a\0b", 3));
  EXPECT_EQ(RoundTrip(R"("a\u0000b")"), R"("a\u0000b")");
}

TEST(Json, FindsMembersByKey) {
  const Json json = FromText(R"({"a":"x","n":7,"t":true,"f":false,"":"empty"})");
  EXPECT_EQ(json.TextAt("a"), "x");
  EXPECT_EQ(json.TextAt(""), "empty");
  EXPECT_EQ(json.IntegerAt("n"), 7);
  EXPECT_TRUE(json.TrueAt("t"));
  EXPECT_FALSE(json.TrueAt("f"));
  EXPECT_EQ(json.Find("nothing"), nullptr);
}

TEST(Json, FallsBackWhenAMemberHasAnotherType) {
  const Json json = FromText(R"({"a":"7","n":1.5,"big":1234567890123456789,"t":"true"})");
  EXPECT_EQ(json.IntegerAt("a", -1), -1);
  EXPECT_EQ(json.IntegerAt("n", -1), -1);
  EXPECT_EQ(json.IntegerAt("big", -1), -1);
  EXPECT_EQ(json.TextAt("n"), "");
  EXPECT_FALSE(json.TrueAt("t"));
}

TEST(Json, HasNoMembersUnlessItIsAnObject) {
  for (const char* text : {"null", "1", "\"a\"", "[1]", "true"}) EXPECT_EQ(FromText(text).Find("a"), nullptr) << text;
}

TEST(Json, ReplacesAMemberInItsPlace) {
  Json json = FromText(R"({"a":1,"b":2})");
  json.Set("a", Json::Text("x"));
  json.Set("c", Json::Bool(true));
  EXPECT_EQ(Dump(json), R"({"a":"x","b":2,"c":true})");
}

TEST(Json, RemovesAMember) {
  Json json = FromText(R"({"a":1,"b":2,"c":3})");
  json.Remove("b");
  json.Remove("nothing");
  EXPECT_EQ(Dump(json), R"({"a":1,"c":3})");
}

TEST(Json, KeepsItsKeyWhenItIsAssignedAnotherValue) {
  Json json = FromText(R"({"a":1,"b":2})");
  json.Find("a")->Assign(*json.Find("b"));
  EXPECT_EQ(Dump(json), R"({"a":2,"b":2})");
}

TEST(Json, ForgetsItsKeyInAnArray) {
  const Json json = FromText(R"({"a":1})");
  Json list = Json::Array();
  EXPECT_EQ(list.Push(json.items()[0]).key(), "");
}

TEST(Json, SetsAnEmptyTextAsNullWhereAsked) {
  Json json = Json::Object();
  json.SetTextOrNull("a", "");
  json.SetTextOrNull("b", "x");
  EXPECT_EQ(Dump(json), R"({"a":null,"b":"x"})");
}

TEST(Json, WritesWholeNumbers) {
  EXPECT_EQ(Dump(Json::Integer(INT64_MIN)), "-9223372036854775808");
  EXPECT_EQ(Dump(Json::Integer(INT64_MAX)), "9223372036854775807");
}

TEST(Json, SkipsAByteOrderMark) { EXPECT_EQ(RoundTrip("\xEF\xBB\xBF{}"), "{}"); }

TEST(Json, HasNothingAnywhereBelowAMissingMember) {
  const Json value = ParseJson(R"({"a":{"b":1},"n":null})").value;
  EXPECT_EQ(value.At("a").At("b").text(), "1");
  EXPECT_EQ(&value.At("x"), &Json::kNull);
  EXPECT_EQ(&value.At("n").At("x").At("y"), &Json::kNull);
  EXPECT_NE(&value.At("n"), &Json::kNull);
}

TEST(Json, BecomesATextOfItsOwnBytesAndKeepsItsKey) {
  Json object = ParseJson(R"({"a":"one two"})").value;
  Json& member = *object.Find("a");
  member.Assign(Json::Type::kText, std::string_view(member.text()).substr(4));
  EXPECT_EQ(Dump(object), R"({"a":"two"})");
}

}  // namespace
}  // namespace kago
