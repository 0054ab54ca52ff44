#include "report/printable.hpp"

#include <fmt/format.h>

#include "report/utf8.hpp"

namespace thaw {

namespace {

bool is_control(std::string_view sequence) {
  const auto first = static_cast<unsigned char>(sequence[0]);
  if (sequence.size() == 1) return first < 0x20 || first == 0x7F;
  if (sequence.size() == 2) return first == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;  // C1 controls
  // Marks that turn or hide text around them: U+200B-200F, U+2028-202E, U+2060-2069, U+FEFF.
  const auto second = static_cast<unsigned char>(sequence[1]);
  const auto third = static_cast<unsigned char>(sequence[2]);
  if (sequence.size() != 3) return false;
  if (first == 0xE2 && second == 0x80) return (third >= 0x8B && third <= 0x8F) || (third >= 0xA8 && third <= 0xAE);
  if (first == 0xE2 && second == 0x81) return third >= 0xA0 && third <= 0xA9;
  return first == 0xEF && second == 0xBB && third == 0xBF;
}

}  // namespace

std::string printable(std::string_view text, std::size_t columns_max) {
  std::string shown;
  std::size_t columns = 0;
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    std::string piece(text.substr(0, length == 0 ? 1 : length));
    text.remove_prefix(piece.size());
    if (length == 0 || is_control(piece)) {
      std::string escaped;
      for (const char c : piece) escaped += fmt::format("\\x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(c)));
      piece = escaped;
    }
    const std::size_t needed = columns_of(piece);
    const std::size_t kept_free = text.empty() ? 0 : 1;
    if (columns + needed + kept_free > columns_max) return shown + "\u2026";
    shown += piece;
    columns += needed;
  }
  return shown;
}

std::size_t columns_of(std::string_view text) {
  std::size_t columns = 0;
  for (const char c : text) columns += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
  return columns;
}

}  // namespace thaw
