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
# which the report tells at its end. Lines that begin with # are off; take the # away to use them. There are more keys:
# `thaw help scenario` lists them all, `thaw help cron` tells of one.

name: my-service                # the title of the report
duration: 24h                   # how long calls arrive
# warmup: 1h                    # leaves the beginning, with its first environments, out of the figures
# seed: 2                       # the same file with the same seed gives the same result; another one is another day

functions:                      # one entry for each Lambda function
  api:                          # its name; sources refer to it
    memory: 512MB               # as configured: 128MB to 10240MB; it decides the price of a millisecond
    runtime: python3.13         # gives the time to start an empty function, measured: a floor, your imports come on top
    # init: 800ms               # better, instead of `runtime`: what your own log lines call Init Duration
    # init: {runtime: python3.13, imports: {boto3: 250ms, pandas: 600ms}, own: 30ms}    # or in parts: leave one out, and compare
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
      # poisson: {rate: {daily: {0h: 2/s, 8h: 40/s, 20h: 5/s}, time_zone: Europe/Berlin}}    # or every day, by the clock
      # poisson: {rate: {weekly: {weekdays: {0h: 2/s, 8h: 40/s, 20h: 5/s}, weekend: 3/s}, time_zone: Europe/Berlin}}    # or by days

# account:                      # what all functions of the account share
#   concurrency: 1000           # your quota of environments that start or run at once; calls beyond it are throttled

expect:                         # `thaw run` ends with status 5 unless these hold: a gate for a pull request
  - success >= 99%              # the share of calls that succeeded
  - latency_ms.p99 < 800ms      # of the calls that succeeded, cold ones included
  - cold_start_ratio < 1%       # the share of runs that were the first in their environment; `thaw help expect` lists all figures
)yaml";
}

std::string_view queue_starter() {
  return R"yaml(# A function behind an SQS queue. With this file as scenario.yaml:
#
#   thaw run scenario.yaml                                        simulate it and report
#   thaw run scenario.yaml --set functions.worker.memory=2GB      what if one value were different
#   thaw validate scenario.yaml                                   is it well-formed?
#
# This version has no sources of kind `queue`: the poller of an event source mapping is written as the calls that it makes, one for
# each batch of messages. A batch is sent when it is full or when its window ends, whichever comes first; here are
#
#   50 messages/s, batch_size 10, maximum_batching_window 1s:   10 messages come within 10 / 50 = 0.2 s, before the window ends,
#                                                               so there are 50 / 10 = 5 batches/s
#
# Not simulated: the pollers' own limits (5 batches at once at first, up to 300 more a minute, 1,250 at most) and
# maximum_concurrency; visibility timeouts, messages that come back after a failure, redrive to a dead-letter queue, what polling
# costs. Lines that begin with # are off; take the # away to use them.

name: my-queue                  # the title of the report
duration: 24h                   # how long messages arrive

functions:                      # one entry for each Lambda function
  worker:                       # its name; sources refer to it
    memory: 1024MB              # as configured: 128MB to 10240MB; it decides the price of a millisecond
    runtime: python3.13         # gives the time to start an empty function, measured: a floor, your imports come on top
    service:                    # how long the handler works on a whole batch: about 10 times that of a message
      lognormal: {p50: 400ms, p99: 1.5s}    # half of the batches within p50, 99 % within p99
    service_at: 1024MB          # the memory that these times were measured with, so that --set may ask for another
    cpu_share: 40%              # how much of them is computing, which more memory makes faster; the rest is waiting
    timeout: 30s                # as configured; AWS asks for a visibility timeout of six times this
    keep_alive: 380s            # how long an idle environment waits for its next call; AWS does not tell: try 5min to 15min

sources:                        # who calls
  poller:                       # a name of your own
    kind: sync                  # a poller waits for the answer, too
    function: worker            # the function that is called
    arrivals:                   # when a batch is sent:
      renewal:                  # batches follow each other after
        gamma: {shape: 10, mean: 200ms}     # as long as 10 messages at random take to come: shape = batch_size, mean = 10 / 50 s
      # constant: {every: 3s}               # or instead, if the window ends first: every window + 1 / rate; 1 s + 1 / (0.5/s) = 3 s
      # poisson: {rate: 50/s}               # or instead, for batch_size 1: a call for each message

# account:                      # what all functions of the account share
#   concurrency: 100            # your quota of environments that start or run at once; batches beyond it are throttled, not kept

expect:                         # `thaw run` ends with status 5 unless these hold: a gate for a pull request
  - success >= 99%              # the share of batches that succeeded
  - concurrency_peak <= 20      # batches worked on at once: what your database sees
  - latency_ms.p99 < 3s         # from a batch's sending to its answer; its first message has waited for the others before: 0.2 s
)yaml";
}

std::string_view stream_starter() {
  return R"yaml(# A function behind a Kinesis stream. With this file as scenario.yaml:
#
#   thaw run scenario.yaml                                            simulate it and report
#   thaw run scenario.yaml --set 'functions.reader.service=700ms'     what if one value were different
#   thaw validate scenario.yaml                                       is it well-formed?
#
# This version has no sources of kind `stream`: the poller of an event source mapping is written as the calls that it makes. Each
# shard is read in its own turn, once a second, and what has come is sent as one batch, or as several if it is more than a batch
# holds; with maximum_batching_window a batch waits for it, unless it is full before. Here are
#
#   200 records/s on 4 shards, batch_size 100, no window:    50 records a second on each shard, below 100,
#                                                            so each shard makes one call a second with 50 records: 4 calls/s
#
#   a window of 5s, batch_size 500:   up to 250 records within 5 s: one call in 5 s for each shard
#   batch_size 10:                    50 / 10 = 5 calls a second for each shard, one after the other
#   parallelization_factor 2:         each shard is dealt out by partition key to 2 lanes that call at the same time: here
#                                     twice as many calls, each with half of the records
#
# Not simulated: that a shard (or lane) waits for the answer of a batch before it sends the next one, so keep a batch shorter than
# its turn (the last expectation below); retries of failed batches, shards that they block, bisected batches, records that expire.

name: my-stream                 # the title of the report
duration: 24h                   # how long records arrive

functions:                      # one entry for each Lambda function
  reader:                       # its name; sources refer to it
    memory: 512MB               # as configured: 128MB to 10240MB; it decides the price of a millisecond
    runtime: nodejs22.x         # gives the time to start an empty function, measured: a floor, your imports come on top
    service:                    # how long the handler works on a whole batch: about 50 times that of a record
      lognormal: {p50: 150ms, p99: 400ms}   # half of the batches within p50, 99 % within p99
    service_at: 512MB           # the memory that these times were measured with, so that --set may ask for another
    cpu_share: 60%              # how much of them is computing, which more memory makes faster; the rest is waiting
    timeout: 30s                # as configured; Lambda's default is 3s
    keep_alive: 380s            # how long an idle environment waits for its next call; AWS does not tell: try 5min to 15min

sources:                        # who calls
  poller:                       # a name of your own
    kind: sync                  # a poller waits for the answer, too
    function: reader            # the function that is called
    arrivals:                   # when batches are sent:
      sum:                      # each shard, or each lane of a shard, has a line of its own; they do not keep in step:
        - renewal: {uniform: [950ms, 1050ms]}    # shard 1: a call a second
        - renewal: {uniform: [950ms, 1050ms]}    # shard 2
        - renewal: {uniform: [950ms, 1050ms]}    # shard 3
        - renewal: {uniform: [950ms, 1050ms]}    # shard 4

expect:                         # `thaw run` ends with status 5 unless these hold: a gate for a pull request
  - success >= 99%              # the share of batches that succeeded
  - latency_ms.p99 < 950ms      # from a batch's sending to its answer: below its turn, else records pile up
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
# from the start or since 1970, or a date) and duration_ms (how long the handler worked); `function`, `memory_mb`, `init_ms` and
# `cold` are known too. Commas, semicolons or tabs may separate them. Lines that begin with # are off; take the # away to use them.

name: my-replay                 # the title of the report

functions:                      # one entry for each function that is called
  api:                          # its name; the source refers to it
    memory: 512MB               # as configured: 128MB to 10240MB; it decides the price of a millisecond
    init: 400ms                 # the time to start, which your log lines call Init Duration
    # service_at: 512MB         # the memory that the record was made with, so that --set may ask for another
    # cpu_share: 60%            # how much of its times is computing, which more memory makes faster; the rest is waiting
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
