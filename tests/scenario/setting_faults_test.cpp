// Faults of --set, to the letter.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenario/malformed.hpp"

namespace thaw {
namespace {

using test::Malformed;

const std::vector<Malformed>& malformed() {
  static const std::vector<Malformed> list = {
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

TEST_CASE("what is wrong with settings is told to the letter") {
  REQUIRE(malformed().size() == 18);
  test::check_refused(malformed());
}

}  // namespace
}  // namespace thaw
