#include "core/base/list.h"

#include <algorithm>

#include "core/base/arena.h"

namespace kago {

void* Elements::Add(std::size_t bytes) {
  if (size_ == capacity_) {
    // In place for as long as nothing else was taken; else twice as much elsewhere, so that it stays rare.
    if (arena::Extend(static_cast<char*>(data_) + size_ * bytes, bytes)) {
      ++capacity_;
    } else {
      capacity_ = size_ * 2 + 1;
      char* elsewhere = static_cast<char*>(arena::Take(capacity_ * bytes));
      std::copy_n(static_cast<const char*>(data_), size_ * bytes, elsewhere);
      data_ = elsewhere;
    }
  }
  return static_cast<char*>(data_) + size_++ * bytes;
}

void Elements::Remove(char* first, char* last, std::size_t bytes) {
  std::copy(last, static_cast<char*>(data_) + size_ * bytes, first);
  size_ -= (last - first) / bytes;
}

}  // namespace kago
