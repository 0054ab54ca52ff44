// What a scenario is warned of: an init and a handler that do not fit into the timeout together.
#include <catch2/catch.hpp>
#include <string>

#include "scenario/scenario_file.hpp"

namespace thaw {
namespace {

const std::string web = "sources: {web: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n";

std::vector<Warning> warnings_of(const std::string& function, const std::string& sources = web) {
  return parse_scenario("functions: {f: {memory: 512MB, " + function + "}}\n" + sources, "s.yaml", "").warnings;
}

bool warned(const std::string& function, const std::string& sources = web) {
  return !warnings_of(function, sources).empty();
}

const std::string tail = "service: {lognormal: {p50: 100ms, p99: 2s}}";  // reaches every timeout below now and then

TEST_CASE("an init and a handler that do not fit into the timeout together are told, and what would") {
  const auto list = warnings_of("timeout: 3s, init: {imports: {a: 1950ms}, own: 1s}, " + tail);
  REQUIRE(list.size() == 1);
  CHECK(list[0].key == "functions.f.timeout");
  CHECK(list[0].message ==
        "a typical init (2.95s) and a typical handler time (100ms) do not fit together into the timeout of 3s: once a run times "
        "out or is killed, the next one in that environment repeats the init within its own time and times out too, and so does "
        "every "
        "one after it");
  CHECK(list[0].hint == "raise the timeout above 3.05s, or shorten the init");
  CHECK_FALSE(warned("timeout: 3s, init: {imports: {a: 1900ms}, own: 1s}, " + tail));  // 2.9 s + 0.1 s fit
  CHECK(warned("init: 2901ms, " + tail));                                              // into the default of 3 s not
}

TEST_CASE("a run that is never cut leads nowhere") {
  CHECK_FALSE(warned("timeout: 3s, init: 4s, service: 45ms"));
  CHECK_FALSE(warned("timeout: 3s, init: 4s, service: {uniform: [45ms, 3s]}"));
  CHECK(warned("timeout: 3s, init: 4s, service: {uniform: [45ms, 3001ms]}"));
  CHECK_FALSE(warned("timeout: 3s, init: 4s, service: {exponential: {mean: 1ms}}"));  // once in 10^1300 calls
  CHECK(warned("timeout: 3s, init: 4s, service: 45ms, peak_memory: 600MB"));
  CHECK(warned("timeout: 3s, init: 4s, service: 45ms, crashes: 0.1%"));
}

TEST_CASE("an init that fails or is stopped makes the trap by itself") {
  const auto failing = warnings_of("timeout: 3s, init: 4s, service: 45ms, init_errors: 0.1%");
  REQUIRE(failing.size() == 1);
  CHECK(failing[0].message.find(": once an init fails, or a run times out or is killed, the next") != std::string::npos);
  const std::string slow = "timeout: 3s, init: 12s, service: 45ms";
  const auto stopped = warnings_of(slow, web + "init_limit: 10s\n");
  REQUIRE(stopped.size() == 1);
  CHECK(stopped[0].message ==
        "a typical init (12s) and a typical handler time (45ms) do not fit together into the timeout of 3s: the init limit of 10s "
        "stops such an init, the first run makes it again and times out, and so does every one after it");
  CHECK(stopped[0].hint == "raise the timeout above 12.1s, or shorten the init");
  CHECK_FALSE(warned(slow, web + "init_limit: 12s\n"));
  CHECK_FALSE(warned("timeout: 13s, init: 12s, service: 45ms", web + "init_limit: 10s\n"));
}

TEST_CASE("the handler is the one at the function's memory") {
  const std::string scaled = "timeout: 3s, init: 2s, service: {lognormal: {p50: 600ms, p99: 2s}}, cpu_share: 100%, service_at: ";
  CHECK(warned(scaled + "1024MB"));  // takes twice as long at 512 MB
  CHECK_FALSE(warned(scaled + "512MB"));
}

TEST_CASE("of recorded handler times only the init is known, and without a timeout there is nothing to fit into") {
  const std::string trace = "sources: {web: {kind: sync, function: f, arrivals: {trace: calls.csv}}}\n";
  const auto list = warnings_of("timeout: 3s, init: 4s", trace);
  REQUIRE(list.size() == 1);
  CHECK(list[0].message.starts_with("a typical init (4s) does not fit into the timeout of 3s: once"));
  CHECK(warned("timeout: 3s, init: 4s, service: 45ms", trace));
  CHECK_FALSE(warned("timeout: 3s, init: 2s", trace));
  CHECK_FALSE(warned("init: 4s", trace));
}

TEST_CASE("many functions share a line") {
  std::string functions;
  for (int i = 0; i < 12; ++i) functions += "  f" + std::to_string(i) + ": {memory: 512MB, init: 4s, " + tail + "}\n";
  const auto list =
      parse_scenario("functions:\n" + functions + "sources: {web: {kind: sync, function: f1, arrivals: {poisson: {rate: 1/s}}}}\n",
                     "s.yaml", "")
          .warnings;
  REQUIRE(list.size() == 10);
  CHECK(list[8].key == "functions");
  CHECK(list[8].message == "so it is for 4 more functions or groups");
  CHECK(list[9].message == "no source calls f0, f2, f3, f4, f5, f6, f7, f8 and 3 more");
}

TEST_CASE("functions that no source calls are told") {
  const auto of = [](const std::string& sources) {
    return parse_scenario(
               "functions: {a: {init: 1ms, service: 1ms}, b.c: {init: 1ms, service: 1ms}, n: {init: 1ms, service: 1ms, count: "
               "12}}\n"
               "sources: {" +
                   sources + "}\n",
               "s.yaml", "")
        .warnings;
  };
  const std::string rate = "arrivals: {poisson: {rate: 1/s}}}";
  const auto list = of("web: {kind: sync, function: a, " + rate);
  REQUIRE(list.size() == 1);
  CHECK(list[0].key == "functions");
  CHECK(list[0].message == "no source calls \"b.c\", n");
  CHECK(list[0].hint == "leave out what is not called, or name it as the `function` of a source");
  CHECK(of("web: {kind: sync, function: [a, b.c], " + rate + ", one: {kind: sync, function: n11, " + rate).empty());
  CHECK(of("web: {kind: sync, function: a, " + rate + ", log: {kind: sync, arrivals: {trace: calls.csv}}").empty());
}

}  // namespace
}  // namespace thaw
