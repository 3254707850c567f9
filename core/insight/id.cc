#include "core/insight/id.h"

namespace kago {
namespace {

constexpr std::size_t kIdDigitsMax = 15;

}  // namespace

Json IdOf(const String& id) {
  const bool is_number = !id.empty() && id.size() <= kIdDigitsMax && id[0] != '0' &&
                         std::string_view(id).find_first_not_of("0123456789") == std::string_view::npos;
  return is_number ? Json::Number(id) : Json::Text(id);
}

}  // namespace kago
