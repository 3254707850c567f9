#include "core/base/string.h"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "core/base/arena.h"

namespace kago {
namespace {

TEST(String, IsEmptyAtFirst) {
  const String text;
  EXPECT_TRUE(text.empty());
  EXPECT_EQ(text, "");
  EXPECT_EQ(text, String());
}

TEST(String, HasBytesOfItsOwnWhenItIsMadeOfOthers) {
  char bytes[] = "tea";
  const String text(std::string_view(bytes, 3));
  bytes[0] = 's';
  EXPECT_EQ(text, "tea");
}

TEST(String, ComparesAndConvertsAsTextsDo) {
  const String tea = "tea";
  EXPECT_EQ(tea, std::string("tea"));
  EXPECT_EQ(std::string_view("tea"), tea);
  EXPECT_NE(tea, "teas");
  EXPECT_LT(tea, String("teas"));
  EXPECT_EQ(std::string(tea), "tea");
  EXPECT_EQ(String("a\0b", 3).size(), 3u);
}

TEST(String, SharesItsBytesWithACopyAndWithAPart) {
  const String text = "green tea";
  const String copy = text;
  EXPECT_EQ(copy.data(), text.data());
  EXPECT_EQ(text.substr(6).data(), text.data() + 6);
  EXPECT_EQ(text.substr(6), "tea");
  EXPECT_EQ(text.substr(0, 5), "green");
  EXPECT_EQ(text.substr(9), "");
}

// What grows never writes over what a copy still shows.
TEST(String, LeavesCopiesAsTheyAreWhenItGrows) {
  String text = "green";
  const String copy = text;
  String other = text;
  text.append(" tea");
  other.append("house");
  EXPECT_EQ(copy, "green");
  EXPECT_EQ(text, "green tea");
  EXPECT_EQ(other, "greenhouse");
}

TEST(String, LeavesCopiesAsTheyAreWhenItShrinksAndGrowsAgain) {
  String text = "green";
  const String copy = text;
  text.pop_back();
  text += 'k';
  EXPECT_EQ(text, "greek");
  text.clear();
  text.push_back('X');
  EXPECT_EQ(text, "X");
  EXPECT_EQ(copy, "green");
}

TEST(String, LeavesTheWholeAsItIsWhenAPartGrows) {
  const String text = "green tea";
  String part = text.substr(0, 5);
  part += '!';
  String end = text.substr(6);
  end.append("pot");
  EXPECT_EQ(part, "green!");
  EXPECT_EQ(end, "teapot");
  EXPECT_EQ(text, "green tea");
}

TEST(String, GrowsInPlaceWhileNothingElseIsTaken) {
  String text = "a";
  const char* data = text.data();
  for (int i = 0; i < 1'000; ++i) text.push_back('b');
  EXPECT_EQ(text.data(), data);
  arena::Take(1);
  text.push_back('c');
  EXPECT_NE(text.data(), data);
  EXPECT_EQ(text.size(), 1'002u);
  EXPECT_EQ(text[0], 'a');
  EXPECT_EQ(text.back(), 'c');
}

TEST(String, AppendsItself) {
  String text = "ab";
  text.append(text);
  EXPECT_EQ(text, "abab");
  arena::Take(1);
  text.append(text);
  EXPECT_EQ(text, "abababab");
}

TEST(String, JoinsAndFills) {
  const String tea = "tea";
  EXPECT_EQ(tea + " for " + "two" + '!', "tea for two!");
  EXPECT_EQ(tea, "tea");
  EXPECT_EQ(String("1").append(3, '0'), "1000");
  EXPECT_EQ(String().append(""), "");
}

TEST(String, FindsAsAViewDoes) {
  const String text = "a.b.c";
  EXPECT_EQ(text.find('.'), 1u);
  EXPECT_EQ(text.find('.', 2), 3u);
  EXPECT_EQ(text.find("x"), std::string_view::npos);
  EXPECT_TRUE(text.starts_with("a."));
  EXPECT_TRUE(text.ends_with(".c"));
  EXPECT_FALSE(text.starts_with("b"));
}

}  // namespace
}  // namespace kago
