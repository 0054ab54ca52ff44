// decimal_time.hpp: integer nanoseconds as exact decimal milliseconds or seconds, without trailing zeros.
//
// No double is on the way, so what is printed is what was simulated, in any locale. Some 5 ns a number.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace thaw {

namespace decimal_digits {

/// "00" to "99", so that two digits cost one division.
inline constexpr auto pairs = [] {
  std::array<char, 200> digits{};
  for (std::size_t i = 0; i < 100; ++i) {
    digits[2 * i] = static_cast<char>('0' + i / 10);
    digits[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return digits;
}();

constexpr std::uint64_t power_of_ten(int places) {
  std::uint64_t power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  return power;
}

}  // namespace decimal_digits

/// Characters that put_whole and put_scaled may need.
inline constexpr std::size_t number_size_max = 24;

/// Writes a whole number in plain digits; returns the end.
inline char* put_whole(char* to, std::uint64_t value) {
  std::array<char, 20> digits;  // NOLINT: filled from the end, only what is filled is read
  std::size_t begin = digits.size();
  while (value >= 10) {
    begin -= 2;
    std::memcpy(digits.data() + begin, decimal_digits::pairs.data() + 2 * (value % 100), 2);
    value /= 100;
  }
  if (value != 0 || begin == digits.size()) digits[--begin] = static_cast<char>('0' + value);
  // A last pair may have begun with a zero.
  if (digits[begin] == '0' && begin + 1 < digits.size()) ++begin;
  std::memcpy(to, digits.data() + begin, digits.size() - begin);
  return to + (digits.size() - begin);
}

/// Writes value / 10^Places exactly, without trailing zeros: put_scaled<6> is nanoseconds in milliseconds. Returns the end.
template <int Places>
char* put_scaled(char* to, std::int64_t value) {
  constexpr std::uint64_t scale = decimal_digits::power_of_ten(Places);
  // Negation in unsigned arithmetic, since the lowest int64 has no positive twin.
  const std::uint64_t magnitude = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  if (value < 0) *to++ = '-';
  to = put_whole(to, magnitude / scale);
  std::uint64_t fraction = magnitude % scale;
  if (fraction == 0) return to;
  *to = '.';
  char* end = to + 1 + Places;
  char* at = end;
  for (int places = Places; places > 1; places -= 2, fraction /= 100) {
    at -= 2;
    std::memcpy(at, decimal_digits::pairs.data() + 2 * (fraction % 100), 2);
  }
  if (Places % 2 != 0) *--at = static_cast<char>('0' + fraction);
  while (end[-1] == '0') --end;
  return end;
}

inline void append_whole(std::string& out, std::uint64_t value) {
  std::array<char, number_size_max> text;  // NOLINT: as above
  out.append(text.data(), put_whole(text.data(), value));
}

template <int Places>
void append_scaled(std::string& out, std::int64_t value) {
  std::array<char, number_size_max> text;  // NOLINT: as above
  out.append(text.data(), put_scaled<Places>(text.data(), value));
}

/// The inverse of append_scaled, for any number of places up to 18: text x 10^places as a whole number. Nothing if the text is
/// no plain decimal number, has more decimals than that, or is too large.
inline std::optional<std::int64_t> scaled_whole(std::string_view text, int places) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  std::int64_t value = 0;
  int left = -1;  // places still to come; -1 before the point
  bool digit = false;
  const auto push = [&value](std::int64_t more) {
    return !__builtin_mul_overflow(value, std::int64_t{10}, &value) && !__builtin_add_overflow(value, more, &value);
  };
  for (const char c : text) {
    if (c == '.' && left < 0 && digit) {
      left = places;
      digit = false;
      continue;
    }
    if (c < '0' || c > '9' || left == 0 || !push(c - '0')) return std::nullopt;
    if (left > 0) --left;
    digit = true;
  }
  if (!digit) return std::nullopt;
  for (int i = left < 0 ? places : left; i > 0; --i) {
    if (!push(0)) return std::nullopt;
  }
  return negative ? -value : value;
}

inline void append_ms(std::string& out, std::int64_t ns) {
  append_scaled<6>(out, ns);
}
inline void append_seconds(std::string& out, std::int64_t ns) {
  append_scaled<9>(out, ns);
}

}  // namespace thaw
