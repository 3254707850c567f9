#include "core/event/personal.h"

#include "core/base/limits.h"
#include "core/base/string.h"
#include "core/base/text.h"

namespace kago {
namespace {

// Counted with a space before each of its words.
constexpr std::size_t kNameBytesMax = 24;

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsLower(char c) { return c >= 'a' && c <= 'z'; }

bool IsLetter(char c) { return IsUpper(c) || IsLower(c); }

// A letter behind something else, or a capital one behind a small one.
bool BeginsWord(std::string_view name, std::size_t at) {
  return at == 0 || !IsLetter(name[at - 1]) || (IsUpper(name[at]) && IsLower(name[at - 1]));
}

// In small letters, without what stands between words.
String LettersOf(std::string_view name) {
  String letters;
  for (const char c : name) {
    if (IsLetter(c)) letters += static_cast<char>(c | 0x20);
  }
  return letters;
}

bool IsAllowed(std::string_view letters, std::string_view allowed) {
  while (!allowed.empty()) {
    if (LettersOf(TakeUntil(' ', &allowed)) == letters) return true;
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
  const String letters = LettersOf(name);
  std::size_t count = 0;  // of letters, from the end
  std::size_t words = 0;
  for (std::size_t at = name.size(); at-- > 0;) {
    if (!IsLetter(name[at])) continue;
    ++count;
    if (!BeginsWord(name, at)) continue;
    // A name may be long, and those that are looked for are short.
    if (count + ++words > kNameBytesMax) return false;
    if (IsListed(letters.substr(letters.size() - count), PersonalNames())) return !IsAllowed(letters, allowed);
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
        AddFinding(Path{&path, item.key()}.ToText(), Code::kPersonalLeftOut, "a personal value",
                   "left out: the option \"personal\" lists what is to be sent", warnings);
      }
      return true;
    });
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    RemovePersonal(allowed, &items[i], in_object ? Path{&path, items[i].key()} : Path{&path, {}, i}, warnings);
  }
}

}  // namespace kago
