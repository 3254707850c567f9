#include "core/platform/html_text.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>

#include "core/base/text.h"

namespace kago {
namespace {

constexpr std::uint32_t kNone = 0;
constexpr std::uint32_t kReplacement = 0xFFFD;
// `&CounterClockwiseContourIntegral;` is longer, and on no product.
constexpr std::size_t kReferenceBytesMax = 12;

// U+00A0 to U+00BF, then U+00E0 to U+00FF, in their order.
constexpr std::string_view kLatin1 =
    "NBSP IEXCL CENT POUND CURREN YEN BRVBAR SECT UML COPY ORDF LAQUO NOT SHY REG MACR DEG PLUSMN SUP2 SUP3 ACUTE MICRO "
    "PARA MIDDOT CEDIL SUP1 ORDM RAQUO FRAC14 FRAC12 FRAC34 IQUEST AGRAVE AACUTE ACIRC ATILDE AUML ARING AELIG CCEDIL "
    "EGRAVE EACUTE ECIRC EUML IGRAVE IACUTE ICIRC IUML ETH NTILDE OGRAVE OACUTE OCIRC OTILDE OUML DIVIDE OSLASH UGRAVE "
    "UACUTE UCIRC UUML YACUTE THORN YUML ";
constexpr std::uint32_t kSigns = 32;    // before the letters
constexpr std::uint32_t kToSmall = 32;  // from U+00C0 to U+00E0
constexpr std::string_view kOthers =
    "amp lt gt quot apos times szlig OElig oelig Scaron scaron Yuml ensp emsp thinsp ndash mdash lsquo rsquo sbquo ldquo "
    "rdquo bdquo bull hellip prime Prime lsaquo rsaquo euro trade minus ";
constexpr std::uint16_t kOtherCodes[] = {
    '&',    '<',    '>',    '"',    '\'',   0xD7,   0xDF,   0x152,  0x153,  0x160,  0x161,
    0x178,  0x2002, 0x2003, 0x2009, 0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D,
    0x201E, 0x2022, 0x2026, 0x2032, 0x2033, 0x2039, 0x203A, 0x20AC, 0x2122, 0x2212,
};
// What browsers make of &#128; to &#159;, which old systems write for Windows' punctuation
// (html.spec.whatwg.org, numeric character reference end state).
constexpr std::uint16_t kWindows[] = {
    0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
};

// The place of a name in a list, each with a space behind it; the list's length if it isn't there.
std::uint32_t PlaceOf(std::string_view name, std::string_view list) {
  std::uint32_t place = 0;
  for (; !list.empty(); ++place) {
    const std::size_t end = list.find(' ');
    if (list.substr(0, end) == name) break;
    list.remove_prefix(end + 1);
  }
  return place;
}

std::uint32_t NamedCode(std::string_view name) {
  const std::uint32_t other = PlaceOf(name, kOthers);
  if (other < std::size(kOtherCodes)) return kOtherCodes[other];
  const std::uint32_t place = PlaceOf(UpperCase(name), kLatin1);
  if (place < kSigns) return 0xA0 + place;
  if (place == 2 * kSigns) return kNone;
  const bool is_small = name[0] >= 'a';
  return 0xA0 + place + (is_small ? kToSmall : 0);
}

std::uint32_t DigitOf(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? static_cast<std::uint32_t>(lower - 'a' + 10) : 16;
}

std::uint32_t NumberedCode(std::string_view digits) {
  const bool is_hexadecimal = !digits.empty() && (digits[0] | 0x20) == 'x';
  if (is_hexadecimal) digits.remove_prefix(1);
  if (digits.empty()) return kNone;
  const std::uint32_t base = is_hexadecimal ? 16 : 10;
  std::uint32_t code = 0;
  for (const char c : digits) {
    const std::uint32_t digit = DigitOf(c);
    if (digit >= base) return kNone;
    code = std::min(code * base + digit, std::uint32_t{0x110000});
  }
  if (code >= 0x80 && code < 0x80 + std::size(kWindows)) return kWindows[code - 0x80];
  const bool is_character = code != 0 && code < 0x110000 && (code < 0xD800 || code > 0xDFFF);
  return is_character ? code : kReplacement;
}

void AppendUtf8(std::uint32_t code, String* text) {
  const auto append = [text](std::uint32_t byte) { *text += static_cast<char>(byte); };
  if (code < 0x80) return append(code);
  if (code < 0x800) {
    append(0xC0 | code >> 6);
  } else {
    append(code < 0x10000 ? 0xE0 | code >> 12 : 0xF0 | code >> 18);
    if (code >= 0x10000) append(0x80 | (code >> 12 & 0x3F));
    append(0x80 | (code >> 6 & 0x3F));
  }
  append(0x80 | (code & 0x3F));
}

String DecodedOnce(std::string_view text) {
  String plain;
  while (!text.empty()) {
    const std::size_t begin = std::min(text.find('&'), text.size());
    plain.append(text.substr(0, begin));
    text.remove_prefix(begin);
    const std::size_t end = text.substr(0, kReferenceBytesMax).find(';');
    std::uint32_t code = kNone;
    if (end != std::string_view::npos && end > 1) {
      const std::string_view name = text.substr(1, end - 1);
      code = name[0] == '#' ? NumberedCode(name.substr(1)) : NamedCode(name);
    }
    if (code != kNone) {
      AppendUtf8(code, &plain);
    } else {
      plain.append(text.substr(0, 1));
    }
    text.remove_prefix(std::min(code != kNone ? end + 1 : 1, text.size()));
  }
  return plain;
}

}  // namespace

String DecodeEntities(std::string_view text) { return DecodedOnce(DecodedOnce(text)); }

}  // namespace kago
