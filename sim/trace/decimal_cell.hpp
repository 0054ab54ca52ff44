// decimal_cell.hpp: a number in a cell, exactly, as an integer in a smaller unit (design note 3.1: not through a double).
//
// "1.5" at scale 9 is 1,500,000,000. What lies below the unit is rounded half away from zero. CsvReader meets plain
// decimals while it looks for the end of the cell (about 0.5 ns a digit); everything else costs some 50 ns here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "thaw/trace_columns.hpp"

namespace thaw {

enum class NumberFault : std::uint8_t { none, empty, not_a_number, not_finite, too_large };

struct DecimalCell {
  std::int64_t value = 0;  // text * 10^scale; 0 with a fault
  NumberFault fault = NumberFault::none;
  friend bool operator==(DecimalCell, DecimalCell) = default;
};

/// Spaces around, a sign, digits with or without a point, an exponent. `nan` and `inf` are not_finite.
DecimalCell parse_decimal(std::string_view text, int scale);

/// A plain decimal met by a digit loop: `digits` with the point left out, and how many stood behind it.
struct PlainDecimal {
  std::int64_t digits = 0;
  std::int32_t places = -1;  // -1: the text is not a plain decimal
};

/// Exactly what parse_decimal gives for the text, without a second look at it; nothing if it takes one (rounding, overflow).
inline std::optional<std::int64_t> scaled(PlainDecimal plain, int scale) {
  static constexpr std::array<std::int64_t, 10> powers = {1,       10,        100,        1'000,       10'000,
                                                          100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};
  std::int64_t value = 0;
  if (plain.places < 0 || plain.places > scale) return std::nullopt;
  if (__builtin_mul_overflow(plain.digits, powers[static_cast<std::size_t>(scale - plain.places)], &value)) return std::nullopt;
  return value;
}

/// Nanoseconds as seconds without trailing zeros, for messages: "1.5 s".
std::string seconds_text(std::int64_t ns);

}  // namespace thaw
