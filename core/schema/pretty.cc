#include "core/schema/pretty.h"

#include <algorithm>

namespace kago {
namespace {

constexpr std::size_t kColumnsMax = 100;

std::string Key(const Json& parent, const Json& item) {
  return parent.is_object() ? std::string(Dump(Json::Text(item.key()))) + ": " : "";
}

std::string OnOneLine(const Json& value) {
  if (!value.is_array() && !value.is_object()) return Dump(value);
  std::string text;
  for (const Json& item : value.items()) {
    if (!text.empty()) text += ", ";
    text += Key(value, item) + OnOneLine(item);
  }
  if (value.is_array()) return "[" + text + "]";
  return text.empty() ? "{}" : "{ " + text + " }";
}

// An object in an object gets lines of its own, so that its members stand below each other.
bool IsFlat(const Json& value) {
  for (const Json& item : value.items()) {
    if (item.is_object() || (item.is_array() && !IsFlat(item))) return false;
  }
  return true;
}

bool IsListOfWords(const Json& value) {
  const auto is_word = [](const Json& item) { return !item.is_array() && !item.is_object(); };
  return value.is_array() && std::all_of(value.items().begin(), value.items().end(), is_word);
}

// As many on a line as fit.
std::string Filled(const Json& words, std::size_t indent) {
  std::string text = "[";
  std::size_t column = kColumnsMax;
  for (const Json& item : words.items()) {
    const std::string word = Dump(item) + (&item == &words.items().back() ? "" : ",");
    const bool fits = column + 1 + word.size() <= kColumnsMax;
    text.append(fits ? " " : "\n").append(fits ? 0 : indent + 2, ' ').append(word);
    column = fits ? column + 1 + word.size() : indent + 2 + word.size();
  }
  return text + "\n" + std::string(indent, ' ') + "]";
}

void PrettyTo(const Json& value, std::size_t indent, std::size_t column, std::string* out) {
  if (IsFlat(value)) {
    const std::string line = OnOneLine(value);
    if (value.items().empty() || column + line.size() <= kColumnsMax) return void(out->append(line));
  }
  if (IsListOfWords(value)) return void(out->append(Filled(value, indent)));
  out->push_back(value.is_array() ? '[' : '{');
  bool first = true;
  for (const Json& item : value.items()) {
    out->append(first ? "\n" : ",\n").append(indent + 2, ' ');
    first = false;
    const std::string key = Key(value, item);
    out->append(key);
    PrettyTo(item, indent + 2, indent + 2 + key.size(), out);
  }
  out->append("\n").append(indent, ' ').push_back(value.is_array() ? ']' : '}');
}

}  // namespace

std::string Pretty(const Json& value) {
  std::string text;
  PrettyTo(value, 0, 0, &text);
  return text;
}

}  // namespace kago
