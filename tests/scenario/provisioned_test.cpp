// Provisioned concurrency as a scenario writes it, and what is wrong with it.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

Scenario parsed(const std::string& value, const std::string& more = "") {
  return parse_scenario("account: {concurrency: 200}\nfunctions: {f: {init: 1ms, service: 1ms, provisioned_concurrency: " + value +
                            more + "}}\nsources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
                        "s.yaml", "");
}

std::string fault_of(const std::string& value, const std::string& more = "") {
  try {
    static_cast<void>(parsed(value, more));
  } catch (const Faults& faults) {
    CHECK(faults.list().size() == 1);
    return faults.list().front().message + " (" + faults.list().front().hint + ")";
  }
  return "";
}

ProvisionedConcurrency settings_of(const std::string& value) {
  return parsed(value).functions[0].provisioned_concurrency.value();
}

using Steps = std::vector<ProvisionedStep>;

TEST_CASE("a number is provisioned from the start; a list is a schedule, which a map may repeat") {
  CHECK(settings_of("5").steps == Steps{{Duration{}, 5}});
  CHECK(settings_of("{count: 5}").steps == Steps{{Duration{}, 5}});
  CHECK(settings_of("[{at: 8h, count: 10}, {at: 20h, count: 2}]").steps == Steps{{seconds(28'800), 10}, {seconds(72'000), 2}});
  CHECK(settings_of("[{at: 8h, count: 10}]").every == Duration{});
  CHECK(settings_of("{schedule: [{at: 8h, count: 10}], every: 24h}").every == seconds(86'400));
  CHECK_FALSE(parsed("5").functions[0].reserved_concurrency);
}

TEST_CASE("how it is allocated is a setting, which the report lists as an assumption") {
  const ProvisionedConcurrency made = settings_of("{count: 5, allocation_delay: 90s, allocation_rate: 500}");
  CHECK(std::get<Constant>(made.allocation_delay).value == seconds(90));
  CHECK(made.allocation_per_minute == 500);
  const auto assumed = [](const Scenario& scenario) {
    for (const Assumption& one : scenario.assumptions) {
      if (one.key == "provisioned_concurrency.allocation") return one.value;
    }
    return std::string();
  };
  CHECK(assumed(parsed("5")) == "uniform 60s to 120s, then 6000 a minute");
  CHECK(assumed(parsed("{count: 5, allocation_delay: 90s, allocation_rate: 500}")) == "90s, then 500 a minute");
}

TEST_CASE("a schedule that cannot be is refused with the rule") {
  CHECK(fault_of("-1") != "");
  CHECK(fault_of("[]") ==
        "functions.f.provisioned_concurrency takes a list of 1 to 10000 steps (write [{at: 8h, count: 10}, {at: 20h, count: 2}])");
  CHECK(fault_of("[{at: 8h}]") == "a step of provisioned concurrency needs `at` and `count` (write {at: 8h, count: 10})");
  CHECK(fault_of("[{at: 8h, count: 1}, {at: 8h, count: 2}]") ==
        "the steps of provisioned concurrency are not in order (each `at` is later than the one before)");
  CHECK(fault_of("{schedule: [{at: 8h, count: 1}], every: 8h}") ==
        "the schedule cannot begin again after 8h (at least 1min, and later than its last step at 8h)");
  CHECK(fault_of("{count: 1, every: 8h}") ==
        "`every` repeats a `schedule`, and there is none (write schedule: [{at: 8h, count: 10}, …])");
  CHECK(fault_of("{every: 8h}").starts_with("functions.f.provisioned_concurrency needs a `count` or a `schedule`, one of them"));
  CHECK(fault_of("{count: 1, allocation_rate: 0}") != "");
}

TEST_CASE("provisioned concurrency fits into what is reserved, or leaves 100 of the unreserved concurrency") {
  CHECK(fault_of("100") == "");
  CHECK(
      fault_of("101") ==
      "with this, functions provision 101 of the account's unreserved concurrency of 200 (at least 100 stay for running on demand, "
      "so at most 100 in all)");
  CHECK(fault_of("[{at: 1h, count: 101}]") != "");
  CHECK(fault_of("26", ", count: 4") != "");
  CHECK(fault_of("25", ", count: 4") == "");
  CHECK(fault_of("50", ", reserved_concurrency: 50") == "");
  CHECK(fault_of("51", ", reserved_concurrency: 50") == "`f` provisions 51, but reserves 50 (at most what it reserves: 0 to 50)");
}

TEST_CASE("the template `*` has no provisioned concurrency") {
  CHECK_THROWS_AS(parse_scenario("functions: {\"*\": {init: 1ms, service: 1ms, provisioned_concurrency: 5}}\n"
                                 "sources: {s: {kind: sync, arrivals: {trace: t.csv}}}\n",
                                 "s.yaml", ""),
                  Faults);
}

}  // namespace
}  // namespace thaw
