// How environments end, by hand: policies that ask what else is idle, which the judge does not know, as the engine runs them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <vector>

#include "contract/memory_trace.hpp"
#include "contract/reference.hpp"
#include "thaw/run.hpp"

namespace thaw::contract {
namespace {

constexpr std::int64_t s = 1'000'000'000;

Scenario with_policy(const KeepAlivePolicy& policy) {
  Scenario scenario;
  Function f;
  f.name = "f";
  f.keep_alive_policy = policy;
  scenario.functions = {f};
  Source t;
  t.name = "t";
  t.functions = {0};
  t.arrivals = TraceArrivals{};
  scenario.sources = {t};
  scenario.account.requests_per_s.reset();
  return scenario;
}

/// The last call is the end of the simulated time.
struct Call {
  std::int64_t at_s, lasts_s;
};

struct Told {
  std::vector<std::uint64_t> served_by;
  FunctionResult figures;
  bool by_idle;  // other idle times are told
};

Told told(const Scenario& scenario, const std::vector<Call>& calls, Coupling coupling = Coupling::automatic) {
  Trace trace;
  for (const Call& call : calls) {
    Row row;
    row.at_ns = call.at_s * s;
    row.duration_ns = call.lasts_s * s;
    trace.rows.push_back(row);
  }
  const Traces recorded = {{"t", trace}};
  AttemptList attempts;
  MemoryTraces traces(recorded, 1, true);
  RunOptions options;
  options.attempts = &attempts;
  options.coupling = coupling;
  const Result result = run(scenario, traces, options);
  Told found{{}, result.functions.at("f"), result.cold_start_ratio_by_idle[0].has_value()};
  for (const AttemptRow& row : attempts.rows().at("f")) found.served_by.push_back(row.environment);
  return found;
}

using Numbers = std::vector<std::uint64_t>;

// Three calls at once make three environments, idle from 1, 2 and 3 s on.
const std::vector<Call> three_at_once = {{0, 1}, {0, 2}, {0, 3}};

std::vector<Call> three_and(std::vector<Call> more) {
  more.insert(more.begin(), three_at_once.begin(), three_at_once.end());
  return more;
}

TEST_CASE("by rank, two of three environments go as spares, and the last one stays until its own time") {
  const Scenario scenario = with_policy(KeepByRank{seconds(26), seconds(5)});
  for (const Coupling coupling : {Coupling::automatic, Coupling::together}) {
    const Told late = told(scenario, three_and({{28, 1}, {28, 1}}), coupling);
    CHECK(late.served_by == Numbers{1, 2, 3, 3, 4});
    CHECK(late.figures.environments.reclaimed == 2);
    CHECK(late.figures.environments.mean_idle == Approx((5 + 5 + 25) / 28.0));
    CHECK(told(scenario, three_and({{29, 1}}), coupling).served_by == Numbers{1, 2, 3, 4});  // gone at 29 s
    CHECK(told(scenario, three_and({{6, 1}, {6, 1}}), coupling).served_by == Numbers{1, 2, 3, 3, 2});
    CHECK(told(scenario, three_and({{7, 1}, {7, 1}}), coupling).served_by == Numbers{1, 2, 3, 3, 4});
  }
}

TEST_CASE("by rank, whoever serves by lru is the one that would have gone next") {
  Scenario scenario = with_policy(KeepByRank{seconds(26), seconds(5)});
  scenario.functions[0].pick = Pick::lru;
  // 1 serves at 5 s and is idle anew from 6 s on; 2 goes at 7 s, 3 at 8 s, and 1 is the last, until 32 s.
  const Told found = told(scenario, three_and({{5, 1}, {31, 0}, {57, 0}}));
  CHECK(found.served_by == Numbers{1, 2, 3, 1, 1, 4});
  CHECK(found.figures.environments.reclaimed == 3);
}

TEST_CASE("halving leaves three environments at one after a period and at none after two") {
  const Scenario scenario = with_policy(KeepByHalving{seconds(10)});  // the first is idle from 1 s on
  for (const Coupling coupling : {Coupling::automatic, Coupling::together}) {
    CHECK(told(scenario, three_and({{10, 1}, {10, 1}, {10, 1}}), coupling).served_by == Numbers{1, 2, 3, 3, 2, 1});
    CHECK(told(scenario, three_and({{11, 1}, {11, 1}}), coupling).served_by == Numbers{1, 2, 3, 3, 4});
    const Told late = told(scenario, three_and({{21, 0}}), coupling);
    CHECK(late.served_by == Numbers{1, 2, 3, 4});
    CHECK(late.figures.environments.reclaimed == 3);
    CHECK(late.figures.environments.mean_idle == Approx((10 + 9 + 18) / 21.0));
  }
}

TEST_CASE("an environment ends for its age under any policy, and makes room in it") {
  Scenario scenario = with_policy(KeepForever{});
  scenario.functions[0].max_life = Constant{seconds(20)};
  CHECK(told(scenario, three_and({{19, 0}, {20, 0}})).served_by == Numbers{1, 2, 3, 3, 4});
  scenario.functions[0].keep_alive_policy = KeepByRank{seconds(26), seconds(5)};
  CHECK(told(scenario, three_and({{19, 0}, {20, 0}})).served_by == Numbers{1, 2, 3, 3, 4});
  scenario.functions[0].keep_alive_policy = KeepByHalving{seconds(10)};
  // All are gone at 5 s. 4 is idle from 6 s on and is of age at 10 s, before it could be halved.
  scenario.functions[0].max_life = Constant{seconds(5)};
  CHECK(told(scenario, three_and({{5, 1}, {9, 0}, {10, 0}})).served_by == Numbers{1, 2, 3, 4, 4, 5});
}

TEST_CASE("what other idle times would give is told where environments are kept for a time, and not past the shortest life") {
  Scenario scenario = with_policy(KeepForever{});
  CHECK(told(scenario, three_and({{20, 0}})).by_idle);
  scenario.functions[0].max_life = Uniform{seconds(20), seconds(30)};
  CHECK(told(scenario, three_and({{20, 0}})).by_idle);
  CHECK(!told(scenario, three_and({{21, 0}})).by_idle);
  scenario.functions[0].max_life.reset();
  scenario.functions[0].keep_alive_policy = KeepByRank{seconds(26), seconds(26)};
  CHECK(!told(scenario, three_and({{20, 0}})).by_idle);
  scenario.functions[0].keep_alive_policy.reset();
  CHECK(told(scenario, three_and({{20, 0}})).by_idle);
}

/// A policy of a user's own: whoever has been idle for 10 s goes, and `ahead` environments are launched 5 s after that.
class Ahead final : public IdlePolicy {
 public:
  explicit Ahead(std::uint64_t ahead) : ahead_(ahead) {}
  void arrived(const IdleView& /*idle*/) override { launch_at_ns_ = never_ns; }
  std::int64_t due_ns(const IdleView& idle) override {
    const std::int64_t leaves_ns = idle.size == 0 ? never_ns : idle.oldest_since_ns + 10 * s;
    return std::min(leaves_ns, launch_at_ns_);
  }
  std::uint64_t leavers(const IdleView& idle) override {
    if (idle.size == 0 || idle.now_ns < idle.oldest_since_ns + 10 * s) return 0;
    launch_at_ns_ = idle.now_ns + 5 * s;
    return 1;
  }
  std::uint64_t launches(const IdleView& idle) override {
    if (idle.now_ns < launch_at_ns_) return 0;
    launch_at_ns_ = never_ns;
    return ahead_;
  }

 private:
  std::uint64_t ahead_;
  std::int64_t launch_at_ns_ = never_ns;
};

Scenario with_ahead(std::uint64_t ahead) {
  Scenario scenario = with_policy(KeepByOwn{"ahead", [ahead] { return std::make_unique<Ahead>(ahead); }});
  scenario.functions[0].init = Constant{seconds(2)};
  return scenario;
}

TEST_CASE("a policy of one's own launches environments ahead of requests") {
  // The first is ready at 2 s, idle from 3 s on and gone at 13 s. Another is launched at 18 s, ready at 20 s, gone at 30 s.
  for (const Assignment assignment : {Assignment::eager, Assignment::bound}) {
    Scenario scenario = with_ahead(1);
    scenario.functions[0].assignment = assignment;
    for (const Coupling coupling : {Coupling::automatic, Coupling::together}) {
      const Told ready = told(scenario, {{0, 1}, {20, 1}}, coupling);
      CHECK(ready.served_by == Numbers{1, 2});
      CHECK(ready.figures.cold_starts == 2);
      CHECK(ready.figures.delayed_starts == 1);  // the second call waits for nothing
      CHECK(ready.figures.environments.started == 2);
      CHECK(ready.figures.billed_ms == 6'000);  // both bill their init: each has served
      const Told unused = told(scenario, {{0, 1}, {34, 1}}, coupling);
      CHECK(unused.served_by == Numbers{1, 3});
      CHECK(unused.figures.environments.unused == 1);
      CHECK(unused.figures.billed_ms == 6'000);  // one that never serves bills nothing
      CHECK(unused.figures.environments.mean_idle == Approx((10 + 10) / 34.0));
    }
  }
}

TEST_CASE("a call that finds an environment launched ahead and not yet ready starts its own, and eager calls take what is first") {
  Scenario scenario = with_ahead(1);
  const Told eager = told(scenario, {{0, 1}, {19, 4}});
  CHECK(eager.served_by == Numbers{1, 2});
  CHECK(eager.figures.environments.started == 3);
  CHECK(eager.figures.start_wait.max.ns == 2 * s);
  scenario.functions[0].assignment = Assignment::bound;
  CHECK(told(scenario, {{0, 1}, {19, 4}}).served_by == Numbers{1, 3});
}

TEST_CASE("nothing is launched ahead above the concurrency limit or the scaling rate") {
  Scenario scenario = with_ahead(50);
  scenario.account.concurrency = 3;
  for (const Coupling coupling : {Coupling::automatic, Coupling::together}) {
    CHECK(told(scenario, {{0, 1}, {20, 1}}, coupling).figures.environments.started == 4);
  }
  scenario.account.concurrency = 1000;
  scenario.account.scaling_rate = ScalingRate{2, 1, seconds(1'000), false, false};
  CHECK(told(scenario, {{0, 1}, {20, 1}}).figures.environments.started == 2);
}

TEST_CASE("the histogram sleeps through a regular rest and is back before the call") {
  Scenario scenario = with_policy(KeepByHistogram{seconds(3'600), 2});
  std::vector<Call> calls;
  for (std::int64_t k = 0; k < 5; ++k) calls.push_back({k * 1'800, 0});
  // Two rests of 30 min are kept for. From then on each is slept through for 27 min, and has an environment for 3 of 30.
  const Told found = told(scenario, calls);
  CHECK(found.served_by == Numbers{1, 1, 1, 2, 3});
  CHECK(found.figures.delayed_starts == 1);
  CHECK(found.figures.environments.mean_idle == Approx((30 + 30 + 3 + 3) / 120.0));
}

}  // namespace
}  // namespace thaw::contract
