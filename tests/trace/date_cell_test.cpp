#include "trace/date_cell.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <ctime>
#include <string>

using namespace thaw;

namespace {
constexpr std::int64_t second = 1'000'000'000;
}

TEST_CASE("dates are nanoseconds since 1970 in UTC") {
  CHECK(parse_date_ns("1970-01-01") == 0);
  CHECK(parse_date_ns("2020-05-17T04:13:06Z") == 1'589'688'786 * second);
  CHECK(parse_date_ns("2020-05-17 04:13:06") == 1'589'688'786 * second);
  CHECK(parse_date_ns("2020-05-17t04:13z") == 1'589'688'780 * second);
  CHECK(parse_date_ns("2020-05-17T04:13:06.25Z") == 1'589'688'786 * second + second / 4);
  CHECK(parse_date_ns("2020-05-17T04:13:06.9999999995Z") == 1'589'688'787 * second);
  CHECK(parse_date_ns("2020-05-17T06:13:06+02:00") == 1'589'688'786 * second);
  CHECK(parse_date_ns("2020-05-16T22:43:06-0530") == 1'589'688'786 * second);
  CHECK(parse_date_ns("2020-05-17T06:13:06+02") == 1'589'688'786 * second);
  CHECK(parse_date_ns("2000-02-29") == 951'782'400 * second);
}

TEST_CASE("what is no date of the calendar is none") {
  for (const char* text : {"",
                           "2020",
                           "2020-13-01",
                           "2020-00-01",
                           "2021-02-29",
                           "1900-02-29",
                           "2020-04-31",
                           "2020-05-17T24:00:00Z",
                           "2020-05-17T04:60:00Z",
                           "2020-05-17T04:13:60Z",
                           "2020-05-17T",
                           "2020-05-17T04:13:06.Z",
                           "2020-05-17X",
                           "2020-05-17T04:13:06Zx",
                           "2020-05-17T04:13:06+",
                           "1969-12-31",
                           "2262-01-01",
                           "20-05-17",
                           "2020-5-17",
                           "2020-05-17T04:13:06+25:00"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_date_ns(text).has_value());
  }
}

TEST_CASE("every second reads as the C library writes it") {
  rc::check([] {
    const auto at = static_cast<std::time_t>(*rc::gen::inRange<std::int64_t>(0, 9'214'646'399));
    std::tm parts{};
    gmtime_r(&at, &parts);
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    RC_ASSERT(parse_date_ns(text) == static_cast<std::int64_t>(at) * second);
  });
}
