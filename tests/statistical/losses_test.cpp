// Closed forms of a concurrency limit with losses (closed forms 5.5 and 5.6).
#include <catch2/catch.hpp>

#include "statistical/experiment.hpp"

namespace thaw::statistical {
namespace {

/// Erlang's loss formula by its recursion.
double erlang_b(int servers, double load) {
  double b = 1;
  for (int c = 1; c <= servers; ++c) b = load * b / (c + load * b);
  return b;
}

TEST_CASE("the loss formula of these tests gives the published numbers") {
  CHECK(erlang_b(1, 1) == Approx(.5));
  CHECK(erlang_b(3, 1.7919) == Approx(.17903008).epsilon(1e-7));
  CHECK(erlang_b(120, 100) == Approx(.0056900546).epsilon(1e-7));
  CHECK(erlang_b(1'000, 2'016) == Approx(.50445458).epsilon(1e-7));
}

TEST_CASE("5.5: one environment, calls during busy lost: cold if the gap after its last run was longer than the keep-alive") {
  struct One {
    double rate_per_s, warm_s, cold_s, keep_alive_s, cold_share, service_s, rejected, pool, rejected_precision;
  };
  const auto c = GENERATE(values<One>({
      {.01, 2, 3, 60, .54881164, 2.5488116, .024854619, .46482887, 0.02},
      {.1, .5, 2.5, 10, .36787944, 1.2357589, .10998446, .67258158, 0.01},
      {.001, .1, 1.1, 600, .54881164, .64881164, .00064839, .45154421, 0.15},
  }));
  CAPTURE(c.rate_per_s);
  Scenario scenario = poisson(c.rate_per_s, lognormal(c.warm_s, 0.5), c.keep_alive_s, 70'000 / c.rate_per_s, 10 * c.keep_alive_s);
  scenario.functions[0].cold_service = exponential(c.cold_s);
  scenario.functions[0].assignment = Assignment::bound;
  scenario.account.concurrency = 1;
  auto found = replicate(scenario,
                         {{"cold", cold_share},
                          {"rejected", throttled_share},
                          {"pool", pool},
                          {"service", [](const FunctionResult& r) { return static_cast<double>(r.duration.mean.ns) / ns_per_s; }}});
  CHECK_AGREES(found["cold"], c.cold_share, 0.01);
  CHECK_AGREES(found["service"], c.service_s, 0.01);
  CHECK_AGREES(found["rejected"], c.rejected, c.rejected_precision);
  CHECK_AGREES(found["pool"], c.pool, 0.01);
}

TEST_CASE("5.6: a concurrency limit loses what Erlang's formula says, whatever the service law and the keep-alive") {
  struct Limit {
    std::uint64_t concurrency;
    double load, requests, precision;
  };
  const auto c = GENERATE(values<Limit>({{1, 1, 50'000, 0.01},
                                         {3, 1.7919, 100'000, 0.01},
                                         {5, 1.7919, 200'000, 0.02},
                                         {10, 5, 200'000, 0.03},
                                         {10, 10, 100'000, 0.01},
                                         {15, 10, 200'000, 0.03},
                                         {100, 100, 200'000, 0.03},
                                         {120, 100, 400'000, 0.15},
                                         {1'000, 2'016, 100'000, 0.01}}));
  const auto law = GENERATE(0, 1, 2);
  CAPTURE(c.concurrency, c.load, law);
  // A great pool with constant times, started empty, ends its runs in step for a thousand service times: too long to wait.
  const Distribution even = c.concurrency <= 15 ? Distribution{Constant{seconds(1)}} : Distribution{Uniform{{}, seconds(2)}};
  const std::vector<Distribution> laws = {exponential(1), even, lognormal(1, 1)};
  const double keep_alive_s = law == 1 ? 0 : 5;
  Scenario scenario = poisson(c.load, laws[static_cast<std::size_t>(law)], keep_alive_s, c.requests / c.load, 20);
  scenario.account.concurrency = c.concurrency;
  auto found = replicate(scenario, {{"lost", throttled_share}, {"busy", busy}});
  const double lost = erlang_b(static_cast<int>(c.concurrency), c.load);
  CHECK_AGREES(found["lost"], lost, c.precision);
  CHECK_AGREES(found["busy"], c.load * (1 - lost), 0.01);
}

}  // namespace
}  // namespace thaw::statistical
