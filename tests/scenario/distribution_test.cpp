// Distributions as a scenario writes them, and each way of writing them wrong.
#include <fmt/format.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "scenario/distribution_reader.hpp"
#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

/// The distribution is in line 3, from column 15 on.
std::string scenario_with(const std::string& distribution) {
  return "functions:\n  f: {init: 1ms,\n     service: " + distribution +
         "}\nsources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n";
}

Distribution read(const std::string& distribution, const std::string& folder = "") {
  return *parse_scenario(scenario_with(distribution), "s.yaml", folder).functions.at(0).service;
}

/// All faults, a line of the compiler's form each, with the hint below.
std::string faults_of(const std::string& distribution, const std::string& folder = "") {
  std::string text;
  try {
    parse_scenario(scenario_with(distribution), "s.yaml", folder);
  } catch (const Faults& faults) {
    CHECK(faults.status() == ExitStatus::scenario);
    for (const Diagnostic& fault : faults.list()) {
      text += std::to_string(fault.line) + ":" + std::to_string(fault.column) + ": " + fault.message + "\n  " + fault.hint + "\n";
    }
  }
  return text;
}

TEST_CASE("more shapes than there is room for tables are refused once, where they become too many") {
  const auto scenario_of = [](std::size_t functions, std::size_t shapes) {
    std::string text = "functions:\n";
    for (std::size_t i = 0; i < functions; ++i) {
      const std::size_t shape = i % shapes;
      text += fmt::format("  f{}: {{init: 1ms, service: {{gamma: {{shape: {}.{}, mean: {}ms}}}}}}\n", i, shape / 2 + 1,
                          shape % 2 * 5, i + 1);
    }
    return text + "sources: {s: {kind: sync, function: f0, arrivals: {constant: {every: 1min}}}}\n";
  };
  CHECK_NOTHROW(parse_scenario(scenario_of(max_shapes + 5, max_shapes), "s.yaml", ""));
  try {
    parse_scenario(scenario_of(max_shapes + 5, max_shapes + 5), "s.yaml", "");
    FAIL("it was accepted");
  } catch (const Faults& faults) {
    REQUIRE(faults.list().size() == 1);
    CHECK(faults.list()[0].line == max_shapes + 2);
    CHECK(faults.list()[0].message == "the scenario has laws of more than 10000 shapes");
  }
}

TEST_CASE("gamma, weibull and pareto are taken as they are written") {
  CHECK(read("{gamma: {shape: 2.5, mean: 45ms}}") == Distribution(Gamma{2.5, 45e6}));
  CHECK(read("{weibull: {shape: 0.5, scale: 1s}}") == Distribution(Weibull{0.5, 1e9}));
  CHECK(read("{pareto: {shape: 1.5, min: 10ms}}") == Distribution(Pareto{1.5, milliseconds(10)}));
  CHECK(read("{gamma: {shape: 0.05, mean: 1ns}}") == Distribution(Gamma{0.05, 1}));
  CHECK(read("{gamma: {shape: 10000, mean: 3650d}}") == Distribution(Gamma{10'000, 3650 * 86'400e9}));
  CHECK(read("{pareto: {shape: 0.1, min: 3650d}}") == Distribution(Pareto{0.1, seconds(3650 * std::int64_t{86'400})}));
}

TEST_CASE("a mixture has parts of any law with their weights, whatever they sum to") {
  CHECK(read("{mixture: [{weight: 9, fixed: 45ms}, {weight: 1, pareto: {shape: 2, min: 1s}}]}") ==
        Distribution(Mixture{{{9, Constant{milliseconds(45)}}, {1, Pareto{2, seconds(1)}}}}));
  CHECK(read("{mixture: [{lognormal: {mu: 0, sigma: 1}, weight: 0.5}, {weight: 0.5, empirical: [2ms, 1ms]}]}") ==
        Distribution(Mixture{{{0.5, Lognormal{1e9, 1}}, {0.5, Empirical{{milliseconds(1), milliseconds(2)}}}}}));
}

TEST_CASE("a mixture within a mixture is its parts at their share of its weight") {
  CHECK(read("{mixture: [{weight: 6, fixed: 1ms}, {weight: 4, mixture: [{weight: 1, fixed: 2ms}, {weight: 3, fixed: 3ms}]}]}") ==
        Distribution(Mixture{{{6, Constant{milliseconds(1)}}, {1, Constant{milliseconds(2)}}, {3, Constant{milliseconds(3)}}}}));
}

TEST_CASE("a hyperexponential has two exponential parts that bring half of the mean each, and the cv that is asked for") {
  for (const double cv : {1.01, 2.0, 3.0, 100.0}) {
    CAPTURE(cv);
    const auto mixture = std::get<Mixture>(read("{hyperexponential: {mean: 2s, cv: " + std::to_string(cv) + "}}"));
    REQUIRE(mixture.parts.size() == 2);
    double weights = 0, mean = 0, square = 0;
    for (const Mixture::Part& part : mixture.parts) {
      const double part_mean = std::get<Exponential>(part.law).mean_ns;
      CHECK(part.weight * part_mean == Approx(1e9).epsilon(1e-12));
      weights += part.weight;
      mean += part.weight * part_mean;
      square += part.weight * 2 * part_mean * part_mean;
    }
    CHECK(weights == Approx(1).epsilon(1e-14));
    CHECK(mean == Approx(2e9).epsilon(1e-12));
    CHECK(std::sqrt(square / (mean * mean) - 1) == Approx(cv).epsilon(1e-9));
  }
  CHECK(read("{hyperexponential: {mean: 2s, cv: 1}}") == Distribution(Exponential{2e9}));
}

TEST_CASE("gaps and idle times may have any law too") {
  const Scenario scenario = parse_scenario(
      "functions: {f: {init: 1ms, service: 1ms, keep_alive: {mixture: [{weight: 1, fixed: 5min}, {weight: 1, fixed: 7min}]}}}\n"
      "sources: {s: {kind: sync, function: f, arrivals: {renewal: {hyperexponential: {mean: 2s, cv: 3}}}}}\n",
      "s.yaml", "");
  CHECK(scenario.functions.at(0).keep_alive == Distribution(Mixture{{{1, Constant{seconds(300)}}, {1, Constant{seconds(420)}}}}));
  CHECK(std::holds_alternative<Mixture>(std::get<RenewalArrivals>(scenario.sources.at(0).arrivals).gap));
}

TEST_CASE("parameters that no law has are faults, each at its place") {
  const std::vector<std::pair<std::string, std::string>> wrong = {
      {"{gamma: 2s}",
       "3:23: functions.f.service.gamma is a plain value, but a map is expected\n  write `key: value` with the keys: shape, "
       "mean\n"},
      {"{gamma: {shape: 2}}", "3:23: `functions.f.service.gamma.mean` is missing\n  write a time such as 45ms\n"},
      {"{gamma: {mean: 0s}}",
       "3:23: `functions.f.service.gamma.shape` is missing\n  write a plain number\n"
       "3:30: `functions.f.service.gamma.mean` must be above 0\n  a constant 0 is written 0ms alone\n"},
      {"{gamma: {shape: 0.01, mean: 1s}}", "3:31: the number `0.01` is too small\n  write a plain number from 0.05 to 10000\n"},
      {"{gamma: {shape: 10001, mean: 1s}}", "3:31: the number `10001` is too large\n  write a plain number from 0.05 to 10000\n"},
      {"{gamma: {shape: nan, mean: -1s}}",
       "3:31: `nan` is not a plain number\n  write a plain number from 0.05 to 10000\n"
       "3:42: the time `-1s` is negative\n  times count from 0 upwards\n"},
      {"{gamma: {shape: 2, scale: 1s}}",
       "3:23: `functions.f.service.gamma.mean` is missing\n  write a time such as 45ms\n"
       "3:34: unknown key `scale` in functions.f.service.gamma\n  keys here: shape, mean\n"},
      {"{weibull: [1, 2s]}",
       "3:25: functions.f.service.weibull is a list, but a map is expected\n  write `key: value` with the keys: shape, scale\n"},
      {"{weibull: {shape: 0.09, scale: 1s}}", "3:33: the number `0.09` is too small\n  write a plain number from 0.1 to 1000\n"},
      {"{weibull: {shape: 1, scale: 0ms}}",
       "3:43: `functions.f.service.weibull.scale` must be above 0\n  a constant 0 is written 0ms alone\n"},
      {"{pareto: {}}",
       "3:24: `functions.f.service.pareto.shape` is missing\n  write a plain number\n"
       "3:24: `functions.f.service.pareto.min` is missing\n  write a time such as 45ms\n"},
      {"{pareto: {shape: 1e3, min: 1s}}", "3:32: `1e3` is not a plain number\n  write a plain number from 0.1 to 1000\n"},
      {"{pareto: {shape: 1, min: 3651d}}", "3:40: the time `3651d` is too long\n  at most 3650d\n"},
      {"{hyperexponential: {mean: 2s, cv: 0.9}}", "3:49: the number `0.9` is too small\n  write a plain number from 1 to 100\n"},
      {"{hyperexponential: {mean: 2s}}", "3:34: `functions.f.service.hyperexponential.cv` is missing\n  write a plain number\n"},
      {"{hyperexponential: {mean: 10d, cv: 20}}",
       "3:34: the longer times of this hyperexponential have a mean beyond 3650d\n"
       "  about the mean times the square of cv: make one of them smaller\n"},
  };
  for (const auto& [text, expected] : wrong) {
    CAPTURE(text);
    CHECK(faults_of(text) == expected);
  }
}

TEST_CASE("a mixture that is none is told part by part") {
  const std::string two =
      ": mixture takes a list of two parts or more\n"
      "  write {mixture: [{weight: 0.9, fixed: 45ms}, {weight: 0.1, lognormal: {p50: 1s, p99: 3s}}]}\n";
  const std::string example = "  write {weight: 0.9, lognormal: {p50: 45ms, p99: 300ms}}\n";
  CHECK(faults_of("{mixture: []}") == "3:25" + two);
  CHECK(faults_of("{mixture: {weight: 1, fixed: 1s}}") == "3:25" + two);
  CHECK(faults_of("{mixture: [{weight: 1, fixed: 1s}]}") == "3:25" + two);
  CHECK(faults_of("{mixture: [{fixed: 1s}, {weight: 1}]}") ==
        "3:26: functions.f.service.mixture[0] has no `weight`\n" + example +
            "3:39: functions.f.service.mixture[1] takes one distribution beside its weight, here are 0\n" + example);
  CHECK(faults_of("{mixture: [{weight: 0, fixed: 1s}, {weight: 90%, fixed: 2, uniform: [1s, 2s]}, 3s]}") ==
        "3:35: the number `0` is too small\n  write a plain number from 1e-06 to 1000000\n"
        "3:50: functions.f.service.mixture[1] takes one distribution beside its weight, here are 2\n" +
            example +
            "3:59: `90%` is not a plain number\n  write a plain number from 1e-06 to 1000000\n"
            "3:94: functions.f.service.mixture[2] is a plain value, but a map is expected\n"
            "  write `key: value` with the keys: exponential, lognormal, uniform, gamma, weibull, pareto, empirical, mixture, "
            "hyperexponential, weight, fixed\n");
  CHECK(faults_of("{mixture: [{weight: 1, fixd: 1s}, {weight: 1, gamma: {shape: 0, mean: 1s}}]}") ==
        "3:38: unknown key `fixd` in functions.f.service.mixture[0]\n  did you mean `fixed`?\n"
        "3:76: the number `0` is too small\n  write a plain number from 0.05 to 10000\n");
}

TEST_CASE("a mixture is bounded in its parts and in the samples that they hold") {
  const auto repeated = [](const std::string& part, int times) {
    std::string list;
    for (int i = 0; i < times; ++i) list += (i == 0 ? "" : ", ") + part;
    return "{mixture: [" + list + "]}";
  };
  CHECK(std::get<Mixture>(read(repeated("{weight: 1, fixed: 1s}", 64))).parts.size() == 64);
  const std::string fault =
      "3:25: functions.f.service.mixture has more than 64 parts, or more than 1000000 samples in all\n"
      "  join parts, or write {empirical: file.csv}\n";
  CHECK(faults_of(repeated("{weight: 1, fixed: 1s}", 65)) == fault);
  CHECK(faults_of(repeated("{weight: 1, " + repeated("{weight: 1, fixed: 1s}", 9).substr(1), 8)) == fault);

  const std::string folder = std::filesystem::temp_directory_path().string() + "/thaw-mixture-" + std::to_string(::getpid());
  std::filesystem::create_directory(folder);
  std::ofstream file(folder + "/times.csv");
  file << "duration_s\n";
  for (int i = 0; i < 400'000; ++i) file << "1\n";
  file.close();
  const std::string part = "{weight: 1, empirical: times.csv}";
  CHECK(std::get<Mixture>(read(repeated(part, 2), folder)).parts.size() == 2);
  CHECK(faults_of(repeated(part, 3), folder) == fault);
  std::filesystem::remove_all(folder);
}

TEST_CASE("functions that hold too many parts of mixtures in all are refused") {
  const std::string parts = "{mixture: [{weight: 1, fixed: 1s}, {weight: 1, fixed: 2s}]}";
  const auto text = [&](int count) {
    return "functions: {f: {count: " + std::to_string(count) + ", init: " + parts + ", service: " + parts +
           ", cold_service: " + parts + ", placement: " + parts +
           "}}\nsources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n";
  };
  CHECK(parse_scenario(text(1'000), "s.yaml", "").functions.size() == 1'000);
  CHECK_THROWS_AS(parse_scenario(text(200'000), "s.yaml", ""), Faults);
}

}  // namespace
}  // namespace thaw
