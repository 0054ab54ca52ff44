// result.hpp: what a run found out (design note, section 6), as a value.
//
// Every renderer reads this and computes no statistic of its own. Counts are exact; distributions are summaries made once
// at the end of a run; times are nanoseconds; money and quantities are exact decimals.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "thaw/decimal.hpp"
#include "thaw/expectation.hpp"
#include "thaw/scenario.hpp"
#include "thaw/time.hpp"

namespace thaw {

/// The percentiles that every report shows, and their share in hundredths of a percent.
inline constexpr std::array<int, 5> shown_percentiles = {5000, 9000, 9500, 9900, 9990};
/// The fixed grid for plots, in hundredths of a percent.
inline constexpr std::array<int, 23> plot_percentiles = {0,    100,  500,  1000, 2000, 2500, 3000, 4000, 5000, 6000, 7000, 7500,
                                                         8000, 8500, 9000, 9250, 9500, 9750, 9900, 9950, 9990, 9999, 10000};

/// The idle times for which a run tells the share of cold starts.
inline constexpr std::array<Duration, 3> idle_times = {seconds(300), seconds(600), seconds(900)};

/// 95 % order-statistic interval; no high end where the samples are too few for one.
struct Interval {
  Duration low;
  std::optional<Duration> high;
};

struct Summary {
  std::uint64_t count = 0;
  Duration mean, min, max;
  std::array<Duration, 5> percentiles{};  // of shown_percentiles
  std::array<Interval, 5> intervals{};
  std::array<Duration, 23> grid{};  // of plot_percentiles
  bool exact = true;                // false: from a histogram, relative error at most 0.1 %
};

struct EnvironmentCounts {
  std::uint64_t alive_at_start = 0, started = 0, reclaimed = 0, alive = 0, unused = 0, peak = 0;
  double mean = 0, mean_busy = 0, mean_idle = 0;
};

/// Of functions that have SnapStart.
struct SnapStartResult {
  std::uint64_t restores = 0;         // launches: each of them restores the snapshot
  std::uint64_t failed_restores = 0;  // that failed or were stopped at the limit, and an invocation with them
  Decimal restored_gb;                // memory restored
  Decimal cache_gb_seconds;  // memory of the snapshot times the span measured in whole ms, or the shortest that AWS charges
  Summary restore;           // Restore Duration, one for each cold start
};
/// A snapshot is charged for at least so long.
inline constexpr Duration shortest_snapshot_charge = seconds(3 * 3'600);
/// Of functions with provisioned concurrency. Time is of [warmup, H]; a unit is one environment that is kept ready.
struct ProvisionedResult {
  std::uint64_t invocations = 0;                      // that provisioned environments served
  std::uint64_t spillover_invocations = 0;            // that ran on demand while units were allocated
  std::uint64_t inits = 0, init_billed_ms = 0;        // made and billed when units are allocated or replaced
  std::uint64_t billed_ms = 0;                        // of their invocations: part of the function's billed_ms
  Decimal configured_seconds, configured_gb_seconds;  // summed over units; the latter rounded up to 5 min as the fee is
  Decimal gb_seconds;                                 // of billed_ms and init_billed_ms
  double allocated_mean = 0, utilization_mean = 0, utilization_max = 0;  // utilization: busy units of allocated ones
};

/// The block of one function, and of the totals.
struct FunctionResult {
  std::uint64_t requests = 0, succeeded = 0, failed = 0, throttled = 0, denied = 0, dead_lettered = 0, dropped = 0, expired = 0,
                filtered = 0, in_flight = 0;
  std::uint64_t attempts = 0, invocations = 0, retries = 0, throttles = 0, denials = 0, errors = 0, timeouts = 0, out_of_memory = 0,
                crashes = 0;
  // `throttles` by reason.
  std::uint64_t throttles_concurrency = 0, throttles_request_rate = 0, throttles_reserved_concurrency = 0,
                throttles_reserved_request_rate = 0, throttles_scaling_rate = 0;
  std::uint64_t cold_starts = 0, warm_starts = 0, delayed_starts = 0;
  std::uint64_t failed_inits = 0;  // inits that failed or were stopped, of which an invocation carries or repeats each
  double cold_start_ratio = 0;     // cold_starts / invocations
  Summary latency, failed_latency, cold_latency, warm_latency, start_wait, init, duration;
  std::optional<Summary> delayed_latency;  // of those that waited for an environment, where they are not the cold ones
  std::uint64_t billed_ms = 0;
  std::uint64_t billed_init_ms_part = 0;  // of billed_ms: what carrying the init added
  Decimal gb_seconds, idle_gb_seconds;
  std::uint64_t concurrency_peak = 0;
  EnvironmentCounts environments;
  std::optional<SnapStartResult> snap_start;
  std::optional<ProvisionedResult> provisioned;  // none where nothing is configured
};

/// Recorded against predicted cold starts of a trace with a `cold` column; each function's first row is left out, since
/// what came before it is not known.
struct Recorded {
  std::uint64_t rows = 0, cold = 0, predicted = 0, both = 0;
  std::optional<double> precision, recall;  // none where nothing was predicted, or recorded
};

/// Arrivals that make several calls at once (`group`): one is as slow as its slowest call, and has a latency if all succeeded.
struct CallGroupResult {
  std::uint32_t size = 0;  // calls of each
  std::uint64_t groups = 0, succeeded = 0;
  Summary latency;
};

struct SourceResult {
  std::uint64_t requests = 0, succeeded = 0, failed = 0, throttled = 0, in_flight = 0, caller_retries = 0;
  Summary latency;
  std::optional<Recorded> recorded;
  std::optional<CallGroupResult> group;
};

/// The figures of a named set of functions, together.
struct GroupResult {
  std::vector<std::string> functions;  // that ran, sorted
  bool peaks_exact = true;             // false: peaks are sums of cell maxima, an upper bound (3.15)
  FunctionResult figures;
};

/// The percentiles over functions that are told of a share.
inline constexpr std::array<std::uint64_t, 5> share_percentiles = {25, 50, 75, 90, 99};
using ShareQuantiles = std::array<double, share_percentiles.size()>;

/// How the share of calls that found no idle environment is spread over functions or apps, each counting once (cold_shares.hpp).
struct ColdShares {
  std::uint64_t count = 0;  // functions or apps that have such a share
  ShareQuantiles shares{};
  std::optional<ShareQuantiles> fixed_10min;  // the same if each environment were kept for 10 min, from the same pass
};

/// Counts by the instant at which they happened, in buckets from instant 0 to simulated_seconds.
struct Series {
  std::int64_t bucket_s = 60;
  std::vector<std::uint64_t> requests, invocations, cold_starts, throttles, errors, busy_max, environments_max;
};

enum class SpanKind : std::uint8_t { placement, init, run, idle, restore };

struct Span {
  SpanKind kind;
  Instant from, to;
  std::int64_t request = -1;  // of a run: its ordinal
  std::string source;
};

struct Lane {
  std::string function;
  std::uint64_t environment = 0;
  bool reclaimed = false;
  std::vector<Span> spans;  // the first 50
};

struct CostLine {
  std::string function, item;
  Decimal quantity;
  std::string unit;
  Decimal free, unit_price, amount;
};

/// What the functions with one value of a tag cost together; without a value, those that do not have the tag.
struct TagCost {
  std::string tag;
  std::optional<std::string> value;
  Decimal amount;
};

struct Cost {
  std::string currency = "USD";
  std::string price_book;  // name and date
  bool free_tier = false;  // applied; pricing again needs to know
  Decimal total;           // sum of exact amounts
  std::optional<Decimal> per_million_requests;
  std::vector<CostLine> lines;
  std::vector<TagCost> by_tag;  // by tag and value, functions without the tag last; each tag's amounts add up to the total
};

struct Result {
  std::string scenario_name, scenario_sha256;
  std::string tool_version;  // of the thaw that simulated; empty: this one
  std::int64_t start_unix_ns = 0;
  std::string region;
  std::uint64_t seed = 1;
  bool complete = true;
  Duration simulated, warmup;
  std::uint64_t fingerprint = 0;
  bool peaks_exact = true;  // false: totals' peaks are sums of cell maxima, an upper bound (3.15)
  std::vector<Assumption> assumptions;
  std::vector<Warning> warnings;  // the scenario's
  FunctionResult totals;
  std::map<std::string, FunctionResult> functions;
  std::map<std::string, Function> settings;  // what each function was, for reports
  std::map<std::string, SourceResult> sources;
  std::map<std::string, GroupResult> groups;
  std::array<std::optional<double>, idle_times.size()> cold_start_ratio_by_idle;  // on the levels of this run (busy_levels.hpp)
  std::optional<ColdShares> cold_shares_by_function, cold_shares_by_app;
  Series series;
  std::optional<std::vector<Lane>> lanes;
  Cost cost;
  std::vector<ExpectationResult> expectations;  // in the order of the scenario's, then the command line's
};

}  // namespace thaw
