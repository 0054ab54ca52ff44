// Scenarios that are wrong, each with all its faults: place, message and hint, to the letter.

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenario/scenario_file.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

struct Expected {
  std::string place, message, hint;  // place is file:line:column
};

struct Malformed {
  std::string text;
  std::vector<std::string> settings;
  int status;
  std::vector<Expected> faults;
};

const std::vector<Malformed>& malformed() {
  static const std::vector<Malformed> list = {
      {"",
       {},
       3,
       {{"s.yaml:1:1", "an empty scenario", "write `functions:` and `sources:`; `thaw run` without a file shows a first example"}}},
      {"# nothing but a comment\n",
       {},
       3,
       {{"s.yaml:1:1", "an empty scenario", "write `functions:` and `sources:`; `thaw run` without a file shows a first example"}}},
      {"- a list\n",
       {},
       3,
       {{"s.yaml:1:1", "the scenario is a list, but a map is expected",
         "write `functions:` and `sources:`; `thaw run` without a file shows a first example"}}},
      {"just text\n",
       {},
       3,
       {{"s.yaml:1:1", "the scenario is a plain value, but a map is expected",
         "write `functions:` and `sources:`; `thaw run` without a file shows a first example"}}},
      {"a: 1\n"
       "\tb: 2\n",
       {},
       3,
       {{"s.yaml:2:1", "a tab in the indentation", "YAML is indented by spaces"}}},
      {"functions:\n"
       "  f: \001\n",
       {},
       3,
       {{"s.yaml:2:6", "not a text file: byte 0x01", "a scenario is YAML text in UTF-8"}}},
      {"name: \033[2J\n", {}, 3, {{"s.yaml:1:7", "not a text file: byte 0x1b", "a scenario is YAML text in UTF-8"}}},
      {"functions: {f: {memory: 512MB\n",
       {},
       3,
       {{"s.yaml:1:16", "this { is not closed", "close it by }, and put commas between what is in it"}}},
      {"name: \"open\n"
       "region: x\n",
       {},
       3,
       {{"s.yaml:1:7", "this quote is not closed", "close it by the same quote"}}},
      {"name: a: b\n",
       {},
       3,
       {{"s.yaml:1:8", "not valid YAML: illegal map value",
         "keys of one map begin in one column; text that holds `: ` or ` #`, or begins with one of {}[]&*!|>%@`, must be quoted"}}},
      {"a: &x {b: *x}\n", {}, 3, {{"s.yaml:1:11", "an alias that contains itself", "write the value out"}}},
      {"a: *nowhere\n",
       {},
       3,
       {{"s.yaml:1:4", "not valid YAML: the referenced anchor is not defined",
         "keys of one map begin in one column; text that holds `: ` or ` #`, or begins with one of {}[]&*!|>%@`, must be quoted"}}},
      {"a: !!int 3\n",
       {},
       3,
       {{"s.yaml:1:4", "the YAML tag `tag:yaml.org,2002:int` is not used in a scenario",
         "remove it: each key knows the type of its value"}}},
      {"name: a\n"
       "---\n"
       "name: b\n",
       {},
       3,
       {{"s.yaml:2:1", "a second YAML document", "a scenario is one document: remove the line `---`"}}},
      {"? [a]\n"
       ": b\n",
       {},
       3,
       {{"s.yaml:1:3", "a map or list stands where a key is expected", "write `key: value`; is every { and [ closed?"}}},
      {"~: 1\n", {}, 3, {{"s.yaml:1:1", "a key is missing before the colon", "write `key: value`"}}},
      {"name: @x\n",
       {},
       3,
       {{"s.yaml:1:7", "not valid YAML: unknown token",
         "keys of one map begin in one column; text that holds `: ` or ` #`, or begins with one of {}[]&*!|>%@`, must be quoted"}}},
      {"a: "
       "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]"
       "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
       {},
       3,
       {{"s.yaml:1:68", "nested deeper than 64 levels", "a scenario needs fewer than ten"}}},
      {"a: &a [x,x,x,x,x,x,x,x,x,x]\n"
       "b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
       "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
       "d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
       "e: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n"
       "f: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n",
       {},
       3,
       {{"s.yaml:6:5", "more than 200000 values", "many equal functions are written once, with `count:`"}}},
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
      {"preset: aws-2026\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:1", "not built yet: `preset`", "this version does not simulate it, and ignores nothing: leave it out"}}},
      {"defaults: 3s\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:11", "defaults is a plain value, but a map is expected",
         "write `key: value` with the keys: memory, architecture, package, init, runtime, service, cold_service, timeout, "
         "keep_alive, max_life, pick, assignment, placement, errors, initial, tags, "
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
         "write `key: value` with the keys: concurrency, request_rate"}}},
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
      {"billing: {rounding: 10ms}\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:1:21", "`10ms` is not a rounding of Lambda's", "did you mean `1ms`?"}}},
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
         "write `key: value` with the keys: memory, architecture, package, init, runtime, service, cold_service, timeout, "
         "keep_alive, max_life, pick, assignment, placement, errors, initial, tags, "
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
       {{"s.yaml:2:45", "not built yet: `policy`", "this version does not simulate it, and ignores nothing: leave it out"}}},
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
       "  f: {init: 1ms, service: 1ms, max_life: 5h}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:42", "not built yet: a `max_life` other than none",
         "this version does not simulate it, and ignores nothing: leave it out"}}},
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
       "  f: {init: 1ms, service: 1ms, reserved_concurrency: 5}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:32", "not built yet: `reserved_concurrency`",
         "this version does not simulate it, and ignores nothing: leave it out"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, provisioned_concurrency: 5}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:32", "not built yet: `provisioned_concurrency`",
         "this version does not simulate it, and ignores nothing: leave it out"}}},
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
        {"s.yaml:4:21", "`no` is not a kind of source", "one of: sync"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {normal: {mean: 1s}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:47", "unknown key `normal` in functions.f.cold_service", "did you mean `lognormal`?"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {exponential: 1s}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:60", "functions.f.cold_service.exponential is a plain value, but a map is expected",
         "write `key: value` with the keys: mean"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {exponential: {mean: 0s}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:67", "`functions.f.cold_service.exponential.mean` must be above 0", "a constant 0 is written 0ms alone"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {exponential: {}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:60", "`functions.f.cold_service.exponential.mean` is missing", "write a time such as 45ms"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {lognormal: {p50: 45ms}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:58", "`functions.f.cold_service.lognormal.p99` is missing", "write a time such as 45ms"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {lognormal: {p50: 300ms, p99: 45ms}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:58", "p99 is below p50", "99 of 100 times are below p99, 50 below p50"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {lognormal: {p50: 45ms, sd: 1s}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:58", "a lognormal is given by one pair of parameters",
         "write {p50: 45ms, p99: 300ms}, {mean: 60ms, sd: 40ms} or {mu: -3, sigma: 0.5}"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {lognormal: {mu: x, sigma: 1}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:63", "`x` is not a plain number", "write a plain number from -20 to 19.5"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {lognormal: {mu: 0, sigma: 11}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:73", "the number `11` is too large", "write a plain number from 0 to 10"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {lognormal: {p50: 1ns, p99: 3650d}}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:58", "this lognormal has sigma 17.320, beyond 10", "its times would span more than 40 powers of ten"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {uniform: [7min, 5min]}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:56", "the second time of uniform is below the first", "write the shorter time first"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {uniform: 5min}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:56", "uniform takes a list of two times", "write {uniform: [5min, 7min]}"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {uniform: [1s, 2s, 3s]}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:56", "uniform takes a list of two times", "write {uniform: [5min, 7min]}"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {empirical: []}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:58", "empirical takes a list of times or a file",
         "write {empirical: [40ms, 45ms, 300ms]} or {empirical: samples.csv}"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {empirical: [1ms, 2, 3ms]}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:64", "the time `2` has no unit", "write 2ms or 2s (units: ns, us, ms, s, min, h, d)"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {empirical: no-such-file.csv}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:58", "the file `no-such-file.csv` cannot be opened: No such file or directory", "check the path"}}},
      {"functions:\n"
       "  f: {init: 1ms, service: 1ms, cold_service: {empirical: /}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {},
       3,
       {{"s.yaml:2:58", "the file `/` cannot be read: Is a directory", "name a file"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {}\n",
       {},
       3,
       {{"s.yaml:2:10", "`sources` is empty, but a map of sources is expected",
         "write web: {kind: sync, function: api, arrivals: {poisson: {rate: 20/s}}}"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: 3\n",
       {},
       3,
       {{"s.yaml:3:6", "sources.s is a plain value, but a map is expected",
         "write `key: value` with the keys: kind, function, arrivals"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {function: f, arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:3", "sources.s has no `kind`", "write kind: sync, for callers that wait for the answer"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sink, function: f, arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:13", "`sink` is not a kind of source", "one of: sync"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: async, function: f, arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:13", "not built yet: `async`", "this version has: sync"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: g, arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:29", "there is no function `g`", "functions: f"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: \"*\", arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:29", "there is no function `*`", "the template is for names that only a trace has: leave `function` out"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:3", "sources.s has no `function`", "drawn arrivals need the name of a function, or of a group of them"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f}\n",
       {},
       3,
       {{"s.yaml:3:3", "sources.s has no `arrivals`",
         "write arrivals: {poisson: {rate: 20/s}}, {constant: {every: 1min}} or {trace: file.csv}"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}, batch_size: 10}\n",
       {},
       3,
       {{"s.yaml:3:66", "not built yet: `batch_size`", "this version does not simulate it, and ignores nothing: leave it out"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {}}\n",
       {},
       3,
       {{"s.yaml:3:42", "sources.s.arrivals has none of poisson, constant, renewal, bursts, cron, sum and trace",
         "write {poisson: {rate: 20/s}}, {constant: {every: 1min}} or {trace: file.csv}"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}, constant: {every: 1s}}}\n",
       {},
       3,
       {{"s.yaml:3:42", "sources.s.arrivals takes one of poisson, constant, renewal, bursts, cron, sum and trace, here are 2",
         "two kinds of arrivals are a `sum` of two, or two sources"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {}}}\n",
       {},
       3,
       {{"s.yaml:3:52", "sources.s.arrivals.poisson has no `rate`", "write a rate such as 20/s"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: 20}}}\n",
       {},
       3,
       {{"s.yaml:3:59", "the rate `20` has no unit", "write 20/s (or /min, /h, /d)"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: 0/s}}}\n",
       {},
       3,
       {{"s.yaml:3:59", "the rate `0/s` is not above 0", "leave a source out if it sends nothing"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: 5/week}}}\n",
       {},
       3,
       {{"s.yaml:3:59", "`week` is not a unit of a rate", "write a number per unit of time, such as 20/s, 5/min, 3/h or 1/d"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: 2000000000/s}}}\n",
       {},
       3,
       {{"s.yaml:3:59", "the rate `2000000000/s` is too high", "at most 1000000000/s"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: 0.0000000001/d}}}\n",
       {},
       3,
       {{"s.yaml:3:59", "the rate `0.0000000001/d` is too low", "at least one in ten years"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {constant: {}}}\n",
       {},
       3,
       {{"s.yaml:3:53", "sources.s.arrivals.constant takes one of rate and every", "write {rate: 1/s} or {every: 700s}"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {constant: {rate: 1/s, every: 1s}}}\n",
       {},
       3,
       {{"s.yaml:3:53", "sources.s.arrivals.constant takes one of rate and every", "write {rate: 1/s} or {every: 700s}"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {constant: {every: 0s}}}\n",
       {},
       3,
       {{"s.yaml:3:61", "`sources.s.arrivals.constant.every` must be above 0", "at least 1ns lies between two arrivals"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {groups: x}}\n",
       {},
       3,
       {{"s.yaml:3:43", "not built yet: `groups`", "this version does not simulate it, and ignores nothing: leave it out"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}, zipf: {exponent: -1}}}\n",
       {},
       3,
       {{"s.yaml:3:82", "the number `-1` is too small", "write a plain number from 0 to 20"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}, zipf: 1.2}}\n",
       {},
       3,
       {{"s.yaml:3:71", "sources.s.arrivals.zipf is a plain value, but a map is expected",
         "write `key: value` with the keys: exponent"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: {columns: {}}}}\n",
       {},
       3,
       {{"s.yaml:3:50", "sources.s.arrivals.trace has no `file`", "write file: orders.csv"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: {file: x.csv, windwo: 1s}}}\n",
       {},
       3,
       {{"s.yaml:3:64", "unknown key `windwo` in sources.s.arrivals.trace", "did you mean `window`?"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: {file: x.csv, origin: last}}}\n",
       {},
       3,
       {{"s.yaml:3:72", "`last` is not an origin", "one of: start, first"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: {file: x.csv, columns: {arival_s: t}}}}\n",
       {},
       3,
       {{"s.yaml:3:74", "unknown key `arival_s` in sources.s.arrivals.trace.columns", "did you mean `arrival_s`?"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: {file: x.csv, columns: {duration_s: d, arrival_ms: t, duration_ms: "
       "e}}}}\n",
       {},
       3,
       {{"s.yaml:3:74", "`duration_ms` and `duration_s` are one thing in two units", "leave out one of the two"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: {file: x.csv, columns: {function: f}}}}\n",
       {},
       3,
       {{"s.yaml:3:74", "the source names its function, and so does a column", "leave out one of the two"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: {file: x.csv, where: 7}}}\n",
       {},
       3,
       {{"s.yaml:3:71", "sources.s.arrivals.trace.where is a plain value, but a map is expected",
         "write the column and the text that its rows must have: {run: 7}"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: {file: x.csv, where: {run: [7]}}}}\n",
       {},
       3,
       {{"s.yaml:3:77", "the text of a cell is expected, not a list", "a text like ~ or null must be quoted"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: [x.csv]}}\n",
       {},
       3,
       {{"s.yaml:3:50", "sources.s.arrivals.trace is a list, but a map is expected",
         "write `key: value` with the keys: file, columns, where, window, origin"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: x.csv, zipf: {exponent: 1}}}\n",
       {},
       3,
       {{"s.yaml:3:63", "a trace takes no `zipf`", "its rows say which function they are for"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.f.memroy=1GB"},
       2,
       {{"--set:0:13", "unknown key `memroy` in functions.f", "did you mean `memory`?"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.g.memory=1GB"},
       2,
       {{"--set:0:11", "there is no function `g`", "functions: f"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.f.memory=64MB"},
       2,
       {{"--set:0:20", "the memory size `64MB` is below Lambda's least", "Lambda offers 128MB to 10240MB"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.f.memory"},
       2,
       {{"--set:0:19", "a value is missing: no `=`", "write --set KEY=VALUE, such as --set functions.api.memory=1024MB"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"=3"},
       2,
       {{"--set:0:1", "a name is missing in the key", "write --set KEY=VALUE, such as --set functions.api.memory=1024MB"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions..x=1"},
       2,
       {{"--set:0:11", "a name is missing in the key", "write --set KEY=VALUE, such as --set functions.api.memory=1024MB"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.\"f.memory=1GB"},
       2,
       {{"--set:0:11", "this quote is not closed", "write --set KEY=VALUE, such as --set functions.api.memory=1024MB"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"region=mars"},
       2,
       {{"--set:0:8", "`mars` is not an AWS region", "one of: us-east-1"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"regoin=us-east-1"},
       2,
       {{"--set:0:1", "unknown key `regoin` in the scenario", "did you mean `region`?"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.f.memory="},
       2,
       {{"--set:0:13", "`functions.f.memory` has no value", "write one, or remove the key"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"seed=x"},
       2,
       {{"--set:0:6", "`x` is not a whole number", "write a whole number from 0 to 18446744073709551615, without unit"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.f.keep_alive={fixed: 10min"},
       2,
       {{"--set:0:24", "a map or list stands where a key is expected", "write `key: value`; is every { and [ closed?"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"sources.s.arrivals.poisson.rate=20"},
       2,
       {{"--set:0:33", "the rate `20` has no unit", "write 20/s (or /min, /h, /d)"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.f.timeout.x=1"},
       2,
       {{"--set:0:13", "a time is expected, not a map", ""}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.\"f\"x=1"},
       2,
       {{"--set:0:14", "a dot or `=` is expected after a quoted name",
         "write --set KEY=VALUE, such as --set functions.api.memory=1024MB"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"sources.t.kind=sync"},
       2,
       {{"--set:0:9", "there is no source `t`", "sources: s"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.f={memory: 1GB}"},
       2,
       {{"--set:0:11", "functions.f has neither `init` nor `runtime`",
         "write a runtime such as python3.13, or the init time as a time or distribution"},
        {"--set:0:11", "functions.f has no `service`",
         "write the handler time of a warm call, such as 45ms; only recorded durations make it optional"}}},
      {"regoin: x\n"
       "functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n",
       {"functions.f.memroy=1GB"},
       3,
       {{"s.yaml:1:1", "unknown key `regoin` in the scenario", "did you mean `region`?"},
        {"--set:0:13", "unknown key `memroy` in functions.f", "did you mean `memory`?"}}},
  };
  return list;
}

TEST_CASE("every malformed scenario is refused with its exact faults") {
  REQUIRE(malformed().size() >= 80);
  for (const Malformed& one : malformed()) {
    CAPTURE(one.text, one.settings);
    try {
      parse_scenario(one.text, "s.yaml", "", one.settings);
      FAIL_CHECK("it was accepted");
    } catch (const Faults& faults) {
      CHECK(static_cast<int>(faults.status()) == one.status);
      CHECK(faults.list().size() == one.faults.size());
      for (std::size_t i = 0; i < faults.list().size() && i < one.faults.size(); ++i) {
        const Diagnostic& found = faults.list()[i];
        CHECK(found.file + ":" + std::to_string(found.line) + ":" + std::to_string(found.column) == one.faults[i].place);
        CHECK(found.message == one.faults[i].message);
        CHECK(found.hint == one.faults[i].hint);
      }
    }
  }
}

TEST_CASE("the caret of every fault stands within its line or just behind it") {
  for (const Malformed& one : malformed()) {
    CAPTURE(one.text, one.settings);
    try {
      parse_scenario(one.text, "s.yaml", "", one.settings);
    } catch (const Faults& faults) {
      for (const Diagnostic& fault : faults.list()) CHECK(fault.column <= fault.excerpt.size() + 1);
    }
  }
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

TEST_CASE("a file beyond the limit is refused unread") {
  const std::string text(std::size_t{9} << 20U, ' ');
  try {
    parse_scenario(text, "s.yaml", "");
    FAIL("it was accepted");
  } catch (const Faults& faults) {
    CHECK(faults.list().front().message == "larger than 8 MiB");
  }
}

TEST_CASE("endless and deep brackets are refused before they are taken apart") {
  const auto message = [](const std::string& unit, std::size_t times) {
    std::string text = "a: [";
    for (std::size_t i = 0; i < times; ++i) text += unit;
    try {
      parse_scenario(text, "s.yaml", "");
    } catch (const Faults& faults) {
      return faults.list().front().message;
    }
    return std::string("it was accepted");
  };
  CHECK(message("a,", 1'000'000) == "more than 200000 values");
  CHECK(message("[a],", 1'000'000) == "more than 200000 values");
  CHECK(message("{a: b,\n ", 100'000) == "nested deeper than 64 levels");
  CHECK(message("[", 1'000'000) == "nested deeper than 64 levels");
}

TEST_CASE("brackets in quotes and comments are no nesting") {
  const std::string brackets(200, '[');
  const std::string text = "# " + brackets + " {\nname: \"" + brackets + "\\\"" + brackets + "\" # '" + brackets +
                           "\nfunctions: {f: {init: 1ms, service: 1ms}, 'it''s " + brackets.substr(0, 100) +
                           "': {init: 1ms}}\nsources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}}}\n";
  CHECK_THROWS_AS(parse_scenario(text, "s.yaml", ""), Faults);  // the name is too long, and nothing else is wrong
  try {
    parse_scenario(text, "s.yaml", "");
  } catch (const Faults& faults) {
    REQUIRE(faults.list().size() == 1);
    CHECK(faults.list().front().message == "this is no name for a scenario");
  }
}

TEST_CASE("bytes that are no UTF-8 are named with their place") {
  try {
    parse_scenario("name: caf\xe9\n", "s.yaml", "");
    FAIL("it was accepted");
  } catch (const Faults& faults) {
    CHECK(to_text(faults.list().front()) ==
          "s.yaml:1:10: error: not a text file: byte 0xe9\n    name: caf\\xe9\n             ^\n    hint: a scenario is YAML text "
          "in UTF-8\n");
  }
}

}  // namespace
}  // namespace thaw
