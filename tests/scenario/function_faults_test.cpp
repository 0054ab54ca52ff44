// Faults of functions, to the letter.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenario/malformed.hpp"

namespace thaw {
namespace {

using test::Malformed;

const std::vector<Malformed>& malformed() {
  static const std::vector<Malformed> list = {
      {"functions: {}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:12", "`functions` is empty, but a map of functions is expected",
         "write a name and its settings: api: {memory: 512MB, runtime: python3.13, service: 45ms}"},
        {"s.yaml:2:37", "there is no function `f`", ""}}},
      {"functions: []\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:12", "`functions` is a list, but a map of functions is expected",
         "write a name and its settings: api: {memory: 512MB, runtime: python3.13, service: 45ms}"},
        {"s.yaml:2:37", "there is no function `f`", ""}}},
      {"functions:\n"
       "  f: 3\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:6", "functions.f is a plain value, but a map is expected",
         "write `key: value` with the keys: memory, architecture, package, init, runtime, snap_start, ephemeral_storage, "
         "service, cold_service, timeout, keep_alive, max_life, pick, assignment, placement, errors, crashes, init_errors, "
         "reserved_concurrency, provisioned_concurrency, initial, tags, "
         "service_at, cpu_share, threads, arm_speed, peak_memory, count"}}},
      {"functions:\n"
       "  f: {service: 1ms}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:3", "functions.f has neither `init` nor `runtime`",
         "write a runtime such as python3.13, or the init time as a time or distribution"}}},
      {"functions:\n"
       "  f: {init: 1ms}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:3", "functions.f has no `service`",
         "write the handler time of a warm call, such as 45ms; only recorded durations make it optional"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, memroy: 512MB}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:32", "unknown key `memroy` in functions.f", "did you mean `memory`?"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, memory: 512}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "the memory size `512` has no unit", "write 512MB"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, memory: 64MB}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "the memory size `64MB` is below Lambda's least", "Lambda offers 128MB to 10240MB"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, memory: 10241MB}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "the memory size `10241MB` is beyond Lambda's most", "Lambda offers 128MB to 10240MB"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, memory: -512MB}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "the memory size `-512MB` is negative", "Lambda offers 128MB to 10240MB"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, memory: 512.5MB}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "the memory size `512.5MB` is not a whole number of MB",
         "write whole megabytes with their unit, such as 512MB or 1GB (= 1024MB)"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, memory: 1TB}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "`TB` is not a unit of memory", "write whole megabytes with their unit, such as 512MB or 1GB (= 1024MB)"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, memory: lots}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "`lots` is not a memory size", "write whole megabytes with their unit, such as 512MB or 1GB (= 1024MB)"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, memory: 512MB, memory: 1GB}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:47", "duplicate key `memory`", "it stands first in line 2"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, memory:}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:32", "`functions.f.memory` has no value", "write one, or remove the key"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, architecture: arm}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:46", "`arm` is not an architecture", "one of: x86_64, arm64"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, package: jar}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:41", "`jar` is not a package type", "one of: zip, image"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, errors: 101%}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "the percentage `101%` is over 100%", "write a percentage such as 0.2%, or a fraction between 0 and 1"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, errors: 2}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "the fraction `2` is over 1", "if a percentage is meant, write 2%"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, errors: -1%}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "the share `-1%` is negative", "write a percentage such as 0.2%, or a fraction between 0 and 1"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, errors: few}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:40", "`few` is not a percentage", "write a percentage such as 0.2%, or a fraction between 0 and 1"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, crashes: 101%, init_errors: -1%}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:41", "the percentage `101%` is over 100%", "write a percentage such as 0.2%, or a fraction between 0 and 1"},
        {"s.yaml:2:60", "the share `-1%` is negative", "write a percentage such as 0.2%, or a fraction between 0 and 1"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, timeout: 16min}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:41", "the timeout `16min` is not within Lambda's limits", "above 0 and at most 900s, or `none`"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, timeout: 0s}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:41", "the timeout `0s` is not within Lambda's limits", "above 0 and at most 900s, or `none`"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, timeout: 3}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:41", "the time `3` has no unit", "write 3ms or 3s (units: ns, us, ms, s, min, h, d)"}}},
      {"functions:\n"
       "  f: {runtime: python3.31, service: 1ms}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:16", "unknown runtime `python3.31`", "did you mean `python3.13`?"}}},
      {"functions:\n"
       "  f: {runtime: python3.11, service: 1ms}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:16", "the init time of `python3.11` is not known here",
         "write the init time as `init:`, a time or distribution"}}},
      {"functions:\n"
       "  f: {runtime: provided.al2023, service: 1ms}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:16", "the runtime `provided.al2023` does not say which language runs on it",
         "write go, rust, c++, llrt, dotnet8-aot, graalvm-java21 or quarkus"}}},
      {"functions:\n"
       "  f: {runtime: quarkus, architecture: arm64, service: 1ms}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:16", "`quarkus` was not measured as zip on arm64",
         "write the init time as `init:`, or take another architecture"}}},
      {"functions:\n"
       "  f: {runtime: python, service: 1ms}\n"
       "  g: {runtime: node22, service: 1ms}\n"
       "  h: {runtime: python3.31, service: 1ms}\n"
       "sources: {s: {kind: sync, function: [f, g, h], arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:16", "unknown runtime `python`", "known here: python3.12, python3.13, python3.14, python3.9"},
        {"s.yaml:3:16", "unknown runtime `node22`", "known here: nodejs20.x, nodejs22.x, nodejs24.x"},
        {"s.yaml:4:16", "unknown runtime `python3.31`", "did you mean `python3.13`?"}}},
      {"functions:\n"
       "  f: {runtime: cobol, service: 1ms}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:16", "unknown runtime `cobol`",
         "known here: c++, dotnet10, dotnet8, dotnet8-aot, go, graalvm-java21, java11, java17, java21, java25, llrt, nodejs20.x, "
         "nodejs22.x, nodejs24.x, python3.12, python3.13, python3.14, python3.9, quarkus, ruby3.3, ruby3.4, rust"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {policy: mine}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:53", "functions.f.keep_alive.policy is a plain value, but a map is expected",
         "write `key: value` with the keys: rank, halving, histogram, own"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {policy: {clairvoyant: {}}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:54", "unknown key `clairvoyant` in functions.f.keep_alive.policy", "keys here: rank, halving, histogram, own"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {policy: {rank: {last: 26min, spares: 5min}, halving: {period: 380s}}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:53", "functions.f.keep_alive.policy takes one policy, here are 2",
         "write one, such as {rank: {last: 26min, spares: 5min}} or {halving: {period: 380s}}"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {policy: {rank: {last: 5min, spares: 26min}}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:81", "spares are kept longer than the last idle environment", "at most as long: 0s to 5min"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {policy: {rank: {last: 5min}}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:60", "`functions.f.keep_alive.policy.rank.spares` is missing", "write a time such as 5min"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {policy: {halving: {period: 0s}}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:72", "the period of halving must be above 0", "write a time such as 380s, or `keep_alive: never`"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {policy: {histogram: {range: 90s}}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:73", "the range of the histogram must be in whole minutes", "1min to 7d"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {policy: {own: mine}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:59", "this program has no policy `mine`",
         "it has none of its own: a program built like examples/twice_the_gap.cpp adds some"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: always}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:44", "`always` is not a time",
         "write a number and a unit, such as 45ms, 3s, 5min or 24h (units: ns, us, ms, s, min, h, d)"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {preset: aws-2022}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:53", "`aws-2022` is not a keep-alive preset", "did you mean `aws-2020`?"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {fixed: 10min, uniform: [1s, 2s]}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:44", "functions.f.keep_alive takes one distribution, here are 2",
         "write one key, such as {lognormal: {p50: 45ms, p99: 300ms}}"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, keep_alive: {}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:44", "functions.f.keep_alive takes one distribution, here are 0",
         "write one key, such as {lognormal: {p50: 45ms, p99: 300ms}}"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, max_life: 0s}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:42", "functions.f.max_life must be above 0", "write a time such as 6h, or `none`"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, max_life: {uniform: [8h, 5h]}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:52", "the second time of uniform is below the first", "write the shorter time first"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, pick: oldest}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:38", "`oldest` is not a pick", "one of: mru, lru, newest, random"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, assignment: late}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:44", "`late` is not an assignment", "one of: eager, bound"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, placement: [1ms]}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:43", "a time or a distribution is expected, not a list",
         "write 45ms, or {lognormal: {p50: 45ms, p99: 300ms}}"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, deployments: 5}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:32", "not built yet: `deployments`", "this version does not simulate it, and ignores nothing: leave it out"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, deployments: 5}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:32", "not built yet: `deployments`", "this version does not simulate it, and ignores nothing: leave it out"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, count: 0}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:39", "the number `0` is too small", "write a whole number from 1 to 200000, without unit"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, count: 200001}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:39", "the number `200001` is too large", "write a whole number from 1 to 200000, without unit"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, initial: {idle: 1000001}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:48", "the number `1000001` is too large", "write a whole number from 0 to 1000000, without unit"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, initial: {cold: 1}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:42", "unknown key `cold` in functions.f.initial", "keys here: idle, running"}}},
      {"functions:\n"
       "  f: {init: 1ms, initial: {running: 1}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {trace: x.csv}}}\n",
       {},
       3,
       {{"s.yaml:2:27", "`initial.running` needs a `service`",
         "the service time of those that are busy at the start is drawn from it"}}},
      {"functions:\n"
       "  a: {count: 10, init: 1ms, service: 1ms}\n"
       "  a07: {init: 1ms, service: 1ms}\n"
       "sources: {s: {kind: sync, function: a, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:3:3", "two functions are named `a07`", "`count:` numbers the names of its functions"}}},
      {"functions:\n"
       "  \"*\": {count: 3, init: 1ms}\n"
       "sources: {s: {kind: sync, arrivals: {trace: x.csv}}}\n",
       {},
       3,
       {{"s.yaml:2:3", "the template `*` takes no `count`", "the trace names its functions"}}},
      {"functions:\n"
       "  a: {count: 150000, init: 1ms, service: 1ms}\n"
       "  b: {count: 100000, init: 1ms, service: 1ms}\n"
       "sources: {s: {kind: sync, function: a, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:3:3", "more than 200000 functions", "make `count:` smaller"}}},
      {"functions:\n"
       "  a: {count: 100000, init: 1ms, service: 1ms, initial: {idle: 11}}\n"
       "sources: {s: {kind: sync, function: a, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:3", "the functions have more than 1000000 initial environments in all", "use fewer, or a smaller `count:`"}}},
      {"functions:\n"
       "  f: {count: 0, memory: 1, timeout: 3, service: x}\n"
       "region: q\n"
       "sources: {s: {kind: no}}\n",
       {},
       3,
       {{"s.yaml:2:3", "functions.f has neither `init` nor `runtime`",
         "write a runtime such as python3.13, or the init time as a time or distribution"},
        {"s.yaml:2:14", "the number `0` is too small", "write a whole number from 1 to 200000, without unit"},
        {"s.yaml:2:25", "the memory size `1` has no unit", "write 1MB"},
        {"s.yaml:2:37", "the time `3` has no unit", "write 3ms or 3s (units: ns, us, ms, s, min, h, d)"},
        {"s.yaml:2:49", "`x` is not a time",
         "write a number and a unit, such as 45ms, 3s, 5min or 24h (units: ns, us, ms, s, min, h, d)"},
        {"s.yaml:3:9", "`q` is not an AWS region", "one of: us-east-1"},
        {"s.yaml:4:11", "sources.s has no `arrivals`",
         "write arrivals: {poisson: {rate: 20/s}}, {constant: {every: 1min}} or {trace: file.csv}"},
        {"s.yaml:4:21", "`no` is not a kind of source", "one of: sync, warmer"}}},
  };
  return list;
}

TEST_CASE("a function is told to have no init, whatever else its defaults have") {
  test::check_refused(
      {{"defaults: {memory: 256MB}\n"
        "functions: {f: {service: 1ms}}\n"
        "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
        {},
        3,
        {{"s.yaml:2:13", "functions.f has neither `init` nor `runtime`",
          "write a runtime such as python3.13, or the init time as a time or distribution"}}}});
}

TEST_CASE("what is wrong with functions is told to the letter") {
  REQUIRE(malformed().size() == 60);
  test::check_refused(malformed());
}

}  // namespace
}  // namespace thaw
