#include "report/decimal_time.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>
#include <limits>

namespace {

std::string ms(std::int64_t ns) {
  std::string text;
  thaw::append_ms(text, ns);
  return text;
}

}  // namespace

TEST_CASE("milliseconds are exact and have no trailing zeros") {
  CHECK(ms(0) == "0");
  CHECK(ms(1) == "0.000001");
  CHECK(ms(1'000'000) == "1");
  CHECK(ms(45'500'000) == "45.5");
  CHECK(ms(12'000'001) == "12.000001");
  CHECK(ms(10'000'000'000) == "10000");
  CHECK(ms(-1'500'000) == "-1.5");
  CHECK(ms(std::numeric_limits<std::int64_t>::max()) == "9223372036854.775807");
  CHECK(ms(std::numeric_limits<std::int64_t>::min()) == "-9223372036854.775808");
}

TEST_CASE("seconds have nine places") {
  std::string text;
  thaw::append_seconds(text, 1'793'491'200'000'000'001);
  CHECK(text == "1793491200.000000001");
}

TEST_CASE("any time reads back as the same nanoseconds") {
  CHECK(rc::check("round trip", [](std::int64_t ns) {
    const std::string text = ms(ns);
    const std::size_t point = text.find('.');
    std::string digits = text.substr(0, point);
    std::string fraction = point == std::string::npos ? "" : text.substr(point + 1);
    RC_ASSERT(fraction.empty() || fraction.back() != '0');
    fraction.resize(6, '0');
    RC_ASSERT(std::stoll(digits + fraction) == ns);
  }));
}
