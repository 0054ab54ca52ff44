// The engine against the judge: random small scenarios, every figure equal, functions apart and together.
//
// RC_PARAMS="seed=…" draws other scenarios; a failure is shrunk and printed as a scenario that a person can follow.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <sstream>
#include <tuple>

#include "contract/cases.hpp"
#include "contract/comparison.hpp"
#include "contract/memory_trace.hpp"
#include "thaw/run.hpp"

namespace thaw::contract {
namespace {

// Under sanitizers each scenario takes some twenty times as long, and it is the code's ways that matter, not the numbers.
#ifdef __SANITIZE_ADDRESS__
constexpr int scenarios_per_run = 100;
#else
constexpr int scenarios_per_run = 2'000;
#endif

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

template <class Property>
void check_property(int successes, Property property) {
  rc::detail::TestParams params = rc::detail::configuration().testParams;
  if (std::getenv("RC_PARAMS") == nullptr) params.seed = 20'261'123;  // so that a build that passed passes again
  params.maxSuccess = std::max(params.maxSuccess, successes);
  params.maxSize = 60;
  const rc::detail::TestResult result = rc::detail::checkTestable(property, rc::detail::TestMetadata{}, params);
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  INFO(text.str());
  CHECK(result.template is<rc::detail::SuccessResult>());
}

struct Ran {
  Result result;
  AttemptList attempts;
};

Ran ran(const Case& drawn, Coupling coupling) {
  Ran made;
  MemoryTraces traces(drawn.traces, drawn.block_seed, drawn.repeatable);
  RunOptions options;
  options.attempts = &made.attempts;
  options.coupling = coupling;
  made.result = run(drawn.scenario, traces, options);
  return made;
}

/// The same requests where a cold call takes as long as a warm one.
Case without_cold_time(Case drawn) {
  const auto equal = [](Function& f) {
    f.init = f.placement = Constant{};
    f.init_parts.clear();
    f.cold_service.reset();
    f.init_error_probability = 0;  // a run whose init fails again is shorter
    f.pick = Pick::mru;
    f.snap_start.reset();
    f.max_life.reset();
    f.keep_alive_policy.reset();
    f.provisioned_concurrency.reset();
  };
  for (Function& f : drawn.scenario.functions) equal(f);
  if (drawn.scenario.template_function) equal(*drawn.scenario.template_function);
  drawn.scenario.account.scaling_rate.reset();  // what it throttles hangs on what was launched
  for (auto& [name, trace] : drawn.traces) {
    for (Row& row : trace.rows) row.init_ns = -1;
  }
  return drawn;
}

/// What a run with each idle time finds.
std::vector<std::string> wrong_ratios(const Case& drawn, const Result& result) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < idle_times.size(); ++i) {
    Scenario scenario = drawn.scenario;
    for (Function& f : scenario.functions) f.keep_alive = Constant{idle_times[i]};
    if (scenario.template_function) scenario.template_function->keep_alive = Constant{idle_times[i]};
    const FunctionResult totals = simulate(scenario, drawn.traces).totals.counts;
    const double ratio =
        totals.invocations == 0 ? 0 : static_cast<double>(totals.cold_starts) / static_cast<double>(totals.invocations);
    const auto& told = result.cold_start_ratio_by_idle[i];
    if (told && std::abs(ratio - *told) <= 1e-12) continue;
    lines.push_back("cold_start_ratio_by_idle[" + std::to_string(i) + "]: the reference says " + std::to_string(ratio) +
                    ", the engine " + (told ? std::to_string(*told) : "nothing"));
  }
  return lines;
}

TEST_CASE("engine and reference agree on every figure of random scenarios, functions apart or together") {
  check_property(scenarios_per_run, [] {
    const Case drawn = *random_case();
    const Figures expected = simulate(drawn.scenario, drawn.traces);
    const Ran apart = ran(drawn, Coupling::automatic);
    const std::string wrong = joined(differences(drawn.scenario, expected, apart.result, apart.attempts.rows()));
    if (!wrong.empty()) RC_FAIL("functions apart where they may be:\n" + wrong);
    const Ran together = ran(drawn, Coupling::together);
    const std::string worse = joined(differences(drawn.scenario, expected, together.result, together.attempts.rows()));
    if (!worse.empty()) RC_FAIL("functions together:\n" + worse);
    RC_ASSERT(apart.result.fingerprint == together.result.fingerprint);
    const std::string unbalanced = joined(broken_conservation(apart.result));
    if (!unbalanced.empty()) RC_FAIL(unbalanced);
  });
}

TEST_CASE("where cold and warm calls take equal time, one pass tells the cold starts of every idle time exactly") {
  int telling = 0;  // cases in which the idle times differ
  check_property(scenarios_per_run / 4, [&] {
    const Case drawn = without_cold_time(*random_case());
    const Result result = ran(drawn, Coupling::automatic).result;
    const std::string ratios = joined(wrong_ratios(drawn, result));
    if (!ratios.empty()) RC_FAIL(ratios);
    telling += result.cold_start_ratio_by_idle[0] != result.cold_start_ratio_by_idle[2] ? 1 : 0;
  });
  CHECK(telling > scenarios_per_run / 500);
}

TEST_CASE("the size of a block of rows changes nothing, nor do the rows and figures that are asked for") {
  check_property(scenarios_per_run / 10, [] {
    Case drawn = *random_case();
    const Ran first = ran(drawn, Coupling::automatic);
    drawn.block_seed += 1;
    MemoryTraces traces(drawn.traces, drawn.block_seed, drawn.repeatable);
    const Result bare = run(drawn.scenario, traces);
    RC_ASSERT(bare.fingerprint == first.result.fingerprint);
    RC_ASSERT(bare.totals.billed_ms == first.result.totals.billed_ms);
    RC_ASSERT(bare.totals.latency.mean == first.result.totals.latency.mean);
  });
}

TEST_CASE("a function that a trace first names long after the start has its figures") {
  Case made;
  Function any;
  any.keep_alive = Constant{seconds(3'600)};
  any.service = Constant{seconds(1)};
  made.scenario.template_function = any;
  any.name = "a";
  made.scenario.functions.push_back(any);
  Source source;
  source.name = "s";
  source.arrivals = TraceArrivals{};
  made.scenario.sources.push_back(source);
  Trace& trace = made.traces["s"];
  trace.names = {"b", "z"};
  for (const std::int64_t at_s : {1, 36'000, 43'200, 50'000}) {  // the grid's first window ends at 41,943 s
    Row row;
    row.at_ns = seconds(at_s).ns;
    row.function = at_s < 40'000 ? 0 : 1;
    trace.rows.push_back(row);
  }
  const auto [warmup_s, initial] = GENERATE(table<std::int64_t, Initial>(
      {{0, {}}, {100, {}}, {41'950, {}}, {43'250, {}}, {0, {1, 0}}, {0, {0, 1}}, {100, {2, 1}}, {41'950, {1, 1}}}));
  made.scenario.warmup = seconds(warmup_s);
  made.scenario.template_function->initial = initial;  // there from instant 0, whenever the trace first names it
  const Figures expected = simulate(made.scenario, made.traces);
  for (const Coupling coupling : {Coupling::automatic, Coupling::together}) {
    const Ran found = ran(made, coupling);
    CHECK(joined(differences(made.scenario, expected, found.result, found.attempts.rows())) == "");
  }
}

TEST_CASE("a function more changes nothing of the others while no limit is reached") {
  check_property(scenarios_per_run / 10, [] {
    Case drawn = *random_case();
    drawn.scenario.account.concurrency = 1'000'000;
    drawn.scenario.account.requests_per_s.reset();
    drawn.scenario.account.scaling_rate.reset();
    drawn.scenario.end = End::cut;
    drawn.scenario.duration = seconds(86'400);
    drawn.scenario.warmup = {};
    for (Function& f : drawn.scenario.functions) {
      if (f.provisioned_concurrency) f.provisioned_concurrency->every = {};  // its period is that of a span far shorter
    }
    for (Source& source : drawn.scenario.sources) {
      if (!std::holds_alternative<TraceArrivals>(source.arrivals)) source.arrivals = ConstantArrivals{1, seconds(3'600)};
      if (!source.functions.empty()) source.functions.resize(1);
    }
    const Ran before = ran(drawn, Coupling::automatic);
    Function more = drawn.scenario.functions[0];
    more.name = "y";  // after the others by name, so that their indices stay
    drawn.scenario.functions.push_back(more);
    Source feed;
    feed.name = "x";
    feed.functions = {static_cast<std::uint32_t>(drawn.scenario.functions.size() - 1)};
    feed.arrivals = ConstantArrivals{1, seconds(60)};
    drawn.scenario.sources.push_back(feed);
    const Ran after = ran(drawn, Coupling::automatic);
    const auto rows_of = [](const Ran& one, const std::string& name) {
      std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t, std::uint64_t>> list;
      const auto found = one.attempts.rows().find(name);
      if (found == one.attempts.rows().end()) return list;
      for (const AttemptRow& r : found->second) list.emplace_back(r.arrival_ns, r.wait_ns, r.run_ns, r.environment);
      return list;
    };
    for (const auto& [name, figures] : before.result.functions) RC_ASSERT(rows_of(before, name) == rows_of(after, name));
  });
}

}  // namespace
}  // namespace thaw::contract
