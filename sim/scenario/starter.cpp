#include "scenario/starter.hpp"

namespace thaw {

std::string_view api_starter() {
  return R"yaml(# A web service whose callers wait for the answer. With this file as scenario.yaml:
#
#   thaw run scenario.yaml                                   simulate it and report
#   thaw run scenario.yaml --set functions.api.memory=1GB    what if one value were different
#   thaw validate scenario.yaml                              is it well-formed?
#
# Times have units (ms, s, min, h, d), and so have memory (MB, GB) and rates (/s, /min, /h, /d). What you leave out has a default,
# which the report tells at its end. Lines that begin with # are off; take the # away to use them.

name: my-service                # the title of the report
duration: 24h                   # how long calls arrive
# warmup: 1h                    # leaves the beginning, with its first environments, out of the figures
# seed: 2                       # the same file with the same seed gives the same result; another one is another day

functions:                      # one entry for each Lambda function
  api:                          # its name; sources refer to it
    memory: 512MB               # as configured: 128MB to 10240MB; it decides the price of a millisecond
    runtime: python3.13         # gives the time to start an empty function, measured: a floor, your imports come on top
    # init: 800ms               # better, instead of `runtime`: what your own log lines call Init Duration
    service:                    # how long your handler works once it is started, which the log calls Duration:
      lognormal: {p50: 45ms, p99: 300ms}    # half of the calls within p50, 99 % within p99; a bare time such as 45ms is fixed
    service_at: 512MB           # the memory that these times were measured with, so that --set may ask for another
    cpu_share: 60%              # how much of them is computing, which more memory makes faster; the rest is waiting
    timeout: 10s                # as configured; Lambda's default is 3s
    errors: 0.1%                # calls that your handler fails
    keep_alive: 380s            # how long an idle environment waits for its next call; AWS does not tell: try 5min to 15min
    tags: {team: web}           # splits the cost in the report, by team

sources:                        # who calls
  web:                          # a name of your own
    kind: sync                  # the caller waits for the answer
    function: api               # the function that is called
    arrivals:                   # when calls come:
      poisson: {rate: 20/s}     # at random, so many on average
      # poisson: {rate: {0h: 2/s, 8h: 40/s, 20h: 5/s}}    # or instead: a rate that changes at these times from the start

# account:                      # what all functions of the account share
#   concurrency: 1000           # your quota of environments that start or run at once; calls beyond it are throttled

expect:                         # `thaw run` ends with status 5 unless these hold: a gate for a pull request
  - success >= 99%              # the share of calls that succeeded
  - latency_ms.p99 < 800ms      # of the calls that succeeded, cold ones included
  - cold_start_ratio < 1%       # any figure of the JSON result (`thaw run scenario.yaml --format json`) by its name there
)yaml";
}

std::string_view trace_starter() {
  return R"yaml(# A replay of recorded calls. With this file as scenario.yaml, beside calls.csv:
#
#   thaw run scenario.yaml                                        replay them and report
#   thaw run scenario.yaml --set functions.api.keep_alive=15min   what if environments were kept longer
#   thaw run scenario.yaml --requests out.csv                     what became of each call
#
# calls.csv is a sample: put your own record in its place. Its header names the columns: arrival_s (when a call came, in seconds
# from the start, or a date) and duration_ms (how long the handler worked); `function`, `memory_mb`, `init_ms` and `cold` are
# known too. Lines that begin with # are off; take the # away to use them.

name: my-replay                 # the title of the report

functions:                      # one entry for each function that is called
  api:                          # its name; the source refers to it
    memory: 512MB               # as configured: 128MB to 10240MB; it decides the price of a millisecond
    init: 400ms                 # the time to start, which your log lines call Init Duration
    keep_alive: 380s            # how long an idle environment waits for its next call; AWS does not tell: try 5min to 15min

sources:                        # who calls
  log:                          # a name of your own
    kind: sync                  # the caller waits for the answer
    function: api               # without this line, the column `function` of the record says which function
    arrivals:                   # when calls come:
      trace:                    # as they were recorded
        file: calls.csv         # relative to this file; .gz and .zst are read as they are, - is standard input
        origin: first           # the first call is the start; `start` keeps the record's own zero
        # columns: {arrival_ms: timestamp, duration_s: took}    # other headers, ours to yours; ours end in your unit: s, ms, us, ns
        # where: {status: "200"}    # only rows in which a column holds this text

expect:                         # `thaw run` ends with status 5 unless these hold
  - success >= 100%             # the share of calls that succeeded
)yaml";
}

std::string_view starter_trace() {
  return R"csv(arrival_s,duration_ms
0,52.1
1.4,47.9
1.5,61.0
9.25,44.6
30,49.3
75.5,58.8
76,46.2
140,51.7
500,45.5
505.2,88.4
505.3,47.1
505.3,53.9
560,48.0
700,46.6
820.75,120.3
821,49.9
1300,55.2
1310,47.4
1600,50.8
1605.5,44.9
1606,46.3
1990,61.7
2000,49.0
2600,52.5
2601,47.7
)csv";
}

}  // namespace thaw
