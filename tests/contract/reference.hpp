// reference.hpp: the naive simulator that judges the engine: sections 3.1 to 3.15 of the design note, by the letter.
//
// All functions always run together, every event sits in one sorted map, every level of every pool is written down and
// the figures are counted from that diary at the end. It shares with the engine only the values of include/thaw, the
// names of the random streams and the samplers. It costs O(log n) allocations and comparisons of names per event, and
// memory for the whole run: good for some thousands of requests.
//
// Its parts: what there is (world), what sources offer (offers), whether and where an attempt runs (admission), the life of
// environments (environment_life), handler times (handler_time), what is written down on the way (diary) and counted at the end
// (tally).
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "thaw/result.hpp"
#include "thaw/rows.hpp"
#include "thaw/scenario.hpp"

namespace thaw::contract {

/// A recorded trace held in memory, as a RowStream would hand it out.
struct Trace {
  std::vector<Row> rows;           // in order of arrival per function
  std::vector<std::string> names;  // by Row::function; empty where the source names its function
  bool has_cold = false;
};

/// The traces of a scenario's sources, by source name.
using Traces = std::map<std::string, Trace>;

/// Every sample of each distribution of the result, in nanoseconds, sorted.
struct Samples {
  std::vector<std::int64_t> latency, failed_latency, cold_latency, warm_latency, delayed_latency, start_wait, init, restore,
      duration;
  bool delayed_are_cold = true;  // those that succeeded: the ones that waited, and the first in their environments
};

/// Of provisioned concurrency, in unit-nanoseconds of [warmup, H].
struct ProvisionedFigures {
  std::uint64_t invocations = 0, spillover_invocations = 0, inits = 0, init_billed_ms = 0, billed_ms = 0;
  Uint128 billed_mb_ms = 0;  // inits included
  Int128 configured_ns = 0, allocated_ns = 0, busy_ns = 0, charged_ns = 0, charged_mb_ns = 0;
  double most = 0;  // busy ones of allocated ones
};

/// What the reference found out about one function, or all of them.
struct FunctionFigures {
  FunctionResult counts;  // integers only: its summaries, ratios, means and decimals stay empty
  Samples samples;
  Uint128 billed_mb_ms = 0;  // sum of billed_ms times the memory billed
  Uint128 idle_mb_ns = 0;    // idle time within [warmup, H] times memory: that of the request it last served
  std::array<std::uint64_t, idle_times.size()> unserved_by_idle{};  // counted requests whose level of busy ones was not held since
  Int128 busy_ns = 0;                                               // time integrals over [warmup, H]
  Int128 idle_ns = 0;
  Uint128 restored_mb = 0;      // by SnapStart, from `warmup` on
  Uint128 snapshots_mb = 0;     // that are kept
  bool restore_failed = false;  // any, at any time
  std::optional<ProvisionedFigures> provisioned;
  std::vector<AttemptRow> rows;  // of counted requests, by (arrival, source, request); of one function only
};

struct SourceFigures {
  SourceResult counts;
  std::vector<std::int64_t> latency;
  std::vector<std::int64_t> group_latency;  // of groups whose calls all succeeded: that of the slowest
};

struct Figures {
  std::int64_t end_ns = 0;  // H
  FunctionFigures totals;
  std::map<std::string, FunctionFigures> functions;
  std::map<std::string, SourceFigures> sources;
  std::map<std::string, FunctionFigures> groups;
  std::map<std::string, std::vector<std::string>> group_functions;
  Series series;
};

/// Simulates the scenario. `traces` holds a trace for each source whose arrivals are TraceArrivals.
Figures simulate(const Scenario& scenario, const Traces& traces);

}  // namespace thaw::contract
