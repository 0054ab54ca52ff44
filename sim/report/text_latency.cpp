#include "report/text_latency.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "report/human_number.hpp"
#include "report/table.hpp"

namespace thaw {

namespace {

struct Column {
  std::string name;
  const Summary* summary;
  std::uint64_t whole;
};

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

void add_row(Table& table, std::string_view label, const std::vector<Column>& columns, auto cell) {
  std::vector<std::string> cells = {std::string(label)};
  for (const Column& column : columns) cells.push_back(cell(*column.summary));
  table.row(std::move(cells));
}

std::string band(const std::vector<Column>& columns) {
  Table table(std::vector<Align>(columns.size() + 1, Align::left));
  std::vector<std::string> head = {""};
  for (const Column& column : columns) {
    head.push_back(fmt::format("{}, {} ({})", column.name, with_thousands(column.summary->count),
                               percent(column.summary->count, column.whole)));
  }
  table.row(std::move(head));
  add_row(table, "mean", columns, [](const Summary& s) { return plain_cell(s, s.mean); });
  add_row(table, "min", columns, [](const Summary& s) { return plain_cell(s, s.min); });
  for (std::size_t i = 0; i < percentile_labels.size(); ++i) {
    add_row(table, percentile_labels[i], columns, [i](const Summary& s) { return percentile_cell(s, i); });
  }
  add_row(table, "max", columns, [](const Summary& s) { return plain_cell(s, s.max); });
  return table.text();
}

bool fits(const std::string& text, std::size_t width) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (end - begin > width) return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace

std::string spoken_percentile(const Summary& summary, std::size_t i) {
  const Interval& interval = summary.intervals[i];
  return interval.high ? people_duration(summary.percentiles[i]) : "at least " + people_duration(interval.low);
}

std::string latency_table(const FunctionResult& function, std::size_t width) {
  if (function.latency.count == 0) return {};
  const std::uint64_t whole = function.latency.count;
  const std::vector<Column> columns = {
      {"all", &function.latency, whole}, {"cold", &function.cold_latency, whole}, {"warm", &function.warm_latency, whole}};
  for (std::size_t beside = columns.size(); beside > 1; --beside) {
    std::string text;
    for (std::size_t first = 0; first < columns.size(); first += beside) {
      const std::size_t end = std::min(first + beside, columns.size());
      text += band(std::vector<Column>(columns.begin() + static_cast<std::ptrdiff_t>(first),
                                       columns.begin() + static_cast<std::ptrdiff_t>(end)));
    }
    if (fits(text, width)) return text;
  }
  return band({columns[0]}) + band({columns[1]}) + band({columns[2]});
}

}  // namespace thaw
