#include "report/summary_members.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace thaw {

namespace {

constexpr std::array<std::string_view, 9> figures = {"mean", "min", "p50", "p90", "p95", "p99", "p99_9", "max", "interval_95"};

// ---- intervals: arrays of two ends, the second of which may be null

void interval(WrittenBlock& block, std::string_view name, const Interval& interval) {
  JsonWriter& json = block.json();
  json.key(name);
  json.begin_array();
  json.milliseconds_of(interval.low);
  interval.high ? json.milliseconds_of(*interval.high) : json.null();
  json.end_array();
}

void interval(SavedBlock& block, std::string_view name, Interval& interval) {
  const auto array = block.member(name);
  const auto ends = array ? block.two_ends(*array, name) : std::nullopt;
  if (!ends) return;
  SavedDocument& document = block.document();
  if (const auto low = document.time(ends->first, block.path_of(name), 6)) interval.low = *low;
  if (document.tree().kind(ends->second) != JsonKind::null) interval.high = document.time(ends->second, block.path_of(name), 6);
}

// ---- without samples every figure is null

void no_figures(WrittenBlock& block) {
  for (const std::string_view name : figures) {
    block.json().key(name);
    block.json().null();
  }
}

void no_figures(SavedBlock& block) {
  for (const std::string_view name : figures) {
    if (const auto value = block.member_or_null(name)) block.document().add_unexpected(*value, block.path_of(name), "null");
  }
}

// ---- the grid for plots

void grid(WrittenBlock& block, const Summary& summary) {
  JsonWriter& json = block.json();
  json.key("grid");
  json.begin_array();
  if (summary.count != 0) {
    for (const Duration value : summary.grid) json.milliseconds_of(value);
  }
  json.end_array();
}

void grid(SavedBlock& block, Summary& summary) {
  const auto array = block.member("grid");
  if (!array) return;
  std::vector<Duration> grid;
  block.each_value(*array, block.path_of("grid"), [&](JsonTree::Index value, const SavedPath& path) {
    grid.push_back(block.document().time(value, path, 6).value_or(Duration{}));
  });
  const std::size_t size = summary.count == 0 ? 0 : summary.grid.size();
  if (grid.size() == size) {
    std::copy(grid.begin(), grid.end(), summary.grid.begin());
  } else if (block.sound()) {
    block.document().add_unexpected(*array, block.path_of("grid"), fmt::format("an array of {}", size));
  }
}

void check_order(SavedBlock& block, const Summary& summary) {
  std::vector<Duration> ascending = {summary.min};
  ascending.insert(ascending.end(), summary.percentiles.begin(), summary.percentiles.end());
  ascending.push_back(summary.max);
  if (!std::is_sorted(ascending.begin(), ascending.end())) {
    block.contradiction("the percentiles do not ascend from `min` to `max`");
  }
}

template <class Block, class Figures>
void all_figures(Block& block, Figures& summary) {
  block.milliseconds_of("mean", summary.mean);
  block.milliseconds_of("min", summary.min);
  for (std::size_t i = 0; i < shown_percentiles.size(); ++i) block.milliseconds_of(percentile_key(i), summary.percentiles[i]);
  block.milliseconds_of("max", summary.max);
  block.object("interval_95", [&](Block& inner) {
    for (std::size_t i = 0; i < shown_percentiles.size(); ++i) interval(inner, percentile_key(i), summary.intervals[i]);
  });
  if constexpr (Block::reads) check_order(block, summary);
}

template <class Block, class Figures>
void describe(Block& block, Figures& summary) {
  block.count("count", summary.count);
  bool empty = summary.count == 0;
  if constexpr (Block::reads) empty = empty && block.sound();
  empty ? no_figures(block) : all_figures(block, summary);
  block.boolean("exact", summary.exact);
  grid(block, summary);
}

}  // namespace

void members(WrittenBlock& block, const Summary& summary) {
  describe(block, summary);
}
void members(SavedBlock& block, Summary& summary) {
  describe(block, summary);
}

}  // namespace thaw
