// Texts with figures in them, made at compile time: a limit is said once, in limits.h, and what a
// message says of it can't be another figure. They cost no code.
#ifndef KAGO_CORE_BASE_FIGURE_H_
#define KAGO_CORE_BASE_FIGURE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace kago {
namespace internal {

template <std::size_t kSize>
struct Phrase {
  char text[kSize];
  constexpr Phrase(const char (&from)[kSize]) {  // NOLINT: a literal is one
    for (std::size_t i = 0; i < kSize; ++i) text[i] = from[i];
  }
};

constexpr std::size_t DigitsOf(std::uint64_t figure) { return figure < 10 ? 1 : 1 + DigitsOf(figure / 10); }

template <Phrase kPhrase, std::uint64_t... kFigures>
constexpr auto Written() {
  std::array<char, sizeof(kPhrase.text) - 1 - sizeof...(kFigures) + (DigitsOf(kFigures) + ... + 0)> out{};
  constexpr std::uint64_t kAll[] = {kFigures...};
  std::size_t at = 0;
  std::size_t figure = 0;
  for (const char* c = kPhrase.text; *c != '\0'; ++c) {
    if (*c != '#') {
      out[at++] = *c;
      continue;
    }
    std::uint64_t rest = kAll[figure++];
    const std::size_t digits = DigitsOf(rest);
    for (std::size_t i = digits; i-- > 0; rest /= 10) out[at + i] = static_cast<char>('0' + rest % 10);
    at += digits;
  }
  return out;
}

template <Phrase kPhrase, std::uint64_t... kFigures>
inline constexpr auto kWritten = Written<kPhrase, kFigures...>();

}  // namespace internal

// The phrase with the figures in the places of its #, in their order:
//   kWith<"an event of up to # bytes", limits::kEventBytesMax>
template <internal::Phrase kPhrase, std::uint64_t... kFigures>
inline constexpr std::string_view kWith{internal::kWritten<kPhrase, kFigures...>.data(),
                                        internal::kWritten<kPhrase, kFigures...>.size()};

}  // namespace kago

#endif  // KAGO_CORE_BASE_FIGURE_H_
