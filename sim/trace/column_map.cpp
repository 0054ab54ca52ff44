#include "trace/column_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace thaw {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return small;
}

/// Letters to change, add or take away until one word is the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      diagonal = above;
    }
  }
  return row[b.size()];
}

/// Words by which logs in the wild call what we call a field; tried when no name is nearly the same.
constexpr std::array<std::array<std::string_view, 5>, field_names.size()> usual_words = {{
    {"arrival", "send", "start_time", "timestamp", "time"},
    {"duration", "elapsed", "latency", "runtime", "exec"},
    {"function", "func", "lambda", "name", "app"},
    {"memory size", "memory_size", "memory", "mem", "ram"},
    {"init", "coldstart", "cold_start", "boot", "startup"},
    {"cold", "is_cold", "iscold", "cold_start", "warm"},
    {"end", "recv", "finish", "stop", "complete"},
}};

std::optional<std::string> nearest(std::string_view wanted, const std::vector<std::string>& names) {
  const std::string small = lower(wanted.substr(0, 64));
  std::optional<std::string> best;
  std::size_t best_distance = small.size() / 3 + 1;
  for (const std::string& name : names) {
    if (name.empty() || name.size() > 64) continue;
    const std::size_t distance = edit_distance(small, lower(name));
    if (distance < best_distance) best = name, best_distance = distance;
  }
  return best;
}

std::optional<std::string> likely(Field field, const std::vector<std::string>& names) {
  if (auto name = nearest(field_names[static_cast<std::size_t>(field)], names)) return name;
  for (const std::string_view word : usual_words[static_cast<std::size_t>(field)]) {
    for (const std::string& name : names) {
      if (name.size() <= 64 && lower(name).find(word) != std::string::npos) return name;
    }
  }
  return std::nullopt;
}

/// Our name for a column whose own name ends in a unit.
std::string_view in_unit_of(const std::string& header, Field field) {
  for (const TraceColumn& column : trace_columns) {
    const std::size_t underscore = column.name.rfind('_');
    if (column.field == field && column.scale != scale_of_s && underscore != std::string_view::npos &&
        lower(header).ends_with(column.name.substr(underscore)))
      return column.name;
  }
  return field_names[static_cast<std::size_t>(field)];
}

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t shown_max = 30;
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), shown_max); ++i) {
    text += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", names[i].substr(0, 64));
  }
  if (names.size() > shown_max) text += fmt::format(" and {} more", names.size() - shown_max);
  return text;
}

/// Maps one header, collecting its faults.
class HeaderMapper {
 public:
  HeaderMapper(const CsvReader& csv, const ColumnRequest& request) : csv_(csv), request_(request) {
    for (std::size_t i = 0; i < csv.size(); ++i) names_.emplace_back(trimmed(csv.cell(i)));
    map_.width = csv.size();
    map_.cells.fill(no_column);
  }

  ColumnMap map() {
    for (const auto& [ours, theirs] : request_.columns) check_known(ours);
    for (std::size_t i = 0; i < field_names.size(); ++i) map_field(static_cast<Field>(i));
    for (const auto& [column, text] : request_.where) {
      if (const auto cell = find(column))
        map_.where.push_back({*cell, column, text});
      else
        missing("where", column);
    }
    check_required();
    if (!faults_.empty()) throw Faults(ExitStatus::trace, std::move(faults_));
    return std::move(map_);
  }

 private:
  void report(std::size_t cell, std::string message, std::string hint) {
    if (faults_.size() < max_faults) faults_.push_back(csv_.fault_at(cell, std::move(message), std::move(hint)));
  }

  void check_known(const std::string& ours) {
    if (std::ranges::find(trace_columns, ours, &TraceColumn::name) != trace_columns.end()) return;
    report(0, fmt::format("columns: there is no column \"{}\" in thaw", ours),
           "its columns are arrival_s, duration_ms, function, memory_mb, init_ms, cold and end_s; times also in _ms, _us and _ns");
  }

  std::optional<std::size_t> find(std::string_view name) {
    const auto at = std::ranges::find(names_, name);
    if (at == names_.end()) return std::nullopt;
    const auto cell = static_cast<std::size_t>(at - names_.begin());
    const auto again = std::find(at + 1, names_.end(), name);
    if (again != names_.end()) {
      report(static_cast<std::size_t>(again - names_.begin()), fmt::format("the column \"{}\" is there twice", name),
             "give one of them another name");
    }
    return cell;
  }

  void map_field(Field field) {
    const auto i = static_cast<std::size_t>(field);
    const TraceColumn* ours = std::ranges::find(trace_columns, field_names[i], &TraceColumn::name);
    std::optional<std::string> theirs;
    for (const TraceColumn& column : trace_columns) {
      const auto written = request_.columns.find(std::string(column.name));
      if (column.field != field || written == request_.columns.end()) continue;
      if (theirs) report(0, fmt::format("columns maps {} and {}, which are one thing", ours->name, column.name), "leave out one");
      ours = &column;
      theirs = written->second;
    }
    if (field == Field::function && !request_.function_from_rows) {
      if (theirs) report(0, "columns maps `function`, but the source names its function", "leave out one of the two");
      return;
    }
    const std::string name = theirs.value_or(std::string(ours->name));
    const auto cell = find(name);
    if (!cell && theirs) missing(fmt::format("columns.{}", ours->name), name);
    if (cell) {
      map_.cells[i] = *cell;
      map_.headers[i] = name;
      map_.scales[i] = ours->scale;
    }
    mapped_[i] = theirs.has_value();
  }

  void missing(std::string_view where, const std::string& name) {
    const auto near = nearest(name, names_);
    report(0, fmt::format("{}: the header has no column \"{}\"; found {}", where, name, listed(names_)),
           near ? fmt::format("did you mean \"{}\"?", *near) : "");
  }

  void check_required() {
    if (!map_.has(Field::arrival_s) && !map_.has(Field::end_s)) require(Field::arrival_s);
    if (!map_.has(Field::arrival_s) && map_.has(Field::end_s) && !map_.has(Field::duration_ms)) require(Field::duration_ms);
    if (request_.function_from_rows && !map_.has(Field::function)) require(Field::function);
  }

  void require(Field field) {
    const std::string_view ours = field_names[static_cast<std::size_t>(field)];
    if (mapped_[static_cast<std::size_t>(field)]) return;  // has been reported as not there
    const auto name = likely(field, names_);
    std::string hint =
        fmt::format("say which column it is: columns: {{{}: {}}}", name ? in_unit_of(*name, field) : ours, name ? *name : "HEADER");
    if (names_.size() == 1 && names_[0].find('|') != std::string::npos)
      hint = "the cells seem to be separated by bars; thaw reads commas, semicolons and tabs";
    const auto has_return = [](const std::string& header) { return header.find('\r') != std::string::npos; };
    if (std::ranges::any_of(names_, has_return)) hint = "the lines end in CR alone; thaw reads LF and CRLF";
    report(0, fmt::format("the header has no column \"{}\"; found {}", ours, listed(names_)), std::move(hint));
  }

  const CsvReader& csv_;
  const ColumnRequest& request_;
  std::vector<std::string> names_;
  std::vector<Diagnostic> faults_;
  ColumnMap map_;
  std::array<bool, field_names.size()> mapped_{};  // by the scenario
};

}  // namespace

ColumnMap map_columns(CsvReader& csv, const ColumnRequest& request) {
  csv.choose_separator();
  if (!csv.next()) {
    throw Faults(ExitStatus::trace,
                 csv.fault_in_line(1, 1, "the file is empty, expected a header such as arrival_s,duration_ms", ""));
  }
  return HeaderMapper(csv, request).map();
}

}  // namespace thaw
