// An init of parts: each drawn by its own name, and all of them added up.
#include <catch2/catch.hpp>
#include <cmath>

#include "lambda/function_run.hpp"

namespace thaw {
namespace {

/// An empty nodejs22.x as zip on x86_64.
const Distribution runtime = Quantiles{140.4e6, 159.9e6, 191.0e6, 220.0e6, 0.0667};
const Distribution sdk = Lognormal{180e6, 0.2};
const Distribution sharp = Exponential{80e6};

FunctionPlan plan_of(const Distribution& init, const std::vector<InitPart>& parts) {
  Function function;
  function.name = "f";
  function.init = init;
  function.init_parts = parts;
  QuantileTables tables;
  return {function, {"s"}, 7, tables};
}

double mean_ns(const Distribution& distribution) {
  const Sampler sampler(distribution);
  const RandomStream stream(99, {"mean"});
  double sum = 0;
  for (std::uint64_t i = 0; i < 200'000; ++i) sum += static_cast<double>(sampler.draw_ns(stream.at(i)));
  return sum / 200'000;
}

TEST_CASE("the init is the sum of a draw per part, each from the stream of its name") {
  const FunctionPlan plan = plan_of(runtime, {{"imports.sdk", sdk}, {"own", Constant{milliseconds(30)}}});
  const EnvironmentStreams streams(7, "f");
  for (std::uint64_t number = 1; number <= 1'000; ++number) {
    const std::int64_t expected = Sampler(runtime).draw_ns(streams.init.at(number)) +
                                  Sampler(sdk).draw_ns(RandomStream(7, {"init", "f", "imports.sdk"}).at(number)) + 30'000'000;
    REQUIRE(plan.init_ns(number) == expected);
  }
}

TEST_CASE("without parts an init draws what it always drew") {
  const FunctionPlan plan = plan_of(runtime, {});
  const EnvironmentStreams streams(7, "f");
  for (std::uint64_t number = 1; number <= 100; ++number) {
    REQUIRE(plan.init_ns(number) == Sampler(runtime).draw_ns(streams.init.at(number)));
  }
}

TEST_CASE("dropping an import changes no other part's luck") {
  const FunctionPlan both = plan_of(runtime, {{"imports.sdk", sdk}, {"imports.sharp", sharp}});
  const FunctionPlan without = plan_of(runtime, {{"imports.sharp", sharp}});
  const FunctionPlan zero = plan_of(runtime, {{"imports.sdk", Constant{}}, {"imports.sharp", sharp}});
  const RandomStream stream = init_part_stream(7, "f", "imports.sdk");
  std::int64_t least = max_draw_ns, most = 0;
  for (std::uint64_t number = 1; number <= 1'000; ++number) {
    const std::int64_t dropped = both.init_ns(number) - without.init_ns(number);
    REQUIRE(dropped == Sampler(sdk).draw_ns(stream.at(number)));
    REQUIRE(zero.init_ns(number) == without.init_ns(number));
    least = std::min(least, dropped);
    most = std::max(most, dropped);
  }
  CHECK(least < most / 2);  // they were drawn
}

TEST_CASE("parts are independent: means and variances add up") {
  const FunctionPlan plan = plan_of(runtime, {{"imports.a", sharp}, {"imports.b", sharp}});
  constexpr std::uint64_t count = 200'000;
  double sum = 0, squares = 0;
  for (std::uint64_t number = 1; number <= count; ++number) {
    const double ms = static_cast<double>(plan.init_ns(number)) / 1e6;
    sum += ms;
    squares += ms * ms;
  }
  const double mean = sum / count, variance = squares / count - mean * mean;
  CHECK(std::abs(mean - (mean_ns(runtime) / 1e6 + 160)) < 4 * std::sqrt(2 * variance / count));
  // Two exponentials of 80 ms, and some 14 ms of the runtime's; were they one draw, it would be twice as much.
  CHECK(variance == Approx(2 * 80 * 80 + 14 * 14).epsilon(0.03));
}

TEST_CASE("a sum of long parts stays within what can be drawn") {
  const Distribution longest = Constant{{max_draw_ns}};
  CHECK(plan_of(longest, {{"imports.a", longest}, {"imports.b", longest}, {"own", longest}}).init_ns(1) == max_draw_ns);
}

}  // namespace
}  // namespace thaw
