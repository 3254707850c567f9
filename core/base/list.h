// A list of one call: elements side by side in the arena.
//
// It offers what std::vector offers of the same name, and differs in two things. Nothing is freed and nothing
// destroyed, so elements are moved by their bytes and must need no destructor. And it must not outlive the call
// whose arena it lies in (arena.h). A copy has elements of its own.
#ifndef KAGO_CORE_BASE_LIST_H_
#define KAGO_CORE_BASE_LIST_H_

#include <cassert>
#include <cstddef>
#include <initializer_list>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

namespace kago {

// What needs not know the elements, and so is there once for all lists.
class Elements {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  void pop_back() {
    assert(size_ > 0);
    --size_;
  }
  void clear() { size_ = 0; }

 protected:
  // Where an element of that many bytes may be made, behind the others.
  void* Add(std::size_t bytes);
  // Takes away those from `first` to before `last`.
  void Remove(char* first, char* last, std::size_t bytes);

  void* data_ = nullptr;
  std::size_t size_ = 0;

 private:
  std::size_t capacity_ = 0;
};

template <class T>
class List : public Elements {
 public:
  using value_type = T;
  using iterator = T*;
  using const_iterator = const T*;

  List() = default;
  List(std::initializer_list<T> items) { Append(items); }
  explicit List(std::span<const T> items) { Append(items); }
  List(const List& other) { Append(other); }
  List(List&& other) = default;  // whose elements are then shared: it isn't to be used any more
  List& operator=(const List& other) { return *this = List(other); }
  List& operator=(List&& other) = default;

  T* data() { return static_cast<T*>(data_); }
  const T* data() const { return static_cast<const T*>(data_); }
  T* begin() { return data(); }
  T* end() { return data() + size_; }
  const T* begin() const { return data(); }
  const T* end() const { return data() + size_; }
  T& operator[](std::size_t at) {
    assert(at < size_);
    return data()[at];
  }
  const T& operator[](std::size_t at) const {
    assert(at < size_);
    return data()[at];
  }
  T& back() { return (*this)[size_ - 1]; }
  const T& back() const { return (*this)[size_ - 1]; }

  T& emplace_back(T&& item) {
    static_assert(std::is_trivially_destructible_v<T>, "nothing in an arena is destroyed");
    return *new (Add(sizeof(T))) T(std::move(item));
  }
  void push_back(T&& item) { emplace_back(std::move(item)); }
  void push_back(const T& item) { emplace_back(T(item)); }
  void Append(std::span<const T> items) {
    for (const T& item : items) push_back(item);
  }
  void erase(T* first, T* last) {
    assert(begin() <= first && first <= last && last <= end());
    Remove(reinterpret_cast<char*>(first), reinterpret_cast<char*>(last), sizeof(T));
  }
  void erase(T* item) { erase(item, item + 1); }

  // How many they were.
  template <class Predicate>
  friend std::size_t EraseIf(List& list, Predicate is_out) {
    T* kept = list.begin();
    for (T& item : list) {
      if (!is_out(item)) *kept++ = std::move(item);
    }
    const std::size_t erased = list.end() - kept;
    list.size_ -= erased;
    return erased;
  }
};

}  // namespace kago

#endif  // KAGO_CORE_BASE_LIST_H_
