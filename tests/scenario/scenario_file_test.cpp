#include "scenario/scenario_file.hpp"

#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "scenario/date.hpp"
#include "scenario/first_example.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

const std::string minimal =
    "functions:\n"
    "  api: {memory: 512MB, runtime: python3.13, service: 45ms}\n"
    "sources:\n"
    "  web: {kind: sync, function: api, arrivals: {poisson: {rate: 20/s}}}\n";

Scenario parsed(const std::string& text, const std::vector<std::string>& settings = {}) {
  return parse_scenario(text, "s.yaml", "", settings);
}

/// The minimal scenario with a top-level line before it.
Scenario with_line(const std::string& line, const std::vector<std::string>& settings = {}) {
  return parsed(line + "\n" + minimal, settings);
}

/// One function with more keys.
Function with_keys(const std::string& keys) {
  return parsed("functions:\n  f: {init: 80ms, service: 1ms, " + keys +
                "}\nsources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n")
      .functions.at(0);
}

Source with_arrivals(const std::string& arrivals) {
  return parsed("functions: {f: {init: 1ms, service: 1ms}}\nsources: {s: {kind: sync, function: f, arrivals: " + arrivals + "}}\n")
      .sources.at(0);
}

const Assumption* assumption(const Scenario& scenario, const std::string& key) {
  const auto found =
      std::find_if(scenario.assumptions.begin(), scenario.assumptions.end(), [&](const Assumption& one) { return one.key == key; });
  return found == scenario.assumptions.end() ? nullptr : &*found;
}

std::vector<std::string> messages_of(const std::string& text, const std::vector<std::string>& settings = {}) {
  std::vector<std::string> messages;
  try {
    parsed(text, settings);
  } catch (const Faults& faults) {
    for (const Diagnostic& fault : faults.list()) messages.push_back(fault.message);
  }
  return messages;
}

/// A folder that is gone after the test.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "thaw-scenario-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string file(const std::string& name, const std::string& text) const {
    const std::string path = path_ + "/" + name;
    std::ofstream(path, std::ios::binary) << text;
    return path;
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string content(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

TEST_CASE("the contract's minimal scenario has the contract's defaults") {
  const Scenario scenario = parsed(minimal);
  CHECK(scenario.name == "s");
  CHECK(scenario.start_unix_ns == days_from_civil(2026, 11, 1) * 86'400 * 1'000'000'000);
  CHECK_FALSE(scenario.start_written);
  CHECK(scenario.region == "us-east-1");
  CHECK_FALSE(scenario.duration);
  CHECK(scenario.warmup == seconds(0));
  CHECK(scenario.seed == 1);
  CHECK(scenario.end == End::drain);
  CHECK(scenario.account.concurrency == 1000);
  CHECK(scenario.account.requests_per_s == 10'000U);
  CHECK_FALSE(scenario.billing.free_tier);
  CHECK(scenario.billing.init == InitBilling::billed);
  CHECK(scenario.billing.failed_init == InitBilling::free);
  CHECK_FALSE(scenario.init_limit);
  CHECK(scenario.billing.rounding == milliseconds(1));
  REQUIRE(scenario.functions.size() == 1);
  const Function& api = scenario.functions[0];
  CHECK(api.name == "api");
  CHECK(api.memory_mb == 512);
  CHECK(api.architecture == Architecture::x86_64);
  CHECK(api.package == Package::zip);
  CHECK(api.runtime == "python3.13");
  CHECK(api.init == Distribution(Quantiles{84.2e6, 98.8e6, 119.7e6, 143.4e6, 0.0767}));
  CHECK(api.service == Distribution(Constant{milliseconds(45)}));
  CHECK_FALSE(api.cold_service);
  CHECK(api.timeout == seconds(3));
  CHECK(api.keep_alive == Distribution(Constant{seconds(380)}));
  REQUIRE(std::holds_alternative<Lognormal>(api.placement));
  CHECK(std::get<Lognormal>(api.placement).median_ns == 60e6);
  CHECK(std::get<Lognormal>(api.placement).sigma == Approx(0.6134578459073107).epsilon(1e-14));
  CHECK(api.pick == Pick::mru);
  CHECK(api.assignment == Assignment::eager);
  CHECK(api.error_probability == 0);
  CHECK(api.initial.idle == 0);
  CHECK_FALSE(scenario.template_function);
  REQUIRE(scenario.sources.size() == 1);
  CHECK(scenario.sources[0].name == "web");
  CHECK(scenario.sources[0].functions == std::vector<std::uint32_t>{0});
  CHECK(std::get<PoissonArrivals>(scenario.sources[0].arrivals).rate_per_s == 20.0);
}

TEST_CASE("top-level keys are taken as written") {
  const Scenario scenario = with_line(
      "name: checkout\nstart: 2026-11-02\nera: 2026-11\nregion: us-east-1\nduration: 2h\nwarmup: 1h\nseed: "
      "18446744073709551615\nend: cut\n"
      "account: {concurrency: 7, request_rate: 3x}\nbilling: {free_tier: true, init: free, rounding: 100ms}");
  CHECK(scenario.name == "checkout");
  CHECK(scenario.start_written);
  CHECK(scenario.start_unix_ns == days_from_civil(2026, 11, 2) * 86'400 * 1'000'000'000);
  CHECK(scenario.duration == seconds(7200));
  CHECK(scenario.warmup == seconds(3600));
  CHECK(scenario.seed == 18'446'744'073'709'551'615ULL);
  CHECK(scenario.end == End::cut);
  CHECK(scenario.account.concurrency == 7);
  CHECK(scenario.account.requests_per_s == 21U);
  CHECK(scenario.billing.free_tier);
  CHECK(scenario.billing.init == InitBilling::free);
  CHECK(scenario.billing.rounding == milliseconds(100));
}

TEST_CASE("the request rate is a multiple, a rate or none") {
  CHECK_FALSE(with_line("account: {request_rate: none}").account.requests_per_s);
  CHECK(with_line("account: {request_rate: 500/s}").account.requests_per_s == 500U);
  CHECK(with_line("account: {request_rate: 120/min}").account.requests_per_s.value_or(0) == 2U);
  CHECK(with_line("account: {concurrency: 50}").account.requests_per_s == 500U);
}

TEST_CASE("the init limit is none, or a time up to Lambda's longest, and what failed before it is ready is free unless said") {
  CHECK_FALSE(with_line("init_limit: none").init_limit);
  CHECK(with_line("init_limit: 10s").init_limit == seconds(10));
  CHECK(with_line("init_limit: 15min").init_limit == seconds(900));
  CHECK(with_line("billing: {failed_init: billed}").billing.failed_init == InitBilling::billed);
  CHECK(with_line("billing: {failed_init: free}").billing.failed_init == InitBilling::free);
  const auto told = [](const Scenario& scenario) {
    return std::any_of(scenario.assumptions.begin(), scenario.assumptions.end(),
                       [](const Assumption& one) { return one.key == "billing.failed_init" && one.value == "free"; });
  };
  CHECK(told(with_line("init_limit: 10s")));  // only where an init can fail and is billed at all
  CHECK_FALSE(told(with_line("init_limit: none")));
  CHECK_FALSE(told(parsed(std::string(minimal) + "init_limit: 10s\nbilling: {init: free}\n")));
}

TEST_CASE("function keys are taken as written") {
  const Function f = with_keys(
      "memory: 1GB, architecture: arm64, package: image, cold_service: 400ms, timeout: 750ms, keep_alive: {fixed: 10min}, "
      "max_life: none, pick: "
      "random, assignment: bound, placement: 0ms, errors: 0.2%, crashes: 0.1%, init_errors: 2%, initial: {idle: 5, running: 3}");
  CHECK(f.memory_mb == 1024);
  CHECK(f.architecture == Architecture::arm64);
  CHECK(f.package == Package::image);
  CHECK(f.init == Distribution(Constant{milliseconds(80)}));
  CHECK(f.cold_service == Distribution(Constant{milliseconds(400)}));
  CHECK(f.timeout == milliseconds(750));
  CHECK(f.keep_alive == Distribution(Constant{seconds(600)}));
  CHECK(f.pick == Pick::random);
  CHECK(f.assignment == Assignment::bound);
  CHECK(f.placement == Distribution(Constant{}));
  CHECK(f.error_probability == 0.002);
  CHECK(f.crash_probability == 0.001);
  CHECK(f.init_error_probability == 0.02);
  CHECK(f.initial.idle == 5);
  CHECK(f.initial.running == 3);
}

TEST_CASE("keep-alive takes presets and distributions") {
  CHECK(with_keys("keep_alive: {preset: aws-2017}").keep_alive == Distribution(Uniform{seconds(2700), seconds(3600)}));
  CHECK(with_keys("keep_alive: {preset: aws-2019h1}").keep_alive == Distribution(Uniform{seconds(1500), seconds(3900)}));
  CHECK(with_keys("keep_alive: {preset: aws-2020}").keep_alive == Distribution(Constant{seconds(600)}));
  CHECK(with_keys("keep_alive: {preset: aws-2021}").keep_alive == Distribution(Constant{seconds(380)}));
  CHECK(with_keys("keep_alive: {uniform: [5min, 7min]}").keep_alive == Distribution(Uniform{seconds(300), seconds(420)}));
  CHECK(with_keys("keep_alive: 10min").keep_alive == Distribution(Constant{seconds(600)}));
  CHECK(!with_keys("keep_alive: 10min").keep_alive_policy);
  CHECK(with_keys("keep_alive: never").keep_alive == Distribution(Constant{}));
  CHECK(!with_keys("keep_alive: never").keep_alive_policy);
  CHECK(with_keys("keep_alive: forever").keep_alive_policy == KeepAlivePolicy(KeepForever{}));
  CHECK(with_keys("keep_alive: {policy: {rank: {last: 26min, spares: 5min}}}").keep_alive_policy ==
        KeepAlivePolicy(KeepByRank{seconds(1'560), seconds(300)}));
  CHECK(with_keys("keep_alive: {policy: {rank: {last: 5min, spares: 5min}}}").keep_alive_policy ==
        KeepAlivePolicy(KeepByRank{seconds(300), seconds(300)}));
  CHECK(with_keys("keep_alive: {policy: {halving: {period: 380s}}}").keep_alive_policy ==
        KeepAlivePolicy(KeepByHalving{seconds(380)}));
  CHECK(with_keys("keep_alive: {policy: {histogram: {}}}").keep_alive_policy ==
        KeepAlivePolicy(KeepByHistogram{seconds(14'400), 10}));
  CHECK(with_keys("keep_alive: {policy: {histogram: {range: 1h, samples: 5}}}").keep_alive_policy ==
        KeepAlivePolicy(KeepByHistogram{seconds(3'600), 5}));
}

TEST_CASE("distributions have the parameters that were meant") {
  CHECK(with_keys("cold_service: {exponential: {mean: 2s}}").cold_service == Distribution(Exponential{2e9}));
  CHECK(with_keys("cold_service: {uniform: [1s, 1s]}").cold_service == Distribution(Constant{seconds(1)}));
  CHECK(with_keys("cold_service: {empirical: [3ms, 1ms, 2ms]}").cold_service ==
        Distribution(Empirical{{milliseconds(1), milliseconds(2), milliseconds(3)}}));
  CHECK(with_keys("cold_service: {lognormal: {p50: 1s, p99: 1s}}").cold_service == Distribution(Constant{seconds(1)}));

  const auto quantiles = std::get<Lognormal>(*with_keys("cold_service: {lognormal: {p50: 45ms, p99: 300ms}}").cold_service);
  CHECK(quantiles.median_ns == 45e6);
  CHECK(quantiles.sigma == Approx(1.8971199848858813 / 2.3263478740408408).epsilon(1e-14));

  // mean = median exp(sigma^2 / 2), variance = mean^2 (exp(sigma^2) - 1).
  const auto moments = std::get<Lognormal>(*with_keys("cold_service: {lognormal: {mean: 60ms, sd: 60ms}}").cold_service);
  CHECK(moments.sigma * moments.sigma == Approx(0.6931471805599453).epsilon(1e-14));
  CHECK(moments.median_ns == Approx(60e6 / 1.4142135623730951).epsilon(1e-14));

  const auto logarithms = std::get<Lognormal>(*with_keys("cold_service: {lognormal: {mu: -0.38, sigma: 2.36}}").cold_service);
  CHECK(logarithms.median_ns == Approx(0.683861409212356e9).epsilon(1e-14));
  CHECK(logarithms.sigma == 2.36);
}

TEST_CASE("empirical times come from a file beside the scenario") {
  const Folder folder;
  static_cast<void>(folder.file("times.txt", "30ms\r\n10ms\n\n20ms"));
  static_cast<void>(folder.file("times.csv", "duration_ms\n30\n10.5\n"));
  const auto read = [&](const std::string& name) {
    return *parse_scenario("functions: {f: {init: 1ms, service: {empirical: " + name + "}}}\n" +
                               "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
                           "s.yaml", folder.path())
                .functions.at(0)
                .service;
  };
  CHECK(read("times.txt") == Distribution(Empirical{{milliseconds(10), milliseconds(20), milliseconds(30)}}));
  CHECK(read("times.csv") == Distribution(Empirical{{nanoseconds(10'500'000), milliseconds(30)}}));
}

TEST_CASE("a fault in a file of empirical times lies in that file") {
  const Folder folder;
  const std::string path = folder.file("times.txt", "30ms\nlong\n20\n");
  const std::string empty = folder.file("empty.txt", "\n");
  const auto list = [&](const std::string& name) {
    try {
      parse_scenario("functions: {f: {init: 1ms, service: {empirical: " + name + "}}}\n" +
                         "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
                     "s.yaml", folder.path());
    } catch (const Faults& faults) {
      CHECK(faults.status() == ExitStatus::scenario);
      return faults.list();
    }
    return std::vector<Diagnostic>{};
  };
  const auto faults = list("times.txt");
  REQUIRE(faults.size() == 2);
  CHECK(to_text(faults[0]) ==
        path +
            ":2:1: error: `long` is not a time\n    long\n    ^\n    hint: one time per line with its unit, or a header such as "
            "duration_ms and plain numbers\n");
  CHECK(faults[1].line == 3);
  CHECK(faults[1].message == "the time `20` has no unit");
  REQUIRE(list("empty.txt").size() == 1);
  CHECK(list("empty.txt")[0].file == empty);
  CHECK(list("empty.txt")[0].message == "no samples in this file");
}

TEST_CASE("defaults stand behind every function, and a function's own choice of init before them") {
  const Scenario scenario = parsed(
      "defaults: {memory: 256MB, init: 9ms, service: 1ms, timeout: 10s}\n"
      "functions:\n  a:\n  b: {memory: 1GB, runtime: go}\n  '*': {keep_alive: 1min}\n"
      "sources: {s: {kind: sync, function: a, arrivals: {poisson: {rate: 1/s}}}}\n");
  REQUIRE(scenario.functions.size() == 2);
  CHECK(scenario.functions[0].memory_mb == 256);
  CHECK(scenario.functions[0].init == Distribution(Constant{milliseconds(9)}));
  CHECK(scenario.functions[0].timeout == seconds(10));
  CHECK(scenario.functions[1].memory_mb == 1024);
  CHECK(scenario.functions[1].runtime == "go");
  CHECK(std::holds_alternative<Quantiles>(scenario.functions[1].init));
  REQUIRE(scenario.template_function);
  CHECK(scenario.template_function->memory_mb == 256);
  CHECK(scenario.template_function->timeout == seconds(10));
  CHECK(scenario.template_function->keep_alive == Distribution(Constant{seconds(60)}));
}

TEST_CASE("init wins over runtime, which is then a name") {
  const Function f = with_keys("runtime: python3.11");
  CHECK(f.init == Distribution(Constant{milliseconds(80)}));
  CHECK(f.runtime == "python3.11");
  const Function composed = parsed(
                                "functions: {f: {init: {runtime: nodejs22.x}, architecture: arm64, service: 1ms}}\n"
                                "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n")
                                .functions.at(0);
  CHECK(std::get<Quantiles>(composed.init).p50_ns == 129.8e6);
}

TEST_CASE("a counted group becomes numbered functions that one source may feed") {
  const Scenario scenario = parsed(
      "functions:\n  shard: {count: 1000, memory: 128MB, runtime: python3.13, service: 20ms}\n  alone: {init: 1ms, service: 1ms}\n"
      "sources:\n  crowd: {kind: sync, function: shard, arrivals: {poisson: {rate: 50/s}, zipf: {exponent: 1.2}}}\n"
      "  one: {kind: sync, function: shard0007, arrivals: {constant: {every: 700s}}}\n");
  REQUIRE(scenario.functions.size() == 1001);
  CHECK(scenario.functions[0].name == "alone");
  CHECK(scenario.functions[1].name == "shard0000");
  CHECK(scenario.functions[1000].name == "shard0999");
  CHECK(std::is_sorted(scenario.functions.begin(), scenario.functions.end(),
                       [](const Function& a, const Function& b) { return a.name < b.name; }));
  REQUIRE(scenario.sources.size() == 2);
  CHECK(scenario.sources[0].functions.size() == 1000);
  CHECK(scenario.sources[0].functions.front() == 1);
  CHECK(scenario.sources[0].zipf_exponent == 1.2);
  CHECK(scenario.sources[1].functions == std::vector<std::uint32_t>{8});
}

TEST_CASE("two hundred thousand functions are made") {
  const Scenario scenario = parsed(
      "functions: {f: {count: 200000, init: 1ms, service: 1ms}}\n"
      "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n");
  CHECK(scenario.functions.size() == 200'000);
  CHECK(scenario.functions.back().name == "f199999");
  CHECK(assumption(scenario, "keep_alive") != nullptr);
}

TEST_CASE("constant arrivals stay exact") {
  const auto every = std::get<ConstantArrivals>(with_arrivals("{constant: {every: 700s}}").arrivals);
  CHECK(every.count == 1);
  CHECK(every.per == seconds(700));
  const auto rate = std::get<ConstantArrivals>(with_arrivals("{constant: {rate: 3/s}}").arrivals);
  CHECK(rate.count == 3);
  CHECK(rate.per == seconds(1));
}

TEST_CASE("a trace is taken as a file or with all that tells how to read it") {
  const auto bare = std::get<TraceArrivals>(with_arrivals("{trace: orders.csv}").arrivals);
  CHECK(bare.file == "orders.csv");
  CHECK(bare.line == 2);
  CHECK(bare.origin == Origin::start);
  const auto full = std::get<TraceArrivals>(with_arrivals("{trace: {file: -, columns: {arrival_s: t_send_s, duration_ms: d}, "
                                                          "where: {run: 7, 'a b': x}, window: 2s, origin: first}}")
                                                .arrivals);
  CHECK(full.file == "-");
  CHECK(full.columns == std::map<std::string, std::string>{{"arrival_s", "t_send_s"}, {"duration_ms", "d"}});
  CHECK(full.where == std::map<std::string, std::string>{{"run", "7"}, {"a b", "x"}});
  CHECK(full.window == seconds(2));
  CHECK(full.origin == Origin::first);
}

TEST_CASE("a function that a trace may feed has no default timeout, and needs no service") {
  const Scenario scenario = parsed(
      "functions: {a: {init: 1ms}, b: {init: 1ms, service: 1ms}, c: {init: 1ms, timeout: 5s}}\n"
      "sources:\n  t: {kind: sync, function: a, arrivals: {trace: x.csv}}\n  u: {kind: sync, function: c, arrivals: {trace: "
      "x.csv}}\n"
      "  p: {kind: sync, function: b, arrivals: {poisson: {rate: 1/s}}}\n");
  CHECK(scenario.functions[0].timeout == Duration::max());
  CHECK(scenario.functions[1].timeout == seconds(3));
  CHECK(scenario.functions[2].timeout == seconds(5));
  CHECK(assumption(scenario, "functions.a.timeout")->value == "none");
  CHECK(assumption(scenario, "functions.b.timeout")->value == "3s");
  CHECK(assumption(scenario, "functions.c.timeout") == nullptr);

  const Scenario by_name = parsed(
      "functions: {a: {init: 1ms, service: 1ms}, '*': {init: 1ms}}\n"
      "sources: {t: {kind: sync, arrivals: {trace: x.csv}}, p: {kind: sync, function: a, arrivals: {poisson: {rate: 1/s}}}}\n");
  CHECK(by_name.functions[0].timeout == Duration::max());
  CHECK(by_name.template_function->timeout == Duration::max());
}

TEST_CASE("eras decide rounding and who pays for init, and single keys override them") {
  CHECK(with_line("era: 2020-11-30").billing.rounding == milliseconds(100));
  CHECK(with_line("era: 2020-12-01").billing.rounding == milliseconds(1));
  CHECK(with_line("era: 2020-12-01").billing.init == InitBilling::free);
  CHECK(with_line("era: 2025-07-31").billing.init == InitBilling::free);
  CHECK(with_line("era: 2025-07").billing.init == InitBilling::free);
  CHECK(with_line("era: 2025-08-01").billing.init == InitBilling::billed);
  CHECK(with_line("era: legacy").billing.init == InitBilling::free);
  CHECK(with_line("era: legacy").billing.rounding == milliseconds(1));
  CHECK(with_line("era: article").billing.rounding == milliseconds(100));
  CHECK(with_line("era: article").billing.init == InitBilling::billed);
  CHECK(with_line("era: legacy\nbilling: {init: billed, rounding: 100ms}").billing.init == InitBilling::billed);
  CHECK(with_line("era: 2019-01\nbilling: {rounding: 1ms}").billing.rounding == milliseconds(1));
  CHECK(with_line("era: legacy", {"functions.api.package=image"}).billing.init == InitBilling::billed);
  CHECK(with_line("era: legacy", {"functions.api.runtime=go"}).billing.init == InitBilling::billed);
}

TEST_CASE("defaults that mattered are listed, and undocumented values even if written") {
  const Scenario scenario = parsed(minimal);
  CHECK(assumption(scenario, "duration")->value == "24h");
  CHECK(assumption(scenario, "keep_alive")->value == "380s");
  CHECK(assumption(scenario, "placement")->value == "lognormal p50 60ms, p99 250ms");
  CHECK(assumption(scenario, "timeout")->value == "3s");
  CHECK(assumption(scenario, "account.concurrency")->value == "1000");
  CHECK(assumption(scenario, "account.request_rate")->value == "10000/s");
  CHECK(assumption(scenario, "memory") == nullptr);
  CHECK(assumption(scenario, "init")->value ==
        "python3.13 as zip on x86_64: p50 84.2 ms, p90 98.8 ms, p99 119.7 ms, at most 143.4 ms");

  const Scenario written = with_line("duration: 1h\naccount: {concurrency: 5, request_rate: none}",
                                     {"functions.api.keep_alive={uniform: [5min, 7min]}"});
  CHECK(assumption(written, "duration") == nullptr);
  CHECK(assumption(written, "account.concurrency") == nullptr);
  CHECK(assumption(written, "account.request_rate") == nullptr);
  CHECK(assumption(written, "keep_alive")->value == "uniform [5min, 7min]");
  CHECK(assumption(written, "keep_alive")->why == "AWS does not document how long an idle environment is kept; as written");
}

TEST_CASE("a life is none, a time or a law, and told where it is limited") {
  CHECK(!parsed(minimal).functions[0].max_life);
  CHECK(!parsed(minimal, {"functions.api.max_life=none"}).functions[0].max_life);
  CHECK(assumption(parsed(minimal, {"functions.api.max_life=none"}), "max_life") == nullptr);
  CHECK(parsed(minimal, {"functions.api.max_life=6h"}).functions[0].max_life == Distribution(Constant{seconds(21'600)}));
  const Scenario drawn = parsed(minimal, {"defaults={max_life: {uniform: [5h, 8h]}}"});
  CHECK(drawn.functions[0].max_life == Distribution(Uniform{seconds(18'000), seconds(28'800)}));
  CHECK(assumption(drawn, "max_life")->value == "uniform [5h, 8h]");
  CHECK(assumption(drawn, "max_life")->why == "AWS only says that environments end every few hours; as written");
  CHECK(!parsed(minimal, {"defaults={max_life: 5h}", "functions.api.max_life=none"}).functions[0].max_life);
}

TEST_CASE("settings change the scenario before it is checked") {
  CHECK(parsed(minimal, {"functions.api.timeout=9s"}).functions[0].timeout == seconds(9));
  CHECK(parsed(minimal, {"functions.\"api\".timeout=9s"}).functions[0].timeout == seconds(9));
  CHECK(parsed(minimal, {"seed=3", "seed=4"}).seed == 4);
  CHECK(parsed(minimal, {"account.concurrency=9"}).account.concurrency == 9);
  CHECK(parsed(minimal, {"functions.api.keep_alive={uniform: [5min, 7min]}"}).functions[0].keep_alive ==
        Distribution(Uniform{seconds(300), seconds(420)}));
  CHECK(parsed(minimal, {"functions.new={init: 1ms, service: 1ms}", "functions.new.memory=2GB"}).functions[1].memory_mb == 2048);
  CHECK(parsed(minimal, {"sources.web.arrivals={constant: {every: 1s}}"}).sources[0].arrivals.index() == 1);
  CHECK(parse_scenario(minimal, "s.yaml", "", {"seed=3"}, 9).seed == 9);
}

TEST_CASE("names with dots and quotes are set in quotes") {
  const std::string text =
      "functions: {\"a.b\": {init: 1ms, service: 1ms}, 'c\"d': {init: 1ms}}\n"
      "sources: {s: {kind: sync, function: a.b, arrivals: {poisson: {rate: 1/s}}}}\n";
  CHECK(parsed(text, {"functions.\"a.b\".timeout=9s"}).functions[0].timeout == seconds(9));
  CHECK(parsed(text, {"functions.\"c\\\"d\".memory=1GB"}).functions[1].memory_mb == 1024);
  CHECK(messages_of(text, {"functions.a.b.memory=1GB"}) == std::vector<std::string>{"there is no function `a`"});
}

TEST_CASE("a trace's file is set whether it was written as a map, as text or not at all") {
  const std::string head = "functions: {f: {init: 1ms}}\nsources: {s: {kind: sync, function: f, arrivals: ";
  for (const std::string arrivals : {"{trace: old.csv}", "{trace: {file: old.csv}}", "{trace: {window: 0s}}", "{}"}) {
    CAPTURE(arrivals);
    const Scenario scenario =
        parse_scenario(head + arrivals + "}}\n", "s.yaml", "folder", {"sources.s.arrivals.trace.file=new.csv"});
    CHECK(std::get<TraceArrivals>(scenario.sources[0].arrivals).file == "new.csv");
  }
  const Scenario kept =
      parse_scenario(head + "{trace: old.csv}}}\n", "s.yaml", "folder", {"sources.s.arrivals.trace.origin=first"});
  CHECK(std::get<TraceArrivals>(kept.sources[0].arrivals).file == "folder/old.csv");
  const Scenario standard = parse_scenario(head + "{trace: old.csv}}}\n", "s.yaml", "folder", {"sources.s.arrivals.trace.file=-"});
  CHECK(std::get<TraceArrivals>(standard.sources[0].arrivals).file == "-");
}

TEST_CASE("the digest is of what the scenario says, not of how it is written") {
  const std::string digest = parsed(minimal).sha256;
  CHECK(digest.size() == 64);
  CHECK(digest.find_first_not_of("0123456789abcdef") == std::string::npos);
  const std::string rewritten =
      "# a comment\nsources: {\"web\": {arrivals: {poisson: {rate: '20/s'}}, function: api, kind: sync}}\n"
      "functions:\n  api:\n    service: 45ms\n    runtime: python3.13\n    memory: 512MB\n";
  CHECK(parsed(rewritten).sha256 == digest);
  CHECK(parsed(minimal, {"seed=1"}).sha256 != digest);
  CHECK(parsed(minimal, {"functions.api.memory=512MB"}).sha256 == digest);
  CHECK(parsed(minimal, {"seed=7"}).sha256 == parse_scenario(minimal, "s.yaml", "", {}, 7).sha256);
}

TEST_CASE("aliases and quoted keys mean what YAML says") {
  const Scenario scenario = parsed(
      "\xEF\xBB\xBF"
      "functions:\r\n  a: &common {init: 1ms, 'service': \"1ms\"}\r\n  b: *common\r\n"
      "sources: {s: {kind: sync, function: b, arrivals: {poisson: {rate: 1/s}}}}\r\n");
  CHECK(scenario.functions[1].service == Distribution(Constant{milliseconds(1)}));
}

/// Every key of the contract's full example; true if this version builds it.
TEST_CASE("every key of the contract works or is said to be not built yet") {
  const std::string built =
      "name: checkout\nstart: 2026-11-01T00:00:00Z\nera: 2026-11\nregion: us-east-1\nduration: 24h\nwarmup: 1h\nseed: 1\n"
      "preset: aws-2026\naccount: {concurrency: 1000, request_rate: 10x}\nbilling: {free_tier: false, init: billed, rounding: "
      "1ms}\ndefaults: "
      "{timeout: 10s}\n"
      "functions:\n  checkout:\n    memory: 1024MB\n    architecture: arm64\n    package: zip\n    init: {runtime: nodejs22.x, "
      "imports: {aws-sdk: 180ms}, own: 30ms}\n"
      "    service: {lognormal: {p50: 45ms, p99: 300ms}}\n    cold_service: 400ms\n    service_at: 1024MB\n    cpu_share: 60%\n    "
      "timeout: 3s\n    keep_alive: {fixed: "
      "10min}\n"
      "    max_life: none\n    pick: mru\n    assignment: eager\n    placement: 0ms\n    errors: 0.2%\n    reserved_concurrency: "
      "100\n    provisioned_concurrency: 5\n    initial: {idle: 5, "
      "running: 3}\n"
      "  \"*\": {memory: 256MB, runtime: python3.13, service: 1ms}\n"
      "  shard: {count: 1000, memory: 128MB, runtime: python3.13, service: 20ms}\n"
      "sources:\n  shop:\n    kind: sync\n    function: checkout\n"
      "    arrivals: {trace: {file: orders.csv, columns: {arrival_s: t_send_s}, where: {run: 7}, window: 0s, origin: first}}\n"
      "  crowd:\n    kind: sync\n    function: shard\n    arrivals: {poisson: {rate: 5/s}, zipf: {exponent: 1.2}}\n";
  const Scenario scenario = parsed(built);
  CHECK(scenario.functions.size() == 1001);
  CHECK(scenario.template_function);

  const std::vector<std::pair<std::string, std::string>> later = {
      {"functions.checkout.deployments=[]", "not built yet: `deployments`"},
      {"functions.checkout.service_per_record=1ms", "not built yet: `service_per_record`"},
      {"sources.crowd.kind=async", "not built yet: `async`"},
      {"sources.crowd.kind=queue", "not built yet: `queue`"},
      {"sources.crowd.kind=stream", "not built yet: `stream`"},
      {"sources.crowd.kind=apigateway", "not built yet: `apigateway`"},
      {"sources.crowd.kind=s3", "not built yet: `s3`"},
      {"sources.crowd.kind=sqs", "not built yet: `sqs`"},
      {"sources.crowd.kind=kinesis", "not built yet: `kinesis`"},
      {"sources.crowd.arrivals={groups: x}", "not built yet: `groups`"},
      {"sources.crowd.batch_size=10", "not built yet: `batch_size`"},
      {"sources.crowd.maximum_batching_window=5s", "not built yet: `maximum_batching_window`"},
      {"sources.crowd.visibility_timeout=5s", "not built yet: `visibility_timeout`"},
      {"sources.crowd.maximum_event_age=5s", "not built yet: `maximum_event_age`"},
      {"queues={}", "not built yet: `queues`"},
      {"streams={}", "not built yet: `streams`"},
      {"region=eu-west-1", "not built yet: `eu-west-1`"},
  };
  for (const auto& [setting, message] : later) {
    CAPTURE(setting);
    CHECK(messages_of(built, {setting}) == std::vector<std::string>{message});
  }
}

TEST_CASE("the built-in first example is the one that stands in scenarios") {
  CHECK(content(THAW_SOURCE_DIR "/scenarios/first.yaml") == first_example());
  const Scenario scenario = parse_scenario(first_example(), std::string(first_example_name), "");
  CHECK(scenario.name == "first");
  CHECK(scenario.duration == seconds(3600));
}

TEST_CASE("every shipped scenario is read without a fault") {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(THAW_SOURCE_DIR "/scenarios")) {
    if (entry.path().extension() != ".yaml") continue;
    CAPTURE(entry.path().string());
    const Scenario scenario = load_scenario(entry.path().string());
    CHECK(scenario.name == entry.path().stem().string());
    ++count;
  }
  CHECK(count >= 4);
}

TEST_CASE("a scenario that cannot be read says why") {
  const Folder folder;
  const auto fault = [](const std::string& path) {
    try {
      load_scenario(path);
    } catch (const Faults& faults) {
      CHECK(faults.status() == ExitStatus::scenario);
      return to_text(faults.list().front());
    }
    return std::string("it was accepted");
  };
  const std::string gone = folder.path() + "/gone.yaml";
  CHECK(fault(gone) == gone + ": error: cannot be opened: No such file or directory\n    hint: check the path\n");
  CHECK(fault(folder.path()) == folder.path() + ": error: cannot be read: Is a directory\n    hint: name a file\n");
  const std::string empty = folder.file("empty.yaml", "");
  CHECK(fault(empty).find(empty + ":1:1: error: an empty scenario\n") == 0);
  const std::string binary = folder.file("binary.yaml", std::string("\x7f"
                                                                    "ELF\0\0",
                                                                    6));
  CHECK(fault(binary).find(binary + ":1:1: error: not a text file: byte 0x7f\n") == 0);
  CHECK(fault("/dev/zero").find("/dev/zero: error: larger than 8 MiB\n") == 0);
}

TEST_CASE("paths are relative to the scenario's folder") {
  const Folder folder;
  const std::string path =
      folder.file("s.yaml", "functions: {f: {init: 1ms}}\nsources: {s: {kind: sync, function: f, arrivals: {trace: x.csv}}}\n");
  CHECK(std::get<TraceArrivals>(load_scenario(path).sources[0].arrivals).file == folder.path() + "/x.csv");
  const std::string absolute =
      folder.file("t.yaml", "functions: {f: {init: 1ms}}\nsources: {s: {kind: sync, function: f, arrivals: {trace: /x.csv}}}\n");
  CHECK(std::get<TraceArrivals>(load_scenario(absolute).sources[0].arrivals).file == "/x.csv");
}

}  // namespace
}  // namespace thaw
