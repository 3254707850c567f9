// An event's name in the forms that people and TypeScript use.
#ifndef KAGO_CORE_SCHEMA_NAMES_H_
#define KAGO_CORE_SCHEMA_NAMES_H_

#include <string>
#include <string_view>

namespace kago {

// `ecommerce.cart_updated` is `Cart updated` in a heading, `CartUpdated` as a type and
// `cartUpdated` as a call.
std::string TitleOf(std::string_view event);
std::string TypeNameOf(std::string_view event);
std::string CallNameOf(std::string_view event);

}  // namespace kago

#endif  // KAGO_CORE_SCHEMA_NAMES_H_
