// What the scenarios on limits teach, as a user runs them.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "cli/process.hpp"

namespace {

using nlohmann::json;
using thaw::test::shell;

json run_scenario(const std::string& name, const std::string& more) {
  return json::parse(shell("\"$THAW\" run " THAW_SOURCE_DIR "/scenarios/" + name + ".yaml --format json" + more).out);
}

std::string lesson_of(const std::string& name) {
  return shell("tr -s '\\n# ' ' ' <" THAW_SOURCE_DIR "/scenarios/" + name + ".yaml").out;
}

TEST_CASE("a burst at the quota is throttled by it, and with a raised quota by the scaling rate") {
  const std::string lesson = lesson_of("burst-at-quota");
  const json quota = run_scenario("burst-at-quota", "")["totals"];
  CHECK(quota["throttles"] == quota["throttles_by_reason"]["concurrency"]);
  CHECK(lesson.find(quota["throttles"].dump() + " throttled thaw run") != std::string::npos);
  const json raised = run_scenario("burst-at-quota", " --set account.concurrency=2000")["totals"];
  CHECK(raised["throttles"] == raised["throttles_by_reason"]["scaling_rate"]);
  CHECK(lesson.find("=2000 " + raised["throttles"].dump() + " throttled") != std::string::npos);
  CHECK(run_scenario("burst-at-quota", " --set functions.orders.service=200ms")["totals"]["throttles"] == 0);
}

TEST_CASE("reserved concurrency cures a noisy neighbour, on either of the two") {
  const json starved = run_scenario("noisy-neighbour", "")["functions"]["shop"];
  CHECK(starved["throttles"] == starved["throttles_by_reason"]["concurrency"]);
  CHECK(starved["succeeded"].get<double>() / starved["requests"].get<double>() == Approx(0.9966).margin(0.00005));
  const json capped = run_scenario("noisy-neighbour", " --set functions.report.reserved_concurrency=600")["functions"];
  CHECK(capped["shop"]["throttles"] == 0);
  CHECK(capped["report"]["concurrency_peak"] == 600);
  CHECK(capped["report"]["throttles"] == capped["report"]["throttles_by_reason"]["reserved_concurrency"]);
  const json kept = run_scenario("noisy-neighbour", " --set functions.shop.reserved_concurrency=100")["functions"];
  CHECK(kept["shop"]["throttles"] == 0);
  CHECK(kept["report"]["concurrency_peak"] == 900);
}

TEST_CASE("more units of provisioned concurrency leave less to spill over, at a lower share of use") {
  double spilled = 1, used = 1;
  for (const char* units : {"10", "14", "18"}) {
    const json run = run_scenario("provisioned-fixed", " --set functions.shop.provisioned_concurrency=" + std::string(units));
    const json& figures = run["functions"]["shop"]["provisioned"];
    const double share = figures["spillover_invocations"].get<double>() / run["functions"]["shop"]["invocations"].get<double>();
    CHECK(share < spilled);
    CHECK(figures["utilization_mean"].get<double>() < used);
    spilled = share;
    used = figures["utilization_mean"].get<double>();
    CHECK(run["cost"]["lines"][2]["item"] == "provisioned concurrency");
  }
  CHECK(spilled < 0.01);
}

TEST_CASE("an increase of provisioned concurrency that is asked for in time spares the calls that come with it") {
  const json in_time = run_scenario("provisioned-scheduled", "")["functions"]["shop"];
  const json late = run_scenario("provisioned-scheduled",
                                 " --set 'functions.shop.provisioned_concurrency=[{at: 0h, count: 2}, {at: 8h, count: 20}]'");
  CHECK(late["functions"]["shop"]["provisioned"]["spillover_invocations"].get<int>() >
        2 * in_time["provisioned"]["spillover_invocations"].get<int>());
}

}  // namespace
