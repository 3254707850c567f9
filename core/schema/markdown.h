// Pieces of Markdown pages.
#ifndef KAGO_CORE_SCHEMA_MARKDOWN_H_
#define KAGO_CORE_SCHEMA_MARKDOWN_H_

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

namespace kago {

// `| a | b |`, with a line break. Cells hold no `|`.
std::string TableRow(std::initializer_list<std::string_view> cells);
// The row of titles and the line below it.
std::string TableHead(std::initializer_list<std::string_view> titles);
std::string AsCode(std::string_view text);
// 51200 as `51,200`.
std::string Grouped(std::size_t number);

}  // namespace kago

#endif  // KAGO_CORE_SCHEMA_MARKDOWN_H_
