// Provisioned concurrency by hand, told by the judge and by the engine alike.
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

/// Functions `a` and `b`, called by the rows of one trace, which names them; an init takes 1 s, what is allocated 60 s.
Scenario two_functions() {
  Scenario scenario;
  for (const char* name : {"a", "b"}) {
    Function f;
    f.name = name;
    f.keep_alive = Constant{seconds(600)};
    f.init = Constant{seconds(1)};
    scenario.functions.push_back(f);
  }
  Source t;
  t.name = "t";
  t.arrivals = TraceArrivals{};
  scenario.sources = {t};
  scenario.account.requests_per_s.reset();
  scenario.duration = seconds(3'600);
  return scenario;
}

void provision(Scenario& scenario, std::vector<ProvisionedStep> steps) {
  ProvisionedConcurrency provisioned;
  provisioned.steps = std::move(steps);
  provisioned.allocation_delay = Constant{seconds(60)};
  provisioned.allocation_per_minute = 60;  // one a second
  scenario.functions[0].provisioned_concurrency = provisioned;
}

Row row_of(std::uint32_t function, std::int64_t at_ns, std::int64_t duration_ns) {
  Row row;
  row.function = function;
  row.at_ns = at_ns;
  row.duration_ns = duration_ns;
  return row;
}

/// What both say, functions apart and together.
Figures agreed(const Scenario& scenario, const std::vector<Row>& rows) {
  const Traces recorded = {{"t", Trace{rows, {"a", "b"}, false}}};
  const Figures expected = simulate(scenario, recorded);
  for (const Coupling coupling : {Coupling::automatic, Coupling::together}) {
    MemoryTraces traces(recorded, 1, true);
    AttemptList attempts;
    RunOptions options;
    options.attempts = &attempts;
    options.coupling = coupling;
    const Result result = run(scenario, traces, options);
    CHECK(differences(scenario, expected, result, attempts.rows()) == std::vector<std::string>{});
  }
  return expected;
}

const FunctionFigures& of_a(const Figures& figures) {
  return figures.functions.at("a");
}

TEST_CASE("what is provisioned from the start serves at once, and what comes beyond it spills over and starts cold") {
  Scenario scenario = two_functions();
  provision(scenario, {{seconds(0), 2}});
  const Figures figures = agreed(scenario, {row_of(0, 0, 5 * s), row_of(0, 1, 5 * s), row_of(0, 2, s), row_of(0, 10 * s, s)});
  CHECK(of_a(figures).counts.cold_starts == 1);
  CHECK(of_a(figures).provisioned->invocations == 3);
  CHECK(of_a(figures).provisioned->spillover_invocations == 1);
  CHECK(of_a(figures).provisioned->inits == 0);  // made before instant 0
  CHECK(of_a(figures).provisioned->most == 1);
  CHECK(of_a(figures).provisioned->configured_ns == Int128{2} * 3'600 * s);
  CHECK(of_a(figures).provisioned->charged_ns == Int128{2} * 3'600 * s);
}

TEST_CASE("nothing of an increase is usable before all of it is allocated") {
  Scenario scenario = two_functions();
  scenario.functions[0].init = Constant{nanoseconds(1)};
  provision(scenario, {{seconds(100), 3}});  // asked for at 100 s: 60 s of delay, three at one a second: usable at 163 s
  const Figures figures = agreed(scenario, {row_of(0, 163 * s - 1, 60 * s), row_of(0, 163 * s, s)});
  CHECK(of_a(figures).counts.cold_starts == 1);  // and it spills over nothing: no unit was allocated when it came
  CHECK(of_a(figures).provisioned->invocations == 1);
  CHECK(of_a(figures).provisioned->inits == 3);
  CHECK(of_a(figures).provisioned->init_billed_ms == 3);
  CHECK(of_a(figures).provisioned->allocated_ns == Int128{3} * (3'600 - 163) * s);
  CHECK(of_a(figures).provisioned->configured_ns == Int128{3} * (3'600 - 100) * s);
}

TEST_CASE("who waits for an environment is served by units that become usable meanwhile") {
  Scenario scenario = two_functions();
  scenario.functions[0].init = Constant{seconds(100)};
  provision(scenario, {{seconds(100), 1}});
  const Figures figures = agreed(scenario, {row_of(0, 150 * s, s)});  // its own environment is ready at 250 s, the unit at 161 s
  CHECK(of_a(figures).samples.start_wait == std::vector<std::int64_t>{11 * s});
  CHECK(of_a(figures).provisioned->invocations == 1);
  CHECK(of_a(figures).counts.cold_starts == 0);
}

TEST_CASE("beyond ten requests a second for each unit calls spill over, idle units or not") {
  Scenario scenario = two_functions();
  scenario.account.requests_per_s = 10'000;
  scenario.functions[0].init = Constant{};
  provision(scenario, {{seconds(0), 1}});
  std::vector<Row> rows;
  for (std::int64_t i = 0; i < 11; ++i) rows.push_back(row_of(0, i * 50 * ms, ms));
  rows.push_back(row_of(0, s, ms));  // the next second
  const Figures figures = agreed(scenario, rows);
  CHECK(of_a(figures).provisioned->invocations == 11);
  CHECK(of_a(figures).provisioned->spillover_invocations == 1);
  scenario.account.requests_per_s.reset();
  CHECK(of_a(agreed(scenario, rows)).provisioned->invocations == 12);
}

TEST_CASE("where all of the reserved concurrency is provisioned nothing spills over: it is throttled") {
  Scenario scenario = two_functions();
  scenario.functions[0].reserved_concurrency = 1;
  provision(scenario, {{seconds(0), 1}});
  const Figures figures = agreed(scenario, {row_of(0, 0, s), row_of(0, 1, s), row_of(0, 2 * s, s)});
  CHECK(of_a(figures).counts.throttles_reserved_concurrency == 1);
  CHECK(of_a(figures).provisioned->invocations == 2);
  CHECK(of_a(figures).counts.environments.started == 0);
}

TEST_CASE("units count against the account while they are idle, and nobody else gets their concurrency") {
  Scenario scenario = two_functions();
  scenario.account.concurrency = 3;
  provision(scenario, {{seconds(0), 2}});
  const Figures figures = agreed(scenario, {row_of(1, 0, s), row_of(1, 1, s), row_of(0, 2, s), row_of(0, 3, s), row_of(0, 4, s)});
  CHECK(figures.functions.at("b").counts.throttles_concurrency == 1);  // one busy and two units: full
  CHECK(of_a(figures).provisioned->invocations == 2);                  // which need no more
  CHECK(of_a(figures).counts.throttles_concurrency == 1);
}

TEST_CASE("a decrease takes idle units at once and busy ones after their runs; it is charged in steps of five minutes") {
  Scenario scenario = two_functions();
  provision(scenario, {{seconds(0), 3}, {seconds(301), 1}});
  // Two are busy at 301 s: the idle one goes then, one of the two when it ends, at 310 s. At 315 s one is left, and it is busy.
  const Figures figures = agreed(scenario, {row_of(0, 300 * s, 10 * s), row_of(0, 300 * s, 20 * s), row_of(0, 315 * s, s)});
  CHECK(of_a(figures).counts.environments.reclaimed == 3);  // one of them on demand, 600 s after its run
  CHECK(of_a(figures).provisioned->allocated_ns == Int128{301 + 310 + 3'600} * s);
  CHECK(of_a(figures).provisioned->configured_ns == Int128{301 + 301 + 3'600} * s);
  CHECK(of_a(figures).provisioned->charged_ns == Int128{600 + 600 + 3'600} * s);
  CHECK(of_a(figures).provisioned->spillover_invocations == 1);
}

TEST_CASE("a decrease calls off what is still being allocated before it takes what there is") {
  Scenario scenario = two_functions();
  provision(scenario, {{seconds(0), 1}, {seconds(100), 5}, {seconds(130), 2}});  // four are asked for, three called off again
  const Figures figures = agreed(scenario, {row_of(0, 0, s)});
  CHECK(of_a(figures).provisioned->inits == 1);
  CHECK(of_a(figures).provisioned->allocated_ns == Int128{3'600 + (3'600 - 164)} * s);  // when the four would have been
  CHECK(of_a(figures).counts.environments.reclaimed == 0);
}

TEST_CASE("a schedule repeats") {
  Scenario scenario = two_functions();
  provision(scenario, {{seconds(300), 1}, {seconds(600), 0}});
  scenario.functions[0].provisioned_concurrency->every = seconds(1'200);
  const Figures figures = agreed(scenario, {row_of(0, 0, s)});
  CHECK(of_a(figures).provisioned->inits == 3);
  CHECK(of_a(figures).provisioned->configured_ns == Int128{900} * s);
  CHECK(of_a(figures).provisioned->allocated_ns == Int128{3 * (300 - 61)} * s);
}

TEST_CASE("a unit whose life ends is replaced at once, and its init is billed again") {
  Scenario scenario = two_functions();
  scenario.functions[0].max_life = Constant{seconds(1'000)};
  provision(scenario, {{seconds(0), 1}});
  const Figures figures = agreed(scenario, {row_of(0, 990 * s, 20 * s), row_of(0, 1'010 * s, s)});
  // Over at 1,000 s while it runs, replaced at 1,010 s; then at 2,010 s and 3,010 s.
  CHECK(of_a(figures).provisioned->inits == 3);
  CHECK(of_a(figures).provisioned->allocated_ns == Int128{3'600} * s);
  CHECK(of_a(figures).counts.cold_starts == 0);
}

TEST_CASE("a unit that a timeout reset makes its init again within the next run") {
  Scenario scenario = two_functions();
  scenario.functions[0].timeout = seconds(3);
  provision(scenario, {{seconds(0), 1}});
  const Figures figures = agreed(scenario, {row_of(0, 0, 10 * s), row_of(0, 10 * s, s)});
  CHECK(of_a(figures).counts.timeouts == 1);
  CHECK(of_a(figures).samples.duration == std::vector<std::int64_t>{2 * s, 3 * s});
}

}  // namespace
}  // namespace thaw::contract
