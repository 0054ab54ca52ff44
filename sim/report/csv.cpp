#include "report/csv.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

#include "report/csv_field.hpp"
#include "report/decimal_time.hpp"
#include "report/names.hpp"

namespace thaw {

namespace {

class TidyTable {
 public:
  explicit TidyTable(ByteSink& sink) : sink_(sink) { buffer_ = "function,metric,statistic,unit,value\n"; }

  void begin_function(std::string_view name) {
    function_.clear();
    append_csv_field(function_, name);
  }
  /// What stands before the name of each metric from now on, such as "group database ".
  void begin_part(std::string prefix) {
    function_.clear();
    prefix_ = std::move(prefix);
  }

  void text(std::string_view metric, std::string_view statistic, std::string_view unit, std::string_view value) {
    buffer_ += function_;
    buffer_.push_back(',');
    prefix_.empty() ? append_csv_field(buffer_, metric) : append_csv_field(buffer_, prefix_ + std::string(metric));
    for (const std::string_view field : {statistic, unit, value}) {
      buffer_.push_back(',');
      append_csv_field(buffer_, field);
    }
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
  std::string buffer_, function_, prefix_;
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
  table.count("denials", f.denials);
  table.count("errors", f.errors);
  table.count("timeouts", f.timeouts);
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

void write_block(TidyTable& table, const FunctionResult& f) {
  write_counts(table, f);
  write_summary(table, "latency_ms", f.latency);
  write_summary(table, "failed_latency_ms", f.failed_latency);
  write_summary(table, "cold_latency_ms", f.cold_latency);
  write_summary(table, "warm_latency_ms", f.warm_latency);
  write_summary(table, "start_wait_ms", f.start_wait);
  write_summary(table, "init_ms", f.init);
  write_summary(table, "duration_ms", f.duration);
  table.text("billed_ms", "sum", "ms", std::to_string(f.billed_ms));
  table.text("billed_init_ms", "sum", "ms", std::to_string(f.billed_init_ms_part));
  table.text("gb_seconds", "sum", "GB-s", f.gb_seconds.text());
  table.text("idle_gb_seconds", "sum", "GB-s", f.idle_gb_seconds.text());
  table.count("concurrency_peak", "max", f.concurrency_peak);
  write_environments(table, f.environments);
}

void write_function(TidyTable& table, std::string_view name, const FunctionResult& f) {
  table.begin_function(name);
  write_block(table, f);
}

void write_group(TidyTable& table, const std::string& name, const GroupResult& group) {
  table.begin_part("group " + name + " ");
  table.count("functions", group.functions.size());
  table.text("peaks_exact", "", "", group.peaks_exact ? "true" : "false");
  write_block(table, group.figures);
  table.begin_part("");
}

std::string figure_text(const Figure& figure) {
  const double* real = std::get_if<double>(&figure);
  return real != nullptr ? fmt::format("{}", *real) : std::get<Decimal>(figure).text();
}

void write_expectation(TidyTable& table, const ExpectationResult& expectation) {
  table.begin_part("expectation ");
  const std::string_view unit = name_of(expectation.unit);
  table.text(expectation.text, "verdict", "", name_of(expectation.verdict));
  if (expectation.value) table.text(expectation.text, "value", unit, figure_text(*expectation.value));
  if (expectation.interval) {
    table.text(expectation.text, "low", unit, figure_text(expectation.interval->low));
    if (expectation.interval->high) table.text(expectation.text, "high", unit, figure_text(*expectation.interval->high));
  }
  table.begin_part("");
}

void write_source(TidyTable& table, const std::string& name, const SourceResult& source) {
  const std::string prefix = "source " + name + " ";
  table.count(prefix + "requests", source.requests);
  table.count(prefix + "succeeded", source.succeeded);
  table.count(prefix + "failed", source.failed);
  table.count(prefix + "throttled", source.throttled);
  table.count(prefix + "in_flight", source.in_flight);
  table.count(prefix + "caller_retries", source.caller_retries);
  write_summary(table, prefix + "latency_ms", source.latency);
  if (!source.recorded) return;
  const Recorded& recorded = *source.recorded;
  table.count(prefix + "recorded", "rows", recorded.rows);
  table.count(prefix + "recorded", "cold", recorded.cold);
  table.count(prefix + "recorded", "predicted", recorded.predicted);
  table.count(prefix + "recorded", "both", recorded.both);
  if (recorded.precision) table.real(prefix + "recorded", "precision", *recorded.precision);
  if (recorded.recall) table.real(prefix + "recorded", "recall", *recorded.recall);
}

void write_cost(TidyTable& table, const Cost& cost) {
  for (const CostLine& line : cost.lines) {
    table.begin_function(line.function);
    const std::string metric = "cost " + line.item;
    table.text(metric, "quantity", line.unit, line.quantity.text());
    table.text(metric, "free", line.unit, line.free.text());
    table.text(metric, "unit_price", cost.currency, line.unit_price.text());
    table.text(metric, "amount", cost.currency, line.amount.text());
  }
  table.begin_function("*");
  table.text("cost", "total", cost.currency, cost.total.text());
  for (const TagCost& tag : cost.by_tag) {
    const std::string value = tag.value ? "=" + *tag.value : " (untagged)";
    table.text("cost by tag", tag.tag + value, cost.currency, tag.amount.text());
  }
  if (cost.per_million_requests) table.text("cost", "per_million_requests", cost.currency, cost.per_million_requests->text());
}

void write_run(TidyTable& table, const Result& result) {
  std::string digits;
  append_seconds(digits, result.simulated.ns);
  table.text("run", "simulated_seconds", "s", digits);
  table.text("run", "complete", "", result.complete ? "true" : "false");
  table.text("run", "seed", "", std::to_string(result.seed));
  table.text("run", "fingerprint", "", fmt::format("{:016x}", result.fingerprint));
  table.text("run", "peaks_exact", "", result.peaks_exact ? "true" : "false");
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
  for (const auto& [name, source] : result.sources) write_source(table, name, source);
  for (const auto& [name, group] : result.groups) write_group(table, name, group);
  write_function(table, "*", result.totals);
  for (const auto& [name, function] : result.functions) write_function(table, name, function);
  write_cost(table, result.cost);
  table.flush();
}

}  // namespace thaw
