#include "core/base/list.h"

#include <cstdint>
#include <string>

#include <gtest/gtest.h>

#include "core/base/arena.h"
#include "core/base/string.h"

namespace kago {
namespace {

template <class T>
std::string Shown(const List<T>& list);
std::string Shown(const String& text) { return text; }
std::string Shown(int number) { return std::to_string(number); }

// Its elements with a space between, a list in brackets.
template <class T>
std::string Shown(const List<T>& list) {
  std::string text = "[";
  for (const T& item : list) text += (text.size() > 1 ? " " : "") + Shown(item);
  return text + "]";
}

TEST(List, HoldsWhatWasPushedInItsOrder) {
  List<int> list;
  EXPECT_TRUE(list.empty());
  for (int i = 0; i < 5; ++i) list.push_back(i);
  EXPECT_EQ(Shown(list), "[0 1 2 3 4]");
  EXPECT_EQ(list.back(), 4);
  list.pop_back();
  list[0] = 7;
  EXPECT_EQ(Shown(list), "[7 1 2 3]");
  list.clear();
  EXPECT_TRUE(list.empty());
}

TEST(List, HasElementsOfItsOwnInACopy) {
  List<List<String>> rows = {{"a", "b"}, {"c"}};
  List<List<String>> copy = rows;
  copy[0][0] = "x";
  copy[1].push_back("y");
  rows[0].push_back("z");
  EXPECT_EQ(Shown(rows), "[[a b z] [c]]");
  EXPECT_EQ(Shown(copy), "[[x b] [c y]]");
  rows = copy;
  copy.clear();
  EXPECT_EQ(rows.size(), 2u);
}

TEST(List, KeepsItsElementsWhereverItGrowsTo) {
  List<std::int64_t> one;
  List<std::int64_t> two;
  for (std::int64_t i = 0; i < 1'000; ++i) {
    one.push_back(i);
    two.push_back(-i);
  }
  for (std::int64_t i = 0; i < 1'000; ++i) {
    ASSERT_EQ(one[i], i);
    ASSERT_EQ(two[i], -i);
  }
}

TEST(List, GrowsInPlaceWhileNothingElseIsTaken) {
  List<int> list = {1};
  const int* data = list.data();
  for (int i = 0; i < 100; ++i) list.push_back(i);
  EXPECT_EQ(list.data(), data);
  arena::Take(1);
  list.push_back(1);
  EXPECT_NE(list.data(), data);
  EXPECT_EQ(list.size(), 102u);
}

TEST(List, TakesAnElementOfItself) {
  List<String> list = {"a"};
  for (int i = 0; i < 20; ++i) list.push_back(list[0] + 'b');
  EXPECT_EQ(list.size(), 21u);
  EXPECT_EQ(list.back(), "ab");
}

TEST(List, Erases) {
  List<String> list = {"a", "b", "c", "d"};
  list.erase(list.begin() + 1);
  EXPECT_EQ(Shown(list), "[a c d]");
  EXPECT_EQ(EraseIf(list, [](const String& text) { return text == "d" || text == "a"; }), 2u);
  EXPECT_EQ(Shown(list), "[c]");
  list.erase(list.begin(), list.end());
  EXPECT_TRUE(list.empty());
}

}  // namespace
}  // namespace kago
