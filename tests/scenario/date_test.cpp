#include "scenario/date.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <string>

namespace thaw {
namespace {

constexpr std::int64_t second = 1'000'000'000;

TEST_CASE("dates are nanoseconds since 1970 in UTC") {
  CHECK(read_date_unix_ns("1970-01-01").value == 0);
  CHECK(read_date_unix_ns("2026-11-01").value == 1'793'491'200 * second);
  CHECK(read_date_unix_ns("2026-11-01T08:30:00Z").value == (1'793'491'200 + 30'600) * second);
  CHECK(read_date_unix_ns("2026-11-01 08:30Z").value == (1'793'491'200 + 30'600) * second);
  CHECK(read_date_unix_ns("2000-02-29T23:59:59.5+00:00").value == 951'868'799 * second + second / 2);
  CHECK(read_date_unix_ns("1970-01-01T00:00:00.000000001Z").value == 1);
}

TEST_CASE("what is no date is refused") {
  for (const char* text : {"", "2026", "2026-13-01", "2026-00-01", "2026-02-29", "1900-01-01", "2200-01-01", "2026-11-01T",
                           "2026-11-01T24:00:00Z", "2026-11-01T08:60:00Z", "2026-11-01T08:30:60Z", "2026-11-01T08:30:00.Z",
                           "2026-11-01T08:30:00.0000000001Z", "2026-11-01T08:30:00Zx", "26-11-01", "2026/11/01"}) {
    CAPTURE(text);
    CHECK_FALSE(read_date_unix_ns(text));
  }
}

TEST_CASE("days follow one another through all months and leap years") {
  std::int64_t day = 0;
  for (int year = 1970; year < 2200; ++year) {
    for (int month = 1; month <= 12; ++month) {
      for (int of_month = 1; of_month <= days_in_month(year, month); ++of_month) {
        if (days_from_civil(year, month, of_month) != day)
          FAIL("day " << day << " is not " << year << "-" << month << "-" << of_month);
        ++day;
      }
    }
  }
  CHECK(day == 84'006);
}

TEST_CASE("an era's month is its last day") {
  CHECK(read_era_day("2026-11").value == days_from_civil(2026, 11, 30));
  CHECK(read_era_day("2024-02").value == days_from_civil(2024, 2, 29));
  CHECK(read_era_day("2020-12-01").value == days_from_civil(2020, 12, 1));
  CHECK_FALSE(read_era_day("2020-12-01T00:00:00Z"));
}

}  // namespace
}  // namespace thaw
