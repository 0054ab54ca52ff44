// Runs that others published with all their parameters: SimFaaS (Mahmoudi and Khazaei, 2021), its README and notebooks.
//
// Their figures are of single runs, or means of some: one agrees if it lies within what our own runs of the same case scatter,
// four standard deviations to each side, and our runs scatter little enough to say something. SimFaaS takes the newest idle
// environment, binds a request to the one that it starts, and has no init but a service time of its own for cold calls.
#include <catch2/catch.hpp>

#include "statistical/experiment.hpp"

namespace thaw::statistical {
namespace {

Scenario simfaas(double rate_per_s, double warm_s, double cold_s, double keep_alive_s, double horizon_s) {
  Scenario scenario = poisson(rate_per_s, exponential(warm_s), keep_alive_s, horizon_s, 0);
  scenario.account.concurrency = 1'000;
  Function& f = scenario.functions[0];
  f.cold_service = exponential(cold_s);
  f.pick = Pick::newest;
  f.assignment = Assignment::bound;
  return scenario;
}

struct Scatter {
  double mean = 0, deviation = 0;  // of a single run

  /// A published mean of so many runs is one that we might have had, from `ours` runs.
  [[nodiscard]] bool holds(double published, double runs, double ours) const {
    return std::abs(published - mean) <= 4 * deviation * std::sqrt(1 / runs + 1 / ours);
  }
};

/// What single runs of the scenario give, in the order of the figures.
std::vector<Scatter> scatter(Scenario scenario, int runs, const std::vector<Figure>& figures) {
  std::vector<double> sums(figures.size()), squares(figures.size());
  for (int i = 0; i < runs; ++i) {
    scenario.seed = static_cast<std::uint64_t>(i + 1);
    const FunctionResult result = run_once(scenario);
    for (std::size_t k = 0; k < figures.size(); ++k) {
      const double value = figures[k](result);
      sums[k] += value;
      squares[k] += value * value;
    }
  }
  std::vector<Scatter> found;
  for (std::size_t k = 0; k < figures.size(); ++k) {
    const double mean = sums[k] / runs;
    found.push_back({mean, std::sqrt((squares[k] / runs - mean * mean) * runs / (runs - 1))});
  }
  return found;
}

double cold_starts(const FunctionResult& r) {
  return static_cast<double>(r.cold_starts);
}

/// `widest`: four deviations of what was compared, as a share of the mean.
#define CHECK_PUBLISHED(found, published, runs, ours, widest)                                         \
  do {                                                                                                \
    INFO("single runs give " << (found).mean << " with a deviation of " << (found).deviation);        \
    CHECK((found).holds(published, runs, ours));                                                      \
    CHECK(4 * (found).deviation * std::sqrt(1.0 / (runs) + 1.0 / (ours)) <= (widest) * (found).mean); \
  } while (false)

TEST_CASE("SimFaaS's README: 0.9 calls a second for a million seconds, kept for 600 s") {
  constexpr int ours = 24;
  const auto found = scatter(simfaas(0.9, 1.991, 2.244, 600, 1e6), ours, {cold_starts, pool, busy, idle});
  CHECK_PUBLISHED(found[0], 1'213, 1, ours, 0.2);  // the README
  CHECK_PUBLISHED(found[0], 1'183, 1, ours, 0.2);  // notebook 2
  CHECK_PUBLISHED(found[1], 7.6612, 1, ours, 0.02);
  CHECK_PUBLISHED(found[1], 7.6910, 1, ours, 0.02);
  CHECK_PUBLISHED(found[2], 1.7879, 1, ours, 0.01);
  CHECK_PUBLISHED(found[2], 1.7971, 1, ours, 0.01);
  CHECK_PUBLISHED(found[3], 5.8733, 1, ours, 0.03);
  CHECK_PUBLISHED(found[3], 5.8940, 1, ours, 0.03);
}

TEST_CASE("SimFaaS's notebook 3: a thousand calls a second meet a limit of a thousand") {
  constexpr int ours = 12;
  const auto found = scatter(simfaas(1'000, 2.016, 2.163, 600, 1'000), ours, {cold_starts, throttled_share, pool, busy, idle});
  CHECK(found[0].mean == 1'000);
  CHECK(found[0].deviation == 0);
  CHECK_PUBLISHED(found[1], 503'207.0 / 998'537, 1, ours, 0.01);
  CHECK_PUBLISHED(found[2], 999.40, 1, ours, 0.001);
  CHECK_PUBLISHED(found[3], 998.43, 1, ours, 0.001);
  CHECK_PUBLISHED(found[4], 0.976, 1, ours, 0.2);
}

TEST_CASE("SimFaaS's notebook 7: ten thousand runs of 300 s from empty") {
  constexpr int ours = 10'000;
  const auto found = scatter(simfaas(0.9, 2.016, 2.163, 600, 300), ours, {cold_starts, pool, busy, idle});
  CHECK_PUBLISHED(found[0], 7.2316, 10'000, ours, 0.02);
  CHECK_PUBLISHED(found[1], 6.3576, 10'000, ours, 0.02);
  CHECK_PUBLISHED(found[2], 1.8059, 10'000, ours, 0.02);
  CHECK_PUBLISHED(found[3], 4.5517, 10'000, ours, 0.02);
}

TEST_CASE("SimFaaS's notebooks 5 and 6: 300 s from 3 running and 5 idle environments") {
  constexpr int ours = 10'000;
  Scenario scenario = simfaas(0.9, 2.016, 2.163, 600, 300);
  scenario.functions[0].initial = {5, 3};
  const auto found = scatter(scenario, ours, {cold_starts});
  constexpr double calls = 270;
  CHECK_PUBLISHED(found[0], .00041845 * calls, 1'000, ours, 0.5);
  CHECK_PUBLISHED(found[0], .00043766 * calls, 10'000, ours, 0.25);
}

TEST_CASE("SimFaaS's notebook 8: how long environments are kept, at 10 calls a second") {
  struct Kept {
    double keep_alive_s, cold_share, servers, idle, widest_cold;
  };
  const auto c = GENERATE(values<Kept>({{10, .023818, 28.6548, 8.5193, 0.05},
                                        {60, .003666, 33.1240, 12.9325, 0.1},
                                        {600, .000338, 37.6604, 17.5481, 0.4},
                                        {1'200, .000149, 38.5218, -1, 0.6},
                                        {1'800, .000137, 39.5572, -1, 0.6}}));
  CAPTURE(c.keep_alive_s);
  constexpr int ours = 24;
  const auto found = scatter(simfaas(10, 2.016, 2.163, c.keep_alive_s, 1e5), ours, {cold_share, pool, idle});
  CHECK_PUBLISHED(found[0], c.cold_share, 1, ours, c.widest_cold);
  CHECK_PUBLISHED(found[1], c.servers, 1, ours, 0.1);
  if (c.idle > 0) CHECK_PUBLISHED(found[2], c.idle, 1, ours, 0.1);
}

TEST_CASE("SimFaaS's notebook 8: 0.9 calls a second for a hundred thousand seconds") {
  constexpr int ours = 100;
  const auto found = scatter(simfaas(0.9, 2.016, 2.163, 600, 1e5), ours, {cold_starts, pool, busy});
  CHECK_PUBLISHED(found[0], 118, 1, ours, 0.5);
  CHECK_PUBLISHED(found[1], 7.6799, 1, ours, 0.1);
  CHECK_PUBLISHED(found[2], 1.8149, 1, ours, 0.05);
}

}  // namespace
}  // namespace thaw::statistical
