#include "report/csv.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>

#include "report/csv_field.hpp"
#include "report/decimal_time.hpp"
#include "report/names.hpp"

namespace thaw {

namespace {

class TidyTable {
 public:
  explicit TidyTable(ByteSink& sink) : sink_(sink) { buffer_ = "scope,name,metric,statistic,unit,value\n"; }

  /// What the rows that follow are about. The name is one from outside, or empty.
  void begin(std::string_view scope, std::string_view name = "") {
    subject_ = std::string(scope) + ",";
    append_csv_name(subject_, name);
  }

  void text(std::string_view metric, std::string_view statistic, std::string_view unit, std::string_view value) {
    buffer_ += subject_;
    for (const std::string_view field : {metric, statistic, unit}) {
      buffer_.push_back(',');
      append_csv_name(buffer_, field);
    }
    buffer_.push_back(',');
    append_csv_field(buffer_, value);
    buffer_.push_back('\n');
    if (buffer_.size() > std::size_t{64} * 1024) flush();
  }

  void count(std::string_view metric, std::uint64_t value) { text(metric, "count", "1", std::to_string(value)); }
  void count(std::string_view metric, std::string_view statistic, std::uint64_t value) {
    text(metric, statistic, "1", std::to_string(value));
  }
  void real(std::string_view metric, std::string_view statistic, double value) {
    text(metric, statistic, "1", fmt::format("{}", value));
  }
  void milliseconds_of(std::string_view metric, std::string_view statistic, Duration value) {
    std::string digits;
    append_ms(digits, value.ns);
    text(metric, statistic, "ms", digits);
  }

  void flush() {
    sink_.write(buffer_);
    buffer_.clear();
  }

 private:
  ByteSink& sink_;
  std::string buffer_, subject_;
};

void write_summary(TidyTable& table, std::string_view metric, const Summary& summary) {
  table.count(metric, summary.count);
  if (summary.count == 0) return;
  table.milliseconds_of(metric, "mean", summary.mean);
  table.milliseconds_of(metric, "min", summary.min);
  for (std::size_t i = 0; i < shown_percentiles.size(); ++i) {
    const std::string name(percentile_key(i));
    table.milliseconds_of(metric, name, summary.percentiles[i]);
    table.milliseconds_of(metric, name + "_low_95", summary.intervals[i].low);
    if (summary.intervals[i].high) table.milliseconds_of(metric, name + "_high_95", *summary.intervals[i].high);
  }
  table.milliseconds_of(metric, "max", summary.max);
}

void write_counts(TidyTable& table, const FunctionResult& f) {
  table.count("requests", f.requests);
  table.count("succeeded", f.succeeded);
  table.count("failed", f.failed);
  table.count("throttled", f.throttled);
  table.count("denied", f.denied);
  table.count("dead_lettered", f.dead_lettered);
  table.count("dropped", f.dropped);
  table.count("expired", f.expired);
  table.count("filtered", f.filtered);
  table.count("in_flight", f.in_flight);
  table.count("attempts", f.attempts);
  table.count("invocations", f.invocations);
  table.count("retries", f.retries);
  table.count("throttles", f.throttles);
  table.count("throttles", "concurrency", f.throttles_concurrency);
  table.count("throttles", "request_rate", f.throttles_request_rate);
  table.count("throttles", "reserved_concurrency", f.throttles_reserved_concurrency);
  table.count("throttles", "reserved_request_rate", f.throttles_reserved_request_rate);
  table.count("throttles", "scaling_rate", f.throttles_scaling_rate);
  table.count("denials", f.denials);
  table.count("errors", f.errors);
  table.count("timeouts", f.timeouts);
  table.count("out_of_memory", f.out_of_memory);
  table.count("crashes", f.crashes);
  table.count("failed_inits", f.failed_inits);
  table.count("cold_starts", f.cold_starts);
  table.count("warm_starts", f.warm_starts);
  table.real("cold_start_ratio", "ratio", f.cold_start_ratio);
  table.count("delayed_starts", f.delayed_starts);
}

void write_environments(TidyTable& table, const EnvironmentCounts& counts) {
  table.count("environments", "alive_at_start", counts.alive_at_start);
  table.count("environments", "started", counts.started);
  table.count("environments", "reclaimed", counts.reclaimed);
  table.count("environments", "alive", counts.alive);
  table.count("environments", "unused", counts.unused);
  table.count("environments", "peak", counts.peak);
  table.real("environments", "mean", counts.mean);
  table.real("environments", "mean_busy", counts.mean_busy);
  table.real("environments", "mean_idle", counts.mean_idle);
}

void write_provisioned(TidyTable& table, const ProvisionedResult& p) {
  table.text("provisioned", "configured_seconds", "s", p.configured_seconds.text());
  table.text("provisioned", "configured_gb_seconds", "GB-s", p.configured_gb_seconds.text());
  table.real("provisioned", "allocated_mean", p.allocated_mean);
  table.real("provisioned", "utilization_mean", p.utilization_mean);
  table.real("provisioned", "utilization_max", p.utilization_max);
  table.count("provisioned", "invocations", p.invocations);
  table.count("provisioned", "spillover_invocations", p.spillover_invocations);
  table.count("provisioned", "inits", p.inits);
  table.text("provisioned", "init_billed_ms", "ms", std::to_string(p.init_billed_ms));
  table.text("provisioned", "billed_ms", "ms", std::to_string(p.billed_ms));
  table.text("provisioned", "gb_seconds", "GB-s", p.gb_seconds.text());
}

void write_block(TidyTable& table, const FunctionResult& f) {
  write_counts(table, f);
  write_summary(table, "latency_ms", f.latency);
  write_summary(table, "failed_latency_ms", f.failed_latency);
  write_summary(table, "cold_latency_ms", f.cold_latency);
  write_summary(table, "warm_latency_ms", f.warm_latency);
  if (f.delayed_latency) write_summary(table, "delayed_latency_ms", *f.delayed_latency);
  write_summary(table, "start_wait_ms", f.start_wait);
  write_summary(table, "init_ms", f.init);
  write_summary(table, "duration_ms", f.duration);
  table.text("billed_ms", "sum", "ms", std::to_string(f.billed_ms));
  table.text("billed_init_ms", "sum", "ms", std::to_string(f.billed_init_ms_part));
  table.text("gb_seconds", "sum", "GB-s", f.gb_seconds.text());
  table.text("idle_gb_seconds", "sum", "GB-s", f.idle_gb_seconds.text());
  table.count("concurrency_peak", "max", f.concurrency_peak);
  write_environments(table, f.environments);
  if (f.provisioned) write_provisioned(table, *f.provisioned);
  if (!f.snap_start) return;
  table.count("snap_start", "restores", f.snap_start->restores);
  table.count("snap_start", "failed_restores", f.snap_start->failed_restores);
  table.text("snap_start", "restored_gb", "GB", f.snap_start->restored_gb.text());
  table.text("snap_start", "cache_gb_seconds", "GB-s", f.snap_start->cache_gb_seconds.text());
  write_summary(table, "restore_ms", f.snap_start->restore);
}

void write_group(TidyTable& table, const GroupResult& group) {
  table.count("functions", group.functions.size());
  table.text("peaks_exact", "", "", group.peaks_exact ? "true" : "false");
  write_block(table, group.figures);
}

std::string figure_text(const Figure& figure) {
  const double* real = std::get_if<double>(&figure);
  return real != nullptr ? fmt::format("{}", *real) : std::get<Decimal>(figure).text();
}

void write_expectation(TidyTable& table, const ExpectationResult& expectation) {
  table.begin("expectation", expectation.text);
  const std::string_view unit = name_of(expectation.unit);
  table.text("verdict", "", "", name_of(expectation.verdict));
  if (expectation.value) table.text("value", "", unit, figure_text(*expectation.value));
  if (expectation.interval) {
    table.text("low", "", unit, figure_text(expectation.interval->low));
    if (expectation.interval->high) table.text("high", "", unit, figure_text(*expectation.interval->high));
  }
}

void write_source(TidyTable& table, const SourceResult& source) {
  table.count("requests", source.requests);
  table.count("succeeded", source.succeeded);
  table.count("failed", source.failed);
  table.count("throttled", source.throttled);
  table.count("in_flight", source.in_flight);
  table.count("caller_retries", source.caller_retries);
  write_summary(table, "latency_ms", source.latency);
  if (source.group) {
    table.count("group_size", source.group->size);
    table.count("groups", source.group->groups);
    table.count("groups_succeeded", source.group->succeeded);
    write_summary(table, "group_latency_ms", source.group->latency);
  }
  if (!source.recorded) return;
  const Recorded& recorded = *source.recorded;
  table.count("recorded", "rows", recorded.rows);
  table.count("recorded", "cold", recorded.cold);
  table.count("recorded", "predicted", recorded.predicted);
  table.count("recorded", "both", recorded.both);
  if (recorded.precision) table.real("recorded", "precision", *recorded.precision);
  if (recorded.recall) table.real("recorded", "recall", *recorded.recall);
}

void write_cost(TidyTable& table, const Cost& cost) {
  std::string function, item;
  int tier = 1;
  for (const CostLine& line : cost.lines) {
    tier = line.function == function && line.item == item ? tier + 1 : 1;
    function = line.function;
    item = line.item;
    table.begin("function", function);
    const std::string metric = tier == 1 ? "cost_" + item : fmt::format("cost_{}_{}", item, tier);
    table.text(metric, "quantity", line.unit, line.quantity.text());
    table.text(metric, "free", line.unit, line.free.text());
    table.text(metric, "unit_price", cost.currency, line.unit_price.text());
    table.text(metric, "amount", cost.currency, line.amount.text());
  }
  if (cost.price_book.empty()) return;
  table.begin("totals");
  table.text("cost", "total", cost.currency, cost.total.text());
  for (const TagCost& tag : cost.by_tag) {
    table.text("cost_by_tag", tag.value ? tag.tag + "=" + *tag.value : tag.tag + " (untagged)", cost.currency, tag.amount.text());
  }
  if (cost.per_million_requests) table.text("cost", "per_million_requests", cost.currency, cost.per_million_requests->text());
}

void write_run(TidyTable& table, const Result& result) {
  table.begin("run");
  const auto fact = [&table](std::string_view metric, std::string_view unit, std::string_view value) {
    table.text(metric, "value", unit, value);
  };
  std::string simulated, warmup;
  append_seconds(simulated, result.simulated.ns);
  append_seconds(warmup, result.warmup.ns);
  fact("simulated_seconds", "s", simulated);
  fact("warmup_seconds", "s", warmup);
  fact("complete", "", result.complete ? "true" : "false");
  fact("seed", "", std::to_string(result.seed));
  fact("fingerprint", "", fmt::format("{:016x}", result.fingerprint));
  fact("peaks_exact", "", result.peaks_exact ? "true" : "false");
  constexpr std::array<std::string_view, 3> idle_limits = {"5min", "10min", "15min"};
  for (std::size_t i = 0; i < idle_limits.size(); ++i) {
    const auto& ratio = result.cold_start_ratio_by_idle[i];
    if (ratio) table.real("cold_start_ratio_by_idle", idle_limits[i], *ratio);
  }
}

}  // namespace

void write_csv(const Result& result, ByteSink& sink) {
  TidyTable table(sink);
  write_run(table, result);
  for (const ExpectationResult& expectation : result.expectations) write_expectation(table, expectation);
  for (const auto& [name, source] : result.sources) {
    table.begin("source", name);
    write_source(table, source);
  }
  for (const auto& [name, group] : result.groups) {
    table.begin("group", name);
    write_group(table, group);
  }
  table.begin("totals");
  write_block(table, result.totals);
  for (const auto& [name, function] : result.functions) {
    table.begin("function", name);
    write_block(table, function);
  }
  write_cost(table, result.cost);
  table.flush();
}

}  // namespace thaw
