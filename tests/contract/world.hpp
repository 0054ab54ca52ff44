// world.hpp: everything that exists in a run of the reference: requests, environments, pools, and the events to come.
//
// Plain values that every part of the reference reads and writes. Nothing is ever thrown away, so that all figures can be counted
// at the end from what is written down.
#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "contract/reference.hpp"
#include "workload/sampler.hpp"
#include "workload/streams.hpp"

namespace thaw::contract {

// Section 3.2: instant, class, function name, source (of arrivals), sequence within the function.
enum Class { run_ends = 1, ready = 2, expires = 3, control = 4, arrives = 6 };
using Key = std::tuple<std::int64_t, int, std::string, std::uint32_t, std::uint64_t>;

struct Request {
  std::uint32_t source = 0;
  std::string function;
  std::uint64_t ordinal = 0;
  Row row;
  bool counted = false;  // it arrived at `warmup` or later
  bool delayed = false;
  bool settled = false;
  bool started = false;
  bool predicted_cold = false;
  std::size_t group = 0;         // numbered over all sources; the calls of one arrival share it
  std::int64_t latency_ns = -1;  // of a request that succeeded
};

struct Environment {
  std::uint64_t number = 0;
  std::int64_t placement_ns = 0;
  std::int64_t init_ns = 0;        // as long as every init of it takes, unless it is stopped
  std::int64_t first_init_ns = 0;  // as long as the one before it was ready took
  bool first_init_failed = false;
  std::uint64_t inits_again = 0;
  std::uint32_t memory_mb = 0;  // of the latest request that it was launched for or served
  bool starting = false, idle = false, gone = false, served = false;
  bool provisioned = false;
  bool init_again = false;      // its init failed, or its last run was killed
  bool restore_failed = false;  // SnapStart: whoever it would have served gets an error, and it ends
  std::uint64_t idle_periods = 0, idle_sequence = 0;
  Key expiry;
  std::int64_t life_ends_ns = std::numeric_limits<std::int64_t>::max();
  std::optional<std::size_t> request;  // bound to, or running; none in the run of an initial environment
  std::int64_t run_start_ns = 0, run_ns = 0;
  bool cold_run = false, timed_out = false, out_of_memory = false, crashed = false;
  bool init_failed = false;  // in its run, and was not stopped
};

/// How many environments were busy and alive after an event.
struct Level {
  std::int64_t at_ns;
  std::uint64_t busy, alive, idle_mb;
  std::uint64_t configured = 0, allocated = 0, provisioned_busy = 0;
};

struct Pool {
  Function settings;
  Sampler placement, init, keep_alive, service, cold_service, peak_memory;
  std::optional<Sampler> max_life, restore;
  std::map<std::string, Sampler> init_parts;
  EnvironmentStreams streams;
  std::vector<Environment> environments;  // by number - 1
  std::deque<std::size_t> waiting;        // requests, in order
  std::vector<std::size_t> idle;          // on demand, in the order that `random` needs
  std::vector<std::size_t> idle_provisioned;
  std::uint64_t runs = 0, idle_periods = 0, unsettled = 0, busy = 0, alive = 0;
  std::vector<std::int64_t> launches_ns;  // for requests
  std::optional<Sampler> allocation_delay;
  std::map<std::uint64_t, std::uint64_t> batches;  // units being allocated, by the number of the increase
  std::uint64_t increases = 0, configured = 0, allocated = 0, provisioned_busy = 0, surplus = 0;
  std::vector<std::int64_t> enabled_ns;  // of each configured unit, the latest last
  std::map<std::int64_t, std::uint64_t> provisioned_in_second;
  std::map<std::int64_t, std::uint64_t> attempts_in_second;
  std::vector<Level> levels;
  FunctionFigures figures;

  Pool(const Function& f, std::uint64_t seed)
      : settings(f),
        placement(f.placement),
        init(f.init),
        keep_alive(f.keep_alive),
        service(f.service.value_or(Constant{})),
        cold_service(f.cold_service.value_or(Constant{})),
        peak_memory(f.peak_memory.value_or(Sizes{Constant{}}).bytes),
        streams(seed, f.name) {
    if (f.max_life) max_life.emplace(*f.max_life);
    if (f.snap_start) {
      restore.emplace(f.snap_start->restore);
      figures.counts.snap_start.emplace();
    }
    if (f.provisioned_concurrency) allocation_delay.emplace(f.provisioned_concurrency->allocation_delay);
    for (const InitPart& part : f.init_parts) init_parts.emplace(part.name, Sampler(part.time));
  }
};

struct World {
  const Scenario& scenario;
  const Traces& traces;
  std::int64_t now_ns = 0;
  std::map<Key, std::size_t> events = {};  // to the environment's or the request's index
  std::vector<Request> requests = {};
  std::map<std::string, Pool> pools = {};
  std::vector<std::int64_t> launches_ns = {};  // for requests, of the whole account
  std::map<std::int64_t, std::uint64_t> attempts_in_second = {};
  Figures figures = {};
};

inline RequestStreams streams_of(const World& world, const Request& request) {
  return {world.scenario.seed, world.scenario.sources[request.source].name, request.function};
}

inline std::uint32_t memory_of(const Pool& pool, const Request& request) {
  return request.row.memory_mb != 0 ? request.row.memory_mb : pool.settings.memory_mb;
}

}  // namespace thaw::contract
