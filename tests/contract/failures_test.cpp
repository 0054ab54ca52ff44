// Hand-worked runs of inits that fail or take too long and of runs that crash: the judge's, and the engine's like it.
#include <algorithm>
#include <catch2/catch.hpp>

#include "contract/comparison.hpp"
#include "contract/memory_trace.hpp"
#include "contract/reference.hpp"
#include "thaw/run.hpp"

namespace thaw::contract {
namespace {

constexpr std::int64_t s = 1'000'000'000;

/// One function `f` whose calls last 1 s; a call every 100 s and `calls` of them; environments are kept for ever.
Scenario every_100_s(std::int64_t calls) {
  Scenario scenario;
  Function f;
  f.name = "f";
  f.keep_alive = Constant{seconds(1'000'000)};
  f.service = Constant{seconds(1)};
  scenario.functions.push_back(f);
  Source t;
  t.name = "t";
  t.functions = {0};
  t.arrivals = ConstantArrivals{1, seconds(100)};
  scenario.sources.push_back(t);
  scenario.duration = seconds(100 * calls);
  return scenario;
}

/// What the judge finds, with which the engine agrees.
FunctionFigures judged(const Scenario& scenario) {
  const Traces none;
  const Figures figures = simulate(scenario, none);
  MemoryTraces traces(none);
  AttemptList attempts;
  RunOptions options;
  options.attempts = &attempts;
  const Result result = run(scenario, traces, options);
  for (const std::string& line : differences(scenario, figures, result, attempts.rows())) {
    INFO(line);
    CHECK(line.empty());
  }
  return figures.functions.at("f");
}

std::vector<std::int64_t> runs_of(const FunctionFigures& figures) {
  std::vector<std::int64_t> runs;
  for (const AttemptRow& r : figures.rows) runs.push_back(r.run_ns / s);
  return runs;
}

std::vector<Outcome> outcomes_of(const FunctionFigures& figures) {
  std::vector<Outcome> outcomes;
  for (const AttemptRow& r : figures.rows) outcomes.push_back(r.outcome);
  return outcomes;
}

using enum Outcome;

TEST_CASE("an init of 12 s under a limit of 10 s and a timeout of 3 s never succeeds") {
  Scenario scenario = every_100_s(3);
  scenario.functions[0].init = Constant{seconds(12)};
  scenario.functions[0].timeout = seconds(3);
  scenario.init_limit = seconds(10);
  const FunctionFigures found = judged(scenario);
  CHECK(runs_of(found) == std::vector<std::int64_t>{3, 3, 3});
  CHECK(outcomes_of(found) == std::vector<Outcome>{timeout, timeout, timeout});
  CHECK(found.samples.failed_latency == std::vector<std::int64_t>{3 * s, 3 * s, 13 * s});
  CHECK(found.samples.init == std::vector<std::int64_t>{10 * s});
  CHECK(found.counts.cold_starts == 1);
  CHECK(found.counts.failed_inits == 1);
  CHECK(found.counts.billed_ms == 9'000);
  CHECK(found.counts.billed_init_ms_part == 0);
}

TEST_CASE("with a timeout of 30 s the first call succeeds after the stopped init, the whole one and the handler") {
  Scenario scenario = every_100_s(2);
  scenario.functions[0].init = Constant{seconds(12)};
  scenario.functions[0].timeout = seconds(30);
  scenario.init_limit = seconds(10);
  FunctionFigures found = judged(scenario);
  CHECK(runs_of(found) == std::vector<std::int64_t>{13, 1});
  CHECK(outcomes_of(found) == std::vector<Outcome>{succeeded, succeeded});
  CHECK(found.samples.cold_latency == std::vector<std::int64_t>{23 * s});
  CHECK(found.samples.init == std::vector<std::int64_t>{10 * s});
  CHECK(found.samples.start_wait == std::vector<std::int64_t>{10 * s});
  CHECK(found.counts.billed_ms == 14'000);
  scenario.billing.failed_init = InitBilling::billed;
  CHECK(judged(scenario).counts.billed_ms == 24'000);
  CHECK(judged(scenario).counts.billed_init_ms_part == 10'000);
  scenario.billing.init = InitBilling::free;  // of which a failed one is a case
  CHECK(judged(scenario).counts.billed_ms == 14'000);
}

TEST_CASE("an init of exactly the limit is not stopped") {
  Scenario scenario = every_100_s(1);
  scenario.functions[0].init = Constant{seconds(10)};
  scenario.init_limit = seconds(10);
  CHECK(judged(scenario).counts.failed_inits == 0);
  CHECK(judged(scenario).samples.latency == std::vector<std::int64_t>{11 * s});
  scenario.init_limit = nanoseconds(10 * s - 1);
  CHECK(judged(scenario).counts.failed_inits == 1);
  CHECK(judged(scenario).samples.latency == std::vector<std::int64_t>{21 * s - 1});
}

TEST_CASE("an environment that is there from the start has made its init, whatever the limit") {
  Scenario scenario = every_100_s(2);
  scenario.functions[0].init = Constant{seconds(12)};
  scenario.functions[0].initial.idle = 1;
  scenario.init_limit = seconds(10);
  CHECK(judged(scenario).samples.latency == std::vector<std::int64_t>{s, s});
  scenario.functions[0].crash_probability = 1;  // after which it is made again, as long as it is
  CHECK(runs_of(judged(scenario)) == std::vector<std::int64_t>{1, 13});
}

TEST_CASE("an init that always fails is repeated by every call, which is an error without a handler") {
  Scenario scenario = every_100_s(3);
  scenario.functions[0].init = Constant{seconds(2)};
  scenario.functions[0].init_error_probability = 1;
  scenario.functions[0].crash_probability = 1;  // no handler runs that could
  const FunctionFigures found = judged(scenario);
  CHECK(runs_of(found) == std::vector<std::int64_t>{2, 2, 2});
  CHECK(outcomes_of(found) == std::vector<Outcome>{error, error, error});
  CHECK(found.samples.failed_latency == std::vector<std::int64_t>{2 * s, 2 * s, 4 * s});
  CHECK(found.samples.init == std::vector<std::int64_t>{2 * s});
  CHECK(found.counts.failed_inits == 4);  // before it was ready, and in each of the runs
  CHECK(found.counts.crashes == 0);
  CHECK(found.counts.errors == 3);
  CHECK(found.counts.billed_ms == 6'000);
  scenario.functions[0].timeout = seconds(1);  // the repeat is cut before it can fail
  CHECK(outcomes_of(judged(scenario)) == std::vector<Outcome>{timeout, timeout, timeout});
  CHECK(judged(scenario).counts.failed_inits == 1);
}

TEST_CASE("each init has a coin of its own: calls go on failing until one falls well") {
  Scenario scenario = every_100_s(200);
  scenario.functions[0].init = Constant{seconds(2)};
  scenario.functions[0].init_error_probability = 0.9;
  const FunctionFigures found = judged(scenario);
  const std::vector<Outcome> outcomes = outcomes_of(found);
  const auto first = std::find(outcomes.begin(), outcomes.end(), succeeded);
  const auto errors = static_cast<std::uint64_t>(first - outcomes.begin());
  CHECK(errors > 0);
  CHECK(errors < 60);                                                             // 0.9^60 = 0.2 %
  CHECK(std::count(first, outcomes.end(), succeeded) == outcomes.end() - first);  // the environment stays as it is
  CHECK(found.counts.failed_inits == errors + 1);
  CHECK(found.rows[errors].run_ns == 3 * s);
}

TEST_CASE("a crash ends the run when it would have ended, and the next one makes the init again") {
  Scenario scenario = every_100_s(3);
  scenario.functions[0].init = Constant{seconds(2)};
  scenario.functions[0].crash_probability = 1;
  scenario.functions[0].error_probability = 1;  // which nobody is left to report
  const FunctionFigures found = judged(scenario);
  CHECK(runs_of(found) == std::vector<std::int64_t>{1, 3, 3});
  CHECK(outcomes_of(found) == std::vector<Outcome>{crash, crash, crash});
  CHECK(found.counts.crashes == 3);
  CHECK(found.counts.errors == 3);
  CHECK(found.counts.failed_inits == 0);
  CHECK(found.counts.billed_ms == 9'000);
  scenario.functions[0].timeout = seconds(2);
  CHECK(outcomes_of(judged(scenario)) == std::vector<Outcome>{crash, timeout, timeout});
}

}  // namespace
}  // namespace thaw::contract
