#include "lambda/billed_duration.hpp"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace {

using thaw::billed_ms;
using thaw::Duration;
using thaw::milliseconds;

/// Hundredths of a millisecond, as log lines print them.
constexpr Duration hundredths(std::int64_t count) {
  return {count * 10'000};
}

constexpr Duration none = {0};
constexpr Duration one_ms = milliseconds(1);
constexpr Duration hundred_ms = milliseconds(100);

}  // namespace

TEST_CASE("REPORT lines as AWS published them are billed as they say") {
  struct Line {
    std::string what;
    Duration run, init, rounding;
    std::int64_t billed;
  };
  const std::vector<Line> lines = {
      {"warm", hundredths(7'967), none, one_ms, 80},
      {"cold before August 2025, init not billed", hundredths(97'625), none, one_ms, 977},
      {"100 ms era", hundredths(1'234), none, hundred_ms, 100},
      {"100 ms era, custom runtime, init billed", hundredths(23'717), hundredths(4'826), hundred_ms, 300},
      {"100 ms era, init not billed", hundredths(12'883), none, hundred_ms, 200},
      {"crash, old style", hundredths(93'359), none, one_ms, 934},
      {"timeout with init", hundredths(300'492), hundredths(11'123), one_ms, 3'117},
      {"crash with init", hundredths(13'361), hundredths(8'000), one_ms, 214},
      {"timeout with init, new style", hundredths(301'678), hundredths(8'400), one_ms, 3'101},
      {"SnapStart with billed restore", hundredths(233'866), hundredths(18'200), one_ms, 2'521},
  };
  for (const Line& line : lines) {
    CAPTURE(line.what);
    REQUIRE(billed_ms(line.run, line.init, line.rounding) == line.billed);
  }
}

TEST_CASE("whole milliseconds are billed as they are and the next nanosecond begins another") {
  REQUIRE(billed_ms(none, none, one_ms) == 0);
  REQUIRE(billed_ms({1}, none, one_ms) == 1);
  REQUIRE(billed_ms({1'000'000}, none, one_ms) == 1);
  REQUIRE(billed_ms({1'000'001}, none, one_ms) == 2);
  REQUIRE(billed_ms({100'000'000}, none, hundred_ms) == 100);
  REQUIRE(billed_ms({100'000'001}, none, hundred_ms) == 200);
}

TEST_CASE("run and init are rounded once, together") {
  REQUIRE(billed_ms({400'000}, {600'000}, one_ms) == 1);  // apart they would be 2
  REQUIRE(billed_ms({400'000}, {600'001}, one_ms) == 2);
}

TEST_CASE("the bill is the least multiple of the step that covers what ran") {
  const bool held = rc::check([] {
    const Duration run{*rc::gen::inRange<std::int64_t>(0, thaw::latest_ns)};
    const Duration init{*rc::gen::inRange<std::int64_t>(0, 100'000'000'000)};
    const std::int64_t step = *rc::gen::element<std::int64_t>(1, 100, 37);
    const std::int64_t billed = billed_ms(run, init, milliseconds(step));
    RC_ASSERT(billed % step == 0);
    RC_ASSERT(billed * 1'000'000 >= run.ns + init.ns);
    RC_ASSERT((billed - step) * 1'000'000 < run.ns + init.ns || billed == 0);
  });
  REQUIRE(held);
}

TEST_CASE("negative times and a step that is no whole millisecond are broken invariants") {
  REQUIRE_THROWS_AS(billed_ms({-1}, none, one_ms), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(billed_ms(none, {-1}, one_ms), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(billed_ms({1}, none, none), thaw::BrokenInvariant);
  REQUIRE_THROWS_AS(billed_ms({1}, none, {1'500'000}), thaw::BrokenInvariant);
}
