#include "core/base/string.h"

#include <algorithm>

#include "core/base/arena.h"

namespace kago {

bool AreEqual(std::string_view a, std::string_view b) { return a == b; }

String String::substr(std::size_t from, std::size_t count) const {
  const std::string_view part = std::string_view(*this).substr(from, count);
  String shared;
  shared.data_ = part.data();
  shared.size_ = part.size();
  return shared;
}

char* String::Grow(std::size_t count) {
  if (!arena::Extend(end(), count)) {
    char* own = static_cast<char*>(arena::Take(size_ + count));
    std::string_view(*this).copy(own, size_);
    data_ = own;
  }
  char* added = const_cast<char*>(end());
  size_ += count;
  return added;
}

String& String::append(std::string_view text) {
  text.copy(Grow(text.size()), text.size());
  return *this;
}

String& String::append(std::size_t count, char c) {
  std::fill_n(Grow(count), count, c);
  return *this;
}

}  // namespace kago
