// Faults of the top level, the account and billing, to the letter.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenario/malformed.hpp"
#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

using test::Malformed;

const std::vector<Malformed>& malformed() {
  static const std::vector<Malformed> list = {
      {"sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:1", "the scenario has no `functions`",
         "write functions: {api: {memory: 512MB, runtime: python3.13, service: 45ms}}"},
        {"s.yaml:1:37", "there is no function `f`", ""}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n",
       {},
       3,
       {{"s.yaml:1:1", "the scenario has no `sources`",
         "write sources: {web: {kind: sync, function: api, arrivals: {poisson: {rate: 20/s}}}}"}}},
      {"regoin: us-east-1\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:1", "unknown key `regoin` in the scenario", "did you mean `region`?"}}},
      {"region: eu-west-1\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:9", "not built yet: `eu-west-1`", "this version has: us-east-1"}}},
      {"region: us-esat-1\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:9", "`us-esat-1` is not an AWS region", "did you mean `us-east-1`?"}}},
      {"region: moon\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:9", "`moon` is not an AWS region", "one of: us-east-1"}}},
      {"duration: 24\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "the time `24` has no unit", "write 24ms or 24s (units: ns, us, ms, s, min, h, d)"}}},
      {"duration: 0s\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "`duration` must be above 0", "write a time such as 24h"}}},
      {"duration: -1h\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "the time `-1h` is negative", "times count from 0 upwards"}}},
      {"duration: 5000d\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "the time `5000d` is too long", "at most 3650d"}}},
      {"duration: 24 hours\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "`hours` is not a unit of time",
         "write a number and a unit, such as 45ms, 3s, 5min or 24h (units: ns, us, ms, s, min, h, d)"}}},
      {"duration: 0.1ns\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "the time `0.1ns` is finer than a nanosecond", "simulated time counts whole nanoseconds"}}},
      {"duration: 5m\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "`m` is not a unit of time", "minutes are written `min`, milliseconds `ms`"}}},
      {"duration: [1h]\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "a time is expected, not a list", ""}}},
      {"warmup: 24h\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:9", "`warmup` leaves nothing of the 1d that are simulated", "make it shorter than `duration`"}}},
      {"warmup: 2h\n"
       "duration: 1h\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:9", "`warmup` leaves nothing of the 1h that are simulated", "make it shorter than `duration`"}}},
      {"seed: -1\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:7", "`-1` is not a whole number", "write a whole number from 0 to 18446744073709551615, without unit"}}},
      {"seed: 18446744073709551616\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:7", "the number `18446744073709551616` is too large",
         "write a whole number from 0 to 18446744073709551615, without unit"}}},
      {"seed: 1.5\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:7", "`1.5` is not a whole number", "write a whole number from 0 to 18446744073709551615, without unit"}}},
      {"end: soon\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:6", "`soon` is not an end", "one of: drain, cut"}}},
      {"start: 2026-02-30\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:8", "`2026-02-30` is not a date",
         "write a date of the years 1970 to 2199, such as 2026-11-01 or 2026-11-01T08:30:00Z"}}},
      {"start: 2026-11-01T08:30:00\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:8", "`2026-11-01T08:30:00` is not a date", "write the Z behind the time: dates are in UTC"}}},
      {"start: 2026-11-01T08:30:00+01:00\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:8", "`2026-11-01T08:30:00+01:00` is not a date", "dates are in UTC: end the time with Z"}}},
      {"start: yesterday\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:8", "`yesterday` is not a date",
         "write a date of the years 1970 to 2199, such as 2026-11-01 or 2026-11-01T08:30:00Z"}}},
      {"era: 2012-01\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:6", "the era `2012-01` is before Lambda", "Lambda began in November 2014"}}},
      {"era: stone\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:6", "`stone` is not an era", "write a month such as 2026-11, a date, `legacy` or `article`"}}},
      {"era: 2024-01\n"
       "name: x\n"
       "functions: {g: {init: 1ms, package: image}, f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:6", "not built yet: this era, in which init was free for some of these functions and billed for others",
         "images and custom runtimes were billed for init, zip packages on managed runtimes were not; write billing: {init: free} "
         "or {init: billed} for all"}}},
      {"name:\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:1", "`name` has no value", "write one, or remove the key"}}},
      {"name: \"\"\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:7", "a name is expected, not an empty text", ""}}},
      {"name: a\n"
       "name: b\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:1", "duplicate key `name`", "it stands first in line 1"}}},
      {"expect: []\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:9", "`expect` is empty, but a list of expectations is expected",
         "write expect: [\"latency_ms.p99 < 800\", \"success >= 99%\"]"}}},
      {"queues: {}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:1", "not built yet: `queues`", "this version does not simulate it, and ignores nothing: leave it out"}}},
      {"preset: aws-2025\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:9", "`aws-2025` is not a preset", "did you mean `aws-2026`?"}}},
      {"defaults: 3s\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "defaults is a plain value, but a map is expected",
         "write `key: value` with the keys: memory, architecture, package, init, runtime, snap_start, ephemeral_storage, "
         "service, cold_service, timeout, keep_alive, max_life, pick, assignment, placement, errors, crashes, init_errors, "
         "reserved_concurrency, provisioned_concurrency, initial, tags, "
         "service_at, cpu_share, threads, arm_speed, peak_memory"}}},
      {"defaults: {memory: 64MB}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:20", "the memory size `64MB` is below Lambda's least", "Lambda offers 128MB to 10240MB"}}},
      {"<<: {seed: 1}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:1", "unknown key `<<` in the scenario",
         "merge keys are no part of a scenario: what functions share goes into `defaults:`"}}},
      {"account: {concurrency: 0}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:24", "the number `0` is too small", "write a whole number from 1 to 1000000000, without unit"}}},
      {"account: {concurrency: 1e3}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:24", "`1e3` is not a whole number", "write a whole number from 1 to 1000000000, without unit"}}},
      {"account: {request_rate: 10}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:25", "the rate `10` has no unit", "write 10x (times the concurrency), none, or a rate such as 500/s"}}},
      {"account: {request_rate: 0x}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:25", "the number `0` is too small", "write a whole number of times the concurrency, such as 10x"}}},
      {"account: {request_rate: 0.5/s}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:25", "the request rate `0.5/s` is not a whole number per second",
         "the limit counts attempts in each whole second"}}},
      {"account: {reqest_rate: none}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "unknown key `reqest_rate` in account", "did you mean `request_rate`?"}}},
      {"account: 1000\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:10", "account is a plain value, but a map is expected",
         "write `key: value` with the keys: concurrency, request_rate, scaling_rate"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n"
       "slo: [success >= 99%]\n"
       "free_tier: true\n"
       "memory_size: 512MB\n",
       {},
       3,
       {{"s.yaml:3:1", "unknown key `slo` in the scenario", "did you mean `expect`?"},
        {"s.yaml:4:1", "unknown key `free_tier` in the scenario", "it stands in `billing`: billing: {free_tier: …}"},
        {"s.yaml:5:1", "unknown key `memory_size` in the scenario",
         "keys here: name, start, preset, era, region, duration, warmup, seed, end, account, billing, init_limit, defaults, "
         "functions, "
         "sources, "
         "groups, "
         "expect"}}},
      {"functions: {f: {init: 1ms, service: 1ms, memory_size: 512MB, region: eu-west-1}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:42", "unknown key `memory_size` in functions.f", "did you mean `memory`?"},
        {"s.yaml:1:62", "unknown key `region` in functions.f",
         "it is a key of the top level; keys here: memory, architecture, package, init, runtime, snap_start, ephemeral_storage, "
         "service, cold_service, timeout, keep_alive, max_life, pick, assignment, placement, errors, crashes, init_errors, "
         "reserved_concurrency, provisioned_concurrency, initial, tags, "
         "service_at, cpu_share, threads, arm_speed, "
         "peak_memory, count"}}},
      {"billing: {free_tier: maybe}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:22", "`maybe` is not true or false", "one of: true, false"}}},
      {"billing: {init: sometimes}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:17", "`sometimes` is not a rule for init", "one of: billed, free"}}},
      {"billing: {failed_init: sometimes}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:24", "`sometimes` is not a rule for failed inits", "one of: billed, free"}}},
      {"init_limit: 0s\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:13", "the init limit `0s` is not within Lambda's limits",
         "above 0s and at most 15min, or `none`; Lambda's own is 10s"}}},
      {"init_limit: 901s\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:13", "the init limit `901s` is not within Lambda's limits",
         "above 0s and at most 15min, or `none`; Lambda's own is 10s"}}},
      {"init_limit: soon\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:13", "`soon` is not a time",
         "write a number and a unit, such as 45ms, 3s, 5min or 24h (units: ns, us, ms, s, min, h, d)"}}},
      {"billing: {rounding: 10ms}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:21", "`10ms` is not a rounding of Lambda's", "did you mean `1ms`?"}}},
  };
  return list;
}

TEST_CASE("what is wrong at the top level, in the account and in billing is told to the letter") {
  REQUIRE(malformed().size() == 52);
  test::check_refused(malformed());
}

TEST_CASE("at most twenty faults are reported, the first of the file") {
  std::string text =
      "functions: {f: {init: 1ms, service: 1ms}}\nsources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n";
  for (int i = 0; i < 50; ++i) text += "unknown_" + std::to_string(i) + ": 1\n";
  try {
    parse_scenario(text, "s.yaml", "");
    FAIL("it was accepted");
  } catch (const Faults& faults) {
    REQUIRE(faults.list().size() == max_faults);
    CHECK(faults.list().front().line == 3);
    CHECK(faults.list().back().line == 22);
  }
}

}  // namespace
}  // namespace thaw
