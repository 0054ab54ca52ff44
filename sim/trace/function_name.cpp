#include "trace/function_name.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace thaw {
namespace {

/// Length of the well-formed sequence at the front (Unicode, table 3-7); 0 if there is none.
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = first == 0xED && byte(1) > 0x9F;
    return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first < 0xF0 || first > 0xF4) return 0;
  const bool overlong = first == 0xF0 && byte(1) < 0x90;
  const bool beyond = first == 0xF4 && byte(1) > 0x8F;
  return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
}

}  // namespace

std::string function_name_fault(std::string_view name) {
  if (name.empty()) return "expected the name of a function, found nothing";
  if (name.size() > function_name_bytes_max) {
    return fmt::format("a name of {} bytes, expected at most {}", name.size(), function_name_bytes_max);
  }
  for (std::string_view rest = name; !rest.empty();) {
    const std::size_t length = sequence_length(rest);
    if (length == 0) return "a name that is not UTF-8";
    const auto first = static_cast<unsigned char>(rest[0]);
    const bool control = first < 0x20 || first == 0x7F || (first == 0xC2 && static_cast<unsigned char>(rest[1]) < 0xA0);
    if (control) return "a name with a control character in it";
    rest.remove_prefix(length);
  }
  return "";
}

}  // namespace thaw
