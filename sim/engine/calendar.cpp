#include "engine/calendar.hpp"

#include <array>

namespace thaw {

std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  // Years begin in March, so that the leap day is their last.
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = y / 400;
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146'097 + day_of_era - 719'468;
}

int days_in_month(std::int64_t year, int month) {
  constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : lengths.at(static_cast<std::size_t>(month - 1));
}

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

int day_of_week(std::int64_t days_since_1970) {
  const std::int64_t weekday = (days_since_1970 + 4) % 7;  // the epoch was a Thursday
  return static_cast<int>(weekday < 0 ? weekday + 7 : weekday);
}

}  // namespace thaw
