// Closed forms of timeouts, rounding and latency, and the first published price example (closed forms 5.10 to 5.12).
#include <catch2/catch.hpp>

#include "billing/invoice.hpp"
#include "statistical/experiment.hpp"

namespace thaw::statistical {
namespace {

TEST_CASE("5.10: a timeout cuts an exponential service time") {
  Scenario scenario = poisson(1, exponential(1.991), 600, 100'000, 0);
  scenario.functions[0].timeout = seconds(3);
  auto found = replicate(
      scenario,
      {
          {"timeouts",
           [](const FunctionResult& r) { return static_cast<double>(r.timeouts) / static_cast<double>(r.invocations); }},
          {"run", [](const FunctionResult& r) { return static_cast<double>(r.duration.mean.ns) / ns_per_s; }},
          {"billed",
           [](const FunctionResult& r) { return static_cast<double>(r.billed_ms) / 1e3 / static_cast<double>(r.invocations); }},
      });
  CHECK_AGREES(found["timeouts"], .221622, 0.01);
  CHECK_AGREES(found["run"], 1.549750, 0.01);
  // Rounding up adds half a millisecond to the runs that were not cut.
  CHECK_AGREES(found["billed"], 1.549750 + 0.0005 * (1 - .221622), 0.01);
}

TEST_CASE("5.11: rounding up to whole milliseconds, or to 100") {
  struct Rounding {
    double mean_s, billed_s;
    std::int64_t rounding_ms;
  };
  const auto c = GENERATE(values<Rounding>(
      {{.005, .0055166556, 1}, {.05, .0505016668, 1}, {.1, .1005008333, 1}, {1.991, 1.9915000420, 1}, {.005, .1000000002, 100}}));
  CAPTURE(c.mean_s, c.rounding_ms);
  Scenario scenario = poisson(1, exponential(c.mean_s), 600, 100'000, 0);
  scenario.billing.rounding = milliseconds(c.rounding_ms);
  auto found = replicate(scenario, {{"billed", [](const FunctionResult& r) {
                                       return static_cast<double>(r.billed_ms) / 1e3 / static_cast<double>(r.invocations);
                                     }}});
  if (c.rounding_ms == 100) {
    CHECK(found["billed"].mean == Approx(c.billed_s).epsilon(1e-6));
    return;
  }
  CHECK_AGREES(found["billed"], c.billed_s, 0.01);
}

/// Share of latencies up to x: exponential of mean `mean_s`, after a start of `start_s` for a share `cold`.
double latency_law(double x_s, double cold, double mean_s, double start_s) {
  const double warm = 1 - std::exp(-x_s / mean_s);
  const double late = x_s > start_s ? 1 - std::exp(-(x_s - start_s) / mean_s) : 0;
  return (1 - cold) * warm + cold * late;
}

TEST_CASE("the latency law of these tests gives the published quantiles") {
  CHECK(latency_law(.0747214, .05, .1, .5) == Approx(.5).epsilon(1e-5));
  CHECK(latency_law(.294444, .05, .1, .5) == Approx(.9).epsilon(1e-5));
  CHECK(latency_law(.512046, .05, .1, .5) == Approx(.95).epsilon(1e-5));
  CHECK(latency_law(.672990, .05, .1, .5) == Approx(.99).epsilon(1e-5));
}

void check_latency_law(const Scenario& scenario) {
  const FunctionResult result = run_once(scenario);
  const auto n = static_cast<double>(result.latency.count);
  CHECK(result.latency.exact);
  CHECK(cold_share(result) == Approx(.05).epsilon(0.1));
  for (std::size_t i = 0; i < shown_percentiles.size(); ++i) {
    const double p = shown_percentiles[i] / 10'000.0;
    const double x_s = static_cast<double>(result.latency.percentiles[i].ns) / ns_per_s;
    CAPTURE(p, x_s);
    CHECK(std::abs(latency_law(x_s, cold_share(result), .1, .5) - p) <= 2.5758 * std::sqrt(p * (1 - p) / n));
  }
}

TEST_CASE("5.12: latency with a share of cold starts, the start as init or as a cold call's own service time") {
  // Calls so rare that one in a thousand overlaps: cold after a gap above 300 s, so that the share is about exp(-3).
  Scenario scenario = poisson(.01, exponential(.1), 300, 6'000'000, 0);
  scenario.functions[0].assignment = Assignment::bound;
  scenario.functions[0].init = Constant{milliseconds(500)};
  check_latency_law(scenario);
  scenario.functions[0].init = Constant{};
  Empirical cold;
  constexpr int points = 20'000;
  for (int i = 0; i < points; ++i) cold.samples.push_back(from_s(.5 - .1 * std::log1p(-(i + .5) / points)));
  scenario.functions[0].cold_service = cold;
  check_latency_law(scenario);
}

TEST_CASE("the app backend of AWS's price page: three million simulated invocations cost 2.73 USD") {
  Scenario scenario = poisson(1, Constant{milliseconds(120)}, 600, 0, 0);
  scenario.functions[0].memory_mb = 1'536;
  scenario.sources[0].arrivals = ConstantArrivals{3'000'000, seconds(2'592'000)};
  scenario.duration = seconds(2'592'000);
  const FunctionResult result = run_once(scenario);
  CHECK(result.invocations == 3'000'000);
  CHECK(result.gb_seconds == Decimal(540'000));
  const Usage usage{"f", Architecture::x86_64, result.invocations, Uint128{result.billed_ms} * 1'536};
  const Cost cost = invoice({usage}, built_in_price_book("us-east-1").value(), true);
  CHECK(cost.total.rounded(2).text(2) == "2.73");
  for (const CostLine& line : cost.lines) {
    CAPTURE(line.item);
    if (line.amount == Decimal(0)) continue;
    CHECK(line.amount.rounded(2).text(2) == (line.unit == "GB-s" ? "2.33" : "0.40"));
  }
}

}  // namespace
}  // namespace thaw::statistical
