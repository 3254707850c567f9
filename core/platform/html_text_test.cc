#include "core/platform/html_text.h"

#include <gtest/gtest.h>

#include <string>

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

TEST(DecodeEntities, GoesOneLayerDeepOnly) { EXPECT_EQ(DecodeEntities("&amp;lt; &amp;amp; &amp;#38;"), "&lt; &amp; &#38;"); }

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
