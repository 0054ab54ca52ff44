// Limits by hand: reserved concurrency, request rates and the speed of scaling, told by the judge and by the engine alike.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "contract/comparison.hpp"
#include "contract/memory_trace.hpp"
#include "contract/reference.hpp"
#include "thaw/run.hpp"

namespace thaw::contract {
namespace {

constexpr std::int64_t s = 1'000'000'000;
constexpr std::int64_t ms = 1'000'000;

Function named(const std::string& name) {
  Function f;
  f.name = name;
  f.keep_alive = Constant{seconds(600)};
  return f;
}

/// Functions `a` and `b`, called by the rows of one trace, which names them.
Scenario two_functions() {
  Scenario scenario;
  scenario.functions = {named("a"), named("b")};
  Source t;
  t.name = "t";
  t.arrivals = TraceArrivals{};
  scenario.sources = {t};
  scenario.account.requests_per_s.reset();
  return scenario;
}

Row row_of(std::uint32_t function, std::int64_t at_ns, std::int64_t duration_ns) {
  Row row;
  row.function = function;
  row.at_ns = at_ns;
  row.duration_ns = duration_ns;
  return row;
}

/// What the judge says, having checked that the engine says the same, whichever way it runs.
Figures agreed(const Scenario& scenario, const std::vector<Row>& rows) {
  const Traces recorded = {{"t", Trace{rows, {"a", "b"}, false}}};
  Figures expected = simulate(scenario, recorded);
  for (const Coupling coupling : {Coupling::automatic, Coupling::together}) {
    AttemptList attempts;
    MemoryTraces traces(recorded, 1, true);
    RunOptions options;
    options.attempts = &attempts;
    options.coupling = coupling;
    const Result result = run(scenario, traces, options);
    CHECK(differences(scenario, expected, result, attempts.rows()) == std::vector<std::string>{});
  }
  return expected;
}

const FunctionResult& counts(const Figures& figures, const std::string& name) {
  return figures.functions.at(name).counts;
}

TEST_CASE("where another function uses the whole account, a call is throttled and launches nothing, idle environments or not") {
  Scenario scenario = two_functions();
  scenario.account.concurrency = 10;
  scenario.functions[0].initial.idle = 10;
  scenario.functions[1].initial.running = 10;
  scenario.functions[1].service = Constant{seconds(60)};
  const Figures figures = agreed(scenario, {row_of(0, s, s)});
  CHECK(counts(figures, "a").throttles_concurrency == 1);
  CHECK(counts(figures, "a").environments.started == 0);
}

TEST_CASE("reserved concurrency is a guarantee: a noisy neighbour cannot take it") {
  Scenario scenario = two_functions();
  scenario.account.concurrency = 3;
  const std::vector<Row> rows = {row_of(1, 0, 60 * s), row_of(1, s, 60 * s), row_of(1, 2 * s, 60 * s), row_of(0, 3 * s, s)};
  CHECK(counts(agreed(scenario, rows), "a").throttles_concurrency == 1);
  scenario.functions[0].reserved_concurrency = 1;
  const Figures cured = agreed(scenario, rows);
  CHECK(counts(cured, "a").succeeded == 1);
  CHECK(counts(cured, "b").throttles_concurrency == 1);  // which now has two to itself
}

TEST_CASE("reserved concurrency is a cap: beyond it calls are throttled though the account has room") {
  Scenario scenario = two_functions();
  scenario.functions[0].reserved_concurrency = 2;
  const Figures figures = agreed(scenario, {row_of(0, 0, s), row_of(0, 1, s), row_of(0, 2, s), row_of(0, s, s)});
  CHECK(counts(figures, "a").throttles_reserved_concurrency == 1);
  CHECK(counts(figures, "a").throttles == 1);
  CHECK(counts(figures, "a").concurrency_peak == 2);
}

TEST_CASE("reserved concurrency of 0 stops a function") {
  Scenario scenario = two_functions();
  scenario.account.requests_per_s = 10'000;
  scenario.functions[0].reserved_concurrency = 0;
  const Figures figures = agreed(scenario, {row_of(0, 0, s), row_of(1, 0, s)});
  CHECK(counts(figures, "a").throttles_reserved_concurrency == 1);
  CHECK(counts(figures, "b").succeeded == 1);
}

TEST_CASE("a function with reserved concurrency may be called ten times as often a second, and counts for the account as well") {
  Scenario scenario = two_functions();
  scenario.account.requests_per_s = 12;
  scenario.functions[0].reserved_concurrency = 1;
  std::vector<Row> rows;
  for (std::int64_t i = 0; i < 11; ++i) rows.push_back(row_of(0, i * ms, 0));
  for (std::int64_t i = 11; i < 13; ++i) rows.push_back(row_of(1, i * ms, 0));
  const Figures figures = agreed(scenario, rows);
  CHECK(counts(figures, "a").throttles_reserved_request_rate == 1);
  CHECK(counts(figures, "b").throttles_request_rate == 1);  // the thirteenth of the account
}

TEST_CASE("a function launches its burst at once, and then as its allowance is refilled, bit by bit") {
  Scenario scenario = two_functions();
  ScalingRate rate;
  rate.burst = 2;
  rate.environments = 2;
  rate.per = seconds(10);
  scenario.account.scaling_rate = rate;
  // At 0: two launches, one refused. Just before 5 s the next is not yet earned; at 5 s it is. `b` has an allowance of its own.
  const std::vector<Row> rows = {row_of(0, 0, 60 * s),         row_of(0, 0, 60 * s),     row_of(0, 0, 60 * s), row_of(1, 0, 60 * s),
                                 row_of(0, 5 * s - 1, 60 * s), row_of(0, 5 * s, 60 * s), row_of(0, 5 * s, s)};
  const Figures figures = agreed(scenario, rows);
  CHECK(counts(figures, "a").throttles_scaling_rate == 3);
  CHECK(counts(figures, "a").environments.started == 3);
  CHECK(counts(figures, "b").succeeded == 1);
  scenario.account.scaling_rate->account_wide = true;  // `a` comes first at instant 0, and takes both
  CHECK(counts(agreed(scenario, rows), "b").throttles_scaling_rate == 1);
}

TEST_CASE("allowance that is not used does not add up beyond the burst") {
  Scenario scenario = two_functions();
  ScalingRate rate;
  rate.burst = 2;
  rate.environments = 1;
  rate.per = seconds(1);
  scenario.account.scaling_rate = rate;
  const std::vector<Row> rows = {row_of(0, 100 * s, s), row_of(0, 100 * s, s), row_of(0, 100 * s, s)};
  CHECK(counts(agreed(scenario, rows), "a").throttles_scaling_rate == 1);
}

TEST_CASE("scaling is not asked of a call that finds an idle environment") {
  Scenario scenario = two_functions();
  ScalingRate rate;
  rate.burst = rate.environments = 1;
  rate.per = seconds(3'600);
  scenario.account.scaling_rate = rate;
  const Figures figures = agreed(scenario, {row_of(0, 0, s), row_of(0, 2 * s, s), row_of(0, 4 * s, s), row_of(0, 4 * s, s)});
  CHECK(counts(figures, "a").warm_starts == 2);
  CHECK(counts(figures, "a").throttles_scaling_rate == 1);
}

/// 10,000 requests of 30 s, an equal part at the first instant of each of so many minutes; how many are throttled in each.
std::vector<std::uint64_t> throttled_by_minute(std::int64_t minutes) {
  Scenario scenario = two_functions();
  scenario.duration = seconds(60 * minutes);
  scenario.account.concurrency = 10'000;
  scenario.account.scaling_rate = ScalingRate{3'000, 500, seconds(60), true, true};
  std::vector<Row> rows;
  for (std::int64_t i = 0; i < 10'000; ++i) rows.push_back(row_of(0, i * minutes / 10'000 * 60 * s, 30 * s));
  const Traces recorded = {{"t", Trace{rows, {"a", "b"}, false}}};
  MemoryTraces traces(recorded, 1, true);
  return run(scenario, traces, {}).series.throttles;
}

TEST_CASE("10,000 requests over one to four minutes under the burst rule of before November 2023 (AWS's operator guide)") {
  CHECK(throttled_by_minute(1) == std::vector<std::uint64_t>{7'000});
  CHECK(throttled_by_minute(2) == std::vector<std::uint64_t>{2'000, 1'500});
  CHECK(throttled_by_minute(3) == std::vector<std::uint64_t>{334, 0, 0});
  CHECK(throttled_by_minute(4) == std::vector<std::uint64_t>{0, 0, 0, 0});
}

}  // namespace
}  // namespace thaw::contract
