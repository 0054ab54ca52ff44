#include "report/date.hpp"

#include <fmt/format.h>

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

}  // namespace thaw
