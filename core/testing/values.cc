#include "core/testing/values.h"

#include <algorithm>

#include <cstdint>

#include <gtest/gtest.h>

#include "core/base/number_text.h"

namespace kago::testing {

Json FromText(std::string_view text) {
  ParsedJson parsed = ParseJson(text);
  EXPECT_TRUE(parsed.ok()) << "a test's own JSON is bad: " << text;
  return std::move(parsed.value);
}

Json* At(Json* root, std::string_view path) {
  while (root && !path.empty()) {
    const std::size_t end = path[0] == '[' ? path.find(']') : path.find_first_of(".[");
    const std::string_view step = path.substr(0, end);
    path.remove_prefix(end == std::string_view::npos ? path.size() : end);
    if (step[0] == '[') {
      std::int64_t index = -1;
      const bool inside = ParseInteger(step.substr(1), &index) && index < std::ssize(root->items());
      root = inside ? &root->items()[static_cast<std::size_t>(index)] : nullptr;
      path.remove_prefix(1);
    } else {
      root = root->Find(step);
    }
    if (!path.empty() && path[0] == '.') path.remove_prefix(1);
  }
  return root;
}

std::string InOrder(Json object) {
  std::sort(object.items().begin(), object.items().end(), [](const Json& a, const Json& b) { return a.key() < b.key(); });
  return Dump(object);
}

std::string MembersOf(const Json& list, std::string_view key) {
  std::string texts;
  for (const Json& item : list.items()) texts.append(texts.empty() ? "" : ", ").append(item.TextAt(key));
  return texts;
}

std::string Told(const Findings& findings) {
  const Json json = ToJson(findings);
  return Told(&json);
}

std::string Told(const Json* findings) {
  if (!findings) return "no findings";
  std::string told;
  for (const Json& finding : findings->items()) {
    told.append(told.empty() ? "" : ", ").append(finding.TextAt("path")).append(" ").append(finding.TextAt("code"));
  }
  return told;
}

std::string Repeated(std::string_view text, std::size_t times) {
  std::string repeated;
  for (std::size_t i = 0; i < times; ++i) repeated.append(text);
  return repeated;
}

}  // namespace kago::testing
