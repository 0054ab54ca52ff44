// The token bucket of launches against what its rule allows from any earlier launch on, and at its extremes.
#include "lambda/launch_allowance.hpp"

#include <catch2/catch.hpp>
#include <random>

namespace {

using thaw::LaunchAllowance;
using thaw::ScalingRate;
using thaw::seconds;

TEST_CASE("1,000 environments at once, then one every 10 ms, and 1,000 again after 10 s") {
  LaunchAllowance allowance{ScalingRate{}};
  const auto taken = [&allowance](std::int64_t at_ns) {
    int count = 0;
    while (allowance.take(at_ns)) ++count;
    return count;
  };
  CHECK(taken(0) == 1'000);
  CHECK(taken(9'999'999) == 0);
  CHECK(taken(10'000'000) == 1);
  CHECK(taken(29'999'999) == 1);
  CHECK(taken(30'000'000) == 1);  // the rest of the fraction was kept
  CHECK(taken(10'030'000'000) == 1'000);
  CHECK(taken(1'000'000'000'000'000'000) == 1'000);
}

TEST_CASE("a bucket in steps is refilled at whole multiples of its period, whenever it was last used") {
  LaunchAllowance allowance{ScalingRate{3, 2, seconds(60), true, false}};
  for (int i = 0; i < 3; ++i) CHECK(allowance.take(59'999'999'999));
  CHECK_FALSE(allowance.take(59'999'999'999));
  CHECK(allowance.take(60'000'000'000));
  CHECK(allowance.take(60'000'000'000));
  CHECK_FALSE(allowance.take(119'999'999'999));
  CHECK(allowance.take(120'000'000'000));
}

TEST_CASE("the largest bucket over the longest time neither overflows nor loses a launch") {
  LaunchAllowance allowance{ScalingRate{thaw::max_scaling_burst, thaw::max_scaling_burst, thaw::longest_scaling_period}};
  for (std::uint32_t i = 0; i < thaw::max_scaling_burst; ++i) REQUIRE(allowance.take(0));
  CHECK_FALSE(allowance.take(3'599'999));
  CHECK(allowance.take(3'600'000));
  CHECK(allowance.take(thaw::latest_ns));
}

TEST_CASE("so many launches as the rule allows from any instant on, over random times") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 200; ++round) {
    const auto upto = [&random](std::uint64_t most) { return static_cast<std::uint32_t>(random() % most) + 1; };
    const ScalingRate rate{upto(5), upto(5), thaw::nanoseconds(upto(50)), round % 2 == 0, false};
    LaunchAllowance allowance{rate};
    std::vector<std::int64_t> launches;
    std::int64_t now_ns = 0;
    for (int ask = 0; ask < 200; ++ask) {
      now_ns += upto(12) - 1;
      const auto refilled = [&rate](std::int64_t at_ns) { return rate.stepwise ? at_ns - at_ns % rate.per.ns : at_ns; };
      bool allowed = true;
      for (std::size_t i = 0; i < launches.size(); ++i) {
        const auto count = static_cast<std::int64_t>(launches.size() - i) + 1;
        const std::int64_t earned = (refilled(now_ns) - refilled(launches[i])) * rate.environments;
        allowed = allowed && count * rate.per.ns <= rate.burst * rate.per.ns + earned;
      }
      REQUIRE(allowance.take(now_ns) == allowed);
      if (allowed) launches.push_back(now_ns);
    }
  }
}

}  // namespace
