// Hand-worked runs of functions that have SnapStart: the judge's, and the engine's like it.
#include <catch2/catch.hpp>

#include "contract/comparison.hpp"
#include "contract/memory_trace.hpp"
#include "contract/reference.hpp"
#include "thaw/run.hpp"

namespace thaw::contract {
namespace {

constexpr std::int64_t ms = 1'000'000;
constexpr std::int64_t s = 1'000 * ms;

/// One function `f` whose init takes 6 s and whose restore 400 ms, of which a half is billed; its calls last 1 s, and one comes
/// every 100 s. Environments are kept for ever.
Scenario every_100_s(std::int64_t calls) {
  Scenario scenario;
  Function f;
  f.name = "f";
  f.memory_mb = 512;
  f.init = Constant{seconds(6)};
  f.snap_start = SnapStart{Constant{milliseconds(400)}, 0.5, true};
  f.keep_alive = Constant{seconds(1'000'000)};
  f.service = Constant{seconds(1)};
  f.timeout = seconds(900);
  scenario.functions.push_back(f);
  Source t;
  t.name = "t";
  t.functions = {0};
  t.arrivals = ConstantArrivals{1, seconds(100)};
  scenario.sources.push_back(t);
  scenario.duration = seconds(100 * calls);
  return scenario;
}

/// Calls at these seconds instead.
struct Calls {
  std::vector<std::int64_t> at_s;
};

struct Judged {
  FunctionFigures figures;
  FunctionResult result;
};

/// What the judge finds, with which the engine agrees.
Judged judged(const Scenario& scenario, const Traces& traces = {}) {
  const Figures figures = simulate(scenario, traces);
  MemoryTraces opened(traces);
  AttemptList attempts;
  RunOptions options;
  options.attempts = &attempts;
  const Result result = run(scenario, opened, options);
  for (const std::string& line : differences(scenario, figures, result, attempts.rows())) {
    INFO(line);
    CHECK(line.empty());
  }
  return {figures.functions.at("f"), result.functions.at("f")};
}

Judged judged(Scenario scenario, const Calls& calls) {
  scenario.sources[0].arrivals = TraceArrivals{};
  Trace trace;
  for (const std::int64_t at_s : calls.at_s) {
    Row row;
    row.at_ns = at_s * s;
    trace.rows.push_back(row);
  }
  return judged(scenario, {{"t", trace}});
}

using Times = std::vector<std::int64_t>;

TEST_CASE("a launch restores the snapshot instead of making the init, of which a share is billed") {
  const Judged found = judged(every_100_s(3));
  CHECK(found.figures.samples.latency == Times{s, s, 1'400 * ms});
  CHECK(found.figures.samples.init == Times{400 * ms});
  CHECK(found.figures.samples.restore == Times{400 * ms});
  CHECK(found.figures.counts.cold_starts == 1);
  CHECK(found.figures.counts.billed_ms == 3'200);
  CHECK(found.figures.counts.billed_init_ms_part == 200);
  const SnapStartResult& snap_start = found.result.snap_start.value();
  CHECK(snap_start.restores == 1);
  CHECK(snap_start.failed_restores == 0);
  CHECK(snap_start.restored_gb.text() == "0.5");
  CHECK(snap_start.cache_gb_seconds.text() == "5400");  // 512 MB for three hours, though 300 s were simulated
}

TEST_CASE("a snapshot is kept for the whole of a long span, from the warm-up on") {
  Scenario scenario = every_100_s(144);  // 4 h
  CHECK(judged(scenario).result.snap_start->cache_gb_seconds.text() == "7200");
  scenario.warmup = seconds(1'800);
  CHECK(judged(scenario).result.snap_start->cache_gb_seconds.text() == "6300");
  CHECK(judged(scenario).result.snap_start->restores == 0);
}

TEST_CASE("the share of a restore is billed where inits are free, too") {
  Scenario scenario = every_100_s(1);
  scenario.billing.init = InitBilling::free;
  CHECK(judged(scenario).figures.counts.billed_ms == 1'200);
  scenario.functions[0].snap_start->billed_share = 0;
  CHECK(judged(scenario).figures.counts.billed_ms == 1'000);
}

TEST_CASE("the init limit is not that of a function with SnapStart") {
  Scenario scenario = every_100_s(1);
  scenario.init_limit = milliseconds(100);
  CHECK(judged(scenario).figures.counts.failed_inits == 0);
  CHECK(judged(scenario).figures.samples.latency == Times{1'400 * ms});
}

TEST_CASE("a restore of exactly 10 s succeeds, a longer one fails its call with an error and leaves no environment") {
  Scenario scenario = every_100_s(2);
  scenario.functions[0].snap_start->restore = Constant{seconds(10)};
  CHECK(judged(scenario).figures.samples.latency == Times{s, 11 * s});
  scenario.functions[0].snap_start->restore = Constant{nanoseconds(10 * s + 1)};
  Judged found = judged(scenario);
  CHECK(found.figures.samples.latency.empty());
  CHECK(found.figures.samples.failed_latency == Times{10 * s, 10 * s});
  CHECK(found.figures.samples.duration == Times{0, 0});
  CHECK(found.figures.samples.restore == Times{10 * s, 10 * s});
  CHECK(found.figures.counts.cold_starts == 2);
  CHECK(found.figures.counts.errors == 2);
  CHECK(found.figures.counts.timeouts == 0);
  CHECK(found.figures.counts.failed_inits == 0);
  CHECK(found.figures.counts.billed_ms == 0);
  CHECK(found.figures.counts.environments.reclaimed == 2);
  CHECK(found.result.snap_start->restores == 2);
  CHECK(found.result.snap_start->failed_restores == 2);
  scenario.billing.failed_init = InitBilling::billed;
  CHECK(judged(scenario).figures.counts.billed_ms == 10'000);
}

TEST_CASE("under eager assignment the error goes to whoever waits first, and to nobody if nobody does") {
  Scenario scenario = every_100_s(1);
  scenario.duration = seconds(100);
  scenario.functions[0].snap_start->restore = Empirical{{Duration{20 * s}}};
  scenario.functions[0].initial.running = 1;
  scenario.functions[0].service = Constant{seconds(4)};
  // The one that runs from the start takes the call of second 1 at 4 s; the environment that was launched for it fails at 11 s.
  Judged found = judged(scenario, Calls{{1}});
  CHECK(found.figures.samples.latency == Times{7 * s});
  CHECK(found.figures.counts.errors == 0);
  CHECK(found.figures.counts.environments.unused == 1);
  CHECK(found.result.snap_start->restores == 1);
  CHECK(found.result.snap_start->failed_restores == 0);  // no invocation went with it
  // A third call waits when it fails: it came at 9 s, launched one that is to fail at 19 s, and gets the error of the first.
  scenario.functions[0].service = Constant{seconds(40)};
  found = judged(scenario, Calls{{1, 9}});
  CHECK(found.figures.samples.failed_latency == Times{10 * s, 10 * s});
  CHECK(found.figures.counts.environments.unused == 0);
}

TEST_CASE("bound to its environment, a call gets the error even if another becomes free before") {
  Scenario scenario = every_100_s(1);
  scenario.duration = seconds(100);
  scenario.functions[0].assignment = Assignment::bound;
  scenario.functions[0].snap_start->restore = Constant{seconds(20)};
  scenario.functions[0].initial.running = 1;
  const Judged found = judged(scenario, Calls{{0}});
  CHECK(found.figures.samples.failed_latency == Times{10 * s});
  CHECK(found.figures.counts.environments.alive == 1);
}

TEST_CASE("an environment that was reset makes the ordinary init within its next run") {
  Scenario scenario = every_100_s(3);
  scenario.functions[0].crash_probability = 1;
  const Judged found = judged(scenario);
  CHECK(found.figures.samples.duration == Times{s, 7 * s, 7 * s});
  CHECK(found.figures.samples.restore == Times{400 * ms});
  CHECK(found.figures.counts.crashes == 3);
}

TEST_CASE("init_errors are restores that fail at their end, and then inits within runs") {
  Scenario scenario = every_100_s(2);
  scenario.functions[0].init_error_probability = 1;
  const Judged found = judged(scenario);
  CHECK(found.figures.samples.failed_latency == Times{400 * ms, 400 * ms});
  CHECK(found.figures.counts.failed_inits == 0);
  CHECK(found.result.snap_start->failed_restores == 2);
  scenario.functions[0].initial.idle = 1;  // which has been restored before the start
  scenario.functions[0].crash_probability = 1;
  CHECK(judged(scenario).figures.samples.duration == Times{s, 6 * s});
  CHECK(judged(scenario).figures.counts.failed_inits == 1);
}

}  // namespace
}  // namespace thaw::contract
