#include "core/schema/names.h"

#include <algorithm>

namespace kago {
namespace {

char UpperCase(char c) { return static_cast<char>(c - 'a' + 'A'); }

}  // namespace

std::string TitleOf(std::string_view event) {
  std::string title(event.substr(event.find('.') + 1));
  std::replace(title.begin(), title.end(), '_', ' ');
  title[0] = UpperCase(title[0]);
  return title;
}

std::string TypeNameOf(std::string_view event) {
  std::string name = CallNameOf(event);
  name[0] = UpperCase(name[0]);
  return name;
}

std::string CallNameOf(std::string_view event) {
  std::string name;
  bool capital = false;
  for (char c : event.substr(event.find('.') + 1)) {
    if (c != '_') name.push_back(capital ? UpperCase(c) : c);
    capital = c == '_';
  }
  return name;
}

}  // namespace kago
