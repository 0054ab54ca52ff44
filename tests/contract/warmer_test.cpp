// A customer's warmer, by hand: what pings keep warm, what they cost, and whose figures they are in.
#include <catch2/catch.hpp>

#include "contract/memory_trace.hpp"
#include "contract/reference.hpp"
#include "thaw/run.hpp"

namespace thaw::contract {
namespace {

/// A function whose handler takes 1 s and whose init takes 2 s, and pings of it.
Scenario warmed(Duration every, std::uint32_t parallel) {
  Scenario scenario;
  scenario.duration = seconds(1'000);
  Function f;
  f.name = "f";
  f.init = Constant{seconds(2)};
  f.service = Constant{seconds(1)};
  f.keep_alive = Constant{seconds(60)};
  scenario.functions = {f};
  Source warmer;
  warmer.name = "warmer";
  warmer.kind = SourceKind::warmer;
  warmer.functions = {0};
  warmer.arrivals = ConstantArrivals{1, every};
  warmer.group = parallel;
  warmer.service = milliseconds(5);
  scenario.sources = {warmer};
  scenario.account.requests_per_s.reset();
  return scenario;
}

Result result_of(const Scenario& scenario) {
  const Traces none;
  MemoryTraces traces(none);
  return run(scenario, traces, {});
}

TEST_CASE("pings take the warmer's time, not the handler's, and keep as many environments as come at once") {
  const Result result = result_of(warmed(seconds(50), 3));  // at 0, 50, … 950 s
  const FunctionResult& f = result.functions.at("f");
  CHECK(f.requests == 60);
  CHECK(f.cold_starts == 3);
  CHECK(f.environments.started == 3);
  CHECK(f.environments.reclaimed == 0);
  CHECK(f.billed_ms == 60 * 5 + 3 * 2'000);
}

TEST_CASE("pings that come too seldom keep nothing") {
  const FunctionResult f = result_of(warmed(seconds(100), 3)).functions.at("f");
  CHECK(f.requests == 30);
  CHECK(f.cold_starts == 30);
}

TEST_CASE("calls beside a warmer find what it keeps, and have figures of their own") {
  Scenario scenario = warmed(seconds(50), 1);
  Source user;
  user.name = "user";
  user.functions = {0};
  user.arrivals = ConstantArrivals{1, seconds(190)};  // at 0, which is before the warmer's by name, 190, … 950 s
  scenario.sources = {user, scenario.sources[0]};
  const Result result = result_of(scenario);
  const SourceResult& calls = result.sources.at("user");
  CHECK(calls.requests == 6);
  CHECK(calls.latency.max == seconds(3));  // the first, with the init
  CHECK(calls.latency.min == seconds(1));
  CHECK(result.sources.at("warmer").requests == 20);
  CHECK(result.sources.at("warmer").latency.min == milliseconds(5));
  CHECK(result.functions.at("f").requests == 26);
  CHECK(result.functions.at("f").latency.count == 26);
}

}  // namespace
}  // namespace thaw::contract
