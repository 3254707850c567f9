#include "core/platform/mapping.h"

#include <gtest/gtest.h>

#include "core/testing/values.h"

namespace kago {
namespace {

using testing::FromText;
using testing::Repeated;

Observation SeenOn(std::string page, std::string url_parameters = {}) {
  static const Json nothing;
  return {"cart", nothing, std::move(page), "EUR", std::move(url_parameters)};
}

std::string AddressOn(std::string_view page, std::string_view address) { return PageAddress(address, SeenOn(std::string(page))); }

TEST(PageAddress, IsMadeAbsolute) {
  constexpr std::string_view kPage = "https://shop.example/fr/products/mug?x=1#top";
  EXPECT_EQ(AddressOn(kPage, "/cart"), "https://shop.example/cart");
  EXPECT_EQ(AddressOn(kPage, "//cdn.example/a"), "https://cdn.example/a");
  EXPECT_EQ(AddressOn(kPage, "bowl"), "https://shop.example/fr/products/bowl");
  EXPECT_EQ(AddressOn(kPage, "?variant=2"), "https://shop.example/fr/products/mug?variant=2");
  EXPECT_EQ(AddressOn(kPage, "#reviews"), "https://shop.example/fr/products/mug");
  EXPECT_EQ(AddressOn(kPage, " https://other.example/a "), "https://other.example/a");
  EXPECT_EQ(AddressOn("https://shop.example", "bowl"), "https://shop.example/bowl");
}

TEST(PageAddress, OfAnotherSchemeIsNone) {
  for (const char* address : {"", "javascript:alert(1)", "mailto:a@b.example", "data:text/plain,x"}) {
    EXPECT_EQ(AddressOn("https://shop.example/", address), "") << address;
  }
  EXPECT_EQ(AddressOn("about:blank", "/cart"), "");
}

TEST(PageAddress, LosesUserFragmentAndParametersThatAreNotListed) {
  EXPECT_EQ(AddressOn("https://a.example/", "https://me:pw@shop.example/p?email=a@b.example&variant=44&key=9f#x"),
            "https://shop.example/p?variant=44");
  EXPECT_EQ(AddressOn("https://a.example/", "https://shop.example/@brand?token=1"), "https://shop.example/@brand");
  EXPECT_EQ(PageAddress("https://s.example/p?utm_source=a&gclid=b&variant=1", SeenOn("", "utm_source")),
            "https://s.example/p?utm_source=a&variant=1");
  EXPECT_EQ(PageAddress("https://s.example/?attribute_pa_color=blue&x=1", SeenOn(""), "attribute_*"),
            "https://s.example/?attribute_pa_color=blue");
}

TEST(ImageAddress, KeepsItsQuery) {
  EXPECT_EQ(ImageAddress("//cdn.example/a.jpg?v=1&width=200", SeenOn("https://shop.example/")),
            "https://cdn.example/a.jpg?v=1&width=200");
}

TEST(NameText, HasSingleSpacesAndAnEnd) {
  EXPECT_EQ(NameText("  A\t27\" \n Monitor "), "A 27\" Monitor");
  EXPECT_EQ(NameText(Repeated("x", 300)).size(), 255u);
  EXPECT_EQ(NameText(Repeated("\xF0\x9F\xA7\xBA", 200)).size(), 127u * 4);  // of two units each
}

TEST(GidTail, IsTheNumber) {
  EXPECT_EQ(GidTail("gid://shopify/ProductVariant/44"), "44");
  EXPECT_EQ(GidTail("gid://shopify/Cart/abc?key=9f"), "abc");
  EXPECT_EQ(GidTail("44"), "44");
}

TEST(MajorUnits, MovesThePointExactly) {
  EXPECT_EQ(MajorUnits(FromText("1999"), 2).text(), "19.99");
  EXPECT_EQ(MajorUnits(FromText("\"20\""), 0).text(), "20");
  EXPECT_EQ(MajorUnits(FromText("\"1234\""), 3).text(), "1.234");
  EXPECT_EQ(MajorUnits(FromText("-5"), 2).text(), "-5");
  EXPECT_EQ(MajorUnits(FromText("\"soon\""), 2).text(), "soon");
}

TEST(Apply, LeavesNoTraceOfAPlaceholderWhereAnIdOrANameBelongs) {
  constexpr Rule kRules[] = {{"id", "order_id", Form::kId}, {"label", "product_name", Form::kName}, {"price", "price", Form::kAsIs}};
  Json to = Json::Object();
  Apply(kRules, SeenOn(""), FromText(R"({"id":"[object Object]","label":"null","price":"NaN"})"), &to);
  EXPECT_EQ(Dump(to), R"({"price":"NaN"})") << "for the refusal to quote";
}

TEST(Apply, LeavesNoTraceOfWhatIsEmpty) {
  constexpr Rule kRules[] = {{"a", "a", Form::kId}, {"b", "b", Form::kName}, {"c", "c", Form::kAddress}, {"d", "d", Form::kAsIs}};
  Json to = Json::Object();
  Apply(kRules, SeenOn("https://shop.example/"), FromText(R"({"a":null,"b":" ","c":"javascript:0"})"), &to);
  EXPECT_EQ(Dump(to), "{}");
  Apply(kRules, SeenOn("https://shop.example/"), FromText(R"({"a":7,"b":"B","c":"/c","d":"1.50"})"), &to);
  EXPECT_EQ(Dump(to), R"({"a":"7","b":"B","c":"https://shop.example/c","d":"1.50"})");
}

}  // namespace
}  // namespace kago
