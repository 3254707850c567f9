#include "core/event/personal.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/base/string.h"
#include "core/base/text.h"

namespace kago {
namespace {

// With a space before each of its words.
constexpr std::size_t kNameBytesMax = 24;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

// The words of a name, in small letters with a space before each: ` billing first name`.
String WordsOf(std::string_view name) {
  String words;
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

String Joined(std::string_view words) {
  String joined;
  for (const char c : words) {
    if (c != ' ') joined += c;
  }
  return joined;
}

bool IsAllowed(const String& name, std::string_view allowed) {
  while (!allowed.empty()) {
    const std::string_view entry = allowed.substr(0, allowed.find(' '));
    if (Joined(WordsOf(entry)) == name) return true;
    allowed.remove_prefix(std::min(entry.size() + 1, allowed.size()));
  }
  return false;
}

}  // namespace

std::string_view PersonalNames() {
  return "email emails mail phone phones telephone tel mobile fax phonenumber phoneno mobilenumber mobileno "
         "firstname fname lastname lname middlename fullname givenname "
         "familyname surname customername recipientname billingname shippingname birthday birthdate "
         "dateofbirth address addresses addressline street town "
         "city zip zipcode postcode postalcode province latitude longitude";
}

bool IsPersonal(std::string_view name, std::string_view allowed) {
  const String words = WordsOf(name);
  // A name may be long, and those that are looked for are short.
  std::string_view before = words;
  for (std::size_t at = before.rfind(' '); at != std::string_view::npos && words.size() - at <= kNameBytesMax; at = before.rfind(' ')) {
    if (IsListed(Joined(std::string_view(words).substr(at)), PersonalNames())) return !IsAllowed(Joined(words), allowed);
    before = before.substr(0, at);
  }
  return false;
}

void RemovePersonal(std::string_view allowed, Json* value, const Path& path, Findings* warnings) {
  List<Json>& items = value->items();
  const bool in_object = value->is_object();
  if (in_object) {
    EraseIf(items, [&](const Json& item) {
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
