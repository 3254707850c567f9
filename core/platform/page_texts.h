// Small questions that every reading of a page asks (JSON-LD, Open Graph, attributes): which of several
// texts is there, what an address names.
#ifndef KAGO_CORE_PLATFORM_PAGE_TEXTS_H_
#define KAGO_CORE_PLATFORM_PAGE_TEXTS_H_

#include <initializer_list>
#include <string_view>

#include "core/base/string.h"
#include "core/platform/observation.h"

namespace kago {

// The first text that isn't blank, trimmed; empty when all are.
std::string_view FirstFilled(std::initializer_list<std::string_view> texts);

// The first that is an address, as it may leave the browser (PageAddress).
String FirstAddress(std::initializer_list<std::string_view> addresses, const Observation& seen);

// The value of an address's query parameter `variant`; empty when it has none.
std::string_view VariantIn(std::string_view address);

// The path of an address as PageAddress makes it, without a slash at its end; "/" is a whole path. Empty when there is none.
String PathOf(std::string_view address);

}  // namespace kago

#endif  // KAGO_CORE_PLATFORM_PAGE_TEXTS_H_
