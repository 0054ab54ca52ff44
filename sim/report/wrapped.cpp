#include "report/wrapped.hpp"

#include <algorithm>

#include "report/printable.hpp"

namespace thaw {

std::string wrapped(std::string_view text, std::size_t width, std::string_view first, std::string_view rest) {
  std::string lines;
  std::string line(first);
  bool empty = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    if (!empty && columns_of(line) + 1 + columns_of(word) > width) {
      lines += line + "\n";
      line = rest;
      empty = true;
    }
    if (!empty) line.push_back(' ');
    line += word;
    empty = false;
  }
  return lines + line + "\n";
}

}  // namespace thaw
