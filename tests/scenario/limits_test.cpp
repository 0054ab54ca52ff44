// Reserved concurrency, the scaling rate and the preset that puts it in force, as a scenario writes them.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

Scenario parsed(const std::string& head, const std::string& more = "") {
  return parse_scenario(head + "\nfunctions: {f: {init: 1ms, service: 1ms" + more +
                            "}}\nsources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
                        "s.yaml", "");
}

using Lines = std::vector<std::string>;

/// "line:column: message (hint)" of each fault.
Lines faults_of(const std::string& head, const std::string& more = "") {
  Lines lines;
  try {
    static_cast<void>(parsed(head, more));
  } catch (const Faults& faults) {
    for (const Diagnostic& one : faults.list())
      lines.push_back(std::to_string(one.line) + ":" + std::to_string(one.column) + ": " + one.message + " (" + one.hint + ")");
  }
  return lines;
}

std::string assumed(const Scenario& scenario, const std::string& key) {
  for (const Assumption& one : scenario.assumptions) {
    if (one.key == key) return one.value + " (" + one.why + ")";
  }
  return "";
}

TEST_CASE("no rate limits launches unless the scenario or its preset says so") {
  CHECK_FALSE(parsed("seed: 1").account.scaling_rate);
  CHECK_FALSE(parsed("preset: aws-2026\naccount: {scaling_rate: none}").account.scaling_rate);
}

TEST_CASE("the preset has today's scaling rate, or that of the era") {
  const Scenario today = parsed("preset: aws-2026");
  REQUIRE(today.account.scaling_rate);
  CHECK(today.account.scaling_rate->burst == 1'000);
  CHECK(today.account.scaling_rate->environments == 1'000);
  CHECK(today.account.scaling_rate->per == seconds(10));
  CHECK_FALSE(today.account.scaling_rate->account_wide);
  CHECK(assumed(today, "account.scaling_rate") == "1000 environments per 10s for each function (the rule of era 2026-11)");
  for (const char* era : {"legacy", "article", "2023-10"}) {
    CAPTURE(era);
    const Scenario before = parsed("preset: aws-2026\nera: " + std::string(era));
    REQUIRE(before.account.scaling_rate);
    CHECK(before.account.scaling_rate->burst == 3'000);
    CHECK(before.account.scaling_rate->environments == 500);
    CHECK(before.account.scaling_rate->per == seconds(60));
    CHECK(before.account.scaling_rate->stepwise);
    CHECK(before.account.scaling_rate->account_wide);
  }
  CHECK_FALSE(parsed("preset: aws-2026\nera: 2023-11").account.scaling_rate->account_wide);
}

TEST_CASE("a scaling rate of one's own is for each function, its burst as large unless it is written") {
  const ScalingRate rate = parsed("account: {scaling_rate: {environments: 500, per: 20s}}").account.scaling_rate.value();
  CHECK(rate.environments == 500);
  CHECK(rate.burst == 500);
  CHECK(rate.per == seconds(20));
  CHECK_FALSE(rate.stepwise);
  CHECK(parsed("account: {scaling_rate: {environments: 500, per: 1s, burst: 3000}}").account.scaling_rate->burst == 3'000);
  CHECK(parsed("account: {scaling_rate: legacy}").account.scaling_rate->burst == 3'000);
}

TEST_CASE("a function reserves concurrency, even none, and keeps to what the account can spare") {
  CHECK_FALSE(parsed("seed: 1").functions[0].reserved_concurrency);
  CHECK(parsed("seed: 1", ", reserved_concurrency: 0").functions[0].reserved_concurrency == 0U);
  CHECK(parsed("seed: 1", ", reserved_concurrency: 900").functions[0].reserved_concurrency == 900U);
  CHECK(faults_of("seed: 1", ", reserved_concurrency: 901") ==
        Lines{"2:64: with this, functions reserve 901 of the account's concurrency of 1000 (at least 100 stay unreserved, "
              "so at most 900 in all)"});
  CHECK(faults_of("seed: 1", ", count: 4, reserved_concurrency: 300") ==
        Lines{"2:74: with this, functions reserve 1200 of the account's concurrency of 1000 (at least 100 stay unreserved, "
              "so at most 900 in all)"});
  CHECK(faults_of("account: {concurrency: 10}", ", reserved_concurrency: 1") ==
        Lines{"2:64: with this, functions reserve 1 of the account's concurrency of 10 (at least 100 stay unreserved: raise "
              "account.concurrency above 100)"});
  CHECK(faults_of("seed: 1", ", reserved_concurrency: 2, initial: {running: 3}") ==
        Lines{"2:64: 3 environments of `f` run at the start, but it reserves 2 (`reserved_concurrency` is the most that may run)"});
  CHECK(faults_of("seed: 1", ", reserved_concurrency: -1").size() == 1);
}

TEST_CASE("the template of names that only a trace has cannot reserve") {
  try {
    static_cast<void>(
        parse_scenario("functions: {\"*\": {init: 1ms, service: 1ms, reserved_concurrency: 5}}\n"
                       "sources: {s: {kind: sync, arrivals: {trace: t.csv}}}\n",
                       "s.yaml", ""));
    FAIL("accepted");
  } catch (const Faults& faults) {
    REQUIRE(faults.list().size() == 1);
    CHECK(faults.list()[0].message == "the template `*` cannot reserve concurrency");
  }
}

TEST_CASE("scaling rates that are none are told to the letter") {
  CHECK(faults_of("account: {scaling_rate: fast}") == Lines{"1:25: `fast` is not a scaling rate (one of: none, legacy)"});
  CHECK(faults_of("account: {scaling_rate: {environments: 0, per: 10s}}") ==
        Lines{"1:40: the number `0` is too small (write a whole number from 1 to 1000000, without unit)"});
  CHECK(faults_of("account: {scaling_rate: {environments: 5, per: 0s}}") ==
        Lines{"1:48: environments per `0s` is no scaling rate (above 0 and at most 1h)"});
  CHECK(faults_of("account: {scaling_rate: {environments: 5, per: 2h}}") ==
        Lines{"1:48: environments per `2h` is no scaling rate (above 0 and at most 1h)"});
  CHECK(faults_of("account: {scaling_rate: {burst: 5}}") ==
        Lines{"1:25: a scaling rate needs `environments` and `per` (write scaling_rate: {environments: 1000, per: 10s}, none or "
              "legacy)"});
}

}  // namespace
}  // namespace thaw
