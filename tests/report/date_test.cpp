#include "report/date.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <ctime>

TEST_CASE("dates are ISO 8601 in UTC") {
  CHECK(thaw::iso_date(0) == "1970-01-01T00:00:00Z");
  CHECK(thaw::iso_date(-1) == "1969-12-31T23:59:59.999999999Z");
  CHECK(thaw::iso_date(951'782'400'000'000'000) == "2000-02-29T00:00:00Z");
  CHECK(thaw::iso_date(1'589'688'846'250'000'000) == "2020-05-17T04:14:06.25Z");
}

TEST_CASE("dates agree with the system's calendar") {
  CHECK(rc::check("gmtime", [] {
    const std::int64_t s = *rc::gen::inRange<std::int64_t>(-9'000'000'000, 9'000'000'000);
    const std::time_t time = s;
    std::tm parts{};
    gmtime_r(&time, &parts);
    char text[40];
    std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    RC_ASSERT(thaw::iso_date(s * 1'000'000'000) == text);
  }));
}
