#include "core/platform/html_text.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace kago {
namespace {

TEST(DecodeEntities, ReadsTheNamesThatShopSystemsWrite) {
  EXPECT_EQ(DecodeEntities("Salt &amp; Pepper &lt;set&gt; &quot;27&quot;"), "Salt & Pepper <set> \"27\"");
  EXPECT_EQ(DecodeEntities("Caf&eacute;&nbsp;cr&egrave;me &ndash; &euro;5&hellip;"), "Café\u00A0crème – €5…");
  EXPECT_EQ(DecodeEntities("Stra&szlig;e &Uuml;ber &yuml;&nbsp;&minus;1&trade;"), "Straße Über ÿ\u00A0−1™");
}

TEST(DecodeEntities, ReadsNumbersOfBothKinds) {
  EXPECT_EQ(DecodeEntities("Men&#8217;s &#x2013; 12&#x22; &#X1F9FA;&#39;"), "Men’s – 12\" 🧺'");
  EXPECT_EQ(DecodeEntities("&#233;&#xE9;&#65;"), "ééA");
}

TEST(DecodeEntities, ReadsWindowsPunctuationAsBrowsersDo) {
  EXPECT_EQ(DecodeEntities("Men&#146;s &#150; &#128;5"), "Men’s – €5");
}

TEST(DecodeEntities, ReadsWhatWasWrittenTwice) {
  EXPECT_EQ(DecodeEntities("stop &amp;#038; start, &amp;quot;A&amp;quot; &amp;amp; B&amp;eacute;"), "stop & start, \"A\" & Bé");
  EXPECT_EQ(DecodeEntities("&amp;amp;amp;"), "&amp;");  // and no deeper
}

TEST(DecodeEntities, KnowsEveryNameOfLatin1InBothCases) {
  const std::pair<const char*, const char*> kNames[] = {
      {"&nbsp;", "\u00A0"}, {"&iquest;", "¿"}, {"&Agrave;", "À"}, {"&agrave;", "à"}, {"&AElig;", "Æ"},   {"&aelig;", "æ"},
      {"&ETH;", "Ð"},       {"&eth;", "ð"},    {"&times;", "×"},  {"&divide;", "÷"}, {"&THORN;", "Þ"},   {"&thorn;", "þ"},
      {"&szlig;", "ß"},     {"&yuml;", "ÿ"},   {"&Yuml;", "Ÿ"},   {"&Yacute;", "Ý"}, {"&yacute;", "ý"}, {"&frac34;", "¾"},
      {"&Oslash;", "Ø"},    {"&oslash;", "ø"}, {"&OElig;", "Œ"},  {"&prime;", "′"},  {"&Prime;", "″"},   {"&AMP;", "&AMP;"}};
  for (const auto& [name, letter] : kNames) EXPECT_EQ(DecodeEntities(name), letter);
}

TEST(DecodeEntities, LeavesWhatIsNoReference) {
  for (const char* text : {"", "&", "A & B", "&;", "&#;", "&#x;", "&#xG1;", "&#1a;", "&unknown;", "R&D;", "&amp", "&&",
                           "a&b=c;d", "&thereisnosuchname;", "&eacute", "& amp;"}) {
    EXPECT_EQ(DecodeEntities(text), text);
  }
}

TEST(DecodeEntities, ReplacesWhatIsNoCharacter) {
  for (const char* text : {"&#0;", "&#xD800;", "&#xDFFF;", "&#x110000;", "&#99999999;"}) {
    EXPECT_EQ(DecodeEntities(text), "\uFFFD") << text;
  }
}

}  // namespace
}  // namespace kago
