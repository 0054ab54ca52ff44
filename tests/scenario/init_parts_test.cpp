// An init composed of a runtime, imports and own code, as a scenario writes it.
#include <algorithm>
#include <catch2/catch.hpp>

#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

const std::string sources = "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n";

Scenario with_init(const std::string& init, const std::vector<std::string>& settings = {}) {
  return parse_scenario("functions: {f: {memory: 128MB, service: 1ms, " + init + "}}\n" + sources, "s.yaml", "", settings);
}

/// "line:column: message (hint)" of each fault.
std::vector<std::string> faults_of(const std::string& init) {
  std::vector<std::string> lines;
  try {
    with_init(init);
  } catch (const Faults& faults) {
    for (const Diagnostic& one : faults.list())
      lines.push_back(std::to_string(one.column) + ": " + one.message + " (" + one.hint + ")");
  }
  return lines;
}

using Lines = std::vector<std::string>;

std::pair<std::string, std::string> assumed_init(const Scenario& scenario) {
  for (const Assumption& one : scenario.assumptions) {
    if (one.key == "init") return {one.value, one.why};
  }
  return {};
}

TEST_CASE("an init of parts has the runtime's quantiles and a part for each import and the own code") {
  const Function f =
      with_init("init: {runtime: nodejs22.x, imports: {aws-sdk: 180ms, sharp: {lognormal: {p50: 80ms, p99: 200ms}}}, own: 30ms}")
          .functions.at(0);
  CHECK(std::get<Quantiles>(f.init).p50_ns == 140.4e6);
  CHECK(f.runtime == "nodejs22.x");
  REQUIRE(f.init_parts.size() == 3);
  CHECK(f.init_parts[0].name == "imports.aws-sdk");
  CHECK(f.init_parts[0].time == Distribution(Constant{milliseconds(180)}));
  CHECK(f.init_parts[1].name == "imports.sharp");
  CHECK(std::get<Lognormal>(f.init_parts[1].time).median_ns == 80e6);
  CHECK(f.init_parts[2].name == "own");
}

TEST_CASE("each part may be left out") {
  const Function imports = with_init("init: {imports: {own: 5ms}, own: 30ms}").functions.at(0);
  CHECK(imports.init == Distribution(Constant{}));
  CHECK(imports.runtime.empty());
  REQUIRE(imports.init_parts.size() == 2);  // an import that is named own is not the own code
  CHECK(imports.init_parts[0].name != imports.init_parts[1].name);
  CHECK(with_init("init: {own: 30ms}").functions.at(0).init_parts.size() == 1);
  CHECK(with_init("init: {runtime: go}").functions.at(0).init_parts.empty());
}

TEST_CASE("one import is dropped by a setting") {
  const std::string init = "init: {runtime: nodejs22.x, imports: {aws-sdk: 180ms, \"lib.x\": 9ms}}";
  const Function f = with_init(init, {"functions.f.init.imports.aws-sdk=0ms"}).functions.at(0);
  CHECK(f.init_parts[0].time == Distribution(Constant{}));
  CHECK(f.init_parts[1].time == Distribution(Constant{milliseconds(9)}));
  const Function more = with_init(init, {"functions.f.init.imports.\"lib.x\"=1ms", "functions.f.init.own=2ms"}).functions.at(0);
  CHECK(more.init_parts[1].time == Distribution(Constant{milliseconds(1)}));
  CHECK(more.init_parts.size() == 3);
}

TEST_CASE("the report says what an init is made of, and that a runtime alone is a floor") {
  const std::string go = "go as zip on x86_64: p50 49.9 ms, p90 52.8 ms, p99 62.8 ms, at most 74.4 ms";
  const std::string floor = "measured on empty functions (maxday/lambda-perf, 2026-08-09..22): a floor, imports come on top";
  CHECK(assumed_init(with_init("runtime: go")) == std::pair(go, floor));
  CHECK(assumed_init(with_init("init: {runtime: go}")) == std::pair(go, floor));
  CHECK(assumed_init(with_init("init: {runtime: go, imports: {a: 1ms, b: {uniform: [1ms, 2ms]}}, own: 3ms}")) ==
        std::pair(go + "; imports a 1ms, b uniform [1ms, 2ms]; own 3ms",
                  std::string("the sum of independent draws; the runtime's is measured on empty functions "
                              "(maxday/lambda-perf, 2026-08-09..22)")));
  CHECK(assumed_init(with_init("init: {own: 3ms}")) ==
        std::pair(std::string("own 3ms"), std::string("the sum of independent draws, without a runtime's")));
  CHECK(assumed_init(with_init("init: 3ms")).first.empty());
  std::string many;
  for (int i = 0; i < 12; ++i) many += (i == 0 ? "m" : ", m") + std::to_string(i) + ": 1ms";
  CHECK(assumed_init(with_init("init: {imports: {" + many + "}}")).first.ends_with(", m7 1ms and 4 more"));
}

TEST_CASE("what is wrong with an init of parts is said to the letter") {
  CHECK(faults_of("init: {imports: 5ms}") == Lines{"62: functions.f.init.imports is a plain value, but a map is expected (write "
                                                   "the name and time of each import: {aws-sdk: 180ms, sharp: 80ms})"});
  CHECK(faults_of("init: {imports: {sharp: }}") == Lines{"63: the import `sharp` has no value (write the time that it takes, or "
                                                         "remove it)"});
  CHECK(faults_of("init: {imports: {sharp: 80}}") == Lines{"70: the time `80` has no unit (write 80ms or 80s (units: ns, "
                                                           "us, ms, s, min, h, d))"});
  CHECK(faults_of("init: {imports: {\"\": 80ms}}") ==
        Lines{"63: this is no name for an import (1 to 256 bytes, no control characters)"});
  CHECK(faults_of("init: {own: fast}").size() == 1);
  CHECK(faults_of("init: {runtme: go}") == Lines{"53: unknown key `runtme` in functions.f.init (did you mean `runtime`?)"});
  CHECK(faults_of("init: {xyzzy: 1ms}") ==
        Lines{"53: unknown key `xyzzy` in functions.f.init (keys here: exponential, lognormal, uniform, gamma, weibull, pareto, "
              "empirical, mixture, hyperexponential, runtime, imports, own)"});
  CHECK(
      faults_of("init: python3.13") ==
      Lines{
          "52: `python3.13` is a runtime, but a time or a distribution is expected (write runtime: python3.13, or init: {runtime: "
          "python3.13, own: 30ms})"});
  CHECK(faults_of("init: {import: {a: 1ms}, own: 1ms}") ==
        Lines{"53: unknown key `import` in functions.f.init (did you mean `imports`?)"});
  CHECK(faults_of("runtime: nodejs22.x, init: {imports: {a: 1ms}}") ==
        Lines{"55: `functions.f.runtime` stands beside an `init` of parts (move it into the parts: init: {runtime: nodejs22.x, "
              "imports: {aws-sdk: 180ms}, own: 30ms})"});
  CHECK(faults_of("init: {runtime: cobol, own: 1ms}").size() == 1);
  std::string many;
  for (int i = 0; i < 100; ++i) many += (i == 0 ? "m" : ", m") + std::to_string(i) + ": 1ms";
  CHECK(faults_of("init: {imports: {" + many + "}}") == Lines{"62: more than 99 imports (put the small ones together)"});
}

}  // namespace
}  // namespace thaw
