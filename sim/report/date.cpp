#include "report/date.hpp"

#include <fmt/format.h>

#include <limits>

#include "engine/calendar.hpp"
#include "report/decimal_time.hpp"

namespace thaw {

std::string iso_date(std::int64_t unix_ns) {
  constexpr std::int64_t day_ns = 86'400'000'000'000;
  std::int64_t days = unix_ns / day_ns;
  std::int64_t rest = unix_ns % day_ns;
  if (rest < 0) {
    rest += day_ns;
    --days;
  }
  const CivilDay day = civil_day(days);
  const std::int64_t whole_s = rest / 1'000'000'000;
  std::string text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", day.year, day.month, day.day, whole_s / 3'600,
                                 whole_s / 60 % 60, whole_s % 60);
  if (rest % 1'000'000'000 != 0) {
    std::string fraction;
    append_seconds(fraction, rest % 1'000'000'000);
    text += fraction.substr(1);
  }
  return text + "Z";
}

std::optional<std::int64_t> unix_ns_of(std::string_view date) {
  // All years that fit have four digits, so that dates are ordered as their texts are, and can be searched; a fraction of a
  // second sorts before the Z of a whole one, and is added.
  constexpr std::size_t whole_size = 19;  // 2026-11-01T00:00:00
  if (date.size() <= whole_size || !date.ends_with('Z')) return std::nullopt;
  std::int64_t low = std::numeric_limits<std::int64_t>::min() / 1'000'000'000 + 1;
  std::int64_t high = std::numeric_limits<std::int64_t>::max() / 1'000'000'000 - 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (std::string_view(iso_date(middle * 1'000'000'000)).substr(0, whole_size) < date.substr(0, whole_size))
      low = middle + 1;
    else
      high = middle;
  }
  const std::string fraction = "0" + std::string(date.substr(whole_size, date.size() - whole_size - 1));
  const auto rest_ns = scaled_whole(fraction, 9);
  if (!rest_ns) return std::nullopt;
  const std::int64_t unix_ns = low * 1'000'000'000 + *rest_ns;
  return iso_date(unix_ns) == date ? std::optional(unix_ns) : std::nullopt;
}

}  // namespace thaw
