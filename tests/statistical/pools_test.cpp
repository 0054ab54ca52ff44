// Closed forms of pools without a limit: how many environments are busy, idle and cold (closed forms 5.1 to 5.4, 5.8, 5.13).
#include <catch2/catch.hpp>
#include <queue>

#include "statistical/experiment.hpp"

namespace thaw::statistical {
namespace {

struct KeepAliveCase {
  double rate_per_s, service_s, keep_alive_s, cold_share, pool, idle;
  double duration_s;
  double cold_precision;  // cold starts come in clusters, so the rarest are known less well
};

TEST_CASE("5.3: cold starts and pool with a fixed keep-alive, most recently used first") {
  const auto c = GENERATE(values<KeepAliveCase>({
      {0.9, 1.991, 600, .001329307, 7.691934, 5.900034, 400'000, 0.05},
      {0.9, 1.991, 60, .01632734, 5.864228, 4.072328, 300'000, 0.01},
      {0.9, 1.991, 10, .1060398, 4.183985, 2.392085, 100'000, 0.01},
      {1, 1, 10, .07737383, 3.278075, 2.278075, 100'000, 0.01},
      {1, 1, 1, .4965203, 1.692103, .692103, 50'000, 0.01},
      {5, 2, 60, .005628689, 19.164343, 9.164343, 80'000, 0.02},
      {0.01, 1, 600, .01174772, 1.055022, 1.045022, 4'000'000, 0.04},
      {0.001, 0.1, 600, .5488567, .451303, .451203, 20'000'000, 0.01},
      {0.001, 0.1, 1800, .1653823, .834898, .834798, 40'000'000, 0.02},
      {10, 2.016, 600, .0002897342, 37.534986, 17.374986, 60'000, 0.1},
      {100, 0.1, 600, .00001799026, 26.120533, 16.120533, 15'000, 0.2},
  }));
  CAPTURE(c.rate_per_s, c.service_s, c.keep_alive_s);
  const Scenario scenario = poisson(c.rate_per_s, exponential(c.service_s), c.keep_alive_s, c.duration_s, 3 * c.keep_alive_s + 30);
  auto found = replicate(scenario, {{"cold", cold_share}, {"pool", pool}, {"idle", idle}, {"busy", busy}});
  CHECK_AGREES(found["cold"], c.cold_share, c.cold_precision);
  CHECK_AGREES(found["pool"], c.pool, 0.01);
  CHECK_AGREES(found["idle"], c.idle, 0.01);
  CHECK_AGREES(found["busy"], c.rate_per_s * c.service_s, 0.04);
}

TEST_CASE("5.3: the pool of a thousand calls a second") {
  const Scenario scenario = poisson(1'000, exponential(0.05), 300, 700, 700);
  auto found = replicate(scenario, {{"pool", pool}, {"idle", idle}});
  CHECK_AGREES(found["pool"], 83.491711, 0.02);
  CHECK_AGREES(found["idle"], 33.491711, 0.04);
}

TEST_CASE("5.3: cold starts from empty, when nothing expires, are the most that were ever busy") {
  struct Empty {
    double rate_per_s, service_s, horizon_s, cold_starts;
  };
  const auto c = GENERATE(values<Empty>({{0.9, 2.016, 300, 7.209395}, {1, 1, 10, 3.127531}, {0.1, 10, 3'600, 5.728526}}));
  CAPTURE(c.rate_per_s, c.service_s, c.horizon_s);
  constexpr int runs = 200;
  std::vector<double> batches;
  Scenario scenario = poisson(c.rate_per_s, exponential(c.service_s), 10 * c.horizon_s, c.horizon_s, 0);
  for (int batch = 0; batch < replications; ++batch) {
    double sum = 0;
    for (int i = 0; i < runs; ++i) {
      scenario.seed = static_cast<std::uint64_t>(batch * runs + i + 1);
      const FunctionResult result = run_once(scenario);
      CHECK(result.cold_starts == result.concurrency_peak);
      sum += static_cast<double>(result.cold_starts);
    }
    batches.push_back(sum / runs);
  }
  CHECK_AGREES(estimated(batches), c.cold_starts, 0.02);
}

TEST_CASE("5.3: routing changes cold starts and idle time, and nothing else") {
  Scenario scenario = poisson(0.9, exponential(1.991), 60, 500'000, 0);
  const FunctionResult mru = run_once(scenario);
  scenario.functions[0].pick = Pick::lru;
  const FunctionResult lru = run_once(scenario);
  CHECK(mru.billed_ms == lru.billed_ms);
  CHECK(mru.latency.mean == lru.latency.mean);
  CHECK(mru.latency.percentiles == lru.latency.percentiles);
  CHECK(mru.concurrency_peak == lru.concurrency_peak);
  CHECK(mru.environments.mean_busy == lru.environments.mean_busy);
  CHECK(cold_share(mru) == Approx(0.01635).epsilon(0.05));
  CHECK(cold_share(lru) < 0.0001);
}

TEST_CASE("5.1: an environment lives for the pool divided by the rate of cold starts") {
  const Scenario scenario = poisson(0.9, exponential(1.991), 600, 400'000, 2'000);
  auto found = replicate(scenario, {{"life", [](const FunctionResult& r) {
                                       return r.environments.mean * 400'000 / static_cast<double>(r.environments.started);
                                     }}});
  CHECK_AGREES(found["life"], 6'429.4, 0.05);
}

/// Share of time at each busy count, from the rows of a run.
std::vector<double> busy_shares(const std::vector<AttemptRow>& rows, std::int64_t from_ns, std::int64_t to_ns) {
  std::vector<double> shares(100, 0);
  std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> ends;
  std::int64_t last_ns = 0;
  const auto pass = [&](std::int64_t until_ns) {
    const std::int64_t held_ns = std::min(until_ns, to_ns) - std::max(last_ns, from_ns);
    if (held_ns > 0) shares.at(ends.size()) += static_cast<double>(held_ns) / static_cast<double>(to_ns - from_ns);
    last_ns = until_ns;
  };
  const auto end_until = [&](std::int64_t at_ns) {
    while (!ends.empty() && ends.top() <= at_ns) {
      pass(ends.top());
      ends.pop();
    }
  };
  for (const AttemptRow& row : rows) {
    end_until(row.arrival_ns);
    pass(row.arrival_ns);
    ends.push(row.arrival_ns + row.run_ns);
  }
  end_until(to_ns);
  pass(to_ns);
  return shares;
}

double mean_of(const std::vector<double>& shares) {
  double mean = 0;
  for (std::size_t k = 0; k < shares.size(); ++k) mean += static_cast<double>(k) * shares[k];
  return mean;
}

TEST_CASE("5.2: the busy count is Poisson for every service law") {
  const double rho = 0.9 * 1.991;
  const auto service = GENERATE_COPY(
      values<Distribution>({exponential(1.991), Constant{from_s(1.991)}, lognormal(1.991, 1), Uniform{{}, from_s(3.982)}}));
  CAPTURE(service.index());
  Scenario scenario = poisson(0.9, service, 60, 60'000, 0);  // rows are listed from the warmup on, so there is none
  std::vector<double> none, mean, variance;
  for (int replication = 0; replication < replications; ++replication) {
    scenario.seed = seed_of(scenario, replication);
    contract::AttemptList attempts;
    const FunctionResult result = run_once(scenario, &attempts);
    const std::vector<AttemptRow>& rows = attempts.rows().at("f");
    CHECK(result.environments.mean_busy == Approx(mean_of(busy_shares(rows, 0, scenario.duration->ns))).epsilon(1e-9));
    const std::vector<double> shares = busy_shares(rows, 60'000'000'000, scenario.duration->ns);
    const double first = mean_of(shares);
    double second = 0;
    for (std::size_t k = 0; k < shares.size(); ++k) second += static_cast<double>(k * k) * shares[k];
    none.push_back(shares[0]);
    mean.push_back(first);
    variance.push_back(second - first * first);
  }
  CHECK_AGREES(estimated(none), std::exp(-rho), 0.015);
  CHECK_AGREES(estimated(mean), rho, 0.01);
  CHECK_AGREES(estimated(variance), rho, 0.02);
}

TEST_CASE("5.4: with a vanishing service time a call is cold if the gap was longer than the keep-alive") {
  const Scenario scenario = poisson(0.001, Constant{}, 600, 20'000'000, 0);
  auto found = replicate(scenario, {{"cold", cold_share}, {"pool", pool}});
  CHECK_AGREES(found["cold"], std::exp(-0.6), 0.01);
  CHECK_AGREES(found["pool"], 1 - std::exp(-0.6), 0.01);
}

TEST_CASE("5.4: constant gaps are all warm or all cold but for the first") {
  Scenario scenario = poisson(1, Constant{from_s(0.1)}, 600, 600'000, 0);
  scenario.sources[0].arrivals = ConstantArrivals{1, seconds(600)};
  CHECK(run_once(scenario).cold_starts == 1);
  scenario.sources[0].arrivals = ConstantArrivals{1, seconds(601)};
  CHECK(run_once(scenario).warm_starts == 0);
}

TEST_CASE("5.13: constant gap and service need their ratio rounded up, and nothing is cold again") {
  Scenario scenario = poisson(1, Constant{from_s(2.5)}, 10, 100'000, 0);
  scenario.sources[0].arrivals = ConstantArrivals{1, seconds(1)};
  for (const Pick pick : {Pick::mru, Pick::lru}) {
    scenario.functions[0].pick = pick;
    const FunctionResult result = run_once(scenario);
    CHECK(result.cold_starts == 3);
    CHECK(result.environments.peak == 3);
    CHECK(result.invocations == 100'000);
  }
  scenario = poisson(1, Constant{from_s(2)}, 600, 700'000, 0);
  scenario.sources[0].arrivals = ConstantArrivals{1, seconds(700)};
  CHECK(run_once(scenario).cold_starts == 1'000);
}

TEST_CASE("5.8: an exponential keep-alive, where a cold call takes longer, whatever the routing") {
  struct Chain {
    double rate_per_s, warm_s, cold_s, keep_alive_s, cold_share, idle, pool, duration_s;
  };
  const auto c = GENERATE(values<Chain>({
      {.9, 1.991, 1.991, 600, .008567865, 4.62637, 6.41826, 300'000},
      {.9, 1.991, 2.244, 600, .008584507, 4.63525, 6.42910, 300'000},
      {.1, 1, 1, 60, .1715327, 1.02920, 1.12920, 600'000},
      {.1, 1, 3, 60, .1769323, 1.06159, 1.19698, 600'000},
      {1, 1, 1, 10, .1646367, 1.64628, 2.64628, 60'000},
  }));
  const auto pick = GENERATE(Pick::mru, Pick::random);
  CAPTURE(c.rate_per_s, c.warm_s, c.cold_s, c.keep_alive_s, static_cast<int>(pick));
  Scenario scenario = poisson(c.rate_per_s, exponential(c.warm_s), 0, c.duration_s, 10 * c.keep_alive_s);
  scenario.functions[0].keep_alive = exponential(c.keep_alive_s);
  scenario.functions[0].cold_service = exponential(c.cold_s);
  scenario.functions[0].assignment = Assignment::bound;
  scenario.functions[0].pick = pick;
  auto found = replicate(scenario, {{"cold", cold_share}, {"idle", idle}, {"pool", pool}});
  CHECK_AGREES(found["cold"], c.cold_share, 0.02);
  CHECK_AGREES(found["idle"], c.idle, 0.01);
  CHECK_AGREES(found["pool"], c.pool, 0.01);
}

}  // namespace
}  // namespace thaw::statistical
