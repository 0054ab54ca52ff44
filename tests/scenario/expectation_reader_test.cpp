#include "scenario/expectation_reader.hpp"

#include <catch2/catch.hpp>

#include "scenario/scenario_file.hpp"

namespace thaw {
namespace {

const std::string base =
    "functions: {api: {init: 1ms, service: 1ms}, a.b: {init: 1ms, service: 1ms}, cold < hot: {init: 1ms, service: 1ms}}\n"
    "sources: {web: {kind: sync, function: api, arrivals: {poisson: {rate: 1/s}}}}\n"
    "groups: {db: [api]}\n";

const Scenario& scenario() {
  static const Scenario made = parse_scenario(base, "s.yaml", "");
  return made;
}

Expectation expected(const std::string& text) {
  ExpectationReading reading = read_expectation(text, scenario());
  INFO(text << ": " << reading.message);
  REQUIRE(reading.value);
  return *reading.value;
}

std::string bound(const std::string& text) {
  return expected(text).bound.text();
}

struct Wrong {
  const char* text;
  std::size_t offset;
  const char* message;
  const char* hint;
};

constexpr const char* form = "write METRIC OP BOUND, such as latency_ms.p99 < 800 or success >= 99%";
constexpr const char* time_form = "write a time such as 800ms or 0.8s; a plain number is in ms";
constexpr const char* count_form = "it is a count: write a whole number without unit";
constexpr const char* such_as =
    "such as requests, success, latency_ms.p99, cold_start_ratio or environments.peak; 'thaw help expect' lists all";

const Wrong wrong[] = {
    {"", 0, "a metric is expected here", form},
    {"   ", 3, "a metric is expected here", form},
    {"< 800", 0, "a metric is expected here", form},
    {"latency_ms. < 800", 11, "a metric is expected here", form},
    {"latency_ms.p99", 14, "one of < <= > >= == is expected here", form},
    {"latency_ms.p99 = 800", 15, "one of < <= > >= == is expected here", form},
    {"latency_ms.p99 != 800", 15, "one of < <= > >= == is expected here", form},
    {"latency_ms.p99 is 800", 15, "one of < <= > >= == is expected here", form},
    {"latency_ms.p99 == 800", 15, "`==` is for counts only", "write <= or >=: a measured figure hardly ever hits a bound exactly"},
    {"latency_ms.p99 <", 16, "a bound is missing", time_form},
    {"latency_ms.p99 < fast", 17, "`fast` is not a number", time_form},
    {"latency_ms.p99 < -1", 17, "the bound `-1` is negative", time_form},
    {"latency_ms.p99 < 1e3", 17, "`1e3` is no bound for `latency_ms.p99`", time_form},
    {"latency_ms.p99 < 800 ms or so", 17, "`800 ms or so` is no bound for `latency_ms.p99`", time_form},
    {"latency_ms.p99 < 1234567890123", 17, "the bound `1234567890123` has more than 12 digits", time_form},
    {"latency_ms.p99 < 99%", 17, "`99%` is no bound for `latency_ms.p99`", time_form},
    {"success >= 99", 11, "`99` is more than all: `success` is a share of 1",
     "write a percentage such as 99%, or a share of 1 such as 0.99"},
    {"success >= 5ms", 11, "`5ms` is no bound for `success`", "write a percentage such as 99%, or a share of 1 such as 0.99"},
    {"throttles == 1.5", 13, "`1.5` is no bound for `throttles`", count_form},
    {"throttles < 1%", 12, "`1%` is no bound for `throttles`", count_form},
    {"cost.total < 5ms", 13, "`5ms` is no bound for `cost.total`", "write an amount such as $5"},
    {"environments.mean < $1", 20, "`$1` is not a number", "write a plain number"},
    {"gb_seconds < 1s", 13, "`1s` is no bound for `gb_seconds`", "write a plain number of GB-seconds"},
    {"latncy_ms.p99 < 800", 0, "there is no metric `latncy_ms.p99`", "did you mean `latency_ms.p99`?"},
    {"p99 < 800", 0, "there is no metric `p99`", "did you mean `latency_ms.p99`?"},
    {"p99.9 < 800", 0, "there is no metric `p99.9`", "did you mean `latency_ms.p99_9`?"},
    {"latency < 800", 0, "there is no metric `latency`", "did you mean `latency_ms.p99`?"},
    {"availability > 99%", 0, "there is no metric `availability`", "did you mean `success`?"},
    {"sources.web.p50 < 800", 12, "a source has no metric `p50`", "did you mean `latency_ms.p50`?"},
    {"latency_ms.p99.9 < 800", 0, "there is no metric `latency_ms.p99.9`", "did you mean `latency_ms.p99_9`?"},
    {"xyzzy < 800", 0, "there is no metric `xyzzy`", such_as},
    {"latency_ms < 800", 0, "there is no metric `latency_ms`", "write one of its figures, such as latency_ms.p99"},
    {"environments < 8", 0, "there is no metric `environments`", "write one of its figures, such as environments.peak"},
    {"cost < 8", 0, "there is no metric `cost`", "write cost.total or cost.per_million_requests"},
    {"functions < 8", 0, "`functions` is no metric", "write functions.NAME.METRIC, such as functions.NAME.success >= 99%"},
    {"functions.api < 8", 0, "`functions` is no metric", "write functions.NAME.METRIC, such as functions.NAME.success >= 99%"},
    {"functions.apy.requests > 8", 10, "there is no function `apy`", "did you mean `api`?"},
    {"functions.a.b.requests > 8", 10, "there is no function `a`", "functions: a.b, api, cold < hot"},
    {"functions.\"a.b.requests > 8", 10, "this quote is not closed", form},
    {"functions.api.cost.total > 8", 14, "there is no metric `cost.total`", such_as},
    {"sources.shop.requests > 8", 8, "there is no source `shop`", "sources: web"},
    {"sources.web.cold_starts > 8", 12, "a source has no metric `cold_starts`", such_as},
    {"sources.web.group > 8", 12, "a source has no metric `group`", "write one of its figures, such as group.group_latency_ms.p99"},
    {"sources.web.recorded > 8", 12, "a source has no metric `recorded`", "write one of its figures, such as recorded.rows"},
    {"sources.web.recorded.recal > 8", 12, "a source has no metric `recorded.recal`", "did you mean `recorded.recall`?"},
    {"sources.web.recorded.recall >= 9", 31, "`9` is more than all: `recorded.recall` is a share of 1",
     "write a percentage such as 99%, or a share of 1 such as 0.99"},
    {"cold_start_ratio_by_idle < 1%", 0, "there is no metric `cold_start_ratio_by_idle`",
     "write one of its figures, such as cold_start_ratio_by_idle.5min"},
    {"cold_start_ratio_by_idle.6min < 1%", 0, "there is no metric `cold_start_ratio_by_idle.6min`",
     "did you mean `cold_start_ratio_by_idle.5min`?"},
    {"groups.dp.requests > 8", 7, "there is no group `dp`", "did you mean `db`?"},
};

}  // namespace

TEST_CASE("an expectation is a metric, a relation and an exact bound") {
  const Expectation e = expected("  latency_ms.p99 <  800 ");
  CHECK(e.text == "latency_ms.p99 <  800");
  CHECK(e.subject == Subject::totals);
  CHECK(e.metric == "latency_ms.p99");
  CHECK(e.unit == MetricUnit::milliseconds);
  CHECK(e.relation == Relation::below);
  CHECK(e.bound.text() == "800");
  CHECK(expected("requests<=1").relation == Relation::at_most);
  CHECK(expected("requests>1").relation == Relation::above);
  CHECK(expected("requests>=1").relation == Relation::at_least);
  CHECK(expected("requests==1").relation == Relation::equal);
  CHECK(expected("totals.requests == 1").metric == "requests");
  CHECK(expected("cold_start_ratio_by_idle.10min < 1%").metric == "cold_start_ratio_by_idle.10min");
  CHECK(expected("sources.web.group.group_latency_ms.p99 < 1s").metric == "group.group_latency_ms.p99");
}

TEST_CASE("bounds have units that suit the metric") {
  CHECK(bound("latency_ms.p99 < 800ms") == "800");
  CHECK(bound("latency_ms.p99 < 0.8s") == "800");
  CHECK(bound("latency_ms.p99 < 1.5 min") == "90000");
  CHECK(bound("latency_ms.p99 < 1h") == "3600000");
  CHECK(bound("latency_ms.p99 < 1d") == "86400000");
  CHECK(bound("latency_ms.p99 < 250us") == "0.25");
  CHECK(bound("latency_ms.p99 < 1ns") == "0.000001");
  CHECK(bound("success >= 99.95%") == "0.9995");
  CHECK(bound("success >= 0.9995") == "0.9995");
  CHECK(bound("cold_start_ratio <= 1") == "1");
  CHECK(bound("cost.total < $5.25") == "5.25");
  CHECK(bound("cost.per_million_requests < 0.2 USD") == "0.2");
  CHECK(bound("gb_seconds <= 12.5GB-s") == "12.5");
  CHECK(bound("throttles == 0") == "0");
  CHECK(bound("environments.mean < 8.75") == "8.75");
  CHECK(expected("environments.mean < 8.75").rounded_bound == 8.75);
}

TEST_CASE("functions, sources and groups are named, with quotes where a name needs them") {
  CHECK(expected("functions.api.cold_starts < 5").subject == Subject::function);
  CHECK(expected("functions.api.cold_starts < 5").name == "api");
  CHECK(expected("functions.\"a.b\".environments.peak < 5").name == "a.b");
  CHECK(expected("functions.\"a.b\".environments.peak < 5").metric == "environments.peak");
  CHECK(expected("functions.\"cold < hot\".requests < 5").name == "cold < hot");
  CHECK(expected("sources.web.latency_ms.p50 < 5").subject == Subject::source);
  CHECK(expected("groups.db.concurrency_peak < 5").subject == Subject::group);
}

TEST_CASE("a function that only a trace may name can be expected of where there is a template") {
  const Scenario open =
      parse_scenario("functions: {\"*\": {init: 1ms}}\nsources: {web: {kind: sync, arrivals: {trace: t.csv}}}\n", "s.yaml", "");
  CHECK(read_expectation("functions.unknown.requests > 0", open).value);
}

TEST_CASE("what is no expectation is told with its place and what to write") {
  for (const Wrong& one : wrong) {
    const ExpectationReading reading = read_expectation(one.text, scenario());
    INFO(one.text);
    CHECK(!reading.value);
    CHECK(reading.offset == one.offset);
    CHECK(reading.message == one.message);
    CHECK(reading.hint == one.hint);
  }
}

TEST_CASE("faults in the scenario's list have their file, line and column") {
  const auto faults_of = [](const std::string& expect) {
    try {
      parse_scenario(base + expect, "s.yaml", "");
    } catch (const Faults& faults) {
      CHECK(faults.status() == ExitStatus::scenario);
      std::string text;
      for (const Diagnostic& one : faults.list()) {
        text += std::to_string(one.line) + ":" + std::to_string(one.column) + " " + one.message + "; ";
      }
      return text;
    }
    return std::string("accepted");
  };
  CHECK(faults_of("expect: success >= 99%\n") == "accepted");
  CHECK(faults_of("expect:\n  - success >= 99%\n  - succes >= 99%\n  - 'latency_ms.p99 < 5 %'\n") ==
        "6:5 there is no metric `succes`; 7:5 `5 %` is no bound for `latency_ms.p99`; ");
  CHECK(faults_of("expect: []\n") == "4:9 `expect` is empty, but a list of expectations is expected; ");
  CHECK(faults_of("expect: {a: 1}\n") == "4:9 `expect` is a map, but a list of expectations is expected; ");
  CHECK(faults_of("expect: [[success >= 1]]\n") == "4:10 an expectation is expected, not a list; ");
  std::string many = "expect:\n";
  for (int i = 0; i < 101; ++i) many += "  - success >= 99%\n";
  CHECK(faults_of(many) == "5:3 more than 100 expectations; ");
}

TEST_CASE("faults on the command line name the option and the place in it") {
  try {
    read_expectations("--slo", {"success >= 99%", "succes >= 1", "throttles == x"}, scenario());
    FAIL("accepted");
  } catch (const Faults& faults) {
    CHECK(faults.status() == ExitStatus::usage);
    REQUIRE(faults.list().size() == 2);
    CHECK(to_text(faults.list()[1]) ==
          "--slo: error: `x` is not a number\n    throttles == x\n                 ^\n    hint: " + std::string(count_form) + "\n");
  }
}

}  // namespace thaw
