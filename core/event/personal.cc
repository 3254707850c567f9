#include "core/event/personal.h"

#include <algorithm>
#include <string>

#include "core/base/limits.h"
#include "core/base/text.h"

namespace kago {
namespace {

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

// The words of a name, in small letters with a space before each: ` billing first name`.
std::string WordsOf(std::string_view name) {
  std::string words;
  char before = ' ';
  for (const char c : name) {
    if (!IsUpper(c) && !IsLower(c)) {
      before = ' ';
      continue;
    }
    if (before == ' ' || (IsUpper(c) && IsLower(before))) words += ' ';
    words += static_cast<char>(c | 0x20);
    before = c;
  }
  return words;
}

std::string Joined(std::string_view words) {
  std::string joined(words);
  std::erase(joined, ' ');
  return joined;
}

bool IsAllowed(const std::string& name, std::string_view allowed) {
  while (!allowed.empty()) {
    const std::string_view entry = allowed.substr(0, allowed.find(' '));
    if (Joined(WordsOf(entry)) == name) return true;
    allowed.remove_prefix(std::min(entry.size() + 1, allowed.size()));
  }
  return false;
}

}  // namespace

std::string_view PersonalNames() {
  return "email emails phone telephone mobile fax phonenumber mobilenumber firstname lastname middlename fullname givenname "
         "familyname surname customername recipientname birthday birthdate dateofbirth address addresses addressline street "
         "city zip zipcode postcode postalcode province latitude longitude";
}

bool IsPersonal(std::string_view name, std::string_view allowed) {
  const std::string words = WordsOf(name);
  for (std::size_t at = words.find(' '); at != std::string::npos; at = words.find(' ', at + 1)) {
    if (IsListed(Joined(std::string_view(words).substr(at)), PersonalNames())) return !IsAllowed(Joined(words), allowed);
  }
  return false;
}

void RemovePersonal(std::string_view allowed, Json* value, const Path& path, Findings* warnings) {
  std::vector<Json>& items = value->items();
  const bool in_object = value->is_object();
  if (in_object) {
    std::erase_if(items, [&](const Json& item) {
      if (item.type() < Json::Type::kNumber || !IsPersonal(item.key(), allowed)) return false;
      if (warnings->size() < limits::kFindingsMax) {
        warnings->push_back({Path{&path, item.key()}.ToText(), Code::kPersonalLeftOut, "a personal value",
                             "left out: the option \"personal\" lists what is to be sent"});
      }
      return true;
    });
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    RemovePersonal(allowed, &items[i], in_object ? Path{&path, items[i].key()} : Path{&path, {}, i}, warnings);
  }
}

}  // namespace kago
