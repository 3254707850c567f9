// What must be true of markup however it is written, or broken: what is read leniently is what a strict reading of the
// text says that was meant; and of what is broken anyhow, nothing is said that no block says.
#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/platform/lenient_json.h"
#include "core/testing/platform.h"
#include "core/testing/product_page.h"

namespace kago {
namespace {

using testing::Fixtures;
using testing::ProductPage;

std::mt19937_64& Random() {
  static std::mt19937_64 random(12);
  return random;
}

std::size_t Below(std::size_t limit) { return Random()() % limit; }

template <std::size_t kSize>
std::string OneOf(const char* const (&all)[kSize]) {
  return all[Below(kSize)];
}

// The blocks of all fixtures that are JSON.
std::vector<std::string> Blocks() {
  std::vector<std::string> blocks;
  for (const testing::Fixture& fixture : Fixtures("jsonld")) {
    for (const Json& block : fixture.data.Find("jsonld")->items()) {
      if (ParseJson(block.text()).ok()) blocks.push_back(block.text());
    }
  }
  return blocks;
}

// What may stand between two tokens and says nothing.
std::string Remark() {
  return OneOf({"", "", "", " ", "\n", "\t ", "/**/", "/* {\"@type\":\"Product\"} */", "// x\n", "//\n", "/*\",}*/", "/* ' */"});
}

// The same JSON as a template might write it: each token as it is, with more around it.
std::string ByHand(std::string_view json) {
  static constexpr const char* kBefore[] = {"", "/* x */", "//<![CDATA[\n", "/*<![CDATA[*/", "<!--\n", "<!--//--><![CDATA[//><!--\n", "<![CDATA["};
  static constexpr const char* kBehind[] = {"", "", "\n//]]>", "/*]]>*/", "\n-->", "\n//--><!]]>", "]]>"};
  const std::size_t marks = Below(std::size(kBefore));
  std::string text = kBefore[marks] + std::string(Below(2), ' ');
  bool is_in_text = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (is_in_text) {
      const bool is_apostrophe = c == '\'' && Below(2) == 0;
      if (is_apostrophe) text += '\\';
      const bool is_blank = c == ' ' && Below(8) == 0;
      text += is_blank ? '\n' : c;
      if (c == '\\') text += json[++at];
      is_in_text = c != '"';
      continue;
    }
    const bool is_filled = (c == '}' || c == ']') && json[at - 1] != c - 2;
    if (is_filled) text += Below(3) == 0 ? "," + Remark() : "";
    text += c;
    is_in_text = c == '"';
    if (c == ',' || c == '{' || c == '[') text += (c == ',' && Below(9) == 0 ? "," : "") + Remark();
    if ((c == '}' || c == ']') && at + 1 < json.size()) text += Remark();
  }
  return text + OneOf({"", "", ";", "}", "]", "};", ","}) + kBehind[marks];
}

TEST(LenientJsonProperty, WhatIsReadIsWhatAStrictReadingOfWhatWasMeantSays) {
  for (const std::string& block : Blocks()) {
    const std::string meant = Dump(ParseJson(block).value);
    EXPECT_EQ(Dump(ParseJson(LenientJson(block)).value), meant);
    for (int round = 0; round < 60; ++round) {
      const std::string text = ByHand(meant);
      const ParsedJson parsed = ParseJson(LenientJson(text));
      ASSERT_TRUE(parsed.is_whole()) << text;
      ASSERT_EQ(Dump(parsed.value), meant) << text;
    }
  }
}

// As bytes get lost or come twice: a template's slip, a cut, an editor's quotes.
std::string Broken(std::string text) {
  static constexpr const char* kSlips[] = {"{", "}", "[", "]", ",", ":", "\"", "\\", "'", "//", "/*", "*/", "<!--", "-->", "<![CDATA[", "]]>", ";", "\n", "9", "x"};
  for (std::size_t slips = 1 + Below(3); slips > 0 && !text.empty(); --slips) {
    const std::size_t at = Below(text.size());
    switch (Below(3)) {
      case 0:
        text.erase(at, 1 + Below(4));
        break;
      case 1:
        text.insert(at, OneOf(kSlips));
        break;
      default:
        text.replace(at, 1, OneOf(kSlips));
    }
  }
  return text;
}

bool Has(std::string_view texts, std::string_view part) { return texts.find(part) != std::string_view::npos; }

TEST(LenientJsonProperty, NoProductIsSaidThatNoBlockNames) {
  const std::vector<std::string> blocks = Blocks();
  std::size_t said = 0;
  for (int round = 0; round < 6'000; ++round) {
    const std::string block = Broken(Below(2) == 0 ? blocks[Below(blocks.size())] : ByHand(Dump(ParseJson(blocks[Below(blocks.size())]).value)));
    const ProductPage page{.blocks = {block}};
    const auto product = page.Read();
    const Json* price = product ? product->Find("price") : nullptr;
    if (!price || !price->is_number()) continue;
    ++said;
    // What is read leniently is JSON of the block's own texts and numbers.
    const ParsedJson parsed = ParseJson(LenientJson(block));
    ASSERT_TRUE(ParseJson(block).is_whole() || parsed.is_whole()) << block;
    std::string blanks = block;  // as a text's line breaks are read
    std::replace(blanks.begin(), blanks.end(), '\n', ' ');
    const std::string id = product->TextAt("variant_id");
    EXPECT_TRUE(Has(blanks, id) || id == "/p/mug" || Has(block, "\\")) << id << " of " << block;
    const std::string amount = price->text().substr(0, price->text().find('.'));
    EXPECT_TRUE(Has(block, amount.substr(0, 1))) << amount << " of " << block;
    // Read once more as it was read, it says the same.
    EXPECT_EQ(Dump(*ProductPage{.blocks = {std::string(LenientJson(block))}}.Read()), Dump(*product)) << block;
  }
  EXPECT_GT(said, 500u) << "else nothing was tried";
}

}  // namespace
}  // namespace kago
