// What ParseJson says about texts that can't be taken over as they stand, and where.
#include <string>

#include <gtest/gtest.h>

#include "core/base/json.h"
#include "core/base/limits.h"
#include "core/base/text.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::At;
using testing::Repeated;

// The faults of a text: `syntax properties.price, too_deep a.b`.
std::string Faults(std::string_view text) {
  static constexpr const char* kKinds[] = {"syntax", "too_deep", "too_many"};
  std::string told;
  for (const JsonFault& fault : ParseJson(text).faults) {
    told.append(told.empty() ? "" : ", ").append(kKinds[static_cast<int>(fault.kind)]).append(" ").append(fault.path);
  }
  return told;
}

// Members `"m0":0, "m1":1, …`.
std::string Members(std::size_t count) {
  std::string members;
  for (std::size_t i = 0; i < count; ++i) {
    members.append(i ? "," : "").append("\"m").append(std::to_string(i)).append("\":").append(std::to_string(i));
  }
  return members;
}

TEST(JsonFault, NamesThePathOfALoneSurrogate) {
  EXPECT_EQ(Faults(R"({"properties":{"products":[{},{},{"product_id":"1","product_name":"\ud800"}]}})"),
            "syntax properties.products[2].product_name");
  EXPECT_EQ(Faults(R"({"a":"\udc00"})"), "syntax a");
  EXPECT_EQ(Faults(R"({"a":"\ud83dx"})"), "syntax a");
  EXPECT_EQ(Faults(R"({"a":"\ud83d\ud83d"})"), "syntax a");
}

TEST(JsonFault, NamesTheIndexInAnArray) {
  EXPECT_EQ(Faults("[1,2,x]"), "syntax [2]");
  EXPECT_EQ(Faults(R"({"a":[[],["b",nope]]})"), "syntax a[1][1]");
}

TEST(JsonFault, NamesThePathOfInvalidUtf8) {
  for (const char* bytes :
       {"\xFF", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x91"}) {
    EXPECT_EQ(Faults("{\"a\":{\"b\":\"" + std::string(bytes) + "\"}}"), "syntax a.b");
  }
}

TEST(JsonFault, NamesThePathOfAControlCharacterInAText) {
  EXPECT_EQ(Faults(std::string_view("{\"a\":\"x\0y\"}", 11)), "syntax a");
  EXPECT_EQ(Faults("{\"a\":\"x\ny\"}"), "syntax a");
}

TEST(JsonFault, NamesTheObjectWhoseKeyIsBad) {
  EXPECT_EQ(Faults(R"({"a":{"b":1,"\ud800":2}})"), "syntax a");
  EXPECT_EQ(Faults(R"({"a":{"b":1,}})"), "syntax a");
  EXPECT_EQ(Faults(R"({"a":{b:1}})"), "syntax a");
}

TEST(JsonFault, SeesATextThatEndsTooSoon) {
  EXPECT_EQ(Faults(R"({"a":{"b":[1,2)"), "syntax a.b[2]");
  EXPECT_EQ(Faults(R"({"a":"b)"), "syntax a");
  EXPECT_EQ(Faults(R"({"a")"), "syntax a");
  EXPECT_EQ(Faults("{"), "syntax ");
}

TEST(JsonFault, SeesNothingAtAll) {
  EXPECT_EQ(Faults(""), "syntax ");
  EXPECT_EQ(Faults(" \n\t"), "syntax ");
}

TEST(JsonFault, SeesWhatStandsBehindTheEnd) {
  EXPECT_EQ(Faults("{} x"), "syntax ");
  EXPECT_EQ(Faults("1 2"), "syntax ");
  EXPECT_EQ(Faults("null,"), "syntax ");
  EXPECT_EQ(Faults("[]]"), "syntax ");
}

TEST(JsonFault, KeepsWhatStoodBeforeABadText) {
  const ParsedJson parsed = ParseJson(R"({"type":"track","name":"n","properties":{"a":1,"b":"\ud800","c":2}})");
  EXPECT_EQ(Dump(parsed.value), R"({"type":"track","name":"n","properties":{"a":1}})");
}

TEST(JsonFault, CutsOffWhatLiesTooDeepAndGoesOn) {
  const std::string deep = Repeated(R"({"d":)", 200) + "1" + Repeated("}", 200);
  ParsedJson parsed = ParseJson(R"({"before":1,"deep":)" + deep + R"(,"after":[2]})");
  ASSERT_EQ(parsed.faults.size(), 1u);
  EXPECT_EQ(parsed.faults[0].kind, JsonFault::Kind::kTooDeep);
  EXPECT_EQ(parsed.faults[0].path, "deep" + Repeated(".d", limits::kJsonDepthMax - 1));
  ASSERT_NE(At(&parsed.value, parsed.faults[0].path), nullptr);
  EXPECT_TRUE(At(&parsed.value, parsed.faults[0].path)->is_null());
  EXPECT_EQ(parsed.value.IntegerAt("before"), 1);
  EXPECT_EQ(Dump(*parsed.value.Find("after")), "[2]");
}

TEST(JsonFault, KeepsAsManyLevelsAsTheLimit) {
  const std::string most = Repeated("[", limits::kJsonDepthMax) + Repeated("]", limits::kJsonDepthMax);
  EXPECT_EQ(Dump(ParseJson(most).value), most);
  EXPECT_EQ(Faults(most), "");
  EXPECT_EQ(Faults("[" + most + "]"), "too_deep " + Repeated("[0]", limits::kJsonDepthMax));
}

TEST(JsonFault, StillSeesBadSyntaxBelowTheDepthThatIsKept) {
  EXPECT_EQ(Faults(Repeated("[", 80) + "1}" + Repeated("]", 79)),
            "too_deep " + Repeated("[0]", limits::kJsonDepthMax) + ", syntax " +
                Repeated("[0]", limits::kJsonDepthMax - 1) + "[1]");
}

TEST(JsonFault, NamesTheDeepestObjectThatIsKeptForBadSyntaxBelowIt) {
  EXPECT_EQ(Faults(Repeated(R"({"d":)", 80) + "x"), "too_deep d" + Repeated(".d", limits::kJsonDepthMax - 1) +
                                                        ", syntax d" + Repeated(".d", limits::kJsonDepthMax - 2));
}

TEST(JsonFault, SurvivesAMillionBrackets) { EXPECT_EQ(ParseJson(Repeated("[", 1'000'000)).faults.size(), 2u); }

TEST(JsonFault, LeavesOutMembersPastTheLimitAndGoesOn) {
  const ParsedJson parsed = ParseJson(R"({"many":{)" + Members(limits::kJsonMembersMax + 1) + R"(},"after":2})");
  ASSERT_EQ(parsed.faults.size(), 1u);
  EXPECT_EQ(parsed.faults[0].kind, JsonFault::Kind::kTooMany);
  EXPECT_EQ(parsed.faults[0].path, "many.m1000");
  EXPECT_EQ(parsed.value.Find("many")->items().size(), limits::kJsonMembersMax);
  EXPECT_EQ(parsed.value.IntegerAt("after"), 2);
}

TEST(JsonFault, LeavesOutAWholeObjectPastTheLimit) {
  EXPECT_EQ(Faults("{" + Members(limits::kJsonMembersMax) + R"(,"x":{"y":[{"z":1}]},"w":[1,2]})"),
            "too_many x, too_many w");
}

TEST(JsonFault, TakesAsManyMembersAsTheLimit) { EXPECT_EQ(Faults("{" + Members(limits::kJsonMembersMax) + "}"), ""); }

TEST(JsonFault, NamesTheRightPlaceBehindAnObjectWithTooManyMembers) {
  EXPECT_EQ(Faults(R"({"many":{)" + Members(limits::kJsonMembersMax + 1) + R"(},x})"), "too_many many.m1000, syntax ");
}

TEST(JsonFault, TellsOfBadSyntaxHoweverManyFaultsStandBeforeIt) {
  const ParsedJson parsed = ParseJson("{" + Members(limits::kJsonMembersMax + 2 * limits::kFindingsMax) + ",x}");
  EXPECT_EQ(parsed.faults.size(), limits::kFindingsMax);
  EXPECT_EQ(parsed.faults.back().kind, JsonFault::Kind::kSyntax);
}

TEST(JsonFault, CutsAPathBetweenTwoCharacters) {
  const ParsedJson parsed = ParseJson("{\"" + Repeated("漢", 200) + "\":x}");
  ASSERT_EQ(parsed.faults.size(), 1u);
  EXPECT_EQ(parsed.faults[0].path, Repeated("漢", 85));
}

TEST(JsonFault, SaysThatSomethingStandsBehindANul) {
  EXPECT_FALSE(ParseJson(std::string_view("{}\0", 3)).ok());
  EXPECT_FALSE(ParseJson(std::string_view("{}\0x", 4)).ok());
  EXPECT_TRUE(ParseJson("\xEF\xBB\xBF{} ").ok()) << "a byte order mark is allowed (RFC 8259, 8.1)";
}

TEST(JsonFault, LetsAFullObjectSayAKeyTwice) {
  std::string text = "{\"k\":0";
  for (std::size_t i = 1; i < limits::kJsonMembersMax; ++i) text += ",\"k" + std::to_string(i) + "\":1";
  EXPECT_TRUE(ParseJson(text + ",\"k\":2}").ok());
  EXPECT_EQ(ParseJson(text + ",\"k\":2}").value.TextAt("k"), "");
  EXPECT_EQ(ParseJson(text + ",\"k\":2}").value.IntegerAt("k"), 2);
  EXPECT_FALSE(ParseJson(text + ",\"j\":2}").ok());
}

}  // namespace
}  // namespace kago
