#include "trace/decimal_cell.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace thaw {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// Takes the digits off the front.
std::string_view take_digits(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && is_digit(text[count])) ++count;
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

/// Takes a sign off the front; true for a minus.
bool take_minus(std::string_view& text) {
  if (text.empty() || (text.front() != '-' && text.front() != '+')) return false;
  const bool minus = text.front() == '-';
  text.remove_prefix(1);
  return minus;
}

bool is_not_finite(std::string_view text) {
  std::string small(text.substr(0, 9));
  std::ranges::transform(small, small.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return small == "nan" || small == "inf" || small == "infinity";
}

/// The first `kept` digits of whole and fraction together (zeros beyond them) as an integer, rounded by the next digit.
DecimalCell leading_digits(std::string_view whole, std::string_view fraction, std::int64_t kept) {
  const auto digit = [&](std::int64_t i) {
    const auto at = static_cast<std::size_t>(i);
    if (at < whole.size()) return whole[at] - '0';
    return at - whole.size() < fraction.size() ? fraction[at - whole.size()] - '0' : 0;
  };
  const auto count = static_cast<std::int64_t>(whole.size() + fraction.size());
  std::int64_t value = 0;
  for (std::int64_t i = 0; i < kept; ++i) {
    if (i >= count && value == 0) break;
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, digit(i), &value)) {
      return {0, NumberFault::too_large};
    }
  }
  const bool up = kept >= 0 && kept < count && digit(kept) >= 5;
  if (up && value == std::numeric_limits<std::int64_t>::max()) return {0, NumberFault::too_large};
  return {value + (up ? 1 : 0), NumberFault::none};
}

}  // namespace

DecimalCell parse_decimal(std::string_view text, int scale) {
  text = trimmed(text);
  if (text.empty()) return {0, NumberFault::empty};
  const bool minus = take_minus(text);
  if (is_not_finite(text)) return {0, NumberFault::not_finite};
  const std::string_view whole = take_digits(text);
  std::string_view fraction;
  if (!text.empty() && text.front() == '.') {
    text.remove_prefix(1);
    fraction = take_digits(text);
  }
  if (whole.empty() && fraction.empty()) return {0, NumberFault::not_a_number};
  std::int64_t exponent = 0;
  if (!text.empty() && (text.front() == 'e' || text.front() == 'E')) {
    text.remove_prefix(1);
    const bool down = take_minus(text);
    const std::string_view digits = take_digits(text);
    if (digits.empty()) return {0, NumberFault::not_a_number};
    // No cell is long enough for the difference between 10^7 and more to be seen.
    for (const char c : digits) exponent = std::min<std::int64_t>(exponent * 10 + (c - '0'), 10'000'000);
    if (down) exponent = -exponent;
  }
  if (!text.empty()) return {0, NumberFault::not_a_number};
  DecimalCell cell = leading_digits(whole, fraction, static_cast<std::int64_t>(whole.size()) + scale + exponent);
  if (minus) cell.value = -cell.value;
  return cell;
}

std::string seconds_text(std::int64_t ns) {
  const bool minus = ns < 0;
  const std::uint64_t size = minus ? ~static_cast<std::uint64_t>(ns) + 1 : static_cast<std::uint64_t>(ns);
  std::string text = fmt::format("{}{}.{:09}", minus ? "-" : "", size / 1'000'000'000, size % 1'000'000'000);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text + " s";
}

}  // namespace thaw
