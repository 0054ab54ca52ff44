// Faults of distributions, to the letter.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scenario/malformed.hpp"

namespace thaw {
namespace {

using test::Malformed;

const std::vector<Malformed>& malformed() {
  static const std::vector<Malformed> list = {
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
       {{"s.yaml:2:60", "functions.f.cold_service.exponential is a plain value, but a map is expected", "write `{mean: 1s}`"}}},
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
  };
  return list;
}

TEST_CASE("what is wrong with distributions is told to the letter") {
  REQUIRE(malformed().size() == 17);
  test::check_refused(malformed());
}

}  // namespace
}  // namespace thaw
