#include "contract/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>

#include "workload/sampler.hpp"

namespace thaw::contract {
namespace {

constexpr std::size_t most_lines = 20;

class Comparison {
 public:
  template <class T>
  void same(const std::string& what, const T& expected, const T& found) {
    if (!(expected == found)) {
      std::ostringstream text;
      text << what << ": the reference says " << expected << ", the engine " << found;
      add(text.str());
    }
  }

  void close(const std::string& what, double expected, double found) {
    if (!(std::abs(expected - found) <= 1e-12 * std::abs(expected))) same(what, expected, found);
  }

  void list(const std::string& what, const std::vector<std::uint64_t>& expected, const std::vector<std::uint64_t>& found) {
    same(what + " size", expected.size(), found.size());
    for (std::size_t i = 0; i < std::min(expected.size(), found.size()); ++i) {
      same(what + "[" + std::to_string(i) + "]", expected[i], found[i]);
    }
  }

  void add(std::string line) {
    if (lines.size() < most_lines) lines.push_back(std::move(line));
  }

  std::vector<std::string> lines;
};

/// Nearest rank: the smallest sample that at least `share` (in hundredths of a percent) of all samples do not exceed.
std::int64_t percentile(const std::vector<std::int64_t>& sorted, int share) {
  const std::size_t rank = (sorted.size() * static_cast<std::size_t>(share) + 9'999) / 10'000;
  return sorted[std::max<std::size_t>(rank, 1) - 1];
}

void compare_summary(Comparison& c, const std::string& what, const std::vector<std::int64_t>& sorted, const Summary& found) {
  c.same(what + ".count", static_cast<std::uint64_t>(sorted.size()), found.count);
  if (sorted.empty()) return;
  c.same(what + ".min", sorted.front(), found.min.ns);
  c.same(what + ".max", sorted.back(), found.max.ns);
  c.same(what + ".exact", true, found.exact);
  Int128 sum = 0;
  for (const std::int64_t sample : sorted) sum += sample;
  const Int128 off = sum - static_cast<Int128>(found.mean.ns) * static_cast<Int128>(sorted.size());
  if (2 * (off < 0 ? -off : off) > static_cast<Int128>(sorted.size())) {
    c.same(what + ".mean (rounded to the nearest)", static_cast<std::int64_t>(sum / static_cast<Int128>(sorted.size())),
           found.mean.ns);
  }
  for (std::size_t i = 0; i < shown_percentiles.size(); ++i) {
    c.same(what + ".percentiles[" + std::to_string(i) + "]", percentile(sorted, shown_percentiles[i]), found.percentiles[i].ns);
  }
  for (std::size_t i = 0; i < plot_percentiles.size(); ++i) {
    c.same(what + ".grid[" + std::to_string(i) + "]", percentile(sorted, plot_percentiles[i]), found.grid[i].ns);
  }
}

constexpr std::pair<const char*, std::uint64_t FunctionResult::*> function_counts[] = {
    {"requests", &FunctionResult::requests},
    {"succeeded", &FunctionResult::succeeded},
    {"failed", &FunctionResult::failed},
    {"throttled", &FunctionResult::throttled},
    {"denied", &FunctionResult::denied},
    {"dead_lettered", &FunctionResult::dead_lettered},
    {"dropped", &FunctionResult::dropped},
    {"expired", &FunctionResult::expired},
    {"filtered", &FunctionResult::filtered},
    {"in_flight", &FunctionResult::in_flight},
    {"attempts", &FunctionResult::attempts},
    {"invocations", &FunctionResult::invocations},
    {"retries", &FunctionResult::retries},
    {"throttles", &FunctionResult::throttles},
    {"denials", &FunctionResult::denials},
    {"errors", &FunctionResult::errors},
    {"timeouts", &FunctionResult::timeouts},
    {"out_of_memory", &FunctionResult::out_of_memory},
    {"crashes", &FunctionResult::crashes},
    {"failed_inits", &FunctionResult::failed_inits},
    {"throttles_concurrency", &FunctionResult::throttles_concurrency},
    {"throttles_request_rate", &FunctionResult::throttles_request_rate},
    {"throttles_reserved_concurrency", &FunctionResult::throttles_reserved_concurrency},
    {"throttles_reserved_request_rate", &FunctionResult::throttles_reserved_request_rate},
    {"throttles_scaling_rate", &FunctionResult::throttles_scaling_rate},
    {"cold_starts", &FunctionResult::cold_starts},
    {"warm_starts", &FunctionResult::warm_starts},
    {"delayed_starts", &FunctionResult::delayed_starts},
    {"billed_ms", &FunctionResult::billed_ms},
    {"billed_init_ms_part", &FunctionResult::billed_init_ms_part},
    {"concurrency_peak", &FunctionResult::concurrency_peak},
};

constexpr std::pair<const char*, std::uint64_t EnvironmentCounts::*> environment_counts[] = {
    {"alive_at_start", &EnvironmentCounts::alive_at_start},
    {"started", &EnvironmentCounts::started},
    {"reclaimed", &EnvironmentCounts::reclaimed},
    {"alive", &EnvironmentCounts::alive},
    {"unused", &EnvironmentCounts::unused},
    {"peak", &EnvironmentCounts::peak},
};

void compare_provisioned(Comparison& c, const std::string& name, const ProvisionedFigures& expected, const ProvisionedResult& found,
                         std::int64_t span_ns) {
  c.same(name + ".invocations", expected.invocations, found.invocations);
  c.same(name + ".spillover_invocations", expected.spillover_invocations, found.spillover_invocations);
  c.same(name + ".inits", expected.inits, found.inits);
  c.same(name + ".init_billed_ms", expected.init_billed_ms, found.init_billed_ms);
  c.same(name + ".billed_ms", expected.billed_ms, found.billed_ms);
  c.same(name + ".configured_seconds", Decimal::scaled(expected.configured_ns, 9).text(), found.configured_seconds.text());
  c.same(name + ".configured_gb_seconds", Decimal::scaled(expected.charged_mb_ns, 9).halved(10).text(),
         found.configured_gb_seconds.text());
  c.same(name + ".gb_seconds", Decimal::scaled(static_cast<Int128>(expected.billed_mb_ms), 3).halved(10).text(),
         found.gb_seconds.text());
  const auto quotient = [](Int128 part, Int128 whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  c.close(name + ".allocated_mean", quotient(expected.allocated_ns, span_ns), found.allocated_mean);
  c.close(name + ".utilization_mean", quotient(expected.busy_ns, expected.allocated_ns), found.utilization_mean);
  c.close(name + ".utilization_max", expected.most, found.utilization_max);
}

void compare_function(Comparison& c, const std::string& name, const FunctionFigures& expected, const FunctionResult& found,
                      std::int64_t span_ns) {
  for (const auto& [field, member] : function_counts) c.same(name + "." + field, expected.counts.*member, found.*member);
  for (const auto& [field, member] : environment_counts) {
    c.same(name + ".environments." + field, expected.counts.environments.*member, found.environments.*member);
  }
  const double span = static_cast<double>(span_ns);
  const auto mean = [&](Int128 integral) { return span_ns > 0 ? static_cast<double>(integral) / span : 0.0; };
  c.close(name + ".environments.mean_busy", mean(expected.busy_ns), found.environments.mean_busy);
  c.close(name + ".environments.mean_idle", mean(expected.idle_ns), found.environments.mean_idle);
  c.close(name + ".environments.mean", mean(expected.busy_ns + expected.idle_ns), found.environments.mean);
  const double invocations = static_cast<double>(expected.counts.invocations);
  c.close(name + ".cold_start_ratio", invocations > 0 ? static_cast<double>(expected.counts.cold_starts) / invocations : 0.0,
          found.cold_start_ratio);
  c.same(name + ".gb_seconds", Decimal::scaled(static_cast<Int128>(expected.billed_mb_ms), 3).halved(10).text(),
         found.gb_seconds.text());
  c.same(name + ".idle_gb_seconds", Decimal::scaled(static_cast<Int128>(expected.idle_mb_ns), 9).halved(10).text(),
         found.idle_gb_seconds.text());
  c.same(name + " has a provisioned block", expected.provisioned.has_value(), found.provisioned.has_value());
  if (expected.provisioned && found.provisioned) {
    compare_provisioned(c, name + ".provisioned", *expected.provisioned, *found.provisioned, span_ns);
  }
  compare_summary(c, name + ".latency", expected.samples.latency, found.latency);
  compare_summary(c, name + ".failed_latency", expected.samples.failed_latency, found.failed_latency);
  compare_summary(c, name + ".cold_latency", expected.samples.cold_latency, found.cold_latency);
  compare_summary(c, name + ".warm_latency", expected.samples.warm_latency, found.warm_latency);
  c.same(name + ".delayed_latency is told", !expected.samples.delayed_are_cold, found.delayed_latency.has_value());
  if (found.delayed_latency)
    compare_summary(c, name + ".delayed_latency", expected.samples.delayed_latency, *found.delayed_latency);
  compare_summary(c, name + ".start_wait", expected.samples.start_wait, found.start_wait);
  compare_summary(c, name + ".init", expected.samples.init, found.init);
  compare_summary(c, name + ".duration", expected.samples.duration, found.duration);
  c.same(name + " has SnapStart", expected.counts.snap_start.has_value(), found.snap_start.has_value());
  if (!expected.counts.snap_start || !found.snap_start) return;
  c.same(name + ".restores", expected.counts.snap_start->restores, found.snap_start->restores);
  c.same(name + ".failed_restores", expected.counts.snap_start->failed_restores, found.snap_start->failed_restores);
  c.same(name + ".restored_gb", Decimal::scaled(static_cast<Int128>(expected.restored_mb), 0).halved(10).text(),
         found.snap_start->restored_gb.text());
  const std::int64_t kept_ms = std::max<std::int64_t>((span_ns + 999'999) / 1'000'000, 3 * 3'600 * 1'000);  // begun ones count
  c.same(name + ".cache_gb_seconds", Decimal::scaled(static_cast<Int128>(expected.snapshots_mb) * kept_ms, 3).halved(10).text(),
         found.snap_start->cache_gb_seconds.text());
  compare_summary(c, name + ".restore", expected.samples.restore, found.snap_start->restore);
}

void compare_row(Comparison& c, const std::string& what, const AttemptRow& expected, const AttemptRow& found) {
  c.same(what + ".source", expected.source, found.source);
  c.same(what + ".request", expected.request, found.request);
  c.same(what + ".attempt", expected.attempt, found.attempt);
  c.same(what + ".environment", expected.environment, found.environment);
  c.same(what + ".arrival_ns", expected.arrival_ns, found.arrival_ns);
  c.same(what + ".wait_ns", expected.wait_ns, found.wait_ns);
  c.same(what + ".placement_ns", expected.placement_ns, found.placement_ns);
  c.same(what + ".init_ns", expected.init_ns, found.init_ns);
  c.same(what + ".run_ns", expected.run_ns, found.run_ns);
  c.same(what + ".latency_ns", expected.latency_ns, found.latency_ns);
  c.same(what + ".billed_ms", expected.billed_ms, found.billed_ms);
  c.same(what + ".start", static_cast<int>(expected.start), static_cast<int>(found.start));
  c.same(what + ".outcome", static_cast<int>(expected.outcome), static_cast<int>(found.outcome));
  c.same(what + ".throttle_reason", static_cast<int>(expected.throttle_reason), static_cast<int>(found.throttle_reason));
}

void compare_rows(Comparison& c, const std::string& name, const std::vector<AttemptRow>& expected,
                  const std::vector<AttemptRow>& found) {
  c.same(name + " attempt rows", expected.size(), found.size());
  for (std::size_t i = 0; i < std::min(expected.size(), found.size()); ++i) {
    compare_row(c, name + " attempt row " + std::to_string(i), expected[i], found[i]);
  }
}

void compare_source(Comparison& c, const std::string& name, const SourceFigures& expected, const SourceResult& found) {
  c.same("source " + name + ".requests", expected.counts.requests, found.requests);
  c.same("source " + name + ".succeeded", expected.counts.succeeded, found.succeeded);
  c.same("source " + name + ".failed", expected.counts.failed, found.failed);
  c.same("source " + name + ".throttled", expected.counts.throttled, found.throttled);
  c.same("source " + name + ".in_flight", expected.counts.in_flight, found.in_flight);
  c.same("source " + name + ".caller_retries", std::uint64_t{0}, found.caller_retries);
  compare_summary(c, "source " + name + ".latency", expected.latency, found.latency);
  c.same("source " + name + " has a group block", expected.counts.group.has_value(), found.group.has_value());
  if (expected.counts.group && found.group) {
    c.same("source " + name + ".group.groups", expected.counts.group->groups, found.group->groups);
    c.same("source " + name + ".group.succeeded", expected.counts.group->succeeded, found.group->succeeded);
    compare_summary(c, "source " + name + ".group.latency", expected.group_latency, found.group->latency);
  }
  c.same("source " + name + " has a recorded block", expected.counts.recorded.has_value(), found.recorded.has_value());
  if (!expected.counts.recorded || !found.recorded) return;
  const Recorded &e = *expected.counts.recorded, &f = *found.recorded;
  c.same("source " + name + ".recorded.rows", e.rows, f.rows);
  c.same("source " + name + ".recorded.cold", e.cold, f.cold);
  c.same("source " + name + ".recorded.predicted", e.predicted, f.predicted);
  c.same("source " + name + ".recorded.both", e.both, f.both);
  c.same("source " + name + ".recorded has precision", e.predicted > 0, f.precision.has_value());
  c.same("source " + name + ".recorded has recall", e.cold > 0, f.recall.has_value());
  if (e.predicted > 0 && f.precision) {
    c.close("source " + name + ".recorded.precision", static_cast<double>(e.both) / static_cast<double>(e.predicted), *f.precision);
  }
  if (e.cold > 0 && f.recall) {
    c.close("source " + name + ".recorded.recall", static_cast<double>(e.both) / static_cast<double>(e.cold), *f.recall);
  }
}

/// Told where every function picks by `mru`, no environment may end for its age while requests come, and no restore failed, as the
/// share of admitted requests.
void compare_by_idle(Comparison& c, const Figures& expected, const Result& result) {
  const bool stacked =
      !expected.totals.restore_failed && std::all_of(result.settings.begin(), result.settings.end(), [&](const auto& entry) {
        const Function& f = entry.second;
        return f.pick == Pick::mru && !f.provisioned_concurrency &&
               (!f.max_life || Sampler(*f.max_life).min_ns() >= expected.end_ns);
      });
  const std::uint64_t admitted = expected.totals.counts.requests - expected.totals.counts.throttled;
  for (std::size_t i = 0; i < idle_times.size(); ++i) {
    const std::string what = "cold_start_ratio_by_idle[" + std::to_string(i) + "]";
    const auto& found = result.cold_start_ratio_by_idle[i];
    c.same(what + " is told", stacked, found.has_value());
    const double share =
        admitted == 0 ? 0 : static_cast<double>(expected.totals.unserved_by_idle[i]) / static_cast<double>(admitted);
    if (found) c.close(what, share, *found);
  }
}

void compare_series(Comparison& c, const Series& expected, const Series& found) {
  c.same("series.bucket_s", expected.bucket_s, found.bucket_s);
  c.list("series.requests", expected.requests, found.requests);
  c.list("series.invocations", expected.invocations, found.invocations);
  c.list("series.cold_starts", expected.cold_starts, found.cold_starts);
  c.list("series.throttles", expected.throttles, found.throttles);
  c.list("series.errors", expected.errors, found.errors);
  c.list("series.busy_max", expected.busy_max, found.busy_max);
  c.list("series.environments_max", expected.environments_max, found.environments_max);
}

template <class Map>
std::string keys(const Map& map) {
  std::string text;
  for (const auto& [key, value] : map) text += " " + key;
  return text;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += " " + name;
  return text;
}

void check_block(Comparison& c, const std::string& name, const FunctionResult& f) {
  const auto equation = [&](const std::string& what, std::uint64_t left, std::uint64_t right) {
    if (left != right) c.add(name + ": " + what + ": " + std::to_string(left) + " is not " + std::to_string(right));
  };
  equation("requests by fate", f.requests,
           f.succeeded + f.failed + f.throttled + f.denied + f.dead_lettered + f.dropped + f.expired + f.filtered + f.in_flight);
  equation("attempts", f.attempts, f.invocations + f.throttles + f.denials);
  equation("invocations", f.invocations, f.cold_starts + f.warm_starts);
  equation("environments", f.environments.alive_at_start + f.environments.started, f.environments.reclaimed + f.environments.alive);
}

}  // namespace

std::vector<std::string> differences(const Scenario& scenario, const Figures& expected, const Result& result,
                                     const std::map<std::string, std::vector<AttemptRow>>& rows) {
  Comparison c;
  const std::int64_t span_ns = expected.end_ns - scenario.warmup.ns;
  c.same("simulated", expected.end_ns, result.simulated.ns);
  c.same("complete", true, result.complete);
  c.same("peaks_exact", expected.functions.size() <= 1, result.peaks_exact);
  c.same("functions", keys(expected.functions), keys(result.functions));
  c.same("sources", keys(expected.sources), keys(result.sources));
  for (const auto& [name, figures] : expected.functions) {
    const auto found = result.functions.find(name);
    if (found == result.functions.end()) continue;
    const auto list = rows.find(name);
    compare_rows(c, name, figures.rows, list == rows.end() ? std::vector<AttemptRow>{} : list->second);
    compare_function(c, name, figures, found->second, span_ns);
  }
  for (const auto& [name, figures] : expected.sources) {
    const auto found = result.sources.find(name);
    if (found != result.sources.end()) compare_source(c, name, figures, found->second);
  }
  compare_function(c, "totals", expected.totals, result.totals, span_ns);
  compare_by_idle(c, expected, result);
  c.same("groups", keys(expected.groups), keys(result.groups));
  for (const auto& [name, figures] : expected.groups) {
    const auto found = result.groups.find(name);
    if (found == result.groups.end()) continue;
    const std::vector<std::string>& functions = expected.group_functions.at(name);
    c.same("group " + name + ".functions", joined(functions), joined(found->second.functions));
    c.same("group " + name + ".peaks_exact", functions.size() <= 1, found->second.peaks_exact);
    compare_function(c, "group " + name, figures, found->second.figures, span_ns);
  }
  compare_series(c, expected.series, result.series);
  return c.lines;
}

std::vector<std::string> broken_conservation(const Result& result) {
  Comparison c;
  check_block(c, "totals", result.totals);
  for (const auto& [name, f] : result.functions) check_block(c, name, f);
  for (const auto& [name, group] : result.groups) check_block(c, "group " + name, group.figures);
  return c.lines;
}

}  // namespace thaw::contract
