#include "core/base/text.h"

#include <algorithm>

namespace kago {
namespace {
bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool IsControl(char c) { return static_cast<unsigned char>(c) < 0x20; }
constexpr std::string_view kWhiteSpace = " \t\r\n";
}  // namespace

std::size_t Utf16Units(std::string_view text) {
  std::size_t units = 0;
  for (char c : text) {
    if (!IsContinuation(c)) ++units;
    if (static_cast<unsigned char>(c) >= 0xF0) ++units;  // a surrogate pair
  }
  return units;
}

bool HasControlCharacter(std::string_view text) { return std::any_of(text.begin(), text.end(), IsControl); }

bool IsBlank(std::string_view text) { return Trimmed(text).empty(); }

std::string_view Trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(kWhiteSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

String UpperCase(std::string_view text) {
  String upper;
  for (const char c : text) upper += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return upper;
}

std::string_view CutAt(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  while (bytes_max > 0 && IsContinuation(text[bytes_max])) --bytes_max;
  return text.substr(0, bytes_max);
}

std::string_view TakeUntil(char end, std::string_view* rest) {
  const std::string_view taken = rest->substr(0, rest->find(end));
  rest->remove_prefix(std::min(taken.size() + 1, rest->size()));
  return taken;
}

bool IsListed(std::string_view name, std::string_view list) {
  while (!list.empty()) {
    const std::string_view entry = TakeUntil(' ', &list);
    if (entry == name) return true;
    if (entry.ends_with('*') && name.starts_with(entry.substr(0, entry.size() - 1))) return true;
  }
  return false;
}

bool IsPlaceholder(std::string_view text) { return IsListed(text, "undefined null NaN (not* [object* {{* ${*"); }

}  // namespace kago
