// SnapStart and ephemeral storage as a scenario writes them, and who may have SnapStart.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

Scenario parsed(const std::string& function, const std::string& head = "seed: 1") {
  return parse_scenario(head + "\nfunctions: {f: {service: 1ms, " + function +
                            "}}\nsources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
                        "s.yaml", "");
}

using Lines = std::vector<std::string>;

const std::string who_may =
    "zip packages on Java 11, Python 3.12 and .NET 8 or newer may have it, and since July 2026 container images of any base";

/// "line:column: message (hint)" of each fault.
Lines faults_of(const std::string& function, const std::string& head = "seed: 1") {
  Lines lines;
  try {
    static_cast<void>(parsed(function, head));
  } catch (const Faults& faults) {
    for (const Diagnostic& one : faults.list())
      lines.push_back(std::to_string(one.line) + ":" + std::to_string(one.column) + ": " + one.message + " (" + one.hint + ")");
  }
  return lines;
}

bool takes(const std::string& function, const std::string& head = "seed: 1") {
  return faults_of(function, head).empty();
}

std::string assumed(const Scenario& scenario, const std::string& key) {
  for (const Assumption& one : scenario.assumptions) {
    if (one.key == key) return one.value + " (" + one.why + ")";
  }
  return "";
}

TEST_CASE("SnapStart is off, on with what was measured of restores, or as written") {
  CHECK_FALSE(parsed("runtime: java21").functions[0].snap_start);
  CHECK_FALSE(parsed("runtime: java21, snap_start: false").functions[0].snap_start);
  CHECK(assumed(parsed("runtime: java21"), "snap_start").empty());
  const Scenario usual = parsed("runtime: java21, snap_start: true");
  REQUIRE(usual.functions[0].snap_start);
  CHECK(usual.functions[0].snap_start->billed_share == 0.46);
  CHECK(assumed(usual, "snap_start") ==
        "restore lognormal p50 450ms, p99 1s, 46 % of it billed (AWS does not document how long a restore takes; the "
        "default, after "
        "measured ones of 180 to 690 ms)");
  const Scenario own = parsed("runtime: java21, snap_start: {restore: 300ms, billed: 10%}");
  CHECK(own.functions[0].snap_start->restore == Distribution(Constant{milliseconds(300)}));
  CHECK(own.functions[0].snap_start->billed_share == 0.1);
  CHECK(assumed(own, "snap_start") ==
        "restore 300ms, 10 % of it billed (AWS does not document how long a restore takes; as "
        "written)");
  CHECK(parsed("runtime: java21", "defaults: {snap_start: true}").functions[0].snap_start);
  CHECK_FALSE(parsed("runtime: java21, snap_start: false", "defaults: {snap_start: true}").functions[0].snap_start);
}

TEST_CASE("Java's managed runtimes are not charged for it, others are") {
  const auto charged = [](const std::string& function) { return parsed(function).functions[0].snap_start->charged; };
  CHECK_FALSE(charged("runtime: java21, snap_start: true"));
  CHECK(charged("runtime: java21, package: image, snap_start: true"));
  CHECK(charged("runtime: python3.12, snap_start: true"));
  CHECK(charged("runtime: dotnet8, snap_start: true"));
}

TEST_CASE("zip packages may have it on Java 11, Python 3.12 and .NET 8 or newer") {
  for (const char* may : {"java11", "java17", "java25", "python3.12", "python3.14", "dotnet8", "dotnet10"}) {
    CAPTURE(may);
    CHECK(takes("runtime: " + std::string(may) + ", snap_start: true"));
  }
  for (const char* not_yet : {"java8.al2", "python3.9", "python3.11", "dotnet6", "dotnetcore3.1", "nodejs22.x", "ruby3.4",
                              "dotnet8-aot", "graalvm-java21", "provided.al2023"}) {
    CAPTURE(not_yet);
    CHECK(faults_of("init: 1s, runtime: " + std::string(not_yet) + ", snap_start: true") ==
          Lines{"2:" + std::to_string(64 + std::string(not_yet).size()) + ": SnapStart is not offered for zip packages on " +
                not_yet + " (" + who_may + ")"});
  }
  CHECK(faults_of("init: 1s, snap_start: true") ==
        Lines{"2:53: SnapStart depends on the runtime, which is not said (write it beside `init`, such as runtime: java21, or "
              "package: image; " +
              who_may + ")"});
}

TEST_CASE("container images may have it on any base") {
  CHECK(takes("init: 1s, package: image, snap_start: true"));
  for (const char* base : {"nodejs22.x", "ruby3.4", "provided.al2023", "python3.9"}) {
    CAPTURE(base);
    CHECK(takes("init: 1s, package: image, runtime: " + std::string(base) + ", snap_start: true"));
  }
}

TEST_CASE("an era has what there was of SnapStart then") {
  const auto in = [](const std::string& era, const std::string& function) {
    return takes("init: 1s, snap_start: true, " + function, "era: " + era);
  };
  CHECK_FALSE(in("article", "runtime: java11"));
  CHECK_FALSE(in("2022-10", "runtime: java11"));
  CHECK(in("2022-11", "runtime: java11"));
  CHECK(in("legacy", "runtime: java11"));
  CHECK_FALSE(in("2024-10", "runtime: python3.12"));
  CHECK(in("2024-11", "runtime: python3.12"));
  CHECK(in("2024-11", "runtime: dotnet8"));
  CHECK_FALSE(in("2026-06", "package: image"));
  CHECK(in("2026-07", "package: image"));
  CHECK(faults_of("init: 1s, runtime: dotnet8, snap_start: true", "era: legacy") ==
        Lines{"2:71: there is no SnapStart for this function in the era legacy (SnapStart came to Python and .NET in "
              "November 2024; write a "
              "later era, or leave it out)"});
}

TEST_CASE("of an era in which inits were free for some, a function with SnapStart decides nothing") {
  const auto billing = [](const std::string& image) {
    return parse_scenario(
               "era: 2025-01\nfunctions:\n  f: {init: 1s, runtime: java21, service: 1ms}\n  g: {init: 1s, "
               "service: 1ms, " +
                   image + "}\nsources: {s: {kind: sync, function: [f, g], arrivals: {poisson: {rate: 1/s}}}}\n",
               "s.yaml", "")
        .billing.init;
  };
  CHECK(billing("runtime: python3.12, snap_start: true") == InitBilling::free);
  CHECK_THROWS_AS(billing("runtime: provided.al2023"), Faults);
  CHECK(parsed("init: 1s, runtime: java21, snap_start: true", "era: 2025-01").billing.init == InitBilling::billed);
}

TEST_CASE("a published init has 130 s, or the timeout if that is longer") {
  const std::string rest = ", runtime: java21, snap_start: true";
  CHECK(takes("init: 130s" + rest));
  CHECK(takes("init: 200s, timeout: 200s" + rest));
  CHECK(takes("init: {uniform: [100s, 300s]}" + rest));  // which may fit
  CHECK(faults_of("init: 131s" + rest) ==
        Lines{"2:37: an init longer than 130s cannot be published for SnapStart (when a version is published, its init may "
              "take 130s or the "
              "function's timeout, whichever is longer)"});
  CHECK(faults_of("init: 201s, timeout: 200s" + rest).size() == 1);
  CHECK(faults_of("package: image, init: {imports: {a: 100s, b: 31s}}, snap_start: true").size() == 1);
}

TEST_CASE("ephemeral storage is 512 MB to 10240 MB, and 512 MB with SnapStart") {
  CHECK(parsed("init: 1s").functions[0].ephemeral_storage_mb == 512);
  CHECK(parsed("init: 1s, ephemeral_storage: 2GB").functions[0].ephemeral_storage_mb == 2'048);
  CHECK(parsed("init: 1s, ephemeral_storage: 10240MB").functions[0].ephemeral_storage_mb == 10'240);
  CHECK(faults_of("init: 1s, ephemeral_storage: 511MB") ==
        Lines{"2:60: `511MB` is no size of Lambda's ephemeral storage (512MB to 10240MB)"});
  CHECK(faults_of("init: 1s, ephemeral_storage: 10241MB").size() == 1);
  CHECK(takes("runtime: java21, ephemeral_storage: 512MB, snap_start: true"));
  CHECK(faults_of("runtime: java21, ephemeral_storage: 513MB, snap_start: true") ==
        Lines{"2:86: SnapStart does not go with 513MB of ephemeral storage (AWS allows 512MB with it; leave out one of the two)"});
}

TEST_CASE("what is wrong within snap_start is told where it stands") {
  CHECK(faults_of("runtime: java21, snap_start: 3").size() == 1);
  CHECK(faults_of("runtime: java21, snap_start: {restore: soon}").size() == 1);
  CHECK(faults_of("runtime: java21, snap_start: {billed: 101%}").size() == 1);
  CHECK(faults_of("runtime: java21, snap_start: {restored: 1s}").size() == 1);
  CHECK(faults_of("runtime: java21, snap_start: [true]").size() == 1);
}

TEST_CASE("the trap of an init that is stopped at the limit does not warn where SnapStart has none") {
  const std::string rest = ", timeout: 3s, runtime: java21";
  CHECK(parsed("init: 12s" + rest, "init_limit: 10s").warnings.size() == 1);
  CHECK(parsed("init: 12s, snap_start: true" + rest, "init_limit: 10s").warnings.empty());
  CHECK(parsed("init: 12s, crashes: 1%, snap_start: true" + rest).warnings.size() == 1);
}

}  // namespace
}  // namespace thaw
