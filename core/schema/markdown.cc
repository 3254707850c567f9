#include "core/schema/markdown.h"

namespace kago {

std::string TableRow(std::initializer_list<std::string_view> cells) {
  std::string row = "|";
  for (std::string_view cell : cells) row.append(" ").append(cell).append(" |");
  return row + "\n";
}

std::string TableHead(std::initializer_list<std::string_view> titles) {
  std::string line = "|";
  for (std::size_t i = 0; i < titles.size(); ++i) line += "---|";
  return TableRow(titles) + line + "\n";
}

std::string AsCode(std::string_view text) { return std::string("`").append(text).append("`"); }

std::string Grouped(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t end = text.size(); end > 3; end -= 3) text.insert(end - 3, 1, ',');
  return text;
}

}  // namespace kago
