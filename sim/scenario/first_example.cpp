#include "scenario/first_example.hpp"

namespace thaw {

std::string_view first_example() {
  return R"yaml(# A first look at Lambda: one small web service for an hour.
#
# Lesson: only calls that find no idle environment wait for a new one. At 20 calls a second with 45 ms of work, one or two
# environments are busy at a time, so nearly every call is warm, and the few cold ones are what you see at the very top of the
# latencies. Make it quieter (--set sources.web.arrivals.poisson.rate=5/h) and see most calls become cold.

name: first
duration: 1h

functions:
  api:
    memory: 512MB
    runtime: python3.13        # init times measured on empty functions: a floor
    service:                   # how long the handler works in a warm environment
      lognormal: {p50: 45ms, p99: 300ms}
    service_at: 512MB          # with this much memory: ask for another with --set functions.api.memory=1GB
    cpu_share: 60%             # of that time computes and follows memory, which brings the CPU; the rest waits

sources:
  web:
    kind: sync                 # the caller waits for the answer
    function: api
    arrivals:
      poisson: {rate: 20/s}
)yaml";
}

}  // namespace thaw
