#include "scenario/quantity.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

namespace thaw {
namespace {

/// The property holds for RapidCheck's cases; the test fails with the shrunk one.
template <class Property>
void holds(Property property) {
  CHECK(rc::check(property));
}

TEST_CASE("times are exact in every unit") {
  CHECK(read_time("45ms").value == milliseconds(45));
  CHECK(read_time("0.1s").value == milliseconds(100));
  CHECK(read_time("1.5min").value == seconds(90));
  CHECK(read_time("24h").value == seconds(86'400));
  CHECK(read_time("1d").value == seconds(86'400));
  CHECK(read_time("7us").value == nanoseconds(7'000));
  CHECK(read_time("7ns").value == nanoseconds(7));
  CHECK(read_time("45 ms").value == milliseconds(45));
  CHECK(read_time(".5s").value == milliseconds(500));
  CHECK(read_time("+1s").value == seconds(1));
  CHECK(read_time("-0s").value == seconds(0));
  CHECK(read_time("3650d").value == longest_time);
  CHECK(read_time("0.123456789s").value == nanoseconds(123'456'789));
  CHECK(read_time("000000000000000000000000001s").value == seconds(1));
}

TEST_CASE("what is no time is refused with the reason") {
  CHECK(read_time("").message == "`` is not a time");
  CHECK(read_time("ms").message == "`ms` is not a time");
  CHECK(read_time("1e3s").message == "`e3s` is not a unit of time");
  CHECK(read_time("1.s").message == "`.s` is not a unit of time");
  CHECK(read_time(".s").message == "`.s` is not a time");
  CHECK(read_time("1h30min").message == "`h30min` is not a unit of time");
  CHECK(read_time("1  s").message == "` s` is not a unit of time");
  CHECK(read_time("0.0000000001s").message == "the time `0.0000000001s` is finer than a nanosecond");
  CHECK(read_time("3650.0000001d").message == "the time `3650.0000001d` is too long");
  CHECK(read_time("999999999999999999d").message == "the time `999999999999999999d` is too long");
  CHECK(read_time("1234567890123456789s").message == "`1234567890123456789s` is not a time");
}

TEST_CASE("a time reads back as it is written") {
  holds([] {
    const auto ns = *rc::gen::inRange<std::int64_t>(0, longest_time.ns + 1);
    RC_ASSERT(read_time(time_text(Duration{ns})).value == Duration{ns});
  });
}

TEST_CASE("seconds with any number of decimals are exact") {
  holds([] {
    const auto ns = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000'000);
    std::string fraction = std::to_string(1'000'000'000 + ns % 1'000'000'000);
    fraction[0] = '.';
    RC_ASSERT(read_time(std::to_string(ns / 1'000'000'000) + fraction + "s").value == Duration{ns});
  });
}

TEST_CASE("no text makes the readers do more than refuse it") {
  holds([](const std::string& text) {
    static_cast<void>(read_time(text));
    static_cast<void>(read_rate(text));
    static_cast<void>(read_memory_mb(text));
    static_cast<void>(read_probability(text));
    const auto whole = read_whole(text, 1, 9);
    RC_ASSERT(!whole || (*whole.value >= 1 && *whole.value <= 9));
    RC_ASSERT(read_time(text) || !read_time(text).message.empty());
  });
}

TEST_CASE("rates are exact in lowest terms") {
  CHECK(read_rate("20/s").value == Rate{1, milliseconds(50)});
  CHECK(read_rate("3/s").value == Rate{3, seconds(1)});
  CHECK(read_rate("0.5/s").value == Rate{1, seconds(2)});
  CHECK(read_rate("5/min").value == Rate{1, seconds(12)});
  CHECK(read_rate("7/h").value == Rate{7, seconds(3600)});
  CHECK(read_rate("1/d").value == Rate{1, seconds(86'400)});
  CHECK(read_rate("1000000000/s").value == Rate{1, nanoseconds(1)});
}

TEST_CASE("a rate as a double is rounded once") {
  CHECK(rate_per_s(*read_rate("20/s").value) == 20.0);
  CHECK(rate_per_s(*read_rate("0.1/s").value) == 0.1);
  CHECK(rate_per_s(*read_rate("3/s").value) == 3.0);
  CHECK(rate_per_s(*read_rate("1/min").value) == 1.0 / 60);
}

TEST_CASE("whole rates per second survive the way through lowest terms") {
  holds([] {
    const auto count = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
    const auto rate = read_rate(std::to_string(count) + "/s");
    RC_ASSERT(rate.value->count * 1'000'000'000 == rate.value->per.ns * count);
  });
}

TEST_CASE("rates out of bounds are refused") {
  CHECK(read_rate("1000000001/s").message == "the rate `1000000001/s` is too high");
  CHECK(read_rate("0.0001/d").message == "the rate `0.0001/d` is too low");
  CHECK(read_rate("5/ms").message == "`ms` is not a unit of a rate");
  CHECK(read_rate("5s").message == "`5s` is not a rate");
  CHECK(read_rate("0.123456789012345678/s").message == "the rate `0.123456789012345678/s` has too many digits");
}

TEST_CASE("memory is whole megabytes within Lambda's limits") {
  CHECK(read_memory_mb("128MB").value == 128U);
  CHECK(read_memory_mb("10240MB").value == 10'240U);
  CHECK(read_memory_mb("1GB").value == 1024U);
  CHECK(read_memory_mb("1.5GB").value == 1536U);
  CHECK(read_memory_mb("512.0MB").value == 512U);
  CHECK_FALSE(read_memory_mb("127MB"));
  CHECK_FALSE(read_memory_mb("127.9MB"));
  CHECK_FALSE(read_memory_mb("10241MB"));
  CHECK_FALSE(read_memory_mb("512mb"));
}

TEST_CASE("shares are percentages or fractions") {
  CHECK(read_probability("0.2%").value == 0.002);
  CHECK(read_probability("0.002").value == 0.002);
  CHECK(read_probability("100%").value == 1.0);
  CHECK(read_probability("1").value == 1.0);
  CHECK(read_probability("0").value == 0.0);
  CHECK_FALSE(read_probability("100.1%"));
  CHECK_FALSE(read_probability("1.01"));
}

TEST_CASE("a share is never outside 0 to 1") {
  holds([] {
    const auto digits = *rc::gen::inRange<std::int64_t>(0, 20'000);
    const auto share = read_probability(std::to_string(digits / 100) + "." + std::to_string(digits % 100) + "%");
    RC_ASSERT(!share || (*share.value >= 0 && *share.value <= 1));
  });
}

TEST_CASE("the user's text is cut in messages, at a character") {
  const std::string accents = std::string(59, 'x') + "éé";
  CHECK(quoted(accents) == "`" + std::string(59, 'x') + "…`");
  CHECK(quoted("short") == "`short`");
}

}  // namespace
}  // namespace thaw
