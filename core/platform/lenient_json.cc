#include "core/platform/lenient_json.h"

#include <cstddef>

namespace kago {

String LenientJson(std::string_view text) {
  constexpr std::string_view marks = " ,;]}</*!->";  // say nothing behind the end
  String mended;
  char* out = mended.Grow(text.size() + 2);
  *out = ' ';
  std::size_t depth = 0;
  char within = '\0';  // a text, or a comment that ends so
  char before = '\0';
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char given = text[at];
    char c = static_cast<unsigned char>(given) < ' ' ? ' ' : given;
    if (within == '"') {
      if (before == '\\') {
        if (c == '\'') --out;
        before = ' ';
      } else {
        before = c;
        if (c == '"') within = '\0';
      }
    } else if (within != '\0') {
      const bool is_end = given == within && (given == '\n' || before == '*');
      before = is_end ? ' ' : given;
      if (is_end) within = '\0';
      continue;
    } else {
      const bool opens = c == '{' || c == '[';
      const bool closes = c == '}' || c == ']';
      const bool is_around = opens ? before == '!' || before == 'A' : out == mended.data() || marks.find(c) != std::string_view::npos;
      if (depth == 0 && is_around) {
        before = c;  // of `<![CDATA[` too, whose brackets open nothing
        continue;
      }
      if (before == '/' && depth > 0) {
        within = c == '*' ? '/' : '\n';
        --out;
        c = ' ';
      }
      before = c;
      if (*out == ',') {
        if (c == ' ' || c == ',') continue;
        out -= closes;
      }
      depth += opens - closes;
      if (c == '"') within = c;
    }
    *++out = c;
  }
  return mended.substr(0, static_cast<std::size_t>(out - mended.data() + 1));
}

}  // namespace kago
