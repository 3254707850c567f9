#include "core/platform/page_texts.h"

#include <algorithm>

#include "core/base/text.h"
#include "core/platform/mapping.h"

namespace kago {

std::string_view FirstFilled(std::initializer_list<std::string_view> texts) {
  for (std::string_view text : texts) {
    if (!IsBlank(text)) return Trimmed(text);
  }
  return {};
}

std::string_view VariantIn(std::string_view address) {
  constexpr std::string_view name = "variant";
  address = address.substr(0, address.find('#'));
  std::size_t at = address.find('?');
  while (at != std::string_view::npos) {
    address.remove_prefix(at + 1);
    const std::string_view parameter = address.substr(0, address.find('&'));
    if (parameter.substr(0, parameter.find('=')) == name) return parameter.substr(std::min(name.size() + 1, parameter.size()));
    at = address.find('&');
  }
  return {};
}

String PathOf(std::string_view address) {
  address = address.substr(0, address.find('?'));
  const std::size_t path = address.find('/', std::string_view("https://").size());
  if (path == std::string_view::npos) return {};
  address.remove_prefix(path);
  if (address.size() > 1 && address.ends_with('/')) address.remove_suffix(1);
  return address;
}

String FirstAddress(std::initializer_list<std::string_view> addresses, const Observation& seen) {
  for (std::string_view address : addresses) {
    if (String page = PageAddress(address, seen); !page.empty()) return page;
  }
  return {};
}

}  // namespace kago
