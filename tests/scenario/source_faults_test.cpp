// Faults of sources, to the letter.
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
         "write `key: value` with the keys: kind, function, arrivals, warm"}}},
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
       {{"s.yaml:3:13", "`sink` is not a kind of source", "one of: sync, warmer"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: async, function: f, arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:13", "not built yet: `async`", "this version has: sync, warmer"}}},
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
       {{"s.yaml:3:3", "sources.s has no `function`", "drawn arrivals need the name of a function, or a list of names"}}},
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
       {{"s.yaml:3:71", "sources.s.arrivals.zipf is a plain value, but a map is expected", "write `{exponent: 1.2}`"}}},
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
       "sources:\n"
       "  s: {kind: sync, function: [], arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:29", "sources.s.function is an empty list", "write [user, cart]"}}},
      {"functions: {f: {init: 1ms, service: 1ms}, g: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: [f, g, f], arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:29", "sources.s.function names a function twice", "calls go to all of them in equal shares, or by `zipf`"}}},
      {"functions: {f: {init: 1ms, service: 1ms, count: 3}}\n"
       "sources:\n"
       "  s: {kind: sync, function: [f1, f], arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:29", "sources.s.function names a function twice", "calls go to all of them in equal shares, or by `zipf`"}}},
      {"functions: {cart: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: [cart, cort, 1, [cart]], arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:36", "there is no function `cort`", "did you mean `cart`?"},
        {"s.yaml:3:42", "there is no function `1`", "functions: cart"},
        {"s.yaml:3:45", "the name of a function is expected, not a list", ""}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: apigateway, function: f, arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:13", "not built yet: `apigateway`",
         "this version has: sync, whose callers wait too; the service's own time limit is not simulated"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sqs, function: f, arrivals: {poisson: {rate: 1/s}}}\n"
       "  t: {kind: stream, function: f, arrivals: {poisson: {rate: 1/s}}}\n"
       "  u: {kind: schedule, function: f, arrivals: {poisson: {rate: 1/s}}}\n",
       {},
       3,
       {{"s.yaml:3:13", "not built yet: `sqs`",
         "this version has: sync; 'thaw init queue' writes a queue as the calls that its poller makes"},
        {"s.yaml:4:13", "not built yet: `stream`",
         "this version has: sync; 'thaw init stream' writes a stream as the calls that its poller makes"},
        {"s.yaml:5:13", "`schedule` is not a kind of source",
         "write kind: sync and arrivals: {cron: \"*/5 * * * *\"}; retries are not simulated"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: 5/s}}\n",
       {},
       3,
       {{"s.yaml:3:52", "sources.s.arrivals.poisson is a plain value, but a map is expected", "write `{rate: 5/s}`"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {cron: \"0 3 * * *\", time_zone: UTC}}\n",
       {},
       3,
       {{"s.yaml:3:62", "unknown key `time_zone` in sources.s.arrivals", "it stands in `cron`: cron: {time_zone: …}"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: 5/s}}\n",
       {},
       3,
       {{"s.yaml:2:50", "sources.s.arrivals is a plain value, but a map is expected",
         "write {poisson: {rate: 20/s}}, {constant: {every: 1min}} or {trace: file.csv}"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources: {s: {kind: sync, function: f, arrivals: {poisson: {rate: {weekly: {monday: 5/s, weekdays: 1/s, weekend: "
       "0/s}}}}}}\n",
       {},
       3,
       {{"s.yaml:2:77", "unknown key `monday` in sources.s.arrivals.poisson.rate.weekly", "did you mean `mon`?"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {bursts: [{rate: 5/s, for: 1s}, {rate: 1/s, for: 1s, duration: 10s}]}}\n",
       {},
       3,
       {{"s.yaml:3:95", "unknown key `duration` in sources.s.arrivals.bursts[1]", "did you mean `for`?"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: {file: x.csv, columns: {ts: arrival_ms, took: duration_s}}}}\n",
       {},
       3,
       {{"s.yaml:3:74", "`ts` is no column of ours", "our name comes first: `arrival_ms: ts`"},
        {"s.yaml:3:90", "`took` is no column of ours", "our name comes first: `duration_s: took`"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {trace: {file: x.csv, separator: \";\"}}}\n",
       {},
       3,
       {{"s.yaml:3:64", "unknown key `separator` in sources.s.arrivals.trace",
         "leave it out: commas, semicolons and tabs are told apart by the header"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: {daily: {0h: 1/s, \"08:00\": 2/s}}}}}\n",
       {},
       3,
       {{"s.yaml:3:77", "`08:00` is not a time", "write hours with their unit: 8h for 08:00, 8.5h for 08:30"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: warmer, function: f}\n",
       {},
       3,
       {{"s.yaml:3:3", "sources.s has no `warm`", "write warm: {every: 5min, parallel: 3}"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: warmer, function: f, warm: {every: 0s, parallel: 0}}\n",
       {},
       3,
       {{"s.yaml:3:48", "sources.s.warm.every must be above 0", "write a time such as 5min"},
        {"s.yaml:3:62", "the number `0` is too small", "write a whole number from 1 to 1000, without unit"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: sync, function: f, arrivals: {poisson: {rate: 1/s}}, warm: {every: 5min}}\n",
       {},
       3,
       {{"s.yaml:3:66", "only a warmer takes `warm`", "write kind: warmer, as a source of its own"}}},
      {"functions: {f: {init: 1ms, service: 1ms}}\n"
       "sources:\n"
       "  s: {kind: warmer, arrivals: {poisson: {rate: 1/s}}, warm: {every: 5min}}\n",
       {},
       3,
       {{"s.yaml:3:3", "sources.s needs one `function`", "a warmer keeps one function warm; write one for each"},
        {"s.yaml:3:21", "a warmer takes no `arrivals`", "write warm: {every: 5min, parallel: 3}"}}},
  };
  return list;
}

TEST_CASE("what is wrong with sources is told to the letter") {
  REQUIRE(malformed().size() == 52);
  test::check_refused(malformed());
}

}  // namespace
}  // namespace thaw
