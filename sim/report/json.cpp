#include "report/json.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <variant>

#include "report/date.hpp"
#include "report/decimal_time.hpp"
#include "report/json_writer.hpp"
#include "report/names.hpp"
#include "report/version.hpp"

namespace thaw {

namespace {

void member(JsonWriter& json, std::string_view name, std::uint64_t value) {
  json.key(name);
  json.whole(value);
}

void member(JsonWriter& json, std::string_view name, std::string_view value) {
  json.key(name);
  json.string(value);
}

void real_member(JsonWriter& json, std::string_view name, double value) {
  json.key(name);
  json.real(value);
}

void decimal_member(JsonWriter& json, std::string_view name, Decimal value) {
  json.key(name);
  json.literal(value.text());
}

void ms_member(JsonWriter& json, std::string_view name, Duration value) {
  json.key(name);
  json.milliseconds_of(value);
}

// Doubles of a distribution's parameters are nanoseconds of which a fraction is noise; they are shown as they are.
void ms_member(JsonWriter& json, std::string_view name, double value_ns) {
  real_member(json, name, value_ns / 1e6);
}

void optional_ratio(JsonWriter& json, std::string_view name, const std::optional<double>& value) {
  json.key(name);
  value ? json.real(*value) : json.null();
}

void write_intervals(JsonWriter& json, const Summary& summary) {
  json.key("interval_95");
  json.begin_object();
  for (std::size_t i = 0; i < shown_percentiles.size(); ++i) {
    json.key(percentile_key(i));
    json.begin_array();
    json.milliseconds_of(summary.intervals[i].low);
    summary.intervals[i].high ? json.milliseconds_of(*summary.intervals[i].high) : json.null();
    json.end_array();
  }
  json.end_object();
}

void write_empty_summary(JsonWriter& json) {
  for (const std::string_view name : {"mean", "min", "p50", "p90", "p95", "p99", "p99_9", "max", "interval_95"}) {
    json.key(name);
    json.null();
  }
}

void write_figures(JsonWriter& json, const Summary& summary) {
  ms_member(json, "mean", summary.mean);
  ms_member(json, "min", summary.min);
  for (std::size_t i = 0; i < shown_percentiles.size(); ++i) ms_member(json, percentile_key(i), summary.percentiles[i]);
  ms_member(json, "max", summary.max);
  write_intervals(json, summary);
}

void write_summary(JsonWriter& json, std::string_view name, const Summary& summary) {
  json.key(name);
  json.begin_object();
  member(json, "count", summary.count);
  summary.count == 0 ? write_empty_summary(json) : write_figures(json, summary);
  json.key("exact");
  json.boolean(summary.exact);
  json.key("grid");
  json.begin_array();
  if (summary.count != 0) {
    for (const Duration value : summary.grid) json.milliseconds_of(value);
  }
  json.end_array();
  json.end_object();
}

void write_environments(JsonWriter& json, const EnvironmentCounts& counts) {
  json.key("environments");
  json.begin_object();
  member(json, "alive_at_start", counts.alive_at_start);
  member(json, "started", counts.started);
  member(json, "reclaimed", counts.reclaimed);
  member(json, "alive", counts.alive);
  member(json, "unused", counts.unused);
  member(json, "peak", counts.peak);
  real_member(json, "mean", counts.mean);
  real_member(json, "mean_busy", counts.mean_busy);
  real_member(json, "mean_idle", counts.mean_idle);
  json.end_object();
}

void write_counts(JsonWriter& json, const FunctionResult& f) {
  member(json, "requests", f.requests);
  member(json, "succeeded", f.succeeded);
  member(json, "failed", f.failed);
  member(json, "throttled", f.throttled);
  member(json, "denied", f.denied);
  member(json, "dead_lettered", f.dead_lettered);
  member(json, "dropped", f.dropped);
  member(json, "expired", f.expired);
  member(json, "filtered", f.filtered);
  member(json, "in_flight", f.in_flight);
  member(json, "attempts", f.attempts);
  member(json, "invocations", f.invocations);
  member(json, "retries", f.retries);
  member(json, "throttles", f.throttles);
  member(json, "denials", f.denials);
  member(json, "errors", f.errors);
  member(json, "timeouts", f.timeouts);
  member(json, "out_of_memory", f.out_of_memory);
  member(json, "cold_starts", f.cold_starts);
  member(json, "warm_starts", f.warm_starts);
  real_member(json, "cold_start_ratio", f.cold_start_ratio);
  member(json, "delayed_starts", f.delayed_starts);
}

void write_distribution(JsonWriter& json, std::string_view name, const Distribution& distribution);

void write_times(JsonWriter& json, const Constant& d) {
  ms_member(json, "value_ms", d.value);
}
void write_times(JsonWriter& json, const Exponential& d) {
  ms_member(json, "mean_ms", d.mean_ns);
}

void write_times(JsonWriter& json, const Lognormal& d) {
  ms_member(json, "median_ms", d.median_ns);
  real_member(json, "sigma", d.sigma);
}

void write_times(JsonWriter& json, const Uniform& d) {
  ms_member(json, "low_ms", d.low);
  ms_member(json, "high_ms", d.high);
}

void write_times(JsonWriter& json, const Empirical& d) {
  member(json, "samples", d.samples.size());
  if (d.samples.empty()) return;
  ms_member(json, "min_ms", d.samples.front());
  ms_member(json, "max_ms", d.samples.back());
}

void write_times(JsonWriter& json, const Quantiles& d) {
  ms_member(json, "p50_ms", d.p50_ns);
  ms_member(json, "p90_ms", d.p90_ns);
  ms_member(json, "p99_ms", d.p99_ns);
  ms_member(json, "max_ms", d.max_ns);
  real_member(json, "sigma", d.sigma);
}

void write_times(JsonWriter& json, const Gamma& d) {
  real_member(json, "shape", d.shape);
  ms_member(json, "mean_ms", d.mean_ns);
}

void write_times(JsonWriter& json, const Weibull& d) {
  real_member(json, "shape", d.shape);
  ms_member(json, "scale_ms", d.scale_ns);
}

void write_times(JsonWriter& json, const Pareto& d) {
  real_member(json, "shape", d.shape);
  ms_member(json, "min_ms", d.min);
}

void write_times(JsonWriter& json, const Mixture& d) {
  json.key("parts");
  json.begin_array();
  for (const Mixture::Part& part : d.parts) {
    json.begin_object();
    real_member(json, "weight", part.weight);
    member(json, "kind", name_of(part.law));
    std::visit([&json](const auto& law) { write_times(json, law); }, part.law);
    json.end_object();
  }
  json.end_array();
}

void write_distribution(JsonWriter& json, std::string_view name, const Distribution& distribution) {
  json.key(name);
  json.begin_object();
  member(json, "kind", name_of(distribution));
  std::visit([&json](const auto& d) { write_times(json, d); }, distribution);
  json.end_object();
}

void optional_distribution(JsonWriter& json, std::string_view name, const std::optional<Distribution>& distribution) {
  if (distribution) return write_distribution(json, name, *distribution);
  json.key(name);
  json.null();
}

void write_service_at(JsonWriter& json, const ServiceAt& at) {
  json.key("service_at");
  json.begin_object();
  member(json, "memory_mb", at.memory_mb);
  real_member(json, "cpu_share", at.cpu_share);
  member(json, "threads", at.threads);
  real_member(json, "relative_speed", at.speed);
  json.end_object();
}

void write_peak_memory(JsonWriter& json, const Sizes& sizes) {
  const auto mb = [](double bytes) { return bytes / 1'048'576; };
  json.key("peak_memory");
  json.begin_object();
  member(json, "kind", name_of(sizes.bytes));
  if (const auto* constant = std::get_if<Constant>(&sizes.bytes)) {
    real_member(json, "value_mb", mb(static_cast<double>(constant->value.ns)));
  } else if (const auto* uniform = std::get_if<Uniform>(&sizes.bytes)) {
    real_member(json, "low_mb", mb(static_cast<double>(uniform->low.ns)));
    real_member(json, "high_mb", mb(static_cast<double>(uniform->high.ns)));
  } else if (const auto* lognormal = std::get_if<Lognormal>(&sizes.bytes)) {
    real_member(json, "median_mb", mb(lognormal->median_ns));
    real_member(json, "sigma", lognormal->sigma);
  }
  json.end_object();
}

void write_tags(JsonWriter& json, const Tags& tags) {
  json.key("tags");
  json.begin_object();
  for (const auto& [tag, value] : tags) member(json, tag, value);
  json.end_object();
}

void write_settings(JsonWriter& json, const Function& function) {
  json.key("settings");
  json.begin_object();
  member(json, "memory_mb", function.memory_mb);
  member(json, "architecture", name_of(function.architecture));
  member(json, "package", name_of(function.package));
  json.key("runtime");
  function.runtime.empty() ? json.null() : json.string(function.runtime);
  write_distribution(json, "init", function.init);
  if (!function.init_parts.empty()) {
    json.key("init_parts");
    json.begin_object();
    for (const InitPart& part : function.init_parts) write_distribution(json, part.name, part.time);
    json.end_object();
  }
  optional_distribution(json, "service", function.service);
  optional_distribution(json, "cold_service", function.cold_service);
  if (function.service_at) write_service_at(json, *function.service_at);
  if (function.peak_memory) write_peak_memory(json, *function.peak_memory);
  json.key("timeout_ms");
  function.timeout == Duration::max() ? json.null() : json.milliseconds_of(function.timeout);
  write_distribution(json, "keep_alive", function.keep_alive);
  write_distribution(json, "placement", function.placement);
  member(json, "pick", name_of(function.pick));
  member(json, "assignment", name_of(function.assignment));
  real_member(json, "errors", function.error_probability);
  json.key("initial");
  json.begin_object();
  member(json, "idle", function.initial.idle);
  member(json, "running", function.initial.running);
  json.end_object();
  if (function.tags) write_tags(json, *function.tags);
  json.end_object();
}

void write_block(JsonWriter& json, const FunctionResult& f) {
  write_counts(json, f);
  write_summary(json, "latency_ms", f.latency);
  write_summary(json, "failed_latency_ms", f.failed_latency);
  write_summary(json, "cold_latency_ms", f.cold_latency);
  write_summary(json, "warm_latency_ms", f.warm_latency);
  if (f.delayed_latency) write_summary(json, "delayed_latency_ms", *f.delayed_latency);
  write_summary(json, "start_wait_ms", f.start_wait);
  write_summary(json, "init_ms", f.init);
  write_summary(json, "duration_ms", f.duration);
  member(json, "billed_ms", f.billed_ms);
  decimal_member(json, "gb_seconds", f.gb_seconds);
  decimal_member(json, "idle_gb_seconds", f.idle_gb_seconds);
  member(json, "concurrency_peak", f.concurrency_peak);
  write_environments(json, f.environments);
  member(json, "billed_init_ms", f.billed_init_ms_part);
  json.key("throttles_by_reason");
  json.begin_object();
  member(json, "concurrency", f.throttles_concurrency);
  member(json, "request_rate", f.throttles_request_rate);
  json.end_object();
}

void write_function(JsonWriter& json, const FunctionResult& f, const Function* settings) {
  json.begin_object(JsonLayout::lines);
  write_block(json, f);
  if (settings != nullptr) write_settings(json, *settings);
  json.end_object();
}

void write_recorded(JsonWriter& json, const Recorded& recorded) {
  json.key("recorded");
  json.begin_object();
  member(json, "rows", recorded.rows);
  member(json, "cold", recorded.cold);
  member(json, "predicted", recorded.predicted);
  member(json, "both", recorded.both);
  optional_ratio(json, "precision", recorded.precision);
  optional_ratio(json, "recall", recorded.recall);
  json.end_object();
}

void write_call_group(JsonWriter& json, const CallGroupResult& group) {
  json.key("group");
  json.begin_object();
  member(json, "size", group.size);
  member(json, "groups", group.groups);
  member(json, "succeeded", group.succeeded);
  write_summary(json, "group_latency_ms", group.latency);
  json.end_object();
}

void write_source(JsonWriter& json, const SourceResult& source) {
  json.begin_object(JsonLayout::lines);
  member(json, "requests", source.requests);
  member(json, "succeeded", source.succeeded);
  member(json, "failed", source.failed);
  member(json, "throttled", source.throttled);
  member(json, "in_flight", source.in_flight);
  write_summary(json, "latency_ms", source.latency);
  member(json, "caller_retries", source.caller_retries);
  if (source.group) write_call_group(json, *source.group);
  if (source.recorded) write_recorded(json, *source.recorded);
  json.end_object();
}

void write_group(JsonWriter& json, const GroupResult& group) {
  json.begin_object(JsonLayout::lines);
  json.key("functions");
  json.begin_array();
  for (const std::string& name : group.functions) json.string(name);
  json.end_array();
  json.key("peaks_exact");
  json.boolean(group.peaks_exact);
  write_block(json, group.figures);
  json.end_object();
}

void write_groups(JsonWriter& json, const Result& result) {
  json.key("groups");
  json.begin_object(JsonLayout::lines);
  for (const auto& [name, group] : result.groups) {
    json.key(name);
    write_group(json, group);
  }
  json.end_object();
}

void write_expected_figure(JsonWriter& json, MetricUnit unit, const Figure& figure) {
  if (const double* real = std::get_if<double>(&figure)) return json.real(*real);
  const std::string text = std::get<Decimal>(figure).text();
  unit == MetricUnit::money ? json.string(text) : json.literal(text);
}

void write_expected_range(JsonWriter& json, MetricUnit unit, const FigureRange& range) {
  json.begin_array();
  write_expected_figure(json, unit, range.low);
  range.high ? write_expected_figure(json, unit, *range.high) : json.null();
  json.end_array();
}

void write_expectation(JsonWriter& json, const ExpectationResult& expectation) {
  json.begin_object();
  member(json, "text", expectation.text);
  member(json, "verdict", name_of(expectation.verdict));
  member(json, "unit", name_of(expectation.unit));
  json.key("value");
  expectation.value ? write_expected_figure(json, expectation.unit, *expectation.value) : json.null();
  json.key("interval");
  expectation.interval ? write_expected_range(json, expectation.unit, *expectation.interval) : json.null();
  json.key("why");
  expectation.why.empty() ? json.null() : json.string(expectation.why);
  json.end_object();
}

void write_expectations(JsonWriter& json, const std::vector<ExpectationResult>& expectations) {
  json.key("expectations");
  json.begin_array(JsonLayout::lines);
  for (const ExpectationResult& expectation : expectations) write_expectation(json, expectation);
  json.end_array();
}

void write_buckets(JsonWriter& json, std::string_view name, const std::vector<std::uint64_t>& buckets) {
  json.key(name);
  json.begin_array();
  for (const std::uint64_t count : buckets) json.whole(count);
  json.end_array();
}

void write_series(JsonWriter& json, const Series& series) {
  json.key("series");
  json.begin_object(JsonLayout::lines);
  member(json, "bucket_s", static_cast<std::uint64_t>(series.bucket_s));
  write_buckets(json, "requests", series.requests);
  write_buckets(json, "invocations", series.invocations);
  write_buckets(json, "cold_starts", series.cold_starts);
  write_buckets(json, "throttles", series.throttles);
  write_buckets(json, "errors", series.errors);
  write_buckets(json, "busy_max", series.busy_max);
  write_buckets(json, "environments_max", series.environments_max);
  json.end_object();
}

void write_span(JsonWriter& json, const Span& span) {
  json.begin_object();
  member(json, "kind", name_of(span.kind));
  ms_member(json, "from_ms", Duration{span.from.ns});
  ms_member(json, "to_ms", Duration{span.to.ns});
  if (span.request >= 0) {
    member(json, "source", span.source);
    member(json, "request", static_cast<std::uint64_t>(span.request));
  }
  json.end_object();
}

void write_lanes(JsonWriter& json, const std::vector<Lane>& lanes) {
  json.key("lanes");
  json.begin_array(JsonLayout::lines);
  for (const Lane& lane : lanes) {
    json.begin_object();
    member(json, "function", lane.function);
    member(json, "environment", lane.environment);
    json.key("reclaimed");
    json.boolean(lane.reclaimed);
    json.key("spans");
    json.begin_array();
    for (const Span& span : lane.spans) write_span(json, span);
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

void write_cost_line(JsonWriter& json, const CostLine& line) {
  json.begin_object();
  member(json, "function", line.function);
  member(json, "item", line.item);
  member(json, "quantity", line.quantity.text());
  member(json, "unit", line.unit);
  member(json, "free", line.free.text());
  member(json, "unit_price", line.unit_price.text());
  member(json, "amount", line.amount.text());
  json.end_object();
}

void write_tag_costs(JsonWriter& json, const std::vector<TagCost>& costs) {
  json.key("by_tag");
  json.begin_array(JsonLayout::lines);
  for (const TagCost& cost : costs) {
    json.begin_object();
    member(json, "tag", cost.tag);
    json.key("value");
    cost.value ? json.string(*cost.value) : json.null();
    member(json, "amount", cost.amount.text());
    json.end_object();
  }
  json.end_array();
}

void write_cost(JsonWriter& json, const Cost& cost) {
  json.key("cost");
  json.begin_object(JsonLayout::lines);
  member(json, "currency", cost.currency);
  json.key("total");
  cost.price_book.empty() ? json.null() : json.string(cost.total.text());
  json.key("per_million_requests");
  cost.per_million_requests ? json.string(cost.per_million_requests->text()) : json.null();
  member(json, "price_book", cost.price_book);
  json.key("free_tier");
  json.boolean(cost.free_tier);
  json.key("lines");
  json.begin_array(JsonLayout::lines);
  for (const CostLine& line : cost.lines) write_cost_line(json, line);
  json.end_array();
  if (!cost.by_tag.empty()) write_tag_costs(json, cost.by_tag);
  json.end_object();
}

void write_head(JsonWriter& json, const Result& result) {
  json.key("schema_version");
  json.whole(1);
  json.key("tool");
  json.begin_object();
  member(json, "name", "thaw");
  member(json, "version", result.tool_version.empty() ? version : std::string_view(result.tool_version));
  json.end_object();
  json.key("scenario");
  json.begin_object();
  member(json, "name", result.scenario_name);
  member(json, "sha256", result.scenario_sha256);
  json.end_object();
  member(json, "seed", result.seed);
  json.key("complete");
  json.boolean(result.complete);
  json.key("simulated_seconds");
  json.seconds_of(result.simulated);
  member(json, "fingerprint", fmt::format("{:016x}", result.fingerprint));
  member(json, "start", iso_date(result.start_unix_ns));
  member(json, "region", result.region);
  json.key("warmup_seconds");
  json.seconds_of(result.warmup);
  json.key("peaks_exact");
  json.boolean(result.peaks_exact);
}

void write_percentile_grid(JsonWriter& json) {
  json.key("percentile_grid");
  json.begin_array();
  for (const int hundredths : plot_percentiles) {
    std::string percent;
    append_scaled<2>(percent, hundredths);
    json.literal(percent);
  }
  json.end_array();
}

void write_assumptions(JsonWriter& json, const std::vector<Assumption>& assumptions) {
  json.key("assumptions");
  json.begin_array(JsonLayout::lines);
  for (const Assumption& assumption : assumptions) {
    json.begin_object();
    member(json, "key", assumption.key);
    member(json, "value", assumption.value);
    member(json, "why", assumption.why);
    json.end_object();
  }
  json.end_array();
}

void write_warnings(JsonWriter& json, const std::vector<Warning>& warnings) {
  json.key("warnings");
  json.begin_array(JsonLayout::lines);
  for (const Warning& warning : warnings) {
    json.begin_object();
    member(json, "key", warning.key);
    member(json, "message", warning.message);
    member(json, "hint", warning.hint);
    json.end_object();
  }
  json.end_array();
}

void write_functions(JsonWriter& json, const Result& result) {
  json.key("functions");
  json.begin_object(JsonLayout::lines);
  for (const auto& [name, function] : result.functions) {
    json.key(name);
    const auto settings = result.settings.find(name);
    write_function(json, function, settings == result.settings.end() ? nullptr : &settings->second);
  }
  json.end_object();
}

void write_sources(JsonWriter& json, const Result& result) {
  json.key("sources");
  json.begin_object(JsonLayout::lines);
  for (const auto& [name, source] : result.sources) {
    json.key(name);
    write_source(json, source);
  }
  json.end_object();
}

}  // namespace

void write_json(const Result& result, ByteSink& sink) {
  JsonWriter json(sink);
  json.begin_object(JsonLayout::lines);
  write_head(json, result);
  write_percentile_grid(json);
  write_assumptions(json, result.assumptions);
  if (!result.warnings.empty()) write_warnings(json, result.warnings);
  json.key("totals");
  write_function(json, result.totals, nullptr);
  write_functions(json, result);
  write_sources(json, result);
  if (!result.groups.empty()) write_groups(json, result);
  json.key("cold_start_ratio_by_idle");
  json.begin_object();
  optional_ratio(json, "5min", result.cold_start_ratio_by_idle[0]);
  optional_ratio(json, "10min", result.cold_start_ratio_by_idle[1]);
  optional_ratio(json, "15min", result.cold_start_ratio_by_idle[2]);
  json.end_object();
  write_series(json, result.series);
  if (result.lanes) write_lanes(json, *result.lanes);
  write_cost(json, result.cost);
  if (!result.expectations.empty()) write_expectations(json, result.expectations);
  json.end_object();
  json.finish();
}

}  // namespace thaw
