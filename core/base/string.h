// Text of one call: two words that say where bytes of the arena lie.
//
// It offers what std::string offers of the same name, and differs in three things. Copies share their bytes, so
// no byte is ever changed: a text is appended to, or made anew. Nothing is freed. And so it must not outlive the
// call whose arena it lies in (arena.h).
#ifndef KAGO_CORE_BASE_STRING_H_
#define KAGO_CORE_BASE_STRING_H_

#include <cassert>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace kago {

// One function for all that are compared, and by value: a view that is passed by reference has to be written to memory
// first. What leads here is always inlined, so that a literal's length is known.
bool AreEqual(std::string_view a, std::string_view b);

class String {
 public:
  using value_type = char;

  constexpr String() = default;
  // Bytes of their own.
  String(std::string_view text) { append(text); }  // NOLINT: as implicit as a literal is
  [[gnu::always_inline]] String(const char* text) : String(std::string_view(text)) {}  // NOLINT
  String(const char* data, std::size_t size) : String(std::string_view(data, size)) {}

  constexpr operator std::string_view() const { return {data_, size_}; }  // NOLINT
#ifndef __EMSCRIPTEN__
  // For tests and tools, which outlive calls.
  String(const std::string& text) : String(std::string_view(text)) {}  // NOLINT
  operator std::string() const { return {data_, size_}; }  // NOLINT
#endif

  constexpr const char* data() const { return data_; }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  const char* begin() const { return data_; }
  const char* end() const { return data_ + size_; }
  char operator[](std::size_t at) const {
    assert(at < size_);
    return data_[at];
  }
  char back() const { return (*this)[size_ - 1]; }

  std::size_t find(std::string_view text, std::size_t from = 0) const { return std::string_view(*this).find(text, from); }
  std::size_t find(char c, std::size_t from = 0) const { return std::string_view(*this).find(c, from); }
  bool starts_with(std::string_view text) const { return std::string_view(*this).starts_with(text); }
  bool ends_with(std::string_view text) const { return std::string_view(*this).ends_with(text); }
  // Of the same bytes.
  String substr(std::size_t from, std::size_t count = std::string_view::npos) const;

  // That many bytes more, for the caller to fill at once. In place where nothing was taken since; else all are
  // copied, so whoever appends often takes nothing between.
  char* Grow(std::size_t count);
  String& append(std::string_view text);
  String& append(std::size_t count, char c);
  void push_back(char c) { *Grow(1) = c; }
  String& operator+=(std::string_view text) { return append(text); }
  String& operator+=(char c) {
    push_back(c);
    return *this;
  }
  void pop_back() {
    assert(size_ > 0);
    --size_;
  }
  void clear() { size_ = 0; }

  friend String operator+(String a, std::string_view b) { return a.append(b); }
  friend String operator+(String a, char b) { return a += b; }

  template <class T>
    requires std::convertible_to<const T&, std::string_view>
  [[gnu::always_inline]] friend bool operator==(const String& a, const T& b) { return AreEqual(a, b); }
  friend bool operator<(const String& a, const String& b) { return std::string_view(a) < std::string_view(b); }
  template <class Stream>
  friend Stream& operator<<(Stream& out, const String& text) {
    out << std::string_view(text);
    return out;
  }

 private:
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace kago

#endif  // KAGO_CORE_BASE_STRING_H_
