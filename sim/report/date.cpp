#include "report/date.hpp"

#include <fmt/format.h>

#include <limits>

#include "report/decimal_time.hpp"

namespace thaw {

namespace {

struct CivilDay {
  std::int64_t year;
  int month, day;
};

// Years are counted from March, so that the leap day is the last of its year; 146,097 days are 400 years.
CivilDay civil_day(std::int64_t days_since_1970) {
  const std::int64_t shifted = days_since_1970 + 719'468;
  const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t march_month = (5 * day_of_year + 2) / 153;
  const int month = static_cast<int>(march_month < 10 ? march_month + 3 : march_month - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, static_cast<int>(day_of_year - (153 * march_month + 2) / 5 + 1)};
}

}  // namespace

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
