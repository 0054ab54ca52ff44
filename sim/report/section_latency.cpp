// The latency of requests that succeeded: all, cold and warm, with intervals; then of those that failed.
#include <fmt/format.h>

#include <array>
#include <string_view>
#include <vector>

#include "report/human_number.hpp"
#include "report/sections.hpp"
#include "report/spoken_percentile.hpp"

namespace thaw {

namespace {

std::string percentile_cell(const Summary& summary, std::size_t i) {
  if (summary.count == 0) return "-";
  const Interval& interval = summary.intervals[i];
  if (!interval.high) return fmt::format("at least {} ({})", people_ms(interval.low), counted(summary.count, "sample"));
  return fmt::format("{} [{}, {}]", people_ms(summary.percentiles[i]), people_ms(interval.low), people_ms(*interval.high));
}

std::string plain_cell(const Summary& summary, Duration value) {
  return summary.count == 0 ? "-" : people_ms(value);
}

constexpr std::array<std::string_view, 5> percentile_labels = {"p50", "p90", "p95", "p99", "p99.9"};

struct Named {
  std::string_view name;
  const Summary* summary;
};

using Summaries = std::vector<Named>;

GridRow row_of(std::string_view label, const Summaries& summaries, auto cell) {
  GridRow row{{std::string(label)}};
  for (const Named& one : summaries) row.cells.emplace_back(cell(*one.summary));
  return row;
}

Grid latency_grid(const FunctionResult& t) {
  Summaries summaries = {{"all", &t.latency}, {"cold", &t.cold_latency}, {"warm", &t.warm_latency}};
  if (t.delayed_latency) summaries.push_back({"delayed", &*t.delayed_latency});
  Grid grid{{{""}}, {}};
  for (const auto& [name, summary] : summaries) {
    grid.columns.push_back(
        {fmt::format("{}, {} ({})", name, with_thousands(summary->count), percent(summary->count, t.latency.count))});
  }
  grid.rows.push_back(row_of("mean", summaries, [](const Summary& s) { return plain_cell(s, s.mean); }));
  grid.rows.push_back(row_of("min", summaries, [](const Summary& s) { return plain_cell(s, s.min); }));
  for (std::size_t i = 0; i < percentile_labels.size(); ++i) {
    grid.rows.push_back(row_of(percentile_labels[i], summaries, [i](const Summary& s) { return percentile_cell(s, i); }));
  }
  grid.rows.push_back(row_of("max", summaries, [](const Summary& s) { return plain_cell(s, s.max); }));
  return grid;
}

std::string heading_of(const FunctionResult& t) {
  const std::string which = t.succeeded == t.requests
                                ? "of all requests"
                                : fmt::format("of the {} of requests that succeeded", percent(t.succeeded, t.requests));
  return fmt::format("Latency {}, in ms with [95 % intervals]", which);
}

std::string failed_sentence(const Summary& failed) {
  if (failed.count == 1) return fmt::format("The one request that failed took {}.", people_duration(failed.max));
  return fmt::format("The {} requests that failed: p50 {}, p99 {}, longest {}.", with_thousands(failed.count),
                     spoken_percentile(failed, 0), spoken_percentile(failed, 3), people_duration(failed.max));
}

}  // namespace

Section latency_section(const Result& result) {
  const FunctionResult& t = result.totals;
  if (t.latency.count + t.failed_latency.count == 0) return {};
  Section section{heading_of(t), {}};
  if (t.latency.count > 0) section.blocks.emplace_back(latency_grid(t));
  if (t.latency.count > 0 && t.delayed_latency) {
    section.blocks.emplace_back(
        Paragraph{"Cold: an environment's first call. Delayed: a call that waited for an environment, cold or warm.", Tone::dim});
  }
  if (t.latency.count > 0 && !t.latency.exact) {
    section.blocks.emplace_back(Paragraph{"Percentiles come from a histogram: they are exact to 0.1 %.", Tone::dim});
  }
  if (t.failed_latency.count > 0) section.blocks.emplace_back(Paragraph{failed_sentence(t.failed_latency), Tone::alarm});
  return section;
}

}  // namespace thaw
