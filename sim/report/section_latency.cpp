// The latency of requests that succeeded: all, cold and warm, with intervals; then of those that failed.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "report/human_number.hpp"
#include "report/sections.hpp"
#include "report/spoken_percentile.hpp"

namespace thaw {

namespace {

// How a cell without an upper bound tells it: with the number of samples, which stands at the head of the column too, or without.
enum class Words : std::uint8_t { all, fewer };

std::string percentile_cell(const Summary& summary, std::size_t i, Words words) {
  if (summary.count == 0 || !is_bounded(summary, i)) return "-";
  const Interval& interval = summary.intervals[i];
  if (!interval.high) {
    const std::string bound = "at least " + people_ms(interval.low);
    return words == Words::all ? fmt::format("{} ({})", bound, counted(summary.count, "sample")) : bound;
  }
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

std::vector<GridRow> latency_rows(const Summaries& summaries, std::uint64_t all, Words words) {
  std::vector<GridRow> rows;
  rows.push_back(row_of("count", summaries, [](const Summary& s) { return with_thousands(s.count); }));
  rows.push_back(row_of("share", summaries, [all](const Summary& s) { return percent(s.count, all); }));
  rows.push_back(row_of("mean", summaries, [](const Summary& s) { return plain_cell(s, s.mean); }));
  rows.push_back(row_of("min", summaries, [](const Summary& s) { return plain_cell(s, s.min); }));
  for (std::size_t i = 0; i < percentile_labels.size(); ++i) {
    rows.push_back(row_of(percentile_labels[i], summaries, [=](const Summary& s) { return percentile_cell(s, i, words); }));
  }
  rows.push_back(row_of("max", summaries, [](const Summary& s) { return plain_cell(s, s.max); }));
  return rows;
}

Summaries grid_summaries(const FunctionResult& t) {
  Summaries summaries = {{"all", &t.latency}, {"cold", &t.cold_latency}, {"warm", &t.warm_latency}};
  if (t.delayed_latency) summaries.push_back({"delayed", &*t.delayed_latency});
  return summaries;
}

bool any_unbounded(const Summaries& summaries) {
  return std::any_of(summaries.begin(), summaries.end(),
                     [](const Named& one) { return one.summary->count > 0 && !one.summary->intervals.back().high; });
}

Grid latency_grid(const FunctionResult& t) {
  const Summaries summaries = grid_summaries(t);
  Grid grid{{{""}}, latency_rows(summaries, t.latency.count, Words::all)};
  for (const Named& one : summaries) grid.columns.push_back({std::string(one.name)});
  grid.shorter = latency_rows(summaries, t.latency.count, Words::fewer);
  return grid;
}

std::string heading_of(const FunctionResult& t) {
  if (t.latency.count == 0) return "Latency of requests that failed";
  const std::string which = t.succeeded == t.requests
                                ? "of all requests"
                                : fmt::format("of the {} of requests that succeeded", percent(t.succeeded, t.requests));
  return fmt::format("Latency {}, in ms with [95 % intervals]", which);
}

std::string failed_sentence(const Summary& failed) {
  if (failed.count == 1) return fmt::format("The one request that failed took {}.", people_duration(failed.max));
  return fmt::format("The {} requests that failed: {}.", with_thousands(failed.count), spoken_spread(failed));
}

}  // namespace

Section latency_section(const Result& result) {
  const FunctionResult& t = result.totals;
  if (t.latency.count + t.failed_latency.count == 0) return {};
  Section section{heading_of(t), {}};
  if (t.latency.count > 0) section.blocks.emplace_back(latency_grid(t));
  if (t.latency.count > 0 && t.delayed_latency) {
    section.blocks.emplace_back(
        Paragraph{"Cold: an environment's first call, which may have found it ready. Delayed: a call that waited for "
                  "an environment, cold or warm.",
                  Tone::dim});
  }
  if (any_unbounded(grid_summaries(t))) {
    section.blocks.emplace_back(Paragraph{"At least: there are too few samples for an upper bound.", Tone::dim});
  }
  if (t.latency.count > 0 && !t.latency.exact) {
    section.blocks.emplace_back(Paragraph{"Percentiles come from a histogram: they are exact to 0.1 %.", Tone::dim});
  }
  if (t.failed_latency.count > 0) section.blocks.emplace_back(Paragraph{failed_sentence(t.failed_latency), Tone::alarm});
  return section;
}

}  // namespace thaw
