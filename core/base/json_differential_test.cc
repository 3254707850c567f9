// ParseJson's own grammar against nlohmann::json::accept: same texts accepted, same texts refused.
//
// The one documented difference are numbers past double's range (1e400), which Kago keeps as text.
// What lies too deep or is too much isn't bad syntax.
#include <algorithm>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/testing/values.h"

namespace kago {
namespace {

using testing::Repeated;

bool IsAccepted(std::string_view text) {
  const ParsedJson parsed = ParseJson(text);
  return std::none_of(parsed.faults.begin(), parsed.faults.end(),
                      [](const JsonFault& fault) { return fault.kind == JsonFault::Kind::kSyntax; });
}

void ExpectSameVerdict(std::string_view text) { EXPECT_EQ(IsAccepted(text), nlohmann::json::accept(text)) << text; }

constexpr const char* kValues[] = {
    "null", "true", "false", "0", "-0", "1", "-1", "10", "1.5", "-1.5", "0.0", "1e5", "1E5", "1e+5", "1e-5",
    "1.5e300", "123456789012345678901234567890", "-123456789012345678901234567890", "0.1e1", "0e0", "\"\"", "\"a\"",
    "\" \"", R"("\"")", R"("\\")", R"("\/")", R"("\b\f\n\r\t")", R"("\u0041")", R"("\u00e9")", R"("\uD83D\uDE00")",
    R"("\u0000")", "\"é\"", "\"漢\"", "\"👕\"", "\"\x7F\"", "\"\u2028\"", "[]", "[ ]", "[1]", "[1,2]", "[[]]", "[{}]",
    "[null,true,false]", "{}", "{ }", R"({"a":1})", R"({"a":1,"b":2})", R"({"a":{"b":[]}})", R"({"":0})",
    R"({"a":1,"a":2})", " 1 ", "\t[\r\n]\n", "\xEF\xBB\xBF[1]",
};

constexpr const char* kBroken[] = {
    // words and numbers
    "nul", "nulll", "Null", "TRUE", "tru", "falsee", "undefined", "NaN", "Infinity", "-Infinity", "+1", "01", "-01",
    "007", "1.", ".5", "-.5", "-", "1e", "1e+", "1E-", "1.e5", "1.5.5", "1e5.5", "0x10", "1_000", "1,5", "--1", "1-",
    "- 1", "٣", "½",
    // texts
    "\"", "\"a", "a\"", "'a'", "\"\\\"", R"("\x41")", R"("\u")", R"("\u12")", R"("\u123")", R"("\u12G4")",
    R"("\U0041")", R"("\a")", R"("\ud800")", R"("\udc00")", R"("\ud800\ud800")", R"("\ud800a")", R"("\ud800\n")",
    R"("\ud83d\u0041")", "\"\n\"", "\"\t\"", "\"\x01\"", "\"\x1F\"", "\"\xFF\"", "\"\xC0\x80\"", "\"\xC1\xBF\"",
    "\"\xC3\"", "\"\xC3(\"", "\"\xE0\x80\x80\"", "\"\xE2\x82\"", "\"\xED\xA0\x80\"", "\"\xED\xBF\xBF\"",
    "\"\xF0\x80\x80\x80\"", "\"\xF0\x9F\x91\"", "\"\xF4\x90\x80\x80\"", "\"\xF8\x88\x80\x80\x80\"", "\"\x80\"",
    "\"\"\"", "\"a\"\"b\"",
    // arrays
    "[", "]", "[1", "[1,", "[,", "[,1]", "[1,]", "[1 2]", "[1,,2]", "[1]]", "[[1]", "[1}", "[:]", "[1:2]",
    "[\"a\":1]", "[a]", "[1];", "[\"a]",
    // objects
    "{", "}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,}", "{:}", "{1:2}", "{a:1}", "{'a':1}",
    "{\"a\" 1}", "{\"a\"::1}", "{\"a\":1 \"b\":2}", "{\"a\":1,,\"b\":2}", "{\"a\",\"b\"}", "{\"a\":1]", "{\"a\":1}}",
    "{null:1}", "{[]:1}", "{{}:1}", "{\"a\":}", "{\"a\":,}", "{\"a\":b}", "{\"a\":1;}",
    // around them
    "", " ", "\n", ",", ":", "1 2", "1,2", "{}{}", "[][]", "null null", "{},", "//", "/**/1", "1//", "#",
    "<html></html>", "\xEF\xBB", "\xEF\xBB\xBF", "\xFE\xFF", "\xC2\xA0" "1", "1\xC2\xA0", "\xE2\x80\xA8" "1", "\v1",
    "\f1", "1\f",
};

constexpr std::string_view kLarge = R"([ {"type":"track","time":1795338927412,"page":"0123456789abcdef","call":1,"name":"ecommerce.cart_updated",
"options":{"time":null,"buyNow":false},"properties":{"cart_id":"gid://shopify/Cart/1\u00e9\uD83D\uDC55?key=\"x\"","total_value":-12.50e+1,
"products":[{"product_id":"8266836345064","product_name":"PANTS 👕 漢字","quantity":2,"price":0.10,"metadata":{}},[],[[true,false,null]]],
"metadata":{"":"","nested":{"a":{"b":{"c":[1E-2,0,-0]}}}}}} ])";

constexpr std::string_view kMedium = R"({"a":[1,-2.5e3,"x\n\u0041é"],"b":{"c":null,"d":[true,false,{}]},"e":"👕\uD83D\uDC55"})";

TEST(JsonDifferential, AcceptsWhatNlohmannAccepts) {
  for (const char* text : kValues) {
    ExpectSameVerdict(text);
    EXPECT_TRUE(IsAccepted(text)) << text;
  }
}

TEST(JsonDifferential, RefusesWhatNlohmannRefuses) {
  for (const char* text : kBroken) {
    ExpectSameVerdict(text);
    EXPECT_FALSE(IsAccepted(text)) << text;
  }
}

TEST(JsonDifferential, AgreesOnEveryTextInsideAnArrayAndAnObject) {
  for (const auto& texts : {std::span<const char* const>(kValues), std::span<const char* const>(kBroken)}) {
    for (const std::string text : texts) {
      ExpectSameVerdict("[" + text + "]");
      ExpectSameVerdict("[1," + text + ",2]");
      ExpectSameVerdict(R"({"k":)" + text + "}");
      ExpectSameVerdict("{" + text + ":1}");
    }
  }
}

TEST(JsonDifferential, AgreesOnEveryTruncationOfALargeText) {
  ASSERT_TRUE(IsAccepted(kLarge));
  for (std::size_t size = 0; size < kLarge.size(); ++size) ExpectSameVerdict(kLarge.substr(0, size));
}

TEST(JsonDifferential, AgreesOnEveryDeletionOfOneByte) {
  for (std::size_t at = 0; at < kMedium.size(); ++at) ExpectSameVerdict(std::string(kMedium).erase(at, 1));
}

TEST(JsonDifferential, AgreesOnEveryByteInEveryPlace) {
  for (std::size_t at = 0; at < kMedium.size(); ++at) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string text(kMedium);
      text[at] = static_cast<char>(byte);
      ExpectSameVerdict(text);
    }
  }
}

TEST(JsonDifferential, AgreesOnTextsThatAreNestedPastWhatIsKept) {
  for (const std::size_t depth : {63, 64, 65, 200, 2'000}) {
    ExpectSameVerdict(Repeated("[", depth) + Repeated("]", depth));
    ExpectSameVerdict(Repeated("[", depth) + Repeated("]", depth - 1));
    ExpectSameVerdict(Repeated(R"({"a":)", depth) + "1" + Repeated("}", depth));
    ExpectSameVerdict(Repeated(R"({"a":[)", depth) + Repeated("]}", depth - 1) + "}]");
  }
}

TEST(JsonDifferential, KeepsNumbersPastDoublesRangeAsTheDocumentedDifference) {
  for (const char* number : {"1e400", "-1e400", "1.5e999999"}) {
    EXPECT_FALSE(nlohmann::json::accept(std::string(number)));
    EXPECT_TRUE(IsAccepted(number)) << number;
  }
}

}  // namespace
}  // namespace kago
