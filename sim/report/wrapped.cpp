#include "report/wrapped.hpp"

#include <algorithm>

#include "report/printable.hpp"

namespace thaw {

namespace {

// "12 ms" and "99 %" must not be torn apart.
bool is_unit(std::string_view word) {
  while (!word.empty() && std::string_view(".,;:)]").find(word.back()) != std::string_view::npos) word.remove_suffix(1);
  for (const std::string_view unit : {"%", "us", "ms", "s", "min", "h", "days", "MB", "GB-s"}) {
    if (word == unit) return true;
  }
  return false;
}

bool ends_with_digit(std::string_view word) {
  return !word.empty() && word.back() >= '0' && word.back() <= '9';
}

// The next word, with the unit that belongs to it.
std::string_view next_word(std::string_view text) {
  std::size_t end = std::min(text.find(' '), text.size());
  if (ends_with_digit(text.substr(0, end)) && end < text.size()) {
    const std::size_t unit_end = std::min(text.find(' ', end + 1), text.size());
    if (is_unit(text.substr(end + 1, unit_end - end - 1))) end = unit_end;
  }
  return text.substr(0, end);
}

}  // namespace

std::string wrapped(std::string_view text, std::size_t width, std::string_view first, std::string_view rest) {
  std::string lines;
  std::string line(first);
  bool empty = true;
  while (!text.empty()) {
    const std::string_view word = next_word(text);
    text.remove_prefix(std::min(word.size() + 1, text.size()));
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
