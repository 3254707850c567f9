#include "core/platform/lenient_json.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "core/base/json.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;
using testing::Repeated;

// What it is read as; empty when it can't be.
std::string Read(std::string_view text) {
  const ParsedJson parsed = ParseJson(LenientJson(text));
  return parsed.is_whole() ? Dump(parsed.value) : "";
}

constexpr const char* kMug = R"({"@type":"Product","name":"Mug","offers":[{"price":5}]})";

TEST(LenientJson, IsReadWithoutTheMarksAroundIt) {
  const std::pair<const char*, const char*> kMarks[] = {
      {"//<![CDATA[\n", "\n//]]>"},
      {"// <![CDATA[", "// ]]>"},
      {"//<![CDATA[", "//]]>"},
      {"/*<![CDATA[*/", "/*]]>*/"},
      {"/* <![CDATA[ */\n", "\n/* ]]> */\n"},
      {"<![CDATA[", "]]>"},
      {"<!--\n", "\n-->"},
      {"<!--", "-->"},
      {"<!--\n", "\n//-->"},
      {"<!--//--><![CDATA[//><!--\n", "\n//--><!]]>"},  // Drupal 6 and 7
      {"<!-- SEO plugin -->\n", ""},
      {"// The product\n", ""},
      {"/* The product */", "/*-*/"},
      {"window.product = ", ";"},
      {"\n  \t", " ;\n"},
      {"", "}"},
      {"", "]}\n}"},
      {"", "};"},
      {"", ","},
      {";", ""}};
  for (const auto& [before, behind] : kMarks) {
    EXPECT_EQ(Read(std::string(before).append(kMug).append(behind)), kMug) << before << behind;
  }
}

TEST(LenientJson, HasNoCommentsAndNoCommaTooMany) {
  for (const char* text : {R"({"a":1,})", R"({"a":1,,})", R"({"a":1 , })", "{\"a\":1,// last\n}", R"({/* x */"a"/**/:/*"}*/1,/*,*/})",
                           "{// {\"a\":2}\n\"a\":1}", R"({/*/ x */"a":1})", R"({"a":1}/*)", R"({"a":1}//)", R"({"a":1}])"}) {
    EXPECT_EQ(Read(text), R"({"a":1})") << text;
  }
  EXPECT_EQ(Read("[1,,2,{\"b\":[3,],},]"), R"([1,2,{"b":[3]}])");
}

TEST(LenientJson, HasBlanksForLineBreaksInTexts) {
  EXPECT_EQ(Read("{\"a\":\"one\ntwo\r\nthree\tfour\\nfive\"}"), R"({"a":"one two  three four\u000afive"})");
  EXPECT_EQ(Read(R"({"a":"Men\'s \"best\" \\"})"), R"({"a":"Men's \"best\" \\"})");
}

TEST(LenientJson, LeavesAloneWhatStandsInTexts) {
  for (const char* text : {R"({"a":"// <!-- /* , ] } ]]> --> ;","b":"https://x//y"})", R"(["<![CDATA[x]]>",",]","\"//"])", R"({"a":"é漢👕"})",
                           "{}", "[]", R"({"a":{"b":[1,2,{"c":null}]}})"}) {
    EXPECT_EQ(Read(text), Dump(FromText(text))) << text;
  }
}

// Whatever would need a guess.
TEST(LenientJson, CannotBeReadWhereSomethingIsMissing) {
  for (const char* text :
       {"", " ", "//", "<!-- -->", "{", R"({"a":1)", R"({"a":[1})", R"({"a":[{"b":1},"c":2})", R"({"a":})", R"({"a":,"b":1})", R"({"a":[{"b":1}})",
        R"({"a" 1})", R"({a:1})", R"({'a':1})", R"({"a":1 "b":2})", R"({"a":1}{"a":2})", R"({"a":1},{"a":2})", R"({"a":1}},"b":2})",
        R"({"a":{"b":1],"c":2})", R"([{"a":1}},{"a":2}])", R"({"a":1]})", "// {\"a\":2}\n{\"a\":1}", "<!-- {\"a\":2} -->{\"a\":1}", R"({"a":1}// or {"a":2})",
        R"({"a":1} and more)", R"({<!-- x -->"a":1})", R"({"a":"27" Monitor"})", R"({"a":"cut)", R"({"a":"cut\)", R"({"a":1}x)", R"({&quot;a&quot;:1})",
        "[1 2]", R"({"a":tru/**/e})", R"({"a":1/**/2})", R"(<p>{"a":1}</p>)", "{\"a\":\"\\\n\"}"}) {
    EXPECT_EQ(Read(text), "") << text;
  }
}

// A block of the length that an observer hands over.
TEST(LenientJson, TakesNoLongerForTextsWithoutEnd) {
  for (const char* part : {"<!--", "<!---->", "//", "//<!--", "/*", "]]>", "-->", "[", "{\"a\":[", ",", "\"\\", "\\'", "}", "{<!-- -->"}) {
    const std::string text = Repeated(part, 500'000 / std::string_view(part).size());
    EXPECT_LE(LenientJson(text).size(), text.size() + 2) << part;
    EXPECT_EQ(Read(text), "") << part;
  }
}

}  // namespace
}  // namespace kago
