// Groups of calls over several functions: the same whether functions run apart or together, and as the reference has them.
#include <catch2/catch.hpp>
#include <string>

#include "contract/comparison.hpp"
#include "contract/memory_trace.hpp"
#include "contract/reference.hpp"
#include "thaw/run.hpp"

namespace thaw::contract {
namespace {

Scenario page_of_four() {
  Scenario scenario;
  scenario.seed = 11;
  scenario.duration = seconds(600);
  scenario.warmup = seconds(60);
  scenario.account.requests_per_s.reset();
  for (const char* name : {"a", "b", "c"}) {
    Function f;
    f.name = name;
    f.init = Constant{milliseconds(300)};
    f.service = Exponential{200e6};
    f.keep_alive = Constant{seconds(20)};
    f.error_probability = 0.02;
    scenario.functions.push_back(f);
  }
  Source page;
  page.name = "page";
  page.functions = {2, 0, 1};
  page.zipf_exponent = 1.0;
  page.group = 4;
  page.arrivals = PoissonArrivals{2};
  Source single;
  single.name = "single";
  single.functions = {1};
  single.arrivals = ConstantArrivals{1, seconds(3)};
  scenario.sources = {page, single};
  return scenario;
}

Result ran(const Scenario& scenario, Coupling coupling) {
  const Traces none;
  MemoryTraces traces(none, 1, true);
  RunOptions options;
  options.coupling = coupling;
  return run(scenario, traces, options);
}

TEST_CASE("groups over several functions are put together from calls that ran apart") {
  for (const std::uint64_t concurrency : {1'000U, 4U}) {
    Scenario scenario = page_of_four();
    scenario.account.concurrency = concurrency;  // 4 throttles, and couples the functions
    const Figures expected = simulate(scenario, {});
    const SourceFigures& reference = expected.sources.at("page");
    for (const Coupling coupling : {Coupling::automatic, Coupling::together}) {
      const Result result = ran(scenario, coupling);
      const SourceResult& page = result.sources.at("page");
      REQUIRE(page.group);
      CHECK(page.group->size == 4);
      CHECK(page.group->groups * 4 == page.requests);
      CHECK(page.group->groups == reference.counts.group->groups);
      CHECK(page.group->succeeded == reference.counts.group->succeeded);
      CHECK(page.group->latency.max.ns == reference.group_latency.back());
      CHECK(page.group->latency.percentiles[0].ns == reference.group_latency[(reference.group_latency.size() + 1) / 2 - 1]);
      // Each way for a group to end happens, and the slowest of four is slower than one.
      CHECK(page.group->groups > 900);
      CHECK(page.group->succeeded > 100);
      CHECK(page.group->succeeded < page.group->groups);
      CHECK(page.group->latency.mean > page.latency.mean);
      CHECK_FALSE(result.sources.at("single").group);
    }
  }
}

TEST_CASE("a cut leaves the groups with calls in flight without a latency") {
  Scenario scenario = page_of_four();
  scenario.duration = seconds(100);
  scenario.end = End::cut;
  for (Function& f : scenario.functions) {
    f.service = Constant{seconds(5)};
    f.error_probability = 0;
  }
  const Figures expected = simulate(scenario, {});
  const Result result = ran(scenario, Coupling::automatic);
  const CallGroupResult& group = *result.sources.at("page").group;
  CHECK(group.succeeded == expected.sources.at("page").counts.group->succeeded);
  CHECK(result.sources.at("page").in_flight > 0);
  CHECK(group.succeeded < group.groups);
}

}  // namespace
}  // namespace thaw::contract
