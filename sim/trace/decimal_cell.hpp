// decimal_cell.hpp: a number in a cell, exactly, as an integer in a smaller unit (design note 3.1: not through a double).
//
// "1.5" at scale 9 is 1,500,000,000. What lies below the unit is rounded half away from zero. Cost: one pass over the digits,
// about 0.5 ns each, for plain decimals; spaces, signs and exponents take a second look.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace thaw {

enum class NumberFault : std::uint8_t { none, empty, not_a_number, not_finite, too_large };

struct DecimalCell {
  std::int64_t value = 0;  // text * 10^scale; 0 with a fault
  NumberFault fault = NumberFault::none;
  friend bool operator==(DecimalCell, DecimalCell) = default;
};

inline constexpr int scale_of_s = 9;   // seconds to nanoseconds
inline constexpr int scale_of_ms = 6;  // milliseconds to nanoseconds

/// The whole grammar: spaces around, a sign, digits with or without a point, an exponent. `nan` and `inf` are not_finite.
DecimalCell parse_any_decimal(std::string_view text, int scale);

/// The same for every text, quicker for plain decimals. `scale` is from 0 to 9.
inline DecimalCell parse_decimal(std::string_view text, int scale) {
  constexpr std::array<std::int64_t, 10> powers = {1,       10,        100,        1'000,       10'000,
                                                   100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
  constexpr std::ptrdiff_t whole_digits_max = 9;  // so that the product with 10^9 stays in 63 bits
  const auto is_digit = [](char c) { return static_cast<unsigned char>(c - '0') < 10; };
  const char* at = text.data();
  const char* const end = at + text.size();
  const char* const first = at;
  std::int64_t value = 0;
  while (at != end && is_digit(*at)) value = value * 10 + (*at++ - '0');
  if (at == first || at - first > 18) return parse_any_decimal(text, scale);
  if (at - first > whole_digits_max && value > 9'000'000'000) return parse_any_decimal(text, scale);
  if (at == end) return {value * powers[static_cast<std::size_t>(scale)], NumberFault::none};
  if (*at != '.') return parse_any_decimal(text, scale);
  const char* const point = ++at;
  const char* const kept_end = end - at > scale ? at + scale : end;
  while (at != kept_end && is_digit(*at)) value = value * 10 + (*at++ - '0');
  if (at != end) return parse_any_decimal(text, scale);
  return {value * powers[static_cast<std::size_t>(scale - (at - point))], NumberFault::none};
}

/// Nanoseconds as seconds without trailing zeros, for messages: "1.5 s".
std::string seconds_text(std::int64_t ns);

}  // namespace thaw
