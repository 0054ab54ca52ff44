// A function that a trace names for the first time after whole windows of the account's grid (11.6 h at 10 ms) have passed.
#include <catch2/catch.hpp>

#include "contract/comparison.hpp"
#include "contract/memory_trace.hpp"
#include "thaw/run.hpp"

namespace thaw::contract {
namespace {

TEST_CASE("a function whose first row comes windows after the start agrees with the reference, with and without a warm-up") {
  Scenario scenario;
  Function pattern;
  pattern.init = Constant{seconds(1)};
  pattern.service = Constant{seconds(2)};
  scenario.functions = {pattern};
  scenario.functions[0].name = "a";
  scenario.template_function = pattern;
  scenario.sources.resize(1);
  scenario.sources[0].name = "s";
  scenario.sources[0].arrivals = TraceArrivals{};
  Traces traces;
  Trace& trace = traces["s"];
  trace.names = {"a", "z"};
  for (const auto& [at, function] : {std::pair{seconds(10), 0U}, {seconds(72'000), 1U}, {seconds(111'600), 1U}}) {
    Row row;
    row.at_ns = at.ns;
    row.function = function;
    trace.rows.push_back(row);
  }
  for (const Duration warmup : {Duration{}, seconds(20'000), seconds(72'000), seconds(80'000)}) {
    CAPTURE(warmup.ns);
    scenario.warmup = warmup;
    MemoryTraces opener(traces);
    AttemptList attempts;
    RunOptions options;
    options.attempts = &attempts;
    const Result result = run(scenario, opener, options);
    CHECK(differences(scenario, simulate(scenario, traces), result, attempts.rows()) == std::vector<std::string>{});
    CHECK(result.functions.count("z") == 1);
  }
}

}  // namespace
}  // namespace thaw::contract
