#include "thaw/diagnostic.hpp"

#include <algorithm>
#include <string_view>

namespace thaw {
namespace {

constexpr std::size_t excerpt_width = 120;  // characters of the offending line that are shown
constexpr std::size_t before_caret = 80;    // of these at most so many before the column

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Code point at the front of the text and its length in bytes; length 1 and no code point if it is not UTF-8.
struct Character {
  char32_t code = 0;
  std::size_t length = 1;
  bool valid = false;
};

Character front(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80U) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0U && lead < 0xF5U   ? 4
                             : lead >= 0xE0U && lead < 0xF0U ? 3
                             : lead >= 0xC2U && lead < 0xE0U ? 2
                                                             : 0;
  if (length == 0 || text.size() < length) return {};
  char32_t code = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if (!continues(text[i])) return {};
    code = (code << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {code, length, true};
}

/// Drives a terminal, or turns the direction of what follows.
bool is_control(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029 || (code >= 0x200B && code <= 0x200F) ||
         (code >= 0x202A && code <= 0x202E) || (code >= 0x2060 && code <= 0x2069) || code == 0xFEFF;
}

std::string hex(char32_t value, int digits) {
  constexpr std::string_view alphabet = "0123456789abcdef";
  std::string text;
  for (int i = digits - 1; i >= 0; --i) text += alphabet[(value >> (4 * static_cast<unsigned>(i))) & 0xFU];
  return text;
}

/// One character as it may be shown; a tab is one blank, so that the caret stays in its column.
std::string shown(std::string_view text, const Character& character) {
  if (!character.valid) return "\\x" + hex(static_cast<unsigned char>(text[0]), 2);
  if (character.code == '\t') return " ";
  if (!is_control(character.code)) return std::string(text.substr(0, character.length));
  return character.code < 0x100 ? "\\x" + hex(character.code, 2) : "\\u" + hex(character.code, 4);
}

std::string shown(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Character character = front(text);
    out += shown(text, character);
    text.remove_prefix(character.length);
  }
  return out;
}

std::size_t width(std::string_view shown_text) {
  return shown_text.size() - static_cast<std::size_t>(std::count_if(shown_text.begin(), shown_text.end(), continues));
}

/// The part of the line around the column, and a caret below the column (none for column 0 or behind the line).
void append_excerpt(std::string& out, std::string_view line, std::size_t column) {
  const std::size_t first = column > before_caret ? column - before_caret : 1;
  std::string text = first > 1 ? "…" : "";
  std::string caret;
  std::size_t at = 1;
  while (!line.empty() && at < first + excerpt_width) {
    const Character character = front(line);
    if (at == column) caret.assign(width(text), ' ');
    if (at >= first) text += shown(line, character);
    line.remove_prefix(character.length);
    ++at;
  }
  const bool at_end = column == at && line.empty();
  const bool has_caret = column != 0 && (column < at || at_end);
  if (at_end) caret.assign(width(text), ' ');
  if (!line.empty()) text += "…";
  out += "    " + text + "\n";
  if (has_caret) out += "    " + caret + "^\n";
}

}  // namespace

std::string to_text(const Diagnostic& diagnostic) {
  std::string out = shown(diagnostic.file);
  if (diagnostic.line != 0) {
    out += ":" + std::to_string(diagnostic.line);
    if (diagnostic.column != 0) out += ":" + std::to_string(diagnostic.column);
  }
  if (!out.empty()) out += ": ";
  out += "error: " + shown(diagnostic.message) + "\n";
  if (!diagnostic.excerpt.empty()) append_excerpt(out, diagnostic.excerpt, diagnostic.column);
  if (!diagnostic.hint.empty()) out += "    hint: " + shown(diagnostic.hint) + "\n";
  return out;
}

}  // namespace thaw
