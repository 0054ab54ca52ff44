#include "expect/metric.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "thaw/check.hpp"

namespace thaw {
namespace {

Decimal whole(std::uint64_t count) {
  return Decimal::scaled(static_cast<Int128>(count), 0);
}

Decimal in_ms(Duration time) {
  return Decimal::scaled(time.ns, 6);
}

Measured exactly(Figure figure) {
  return {figure, {}, {}, {}};
}

Measured missing(std::string why) {
  return {{}, {}, {}, std::move(why)};
}

Measured ratio(std::uint64_t part, std::uint64_t whole, std::string without) {
  if (whole == 0) return missing(std::move(without));
  return {Figure(static_cast<double>(part) / static_cast<double>(whole)), Share{part, whole}, {}, {}};
}

Measured percentile(const Summary& summary, std::size_t i) {
  Measured measured = exactly(in_ms(summary.percentiles[i]));
  const Interval& interval = summary.intervals[i];
  measured.interval = FigureRange{in_ms(interval.low), {}};
  if (interval.high) measured.interval->high = in_ms(*interval.high);
  return measured;
}

template <class Block>
struct Metric {
  std::string name;
  MetricUnit unit;
  std::function<Measured(const Block&)> measure;
  std::function<std::uint64_t(const Block&)> peak;  // of a figure that is an upper bound where several functions share it
};

template <class Block>
class Catalogue {
 public:
  void add(std::string name, MetricUnit unit, std::function<Measured(const Block&)> measure) {
    metrics_.push_back({std::move(name), unit, std::move(measure), {}});
  }
  void count(std::string name, std::uint64_t Block::* field) {
    add(std::move(name), MetricUnit::count, [field](const Block& block) { return exactly(whole(block.*field)); });
  }
  void peak(std::string name, std::function<std::uint64_t(const Block&)> of) {
    metrics_.push_back({std::move(name), MetricUnit::count, [of](const Block& block) { return exactly(whole(of(block))); }, of});
  }
  /// Finds a distribution in a block; null where there is none of that kind.
  using Find = std::function<const Summary*(const Block&)>;

  /// All statistics of a distribution. `without` says why there may be none of that kind.
  void distribution(const std::string& name, Find find, const std::string& without = "") {
    constexpr std::array<const char*, 5> percentiles = {".p50", ".p90", ".p95", ".p99", ".p99_9"};
    static_assert(percentiles.size() == shown_percentiles.size());
    add(name + ".count", MetricUnit::count, [find, without](const Block& block) {
      const Summary* summary = find(block);
      return summary == nullptr ? missing(without) : exactly(whole(summary->count));
    });
    const auto statistic = [&](const char* which, std::function<Measured(const Summary&)> of) {
      add(name + which, MetricUnit::milliseconds, [find, without, of = std::move(of)](const Block& block) {
        const Summary* summary = find(block);
        if (summary == nullptr) return missing(without);
        return summary->count == 0 ? missing("there are no samples") : of(*summary);
      });
    };
    statistic(".mean", [](const Summary& summary) { return exactly(in_ms(summary.mean)); });
    statistic(".min", [](const Summary& summary) { return exactly(in_ms(summary.min)); });
    for (std::size_t i = 0; i < percentiles.size(); ++i) {
      statistic(percentiles[i], [i](const Summary& summary) { return percentile(summary, i); });
    }
    statistic(".max", [](const Summary& summary) { return exactly(in_ms(summary.max)); });
  }
  void distribution(const std::string& name, Summary Block::* field) {
    distribution(name, [field](const Block& block) { return &(block.*field); });
  }

  [[nodiscard]] const std::vector<Metric<Block>>& metrics() const { return metrics_; }
  [[nodiscard]] const Metric<Block>* find(std::string_view name) const {
    const auto found = std::find_if(metrics_.begin(), metrics_.end(), [name](const auto& metric) { return metric.name == name; });
    return found == metrics_.end() ? nullptr : &*found;
  }

 private:
  std::vector<Metric<Block>> metrics_;
};

void add_environments(Catalogue<FunctionResult>& catalogue) {
  const auto count = [&](std::string name, std::uint64_t EnvironmentCounts::* field) {
    catalogue.add(std::move(name), MetricUnit::count,
                  [field](const FunctionResult& f) { return exactly(whole(f.environments.*field)); });
  };
  const auto average = [&](std::string name, double EnvironmentCounts::* field) {
    catalogue.add(std::move(name), MetricUnit::average,
                  [field](const FunctionResult& f) { return exactly(f.environments.*field); });
  };
  count("environments.alive_at_start", &EnvironmentCounts::alive_at_start);
  count("environments.started", &EnvironmentCounts::started);
  count("environments.reclaimed", &EnvironmentCounts::reclaimed);
  count("environments.alive", &EnvironmentCounts::alive);
  count("environments.unused", &EnvironmentCounts::unused);
  catalogue.peak("environments.peak", [](const FunctionResult& f) { return f.environments.peak; });
  average("environments.mean", &EnvironmentCounts::mean);
  average("environments.mean_busy", &EnvironmentCounts::mean_busy);
  average("environments.mean_idle", &EnvironmentCounts::mean_idle);
}

void add_snap_start(Catalogue<FunctionResult>& catalogue) {
  static constexpr const char* without = "no function has SnapStart";
  const auto count = [&](std::string name, std::uint64_t SnapStartResult::* field) {
    catalogue.add(std::move(name), MetricUnit::count, [field](const FunctionResult& f) {
      return f.snap_start ? exactly(whole((*f.snap_start).*field)) : missing(without);
    });
  };
  count("snap_start.restores", &SnapStartResult::restores);
  count("snap_start.failed_restores", &SnapStartResult::failed_restores);
  catalogue.add("snap_start.cache_gb_seconds", MetricUnit::gb_seconds,
                [](const FunctionResult& f) { return f.snap_start ? exactly(f.snap_start->cache_gb_seconds) : missing(without); });
  catalogue.distribution(
      "snap_start.restore_ms", [](const FunctionResult& f) { return f.snap_start ? &f.snap_start->restore : nullptr; }, without);
}

void add_provisioned(Catalogue<FunctionResult>& catalogue) {
  static constexpr const char* without = "no provisioned concurrency is configured";
  const auto add = [&](std::string name, MetricUnit unit, const std::function<Measured(const ProvisionedResult&)>& of) {
    catalogue.add(std::move(name), unit,
                  [of](const FunctionResult& f) { return f.provisioned ? of(*f.provisioned) : missing(without); });
  };
  const auto count = [&](std::string name, std::uint64_t ProvisionedResult::* field) {
    add(std::move(name), MetricUnit::count, [field](const ProvisionedResult& p) { return exactly(whole(p.*field)); });
  };
  add("provisioned.configured_gb_seconds", MetricUnit::gb_seconds,
      [](const ProvisionedResult& p) { return exactly(p.configured_gb_seconds); });
  add("provisioned.allocated_mean", MetricUnit::average, [](const ProvisionedResult& p) { return exactly(p.allocated_mean); });
  add("provisioned.utilization_mean", MetricUnit::average, [](const ProvisionedResult& p) { return exactly(p.utilization_mean); });
  add("provisioned.utilization_max", MetricUnit::average, [](const ProvisionedResult& p) { return exactly(p.utilization_max); });
  count("provisioned.invocations", &ProvisionedResult::invocations);
  count("provisioned.spillover_invocations", &ProvisionedResult::spillover_invocations);
  add("provisioned.spillover", MetricUnit::ratio, [](const ProvisionedResult& p) {
    return ratio(p.spillover_invocations, p.invocations + p.spillover_invocations, "there are no invocations");
  });
  count("provisioned.inits", &ProvisionedResult::inits);
  add("provisioned.init_billed_ms", MetricUnit::milliseconds,
      [](const ProvisionedResult& p) { return exactly(whole(p.init_billed_ms)); });
  add("provisioned.billed_ms", MetricUnit::milliseconds, [](const ProvisionedResult& p) { return exactly(whole(p.billed_ms)); });
  add("provisioned.gb_seconds", MetricUnit::gb_seconds, [](const ProvisionedResult& p) { return exactly(p.gb_seconds); });
}

Catalogue<FunctionResult> function_catalogue() {
  using F = FunctionResult;
  Catalogue<F> c;
  c.count("requests", &F::requests);
  c.count("succeeded", &F::succeeded);
  c.add("success", MetricUnit::ratio, [](const F& f) { return ratio(f.succeeded, f.requests, "there are no requests"); });
  c.count("failed", &F::failed);
  c.count("throttled", &F::throttled);
  c.count("denied", &F::denied);
  c.count("dead_lettered", &F::dead_lettered);
  c.count("dropped", &F::dropped);
  c.count("expired", &F::expired);
  c.count("filtered", &F::filtered);
  c.count("in_flight", &F::in_flight);
  c.count("attempts", &F::attempts);
  c.count("invocations", &F::invocations);
  c.count("retries", &F::retries);
  c.count("throttles", &F::throttles);
  c.count("throttles_by_reason.concurrency", &F::throttles_concurrency);
  c.count("throttles_by_reason.request_rate", &F::throttles_request_rate);
  c.count("throttles_by_reason.reserved_concurrency", &F::throttles_reserved_concurrency);
  c.count("throttles_by_reason.reserved_request_rate", &F::throttles_reserved_request_rate);
  c.count("throttles_by_reason.scaling_rate", &F::throttles_scaling_rate);
  c.count("denials", &F::denials);
  c.count("errors", &F::errors);
  c.count("timeouts", &F::timeouts);
  c.count("out_of_memory", &F::out_of_memory);
  c.count("crashes", &F::crashes);
  c.count("failed_inits", &F::failed_inits);
  c.count("cold_starts", &F::cold_starts);
  c.count("warm_starts", &F::warm_starts);
  c.add("cold_start_ratio", MetricUnit::ratio,
        [](const F& f) { return ratio(f.cold_starts, f.invocations, "there are no invocations"); });
  c.count("delayed_starts", &F::delayed_starts);
  c.distribution("latency_ms", &F::latency);
  c.distribution("failed_latency_ms", &F::failed_latency);
  c.distribution("cold_latency_ms", &F::cold_latency);
  c.distribution("warm_latency_ms", &F::warm_latency);
  c.distribution("delayed_latency_ms", [](const F& f) { return f.delayed_latency ? &*f.delayed_latency : &f.cold_latency; });
  c.distribution("start_wait_ms", &F::start_wait);
  c.distribution("init_ms", &F::init);
  c.distribution("duration_ms", &F::duration);
  c.add("billed_ms", MetricUnit::milliseconds, [](const F& f) { return exactly(whole(f.billed_ms)); });
  c.add("billed_init_ms", MetricUnit::milliseconds, [](const F& f) { return exactly(whole(f.billed_init_ms_part)); });
  c.add("gb_seconds", MetricUnit::gb_seconds, [](const F& f) { return exactly(f.gb_seconds); });
  c.add("idle_gb_seconds", MetricUnit::gb_seconds, [](const F& f) { return exactly(f.idle_gb_seconds); });
  c.peak("concurrency_peak", [](const F& f) { return f.concurrency_peak; });
  add_environments(c);
  add_snap_start(c);
  add_provisioned(c);
  return c;
}

void add_call_group(Catalogue<SourceResult>& catalogue) {
  static constexpr const char* without = "its arrivals make one call each";
  const auto count = [&](std::string name, std::uint64_t CallGroupResult::* field) {
    catalogue.add(std::move(name), MetricUnit::count,
                  [field](const SourceResult& s) { return s.group ? exactly(whole((*s.group).*field)) : missing(without); });
  };
  catalogue.add("group.size", MetricUnit::count,
                [](const SourceResult& s) { return s.group ? exactly(whole(s.group->size)) : missing(without); });
  count("group.groups", &CallGroupResult::groups);
  count("group.succeeded", &CallGroupResult::succeeded);
  catalogue.add("group.success", MetricUnit::ratio, [](const SourceResult& s) {
    return s.group ? ratio(s.group->succeeded, s.group->groups, "there are no groups") : missing(without);
  });
  catalogue.distribution(
      "group.group_latency_ms", [](const SourceResult& s) { return s.group ? &s.group->latency : nullptr; }, without);
}

void add_recorded(Catalogue<SourceResult>& catalogue) {
  static constexpr const char* without = "no trace of it says which calls were cold";
  const auto count = [&](std::string name, std::uint64_t Recorded::* field) {
    catalogue.add(std::move(name), MetricUnit::count,
                  [field](const SourceResult& s) { return s.recorded ? exactly(whole((*s.recorded).*field)) : missing(without); });
  };
  const auto share = [&](std::string name, std::uint64_t Recorded::* of, const char* none) {
    catalogue.add(std::move(name), MetricUnit::ratio, [of, none](const SourceResult& s) {
      return s.recorded ? ratio(s.recorded->both, (*s.recorded).*of, none) : missing(without);
    });
  };
  count("recorded.rows", &Recorded::rows);
  count("recorded.cold", &Recorded::cold);
  count("recorded.predicted", &Recorded::predicted);
  count("recorded.both", &Recorded::both);
  share("recorded.precision", &Recorded::predicted, "no call is predicted cold");
  share("recorded.recall", &Recorded::cold, "no call was recorded cold");
}

Catalogue<SourceResult> source_catalogue() {
  using S = SourceResult;
  Catalogue<S> c;
  c.count("requests", &S::requests);
  c.count("succeeded", &S::succeeded);
  c.add("success", MetricUnit::ratio, [](const S& s) { return ratio(s.succeeded, s.requests, "there are no requests"); });
  c.count("failed", &S::failed);
  c.count("throttled", &S::throttled);
  c.count("in_flight", &S::in_flight);
  c.distribution("latency_ms", &S::latency);
  c.count("caller_retries", &S::caller_retries);
  add_call_group(c);
  add_recorded(c);
  return c;
}

/// The share of admitted requests that would find no idle environment; a quotient of counts below 2^53 gives its parts again.
Measured ratio_by_idle(const Result& result, std::size_t i) {
  const std::optional<double>& share = result.cold_start_ratio_by_idle[i];
  if (!share) return missing("it can be told only where every function picks by `mru`, keeps by time, and reaches no `max_life`");
  const std::uint64_t admitted = result.totals.requests - result.totals.throttled;
  return ratio(static_cast<std::uint64_t>(*share * static_cast<double>(admitted) + 0.5), admitted, "there are no requests");
}

/// What the whole result has beside the block of its totals.
Catalogue<Result> whole_catalogue() {
  Catalogue<Result> c;
  constexpr std::array<const char*, idle_times.size()> by_idle = {"5min", "10min", "15min"};
  for (std::size_t i = 0; i < by_idle.size(); ++i) {
    c.add(std::string("cold_start_ratio_by_idle.") + by_idle[i], MetricUnit::ratio,
          [i](const Result& result) { return ratio_by_idle(result, i); });
  }
  c.add("cost.total", MetricUnit::money,
        [](const Result& r) { return r.cost.price_book.empty() ? missing("it is not priced") : exactly(r.cost.total); });
  c.add("cost.per_million_requests", MetricUnit::money, [](const Result& r) {
    return r.cost.per_million_requests ? exactly(*r.cost.per_million_requests) : missing("there is no such price");
  });
  return c;
}

const Catalogue<FunctionResult>& functions() {
  static const Catalogue<FunctionResult> catalogue = function_catalogue();
  return catalogue;
}

const Catalogue<SourceResult>& sources() {
  static const Catalogue<SourceResult> catalogue = source_catalogue();
  return catalogue;
}

const Catalogue<Result>& wholes() {
  static const Catalogue<Result> catalogue = whole_catalogue();
  return catalogue;
}

template <class Block>
void append_names(std::vector<std::string_view>& names, const Catalogue<Block>& catalogue) {
  for (const auto& metric : catalogue.metrics()) names.emplace_back(metric.name);
}

template <class Block>
std::optional<MetricUnit> unit_in(const Catalogue<Block>& catalogue, std::string_view name) {
  const auto* metric = catalogue.find(name);
  return metric == nullptr ? std::nullopt : std::optional(metric->unit);
}

template <class Block>
Measured measure_in(const Catalogue<Block>& catalogue, std::string_view name, const Block& block) {
  const auto* metric = catalogue.find(name);
  THAW_CHECK(metric != nullptr);
  return metric->measure(block);
}

/// Sums of cell maxima bound a peak from above; the largest peak of one function does from below.
void widen(Measured& measured, const std::string& metric, const std::vector<const FunctionResult*>& parts) {
  const auto& peak = functions().find(metric)->peak;
  if (!peak || !measured.value) return;
  std::uint64_t largest = 0;
  for (const FunctionResult* part : parts) largest = std::max(largest, peak(*part));
  measured.interval = FigureRange{whole(largest), measured.value};
}

Measured measure_totals(const Result& result, const std::string& metric) {
  if (wholes().find(metric) != nullptr) return measure_in(wholes(), metric, result);
  Measured measured = measure_in(functions(), metric, result.totals);
  if (result.peaks_exact) return measured;
  std::vector<const FunctionResult*> parts;
  for (const auto& [name, function] : result.functions) parts.push_back(&function);
  widen(measured, metric, parts);
  return measured;
}

Measured measure_group(const Result& result, const GroupResult& group, const std::string& metric) {
  Measured measured = measure_in(functions(), metric, group.figures);
  if (group.peaks_exact) return measured;
  std::vector<const FunctionResult*> parts;
  for (const std::string& name : group.functions) parts.push_back(&result.functions.at(name));
  widen(measured, metric, parts);
  return measured;
}

}  // namespace

std::vector<std::string_view> metric_names(Subject subject) {
  std::vector<std::string_view> names;
  if (subject == Subject::source) {
    append_names(names, sources());
    return names;
  }
  append_names(names, functions());
  if (subject == Subject::totals) append_names(names, wholes());
  return names;
}

std::optional<MetricUnit> unit_of_metric(Subject subject, std::string_view metric) {
  if (subject == Subject::source) return unit_in(sources(), metric);
  const auto unit = unit_in(functions(), metric);
  return unit || subject != Subject::totals ? unit : unit_in(wholes(), metric);
}

Measured measure(const Result& result, const Expectation& expectation) {
  const std::string& metric = expectation.metric;
  switch (expectation.subject) {
    case Subject::totals:
      return measure_totals(result, metric);
    case Subject::function: {
      const auto found = result.functions.find(expectation.name);
      return found == result.functions.end() ? missing("no such function was called")
                                             : measure_in(functions(), metric, found->second);
    }
    case Subject::source: {
      const auto found = result.sources.find(expectation.name);
      return found == result.sources.end() ? missing("there is no such source") : measure_in(sources(), metric, found->second);
    }
    case Subject::group: {
      const auto found = result.groups.find(expectation.name);
      return found == result.groups.end() ? missing("there is no such group") : measure_group(result, found->second, metric);
    }
  }
  return missing("");
}

}  // namespace thaw
