// decimal_time.hpp: integer nanoseconds as exact decimal milliseconds or seconds, without trailing zeros.
//
// No double is on the way, so what is printed is what was simulated, in any locale. Some 5 ns a number.
#pragma once

#include <array>
#include <cstdint>
#include <string>

namespace thaw {

/// Appends a whole number in plain digits.
inline void append_whole(std::string& out, std::uint64_t value) {
  std::array<char, 20> digits;  // NOLINT: filled from the end, only what is filled is read
  std::size_t begin = digits.size();
  do {
    digits[--begin] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  out.append(digits.data() + begin, digits.size() - begin);
}

/// Appends value / 10^Places exactly, without trailing zeros: append_scaled<6> is nanoseconds in milliseconds.
template <int Places>
void append_scaled(std::string& out, std::int64_t value) {
  constexpr auto scale = [] {
    std::uint64_t power = 1;
    for (int i = 0; i < Places; ++i) power *= 10;
    return power;
  }();
  // Negation in unsigned arithmetic, since the lowest int64 has no positive twin.
  const std::uint64_t magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  if (value < 0) out.push_back('-');
  append_whole(out, magnitude / scale);
  std::uint64_t fraction = magnitude % scale;
  if (fraction == 0) return;
  int places = Places;
  for (; fraction % 10 == 0; --places) fraction /= 10;
  out.push_back('.');
  const std::size_t end = out.size() + static_cast<std::size_t>(places);
  out.resize(end);
  for (std::size_t i = end; places > 0; --places, fraction /= 10) out[--i] = static_cast<char>('0' + fraction % 10);
}

inline void append_ms(std::string& out, std::int64_t ns) {
  append_scaled<6>(out, ns);
}
inline void append_seconds(std::string& out, std::int64_t ns) {
  append_scaled<9>(out, ns);
}

}  // namespace thaw
