// How handler times follow memory and architecture, and what varies them, as a scenario writes it.
#include <algorithm>
#include <catch2/catch.hpp>

#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

using Settings = std::vector<std::string>;
using Lines = std::vector<std::string>;

std::string text_of(const std::string& keys, const std::string& arrivals = "{poisson: {rate: 1/s}}") {
  return "functions: {f: {init: 1ms, " + keys + "}}\nsources: {s: {kind: sync, function: f, arrivals: " + arrivals + "}}\n";
}

Scenario parsed(const std::string& text, const Settings& settings = {}, VariedDurations varied = VariedDurations::refused) {
  return parse_scenario(text, "s.yaml", "", settings, {}, varied);
}

Function with(const std::string& keys, const Settings& settings = {}) {
  return parsed(text_of(keys), settings).functions.at(0);
}

/// "file:line:column: message (hint)" of each fault.
Lines faults_of(const std::string& text, const Settings& settings = {}) {
  Lines lines;
  try {
    parsed(text, settings);
  } catch (const Faults& faults) {
    for (const Diagnostic& one : faults.list()) {
      lines.push_back(one.file + ":" + std::to_string(one.line) + ":" + std::to_string(one.column) + ": " + one.message + " (" +
                      one.hint + ")");
    }
  }
  return lines;
}

Lines faults_with(const std::string& keys, const Settings& settings = {}) {
  return faults_of(text_of(keys), settings);
}

std::string assumed(const Scenario& scenario, const std::string& key) {
  for (const Assumption& one : scenario.assumptions) {
    if (one.key == key) return one.value + ": " + one.why;
  }
  return "";
}

TEST_CASE("service_at says where handler times were measured") {
  const Function f = with("memory: 512MB, service: 45ms, service_at: 1024MB, cpu_share: 60%, threads: 2");
  REQUIRE(f.service_at);
  CHECK(f.service_at->memory_mb == 1'024);
  CHECK(f.service_at->cpu_share == 0.6);
  CHECK(f.service_at->threads == 2);
  CHECK(f.service_at->speed == 1);
  CHECK(f.service_at->service);
  CHECK_FALSE(with("service: 45ms").service_at);
}

TEST_CASE("an architecture other than the one measured on has its speed") {
  const std::string keys = ", service: 45ms, service_at: {memory: 1GB, architecture: x86_64}, cpu_share: 1, arm_speed: 1.25";
  CHECK(with("architecture: arm64" + keys).service_at->speed == 1.25);
  CHECK(with("architecture: x86_64" + keys).service_at->speed == 1);
  CHECK(with("architecture: x86_64, service: 1ms, service_at: {memory: 1GB, architecture: arm64}, cpu_share: 1, arm_speed: 1.25")
            .service_at->speed == 0.8);
}

TEST_CASE("a table has a time for each memory size") {
  const std::string table = ", service: {by_memory: {128MB: 800ms, 1GB: {uniform: [90ms, 110ms]}}}";
  CHECK(with("memory: 128MB" + table).service == Distribution(Constant{milliseconds(800)}));
  CHECK(with("memory: 1024MB" + table).service == Distribution(Uniform{milliseconds(90), milliseconds(110)}));
  CHECK(with("memory: 128MB" + table, {"functions.f.memory=1GB"}).service->index() == 3);
  const Function both = with("memory: 1GB, service_at: 512MB, cpu_share: 50%, cold_service: 1s" + table);
  CHECK_FALSE(both.service_at->service);  // the table stands for itself
  CHECK(both.service_at->cold_service);
}

TEST_CASE("defaults may hold the rule for all functions") {
  const Scenario scenario = parsed(
      "defaults: {service_at: 1024MB, cpu_share: 60%, arm_speed: 1.1}\n"
      "functions: {f: {init: 1ms, service: 9ms}, g: {init: 1ms, service: 9ms, cpu_share: 10%}}\n"
      "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n");
  CHECK(scenario.functions[0].service_at->cpu_share == 0.6);
  CHECK(scenario.functions[1].service_at->cpu_share == 0.1);
  CHECK(assumed(scenario, "functions.g.service").starts_with("1.7 times those at 1024MB: 10 % of it is taken to follow the CPU"));
}

TEST_CASE("varying memory needs a word on how handler times follow") {
  const std::string hint =
      "write service_at: 512MB and a cpu_share, or a table service: {by_memory: …}, or take --assume-constant-duration";
  const std::string message =
      "the memory of functions.f is varied from 512MB to 1024MB, and nothing says how its handler times follow";
  const Settings more = {"functions.f.memory=1GB"};
  CHECK(faults_with("memory: 512MB, service: 45ms", more) == Lines{"--set:0:20: " + message + " (" + hint + ")"});
  CHECK(faults_with("memory: 512MB, service: 45ms, service_at: 512MB, cpu_share: 60%", more).empty());
  CHECK(faults_with("memory: 512MB, service: {by_memory: {512MB: 45ms, 1GB: 30ms}}", more).empty());
  CHECK(faults_with("memory: 512MB, service: {by_memory: {512MB: 45ms, 1GB: 30ms}}, cold_service: 1s", more).size() == 1);
  CHECK(faults_with("memory: 1GB, service: 45ms", more).empty());  // as it was
  // A time that is set beside it is the time at that memory.
  CHECK(faults_with("memory: 512MB, service: 45ms", {"functions.f.memory=1GB", "functions.f.service=30ms"}).empty());
  // Recorded durations do not follow either.
  const std::string recorded = text_of("memory: 512MB", "{trace: x.csv}");
  CHECK(faults_of(recorded, more).size() == 1);
  CHECK(faults_of(text_of("memory: 512MB, service_at: 512MB, cpu_share: 60%", "{trace: x.csv}"), more).empty());
}

TEST_CASE("a setting that is wrong has that fault alone") {
  const Settings memory = {"functions.f.memory=12GB"}, architecture = {"functions.f.architecture=arm"};
  CHECK(faults_with("memory: 512MB, service: 45ms", memory) ==
        Lines{"--set:0:20: the memory size `12GB` is beyond Lambda's most (Lambda offers 128MB to 10240MB)"});
  CHECK(faults_with("architecture: arm64, service: 45ms", architecture) ==
        Lines{"--set:0:26: `arm` is not an architecture (one of: x86_64, arm64)"});
  CHECK(faults_with("memory: 512MB, service: 45ms", {"functions.f.memory={a: 1}"}).size() == 1);
}

TEST_CASE("what varies is told wherever the memory stands, and from the default too") {
  CHECK(faults_with("service: 45ms", {"functions.f.memory=128MB"}).empty());
  CHECK(faults_with("service: 45ms", {"functions.f.memory=129MB"}).size() == 1);
  CHECK(faults_with("service: 45ms", {"defaults.memory=256MB"}) ==
        Lines{"--set:0:17: the memory of functions.f is varied from 128MB to 256MB, and nothing says how its handler times follow "
              "(write service_at: 128MB and a cpu_share, or a table service: {by_memory: …}, or take "
              "--assume-constant-duration)"});
  CHECK(faults_with("memory: 512MB, service: 45ms", {"defaults.memory=256MB"}).empty());  // its own stands
  CHECK(faults_with("service: 45ms", {"functions.f={init: 1ms, memory: 1GB, service: 2ms}"}).empty());
}

TEST_CASE("varying the architecture needs a word on its speed") {
  const Settings arm = {"functions.f.architecture=arm64"};
  CHECK(faults_with("memory: 512MB, service: 45ms, service_at: 512MB, cpu_share: 60%", arm) ==
        Lines{"--set:0:26: the architecture of functions.f is varied from x86_64 to arm64, and nothing says how its handler times "
              "follow (write service_at: {memory: 512MB, architecture: x86_64}, a cpu_share and an arm_speed, or take "
              "--assume-constant-duration)"});
  CHECK(faults_with("service: {by_memory: {128MB: 45ms}}", arm).size() == 1);
  CHECK(
      faults_with("service: 45ms, service_at: {memory: 512MB, architecture: x86_64}, cpu_share: 60%, arm_speed: 1.1", arm).empty());
  CHECK(faults_with("service: 45ms", {"functions.f.architecture=x86_64"}).empty());
}

TEST_CASE("what was varied, scaled or taken as constant stands among the assumptions") {
  const Scenario scaled =
      parsed(text_of("memory: 512MB, service: 45ms, service_at: 512MB, cpu_share: 60%"), {"functions.f.memory=1GB"});
  CHECK(assumed(scaled, "service") ==
        "0.7 times those at 512MB: 60 % of it is taken to follow the CPU, one vCPU per 1,769 MB; the rest stays");
  CHECK(assumed(scaled, "memory") == "1024MB: varied from 512MB; init times stay: measured ones are the same from 128 to 1,024 MB");
  CHECK(assumed(scaled, "constant_duration").empty());
  const Scenario constant = parsed(text_of("memory: 512MB, service: 45ms"),
                                   {"functions.f.memory=1GB", "functions.f.architecture=arm64"}, VariedDurations::constant);
  CHECK(assumed(constant, "constant_duration") ==
        "handler times stay: memory and architecture varied, under --assume-constant-duration");
  CHECK(assumed(constant, "architecture").starts_with("arm64: varied from x86_64"));
  const Scenario still = parsed(text_of("memory: 512MB, service: 45ms"), {}, VariedDurations::constant);
  CHECK(assumed(still, "constant_duration").empty());
  CHECK(assumed(still, "memory").empty());
}

TEST_CASE("a peak of memory is a size or a distribution of sizes") {
  constexpr std::int64_t mb = 1'048'576;
  CHECK(with("service: 1ms, peak_memory: 300MB").peak_memory->bytes == Distribution(Constant{nanoseconds(300 * mb)}));
  CHECK(with("service: 1ms, peak_memory: 20GB").peak_memory->bytes == Distribution(Constant{nanoseconds(20'480 * mb)}));
  CHECK(with("service: 1ms, peak_memory: {uniform: [1MB, 2MB]}").peak_memory->bytes ==
        Distribution(Uniform{nanoseconds(mb), nanoseconds(2 * mb)}));
  const Function f = with("service: 1ms, peak_memory: {lognormal: {p50: 200MB, p99: 400MB}}");
  CHECK(std::get<Lognormal>(f.peak_memory->bytes).median_ns == 200 * mb);
  CHECK(std::get<Lognormal>(f.peak_memory->bytes).sigma == Approx(0.2979550859));
  CHECK(assumed(parsed(text_of("service: 1ms, peak_memory: 300MB")), "peak_memory") ==
        "300MB: a run whose peak is above its memory is killed when it would have ended, and billed so");
}

TEST_CASE("what is wrong with the rule for handler times is said to the letter") {
  const std::string at = "s.yaml:1:";
  CHECK(faults_with("service: 1ms, service_at: 1024MB") ==
        Lines{at + "54: `functions.f.service_at` needs a `cpu_share` (write the part of the handler time that computes rather than "
                   "waits, such as cpu_share: 60%)"});
  for (const std::string key : {"cpu_share: 60%", "threads: 2", "arm_speed: 1.1"}) {
    const std::string name = key.substr(0, key.find(':'));
    CHECK(faults_with("service: 1ms, " + key) ==
          Lines{at + std::to_string(44 + name.size()) + ": `functions.f." + name +
                "` needs a `service_at` (write the memory size at which the handler times hold, such as service_at: 1024MB)"});
  }
  CHECK(faults_with("service: 1ms, service_at: 64MB, cpu_share: 60%") ==
        Lines{at + "54: the memory size `64MB` is below Lambda's least (Lambda offers 128MB to 10240MB)"});
  CHECK(faults_with("service: 1ms, service_at: {architecture: arm64}, cpu_share: 60%") ==
        Lines{at + "54: `functions.f.service_at` has no `memory` (write service_at: {memory: 1024MB, architecture: x86_64})"});
  CHECK(faults_with("service: 1ms, service_at: {memory: 1GB, arch: arm64}, cpu_share: 60%") ==
        Lines{at + "68: unknown key `arch` in functions.f.service_at (did you mean `architecture`?)"});
  CHECK(faults_with("service: 1ms, service_at: {memory: 1GB, architecture: arm}, cpu_share: 60%") ==
        Lines{at + "82: `arm` is not an architecture (one of: x86_64, arm64)"});
  CHECK(faults_with("service: 1ms, service_at: {memory: 1GB, architecture: arm64}, cpu_share: 60%") ==
        Lines{at + "82: `functions.f.service_at` is of another architecture than the function (write how fast the part that "
                   "computes runs on arm64 relative to x86_64, such as arm_speed: 1.1)"});
  CHECK(faults_with("service: 1ms, service_at: 1GB, cpu_share: 60%, arm_speed: 1.1") ==
        Lines{at + "86: `functions.f.arm_speed` needs an architecture in `service_at` (write service_at: {memory: 1024MB, "
                   "architecture: x86_64})"});
  CHECK(faults_with("service: 1ms, service_at: 1GB, cpu_share: 160%") ==
        Lines{at + "70: the percentage `160%` is over 100% (write a percentage such as 0.2%, or a fraction between 0 and 1)"});
  CHECK(faults_with("service: 1ms, service_at: 1GB, cpu_share: 60%, threads: 7").size() == 1);
  CHECK(faults_with("service: 1ms, service_at: {memory: 1GB, architecture: x86_64}, cpu_share: 60%, arm_speed: 0").size() == 1);
}

TEST_CASE("what is wrong with a table of times is said to the letter") {
  const std::string at = "s.yaml:1:";
  CHECK(faults_with("service: {by_memory: {256MB: 1ms, 512MB: 2ms}}") ==
        Lines{at + "49: functions.f.service.by_memory has no time for 128MB (it has 256MB, 512MB: add one, or give the times at "
                   "one size by service_at and cpu_share)"});
  CHECK(faults_with("memory: 1GB, service: {by_memory: {256MB: 1ms}}", {"functions.f.memory=2GB"}) ==
        Lines{"--set:0:20: functions.f.service.by_memory has no time for 2048MB (it has 256MB: add one, or give the times at one "
              "size by service_at and cpu_share)"});
  CHECK(faults_with("service: {by_memory: {}}") ==
        Lines{at + "49: functions.f.service.by_memory is empty, but a map of memory sizes is expected (write {by_memory: {512MB: "
                   "200ms, 1024MB: 110ms}})"});
  CHECK(faults_with("service: {by_memory: {128: 1ms}}") == Lines{at + "50: the memory size `128` has no unit (write 128MB)"});
  CHECK(faults_with("service: {by_memory: {128MB: 1}}") ==
        Lines{at + "57: the time `1` has no unit (write 1ms or 1s (units: ns, us, "
                   "ms, s, min, h, d))"});
  CHECK(faults_with("service: {by_memory: {128MB: }}") ==
        Lines{at + "50: `functions.f.service.by_memory.128MB` has no value (write a time such as 45ms)"});
  CHECK(faults_with("memory: 1GB, service: {by_memory: {1GB: 1ms, 1024MB: 2ms}}") ==
        Lines{at + "73: functions.f.service.by_memory has two times for 1024MB (1GB is 1024MB)"});
  CHECK(faults_with("service: {by_memory: {128MB: 1ms}, uniform: [1ms, 2ms]}") ==
        Lines{at + "37: functions.f.service has other keys beside `by_memory` (write {by_memory: {512MB: 200ms, 1024MB: 110ms}})"});
}

TEST_CASE("what is wrong with a peak of memory is said to the letter") {
  const std::string at = "s.yaml:1:";
  const std::string hint = " (write 300MB, {uniform: [200MB, 400MB]} or {lognormal: {p50: 200MB, p99: 400MB}})";
  CHECK(faults_with("service: 1ms, peak_memory: 300") == Lines{at + "55: the memory size `300` has no unit (write 300MB)"});
  CHECK(faults_with("service: 1ms, peak_memory: 0MB") == Lines{at + "55: the memory size `0MB` is below 1MB (write 1MB to 100GB)"});
  CHECK(faults_with("service: 1ms, peak_memory: 101GB") ==
        Lines{at + "55: the memory size `101GB` is beyond 100GB (write 1MB to 100GB)"});
  CHECK(faults_with("service: 1ms, peak_memory: [1MB]") ==
        Lines{at + "55: functions.f.peak_memory takes one size or one distribution of sizes" + hint});
  CHECK(faults_with("service: 1ms, peak_memory: {uniform: [1MB]}") == Lines{at + "65: uniform takes a list of two sizes" + hint});
  CHECK(faults_with("service: 1ms, peak_memory: {uniform: [2MB, 1MB]}") ==
        Lines{at + "65: the second size of uniform is below the first (write the smaller size first)"});
  CHECK(faults_with("service: 1ms, peak_memory: {lognormal: {p50: 2MB}}") ==
        Lines{at + "67: a lognormal of sizes is given by p50 and p99" + hint});
  CHECK(faults_with("service: 1ms, peak_memory: {lognormal: {p50: 2MB, p99: 1MB}}") ==
        Lines{at + "67: p99 is below p50 (99 of 100 sizes are below p99, 50 below p50)"});
  CHECK(faults_with("service: 1ms, peak_memory: {unifrom: [1MB, 2MB]}") ==
        Lines{at + "56: unknown key `unifrom` in functions.f.peak_memory (did you mean `uniform`?)"});
}

}  // namespace
}  // namespace thaw
