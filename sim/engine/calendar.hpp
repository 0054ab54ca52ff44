// calendar.hpp: dates and days since 1970-01-01: proleptic Gregorian, pure arithmetic, no library clock. A few ns each.
#pragma once

#include <cstdint>

namespace thaw {

struct CivilDay {
  std::int64_t year;
  int month, day;  // from 1
};

/// Days since 1970-01-01.
std::int64_t days_from_civil(std::int64_t year, int month, int day);
CivilDay civil_day(std::int64_t days_since_1970);
int days_in_month(std::int64_t year, int month);
/// From Sunday, which is 0.
int day_of_week(std::int64_t days_since_1970);

}  // namespace thaw
