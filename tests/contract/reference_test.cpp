// Hand-worked runs of the reference simulator: if the judge is wrong, agreement with it proves nothing.
#include "contract/reference.hpp"

#include <catch2/catch.hpp>

namespace thaw::contract {
namespace {

constexpr std::int64_t s = 1'000'000'000;
constexpr std::int64_t ms = 1'000'000;

/// One function `f`, served by the trace `t`: start 0 s, init 0 s, keep-alive 10 s, unlimited.
Scenario plain() {
  Scenario scenario;
  Function f;
  f.name = "f";
  f.keep_alive = Constant{seconds(10)};
  scenario.functions.push_back(f);
  Source t;
  t.name = "t";
  t.functions = {0};
  t.arrivals = TraceArrivals{};
  scenario.sources.push_back(t);
  scenario.account.requests_per_s.reset();
  return scenario;
}

Row row(std::int64_t at_ns, std::int64_t duration_ns) {
  Row r;
  r.at_ns = at_ns;
  r.duration_ns = duration_ns;
  return r;
}

Row row_of(std::uint32_t function, std::int64_t at_ns, std::int64_t duration_ns) {
  Row r = row(at_ns, duration_ns);
  r.function = function;
  return r;
}

Figures with_rows(const Scenario& scenario, std::vector<Row> rows) {
  return simulate(scenario, {{"t", Trace{std::move(rows), {}, false}}});
}

std::vector<std::uint64_t> served_by(const Figures& figures) {
  std::vector<std::uint64_t> environments;
  for (const AttemptRow& r : figures.functions.at("f").rows) environments.push_back(r.environment);
  return environments;
}

const FunctionResult& counts(const Figures& figures) {
  return figures.functions.at("f").counts;
}

TEST_CASE("a call every second of 2.5 s needs three environments, and only their first runs are cold (closed form 5.13)") {
  Scenario scenario = plain();
  std::vector<Row> rows;
  for (int k = 0; k < 50; ++k) rows.push_back(row(k * s, 2'500 * ms));
  for (const Pick pick : {Pick::mru, Pick::lru, Pick::newest, Pick::random}) {
    scenario.functions[0].pick = pick;
    const Figures figures = with_rows(scenario, rows);
    CHECK(counts(figures).cold_starts == 3);
    CHECK(counts(figures).warm_starts == 47);
    CHECK(counts(figures).environments.peak == 3);
    CHECK(counts(figures).concurrency_peak == 3);
  }
}

TEST_CASE("a call every 700 s with a keep-alive of 600 s is always cold (closed form 5.13)") {
  Scenario scenario = plain();
  scenario.functions[0].keep_alive = Constant{seconds(600)};
  scenario.functions[0].service = Constant{seconds(2)};
  scenario.sources[0].arrivals = ConstantArrivals{1, seconds(700)};
  scenario.duration = seconds(7'000);
  const Figures figures = simulate(scenario, {});
  CHECK(counts(figures).requests == 10);
  CHECK(counts(figures).cold_starts == 10);
  CHECK(counts(figures).environments.reclaimed == 10);  // the last at 6,902 s
  CHECK(figures.functions.at("f").busy_ns == 20 * s);
  CHECK(figures.functions.at("f").idle_ns == 6'000 * s);
}

TEST_CASE("an environment idle for exactly the timeout is gone") {
  const Scenario scenario = plain();
  CHECK(served_by(with_rows(scenario, {row(0, s), row(11 * s, s)})) == std::vector<std::uint64_t>{1, 2});
  CHECK(served_by(with_rows(scenario, {row(0, s), row(11 * s - 1, s)})) == std::vector<std::uint64_t>{1, 1});
}

TEST_CASE("an environment freed at the instant of an arrival serves it") {
  CHECK(served_by(with_rows(plain(), {row(0, s), row(s, s)})) == std::vector<std::uint64_t>{1, 1});
}

TEST_CASE("an environment that is freed with no time to live is gone before the arrival at the same instant") {
  Scenario scenario = plain();
  scenario.functions[0].keep_alive = Constant{};
  CHECK(served_by(with_rows(scenario, {row(0, s), row(s, s)})) == std::vector<std::uint64_t>{1, 2});
}

TEST_CASE("an idle environment ends when its life does, and one that runs then when it has run") {
  Scenario scenario = plain();
  scenario.functions[0].keep_alive = Constant{seconds(100)};
  scenario.functions[0].max_life = Constant{seconds(10)};
  // 1 lives until 10 s, and is gone before the call of that instant; 2 until 20 s, but runs until 25 s.
  const Figures figures = with_rows(scenario, {row(0, s), row(5 * s, s), row(10 * s, s), row(19 * s, 6 * s), row(25 * s, s)});
  CHECK(served_by(figures) == std::vector<std::uint64_t>{1, 1, 2, 2, 3});
  CHECK(counts(figures).environments.reclaimed == 2);
  CHECK(figures.functions.at("f").idle_ns == (4 + 4 + 8) * s);
}

TEST_CASE("an environment whose life ends as its run does serves whoever waits, and one whose life is over does not") {
  Scenario scenario = plain();
  scenario.functions[0].init = Constant{seconds(4)};
  for (const auto& [life_s, second] : {std::pair(8, 1), std::pair(7, 2)}) {
    scenario.functions[0].max_life = Constant{seconds(life_s)};
    // 1 is ready at 4 s and free at 8 s; the second call waits for it or for 2, ready at 9 s.
    const Figures figures = with_rows(scenario, {row(0, 4 * s), row(5 * s, s), row(11 * s, s)});
    CHECK(served_by(figures) == std::vector<std::uint64_t>{1, static_cast<std::uint64_t>(second), 2});
  }
}

TEST_CASE("an environment whose life is over before it is ready still serves the call that waits, and is gone if none does") {
  Scenario scenario = plain();
  scenario.functions[0].init = Constant{seconds(4)};
  scenario.functions[0].max_life = Constant{seconds(3)};
  CHECK(served_by(with_rows(scenario, {row(0, s), row(5 * s, s)})) == std::vector<std::uint64_t>{1, 2});
  scenario.functions[0].initial.running = 1;  // is free at 2 s, when its life has not ended, and takes the call
  scenario.functions[0].service = Constant{seconds(2)};
  const Figures figures = with_rows(scenario, {row(s, s), row(20 * s, s)});
  CHECK(served_by(figures) == std::vector<std::uint64_t>{1, 3});
  CHECK(counts(figures).environments.unused == 1);
  CHECK(counts(figures).environments.reclaimed == 3);  // 1 at 3 s, 2 when it is ready, 3 when it has run
}

TEST_CASE("environments of the start begin their life at instant 0") {
  Scenario scenario = plain();
  scenario.functions[0].initial.idle = 1;
  scenario.functions[0].max_life = Constant{seconds(5)};
  scenario.functions[0].keep_alive_policy = KeepForever{};
  CHECK(served_by(with_rows(scenario, {row(4 * s, 0), row(5 * s, 0)})) == std::vector<std::uint64_t>{1, 2});
}

TEST_CASE("runs that end together make their environments idle in the order in which they started") {
  Scenario scenario = plain();  // 1 runs 0..4, 2 runs 1..4, so 2 becomes idle last
  const std::vector<Row> rows = {row(0, 4 * s), row(s, 3 * s), row(5 * s, s)};
  CHECK(served_by(with_rows(scenario, rows)) == std::vector<std::uint64_t>{1, 2, 2});
  scenario.functions[0].pick = Pick::lru;
  CHECK(served_by(with_rows(scenario, rows)) == std::vector<std::uint64_t>{1, 2, 1});
}

TEST_CASE("newest takes the highest number whenever it became idle") {
  Scenario scenario = plain();  // 1 becomes idle last
  const std::vector<Row> rows = {row(0, 4 * s), row(s, s), row(5 * s, s)};
  CHECK(served_by(with_rows(scenario, rows)) == std::vector<std::uint64_t>{1, 2, 1});
  scenario.functions[0].pick = Pick::newest;
  CHECK(served_by(with_rows(scenario, rows)) == std::vector<std::uint64_t>{1, 2, 2});
}

TEST_CASE("eager: whichever environment is free or ready first serves the head, and a new one may stay unused") {
  Scenario scenario = plain();
  scenario.functions[0].placement = Constant{seconds(1)};
  scenario.functions[0].init = Constant{seconds(2)};
  // 0: starts 1, which runs 3..4. 3.5: starts 2, ready at 6.5, but 1 is free at 4 and serves it until 5; 2 stays unused.
  const Figures figures = with_rows(scenario, {row(0, s), row(3'500 * ms, s), row(16 * s, s)});
  const std::vector<AttemptRow>& rows = figures.functions.at("f").rows;
  CHECK(served_by(figures) == std::vector<std::uint64_t>{1, 1, 2});
  CHECK(rows[0].wait_ns == 3 * s);
  CHECK(rows[0].placement_ns == 1 * s);
  CHECK(rows[0].init_ns == 2 * s);
  CHECK(rows[0].billed_ms == 3'000);
  CHECK(rows[1].wait_ns == 500 * ms);
  CHECK(rows[1].start == StartKind::warm);
  CHECK(rows[1].latency_ns == 1'500 * ms);
  CHECK(rows[2].start == StartKind::cold);  // first to run in environment 2, though it waited for nothing
  CHECK(rows[2].wait_ns == 0);
  CHECK(rows[2].billed_ms == 3'000);
  CHECK(counts(figures).cold_starts == 2);
  CHECK(counts(figures).delayed_starts == 2);
  CHECK(counts(figures).environments.started == 2);
  CHECK(counts(figures).environments.reclaimed == 1);
  CHECK(counts(figures).billed_init_ms_part == 4'000);
  CHECK(figures.functions.at("f").samples.start_wait == std::vector<std::int64_t>{500 * ms, 3 * s});
  CHECK(figures.functions.at("f").samples.delayed_latency == std::vector<std::int64_t>{1'500 * ms, 4 * s});
  CHECK(figures.functions.at("f").samples.cold_latency == std::vector<std::int64_t>{s, 4 * s});
  // Busy: 1 over 0..5, 2 over 3.5..6.5; H is 16, so that nothing of the third run counts.
  CHECK(figures.functions.at("f").busy_ns == 8 * s);
  CHECK(figures.functions.at("f").idle_ns == 10 * s + 9'500 * ms);
  CHECK(counts(figures).concurrency_peak == 2);
}

TEST_CASE("bound: a request waits for the environment that it started") {
  Scenario scenario = plain();
  scenario.functions[0].assignment = Assignment::bound;
  scenario.functions[0].placement = Constant{seconds(1)};
  scenario.functions[0].init = Constant{seconds(2)};
  const Figures figures = with_rows(scenario, {row(0, s), row(3'500 * ms, s), row(16 * s, s)});
  CHECK(served_by(figures) == std::vector<std::uint64_t>{1, 2, 2});
  CHECK(figures.functions.at("f").rows[1].wait_ns == 3 * s);
  CHECK(counts(figures).cold_starts == 2);
  CHECK(counts(figures).delayed_starts == 2);
}

TEST_CASE("eager: two requests wait in one queue and the first environment to be ready serves the first") {
  Scenario scenario = plain();
  std::vector<Row> rows = {row(0, s), row(s, s)};
  rows[0].init_ns = 5 * s;  // environment 1 is ready at 5, environment 2 at 2
  rows[1].init_ns = 1 * s;
  CHECK(served_by(with_rows(scenario, rows)) == std::vector<std::uint64_t>{2, 2});
  scenario.functions[0].assignment = Assignment::bound;
  CHECK(served_by(with_rows(scenario, rows)) == std::vector<std::uint64_t>{1, 2});
}

TEST_CASE("an eager environment that nobody needs expires unused and bills nothing") {
  Scenario scenario = plain();
  scenario.functions[0].init = Constant{seconds(2)};
  scenario.functions[0].keep_alive = Constant{seconds(1)};
  // 2..3 environment 1; the second request is freed into it at 3; environment 2 is ready at 4.5 and gone at 5.5.
  const Figures figures = with_rows(scenario, {row(0, s), row(2'500 * ms, 3 * s), row(100 * s, s)});
  CHECK(served_by(figures) == std::vector<std::uint64_t>{1, 1, 3});
  CHECK(counts(figures).environments.unused == 1);
  CHECK(counts(figures).environments.started == 3);
  CHECK(counts(figures).environments.reclaimed == 2);
  CHECK(counts(figures).environments.alive == 1);
  CHECK(counts(figures).billed_ms == 3'000 + 3'000 + 3'000);
}

TEST_CASE("after a timeout the next run is warm and pays the environment's init inside its duration and its timeout") {
  Scenario scenario = plain();
  scenario.functions[0].init = Constant{seconds(1)};
  scenario.functions[0].timeout = seconds(3);
  // Run 1 lasts exactly the timeout and passes; 2 is cut; 3 needs 1 + 2 and passes; 4 is cut; 5 needs 1 + 2.5 and is cut;
  // 6 pays the init once more; 7 does not.
  const Figures figures = with_rows(scenario, {row(0, 3 * s), row(10 * s, 3 * s + 1), row(20 * s, 2 * s), row(29 * s, 4 * s),
                                               row(38 * s, 2'500 * ms), row(47 * s, s), row(56 * s, s)});
  const std::vector<AttemptRow>& rows = figures.functions.at("f").rows;
  std::vector<std::int64_t> runs;
  std::vector<bool> timeouts;
  for (const AttemptRow& r : rows) {
    runs.push_back(r.run_ns / ms);
    timeouts.push_back(r.outcome == Outcome::timeout);
  }
  CHECK(runs == std::vector<std::int64_t>{3'000, 3'000, 3'000, 3'000, 3'000, 2'000, 1'000});
  CHECK(timeouts == std::vector<bool>{false, true, false, true, true, false, false});
  CHECK(counts(figures).timeouts == 3);
  CHECK(counts(figures).errors == 3);
  CHECK(counts(figures).failed == 3);
  CHECK(counts(figures).cold_starts == 1);
  CHECK(rows[0].billed_ms == 4'000);
  CHECK(rows[2].billed_ms == 3'000);
  CHECK(rows[2].init_ns == 0);
  CHECK(counts(figures).billed_ms == 4'000 + 4 * 3'000 + 2'000 + 1'000);
  CHECK(figures.functions.at("f").samples.failed_latency == std::vector<std::int64_t>{3 * s, 3 * s, 3 * s});
}

TEST_CASE("billing rounds run and init once, and leaves the init out where it is free") {
  Scenario scenario = plain();
  scenario.functions[0].init = Constant{nanoseconds(600'000)};
  Figures figures = with_rows(scenario, {row(0, 600'000), row(s, 600'000)});
  CHECK(counts(figures).billed_ms == 2 + 1);
  CHECK(counts(figures).billed_init_ms_part == 1);
  scenario.billing.init = InitBilling::free;
  figures = with_rows(scenario, {row(0, 600'000), row(s, 600'000)});
  CHECK(counts(figures).billed_ms == 1 + 1);
  CHECK(counts(figures).billed_init_ms_part == 0);
  scenario.billing.rounding = milliseconds(100);
  CHECK(counts(with_rows(scenario, {row(0, 600'000), row(s, 100 * ms + 1)})).billed_ms == 100 + 200);
}

TEST_CASE("memory of a row is what its attempt is billed at") {
  std::vector<Row> rows = {row(0, 10 * ms), row(s, 20 * ms)};
  rows[1].memory_mb = 1'024;
  const Figures figures = with_rows(plain(), rows);
  CHECK(figures.functions.at("f").billed_mb_ms == 128 * 10 + 1'024 * 20);
}

TEST_CASE("the concurrency limit throttles even if the function has idle environments") {
  Scenario scenario = plain();
  scenario.account.concurrency = 1;
  scenario.functions[0].initial.idle = 2;
  const Figures figures = with_rows(scenario, {row(0, 2 * s), row(s, s), row(2 * s, s)});
  CHECK(served_by(figures) == std::vector<std::uint64_t>{2, 0, 2});
  CHECK(counts(figures).throttles_concurrency == 1);
  CHECK(counts(figures).throttled == 1);
  CHECK(counts(figures).attempts == 3);
  CHECK(counts(figures).invocations == 2);
  CHECK(counts(figures).cold_starts == 0);
}

TEST_CASE("an environment still starting counts towards the limit though its request was served elsewhere") {
  Scenario scenario = plain();
  scenario.account.concurrency = 2;
  scenario.functions[0].init = Constant{seconds(4)};
  scenario.functions[0].initial.running = 1;
  scenario.functions[0].service = Constant{seconds(2)};  // the initial one runs 0..2
  // 1: starts 2, ready at 5, but is served by 1 over 2..3. 3.5: 1 runs again until 4.5. 4: both are in use.
  const Figures figures = with_rows(scenario, {row(s, s), row(3'500 * ms, s), row(4 * s, s)});
  CHECK(served_by(figures) == std::vector<std::uint64_t>{1, 1, 0});
  CHECK(counts(figures).environments.alive_at_start == 1);
  CHECK(counts(figures).delayed_starts == 1);
  CHECK(counts(figures).invocations == 2);
}

TEST_CASE("the request rate counts every attempt in each whole second, throttled ones too") {
  Scenario scenario = plain();
  scenario.account.requests_per_s = 2;
  scenario.account.concurrency = 1;
  // The second is throttled for concurrency but spends its place; the third is one too many; a new second begins at 1 s.
  const Figures figures = with_rows(scenario, {row(0, 100 * ms), row(1, 0), row(999 * ms, 0), row(s, 0)});
  const std::vector<AttemptRow>& rows = figures.functions.at("f").rows;
  CHECK(rows[1].throttle_reason == ThrottleReason::concurrency);
  CHECK(rows[2].throttle_reason == ThrottleReason::request_rate);
  CHECK(rows[3].outcome == Outcome::succeeded);
  CHECK(counts(figures).throttles == 2);
}

TEST_CASE("arrivals at one instant go by function name, then by source name") {
  Scenario scenario = plain();
  scenario.account.concurrency = 1;
  Function g = scenario.functions[0];
  g.name = "g";
  scenario.functions.push_back(g);
  Source u = scenario.sources[0];
  u.name = "u";
  scenario.sources = {scenario.sources[0], u};
  scenario.sources[0].functions = {1};  // t feeds g, u feeds f: f comes first
  const Figures figures = simulate(scenario, {{"t", {{row(0, s)}, {}, false}}, {"u", {{row(0, s)}, {}, false}}});
  CHECK(figures.functions.at("f").counts.invocations == 1);
  CHECK(figures.functions.at("g").counts.throttles == 1);
  scenario.sources[0].functions = {0};  // both feed f: t comes first
  const Figures same = simulate(scenario, {{"t", {{row(0, s)}, {}, false}}, {"u", {{row(0, s)}, {}, false}}});
  CHECK(same.sources.at("t").counts.succeeded == 1);
  CHECK(same.sources.at("u").counts.throttled == 1);
}

TEST_CASE("initial environments have the first numbers, are warm, and their runs are counted nowhere") {
  Scenario scenario = plain();
  scenario.functions[0].initial = {1, 1};
  scenario.functions[0].service = Constant{seconds(5)};
  const Figures figures = with_rows(scenario, {row(s, s), row(s, s), row(6 * s, s)});
  CHECK(served_by(figures) == std::vector<std::uint64_t>{1, 3, 2});
  CHECK(counts(figures).environments.alive_at_start == 2);
  CHECK(counts(figures).environments.started == 1);
  CHECK(counts(figures).invocations == 3);
  CHECK(counts(figures).cold_starts == 1);
  CHECK(counts(figures).concurrency_peak == 3);
}

TEST_CASE("drain goes on for the function until its last request is settled, and not beyond") {
  Scenario scenario = plain();
  scenario.functions[0].keep_alive = Constant{seconds(2)};
  // 1 runs 0..1 and expires at 3; the second runs 1..5, past H = 1, so that the expiry at 3 counts but that at 7 does not.
  Figures figures = with_rows(scenario, {row(0, 1'500 * ms), row(s, 4 * s)});
  CHECK(figures.end_ns == s);
  CHECK(counts(figures).succeeded == 2);
  CHECK(counts(figures).environments.reclaimed == 1);
  CHECK(counts(figures).environments.alive == 1);
  CHECK(figures.functions.at("f").busy_ns == s);
  scenario.end = End::cut;
  figures = with_rows(scenario, {row(0, 1'500 * ms), row(s, 4 * s)});
  CHECK(counts(figures).succeeded == 0);
  CHECK(counts(figures).in_flight == 2);
  CHECK(counts(figures).invocations == 2);
  CHECK(counts(figures).billed_ms == 0);
  CHECK(counts(figures).environments.alive == 2);
}

TEST_CASE("an attempt that still waits at the cut is not counted, its request is in flight") {
  Scenario scenario = plain();
  scenario.end = End::cut;
  scenario.functions[0].init = Constant{seconds(5)};
  const Figures figures = with_rows(scenario, {row(0, s), row(s, s)});
  CHECK(counts(figures).requests == 2);
  CHECK(counts(figures).in_flight == 2);
  CHECK(counts(figures).attempts == 0);
  CHECK(counts(figures).environments.unused == 2);
  CHECK(figures.functions.at("f").rows.empty());
}

TEST_CASE("warmup: requests count from their arrival, environments from warmup on, peaks with the level that was there") {
  Scenario scenario = plain();
  scenario.warmup = seconds(5);
  // 1 runs 0..6, 2 runs 1..2 and is reused at 5; only the last two requests count.
  const Figures figures = with_rows(scenario, {row(0, 6 * s), row(s, s), row(5 * s, s), row(7 * s, s)});
  CHECK(counts(figures).requests == 2);
  CHECK(counts(figures).invocations == 2);
  CHECK(counts(figures).cold_starts == 0);
  CHECK(counts(figures).environments.alive_at_start == 2);
  CHECK(counts(figures).environments.started == 0);
  CHECK(counts(figures).concurrency_peak == 2);
  CHECK(figures.functions.at("f").busy_ns == 2 * s);
  CHECK(figures.functions.at("f").idle_ns == 2 * s);
  CHECK(figures.series.requests == std::vector<std::uint64_t>{2});
}

TEST_CASE("a written duration cuts the trace and is the end") {
  Scenario scenario = plain();
  scenario.duration = seconds(2);
  const Figures figures = with_rows(scenario, {row(0, 0), row(2 * s - 1, 0), row(2 * s, 0)});
  CHECK(counts(figures).requests == 2);
  CHECK(figures.end_ns == 2 * s);
}

TEST_CASE("two functions that are never busy together but within one cell of 10 ms add up in the totals") {
  Scenario scenario = plain();
  Function g = scenario.functions[0];
  g.name = "g";
  scenario.functions.push_back(g);
  scenario.sources[0].functions.clear();
  const auto peak = [&](std::int64_t second_ms) {
    const Trace trace{{row_of(0, 20 * ms, ms), row_of(1, second_ms * ms, ms)}, {"f", "g"}, false};
    return simulate(scenario, {{"t", trace}}).totals.counts.concurrency_peak;
  };
  CHECK(peak(25) == 2);
  CHECK(peak(30) == 1);
}

TEST_CASE("an init after a timeout is the environment's own, also of an initial one") {
  Scenario scenario = plain();
  scenario.functions[0].initial.running = 1;
  scenario.functions[0].service = Constant{seconds(9)};
  scenario.functions[0].timeout = seconds(2);
  scenario.functions[0].init = Constant{milliseconds(300)};
  const Figures figures = with_rows(scenario, {row(3 * s, s)});
  CHECK(figures.functions.at("f").samples.duration == std::vector<std::int64_t>{1'300 * ms});
  CHECK(counts(figures).warm_starts == 1);
}

TEST_CASE("a cold service time of its own holds for first runs, recorded durations or not") {
  Scenario scenario = plain();
  scenario.functions[0].cold_service = Constant{seconds(4)};
  const Figures figures = with_rows(scenario, {row(0, s), row(5 * s, s)});
  CHECK(figures.functions.at("f").samples.duration == std::vector<std::int64_t>{s, 4 * s});
  CHECK(figures.functions.at("f").samples.cold_latency == std::vector<std::int64_t>{4 * s});
}

TEST_CASE("a run beyond its memory is killed at its end, billed so, and the next pays the init again") {
  Scenario scenario = plain();
  scenario.functions[0].init = Constant{seconds(1)};
  scenario.functions[0].memory_mb = 256;
  scenario.functions[0].timeout = seconds(5);
  scenario.functions[0].peak_memory = Sizes{Constant{nanoseconds(std::int64_t{300} * 1024 * 1024)}};
  std::vector<Row> rows = {row(0, 2 * s), row(10 * s, 2 * s), row(20 * s, 2 * s), row(30 * s, 6 * s)};
  rows[1].memory_mb = 512;  // this one has enough
  const Figures figures = with_rows(scenario, rows);
  std::vector<std::int64_t> runs;
  std::vector<Outcome> outcomes;
  for (const AttemptRow& r : figures.functions.at("f").rows) {
    runs.push_back(r.run_ns / s);
    outcomes.push_back(r.outcome);
  }
  CHECK(runs == std::vector<std::int64_t>{2, 3, 2, 5});
  using enum Outcome;
  CHECK(outcomes == std::vector<Outcome>{out_of_memory, succeeded, out_of_memory, timeout});
  CHECK(served_by(figures) == std::vector<std::uint64_t>{1, 1, 1, 1});
  CHECK(counts(figures).out_of_memory == 2);
  CHECK(counts(figures).timeouts == 1);
  CHECK(counts(figures).errors == 3);
  CHECK(counts(figures).cold_starts == 1);
  CHECK(counts(figures).billed_ms == 3'000 + 3'000 + 2'000 + 5'000);
}

TEST_CASE("a peak that is exactly the memory fits") {
  Scenario scenario = plain();
  scenario.functions[0].memory_mb = 256;
  scenario.functions[0].peak_memory = Sizes{Constant{nanoseconds(std::int64_t{256} * 1024 * 1024)}};
  CHECK(counts(with_rows(scenario, {row(0, s)})).out_of_memory == 0);
  scenario.functions[0].peak_memory->bytes = Constant{nanoseconds(std::int64_t{256} * 1024 * 1024 + 1)};
  CHECK(counts(with_rows(scenario, {row(0, s)})).out_of_memory == 1);
}

TEST_CASE("an init of parts takes as long as all of them, and a row's init wins over them") {
  Scenario scenario = plain();
  scenario.functions[0].init = Constant{seconds(1)};
  scenario.functions[0].init_parts = {{"imports.a", Constant{seconds(2)}}, {"own", Constant{seconds(4)}}};
  std::vector<Row> rows = {row(0, s), row(100 * s, s)};
  rows[1].init_ns = 3 * s;
  CHECK(with_rows(scenario, rows).functions.at("f").samples.init == std::vector<std::int64_t>{3 * s, 7 * s});
}

TEST_CASE("handler times follow memory: drawn and recorded ones from where they were measured") {
  Scenario scenario = plain();
  Function& f = scenario.functions[0];
  f.memory_mb = 512;
  f.service_at = ServiceAt{1'024, 0.5};
  f.service = Constant{seconds(4)};
  std::vector<Row> rows = {row(0, 4 * s), row(15 * s, -1), row(25 * s, 4 * s), row(35 * s, 4 * s), row(45 * s, -1)};
  rows[2].memory_mb = 512;    // recorded at 512 MB, where it runs
  rows[3].memory_mb = 2'048;  // the same at 2,048 MB
  rows[4].memory_mb = 256;    // drawn as at 1,024 MB
  const auto runs = [&] {
    const Figures figures = with_rows(scenario, rows);
    std::vector<std::int64_t> list;
    for (const AttemptRow& r : figures.functions.at("f").rows) list.push_back(r.run_ns / s);
    return list;
  };
  CHECK(runs() == std::vector<std::int64_t>{6, 6, 4, 4, 10});
  f.service_at->service = false;  // a table gave it for 512 MB
  CHECK(runs() == std::vector<std::int64_t>{6, 4, 4, 4, 4});
  f.cold_service = Constant{seconds(8)};
  CHECK(runs() == std::vector<std::int64_t>{12, 4, 4, 4, 4});
  f.service_at->cold_service = false;
  CHECK(runs() == std::vector<std::int64_t>{8, 4, 4, 4, 4});
}

TEST_CASE("recorded cold starts are compared with those predicted, but for each function's first row") {
  std::vector<Row> rows = {row(0, s), row(5 * s, s), row(100 * s, s), row(101 * s, s), row(200 * s, s)};
  rows[0].cold = 1;
  rows[1].cold = 1;  // recorded cold, predicted warm
  rows[2].cold = 1;  // both
  rows[4].cold = 0;  // predicted cold, recorded warm; row 3 does not say
  const Figures figures = simulate(plain(), {{"t", {rows, {}, true}}});
  const Recorded& recorded = *figures.sources.at("t").counts.recorded;
  CHECK(recorded.rows == 3);
  CHECK(recorded.cold == 2);
  CHECK(recorded.predicted == 2);
  CHECK(recorded.both == 1);
}

TEST_CASE("series buckets double in width when there are more than 2,048 of them") {
  const Figures minute = with_rows(plain(), {row(0, s), row(120 * s, s)});
  CHECK(minute.series.bucket_s == 60);
  CHECK(minute.series.requests == std::vector<std::uint64_t>{1, 1});  // what happens at H belongs to the last bucket
  CHECK(minute.series.busy_max == std::vector<std::uint64_t>{1, 1});
  const Figures wide = with_rows(plain(), {row(0, s), row(2'049 * 60 * s, s)});
  CHECK(wide.series.bucket_s == 120);
  CHECK(wide.series.requests.size() == 1'025);
}

TEST_CASE("a group adds up its functions, and its peak is the largest sum of their maxima in a cell of 10 ms") {
  Scenario scenario;
  for (const char* name : {"api-a", "api-b", "batch"}) {
    Function f;
    f.name = name;
    f.keep_alive = Constant{seconds(10)};
    scenario.functions.push_back(f);
  }
  Source t;
  t.name = "t";
  t.arrivals = TraceArrivals{};
  scenario.sources.push_back(t);
  scenario.account.requests_per_s.reset();
  scenario.groups = {{"database", {"batch"}, {"api-*"}}, {"nobody", {"ghost"}, {}}, {"web", {}, {"api-*"}}};
  // api-a is busy 0..2 ms, api-b 5..9 ms of one cell: never at once, yet the bound says two. batch comes in the next cell.
  const std::vector<Row> rows = {row_of(0, 0, 2 * ms), row_of(1, 5 * ms, 4 * ms), row_of(2, 15 * ms, ms)};
  const Figures figures = simulate(scenario, {{"t", {rows, {"api-a", "api-b", "batch"}, false}}});
  CHECK(figures.group_functions.at("web") == std::vector<std::string>{"api-a", "api-b"});
  CHECK(figures.groups.at("web").counts.requests == 2);
  CHECK(figures.groups.at("web").counts.concurrency_peak == 2);
  CHECK(figures.groups.at("web").samples.latency == std::vector<std::int64_t>{2 * ms, 4 * ms});
  CHECK(figures.group_functions.at("database").size() == 3);
  CHECK(figures.groups.at("database").counts.concurrency_peak == 2);
  CHECK(figures.groups.at("database").counts.environments.peak == 3);
  CHECK(figures.groups.at("nobody").counts.requests == 0);
  CHECK(figures.groups.at("nobody").counts.environments.peak == 0);
}

}  // namespace
}  // namespace thaw::contract
