#include "report/ascii.hpp"

#include <array>
#include <utility>

#include "report/utf8.hpp"

namespace thaw {

namespace {

constexpr std::array<std::pair<std::string_view, char>, 11> likes = {{{"\u2581", '_'},
                                                                      {"\u2582", '.'},
                                                                      {"\u2583", ':'},
                                                                      {"\u2584", '-'},
                                                                      {"\u2585", '='},
                                                                      {"\u2586", '+'},
                                                                      {"\u2587", '*'},
                                                                      {"\u2588", '#'},
                                                                      {"\u2026", '~'},
                                                                      {"\u2713", 'v'},
                                                                      {"\u2717", 'x'}}};

char like_of(std::string_view character) {
  for (const auto& [beyond, like] : likes) {
    if (character == beyond) return like;
  }
  return '?';
}

}  // namespace

std::string ascii_of(std::string_view text) {
  std::string ascii;
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    const std::string_view character = text.substr(0, length == 0 ? 1 : length);
    text.remove_prefix(character.size());
    ascii.push_back(length == 1 ? character[0] : like_of(character));
  }
  return ascii;
}

}  // namespace thaw
