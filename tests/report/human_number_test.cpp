#include "report/human_number.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace thaw;

TEST_CASE("counts have thousands separators") {
  CHECK(with_thousands(0) == "0");
  CHECK(with_thousands(999) == "999");
  CHECK(with_thousands(1'000) == "1,000");
  CHECK(with_thousands(18'446'744'073'709'551'615U) == "18,446,744,073,709,551,615");
  CHECK(counted(1, "request") == "1 request");
  CHECK(counted(0, "request") == "0 requests");
}

TEST_CASE("times have three to four digits and round half up") {
  CHECK(people_ms({0}) == "0");
  CHECK(people_ms({42'500}) == "0.043");
  CHECK(people_ms({1}) == "0.000001");
  CHECK(people_ms({46'105'000}) == "46.11");
  CHECK(people_ms({301'249'999}) == "301.2");
  CHECK(people_ms({999'949'999}) == "999.9");
  CHECK(people_ms({1'000'000'000}) == "1,000");
  CHECK(people_ms({1'467'500'000}) == "1,468");
  CHECK(people_ms({12'345'500'000}) == "12,346");
}

TEST_CASE("a time in words has the unit that suits") {
  CHECK(people_duration({0}) == "0 ms");
  CHECK(people_duration({1'500}) == "1.5 us");
  CHECK(people_duration({46'100'000}) == "46.1 ms");
  CHECK(people_duration({999'900'000}) == "1 s");
  CHECK(people_duration({1'250'000'000}) == "1.25 s");
  CHECK(people_duration(seconds(380)) == "380 s");
  CHECK(people_duration(seconds(750)) == "12.5 min");
  CHECK(people_duration(seconds(3'600)) == "1 h");
  CHECK(people_duration(seconds(86'400)) == "24 h");
  CHECK(people_duration(seconds(86'400 * 30)) == "30 days");
  CHECK(people_duration(Duration::max()) == "106,752 days");
}

TEST_CASE("a share is never rounded to nothing or to all") {
  CHECK(percent(0, 5) == "0 %");
  CHECK(percent(5, 5) == "100 %");
  CHECK(percent(1, 0) == "-");
  CHECK(percent(1, 1'000'000) == "<0.01 %");
  CHECK(percent(999'999, 1'000'000) == ">99.99 %");
  CHECK(percent(1, 3) == "33.3 %");
  CHECK(percent(7, 13) == "53.8 %");  // 53.846: not rounded twice
  CHECK(percent(43, 10'000) == "0.43 %");
  CHECK(percent(std::numeric_limits<std::uint64_t>::max() / 2, std::numeric_limits<std::uint64_t>::max()) == "50.0 %");
  CHECK(percent(0.5) == "50.0 %");
  CHECK(percent(1e-9) == "<0.01 %");
}

TEST_CASE("money is to the cent, and below a dollar to three digits") {
  CHECK(money(Decimal(0), "USD") == "$0.00");
  CHECK(money(*Decimal::parse("2.725"), "USD") == "$2.73");
  CHECK(money(*Decimal::parse("1234567.005"), "USD") == "$1,234,567.01");
  CHECK(money(*Decimal::parse("0.0144068"), "USD") == "$0.0144");
  CHECK(money(*Decimal::parse("0.0000018"), "USD") == "$0.0000018");
  CHECK(money(*Decimal::parse("-3.1"), "USD") == "-$3.10");
  CHECK(money(*Decimal::parse("3.1"), "EUR") == "3.10 EUR");
}

TEST_CASE("an average keeps digits where it is small") {
  CHECK(thaw::people_average(0) == "0.00");
  CHECK(thaw::people_average(8.776) == "8.78");
  CHECK(thaw::people_average(1234.5) == "1,234.50");
  CHECK(thaw::people_average(0.09499) == "0.0950");
  CHECK(thaw::people_average(0.0019) == "0.0019");
  CHECK(thaw::people_average(0.00001) == "<0.0001");
}
