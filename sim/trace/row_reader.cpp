#include "trace/row_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "thaw/scenario.hpp"
#include "trace/date_cell.hpp"
#include "trace/function_name.hpp"

namespace thaw {
namespace {

constexpr std::size_t lines_after_fault_max = 100'000;
constexpr std::size_t shown_chars = 60;
constexpr std::uint64_t rows_for_column_fault = 3;  // that are faulty from the first on, to speak of a whole column

std::string_view without_spaces(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// A cell as messages show it.
std::string quoted(std::string_view text) {
  if (text.size() <= shown_chars) return fmt::format("\"{}\"", text);
  std::size_t end = shown_chars;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("\"{}…\"", text.substr(0, end));
}

std::string unit_name(int scale) {
  return scale == scale_of_s    ? "seconds"
         : scale == scale_of_ms ? "milliseconds"
         : scale == scale_of_us ? "microseconds"
                                : "nanoseconds";
}

}  // namespace

RowReader::RowReader(std::unique_ptr<InputSource> source, const std::string& file, const RowRequest& request)
    : csv_(std::move(source), file),
      map_(map_columns(csv_, request.columns)),
      service_known_(request.service_known),
      unwanted_(map_.where.size()) {
  if (!map_.has(Field::function)) services_.push_back(service_known_(""));
  for (const Field field : {Field::arrival_s, Field::duration_ms, Field::memory_mb, Field::init_ms, Field::end_s}) {
    if (map_.has(field)) csv_.expect_number(map_.cell(field));
  }
}

/// The next line that is not empty. What ends the reading is thrown together with the faults noted before.
inline bool RowReader::next_record() {
  if (!faults_.empty() && csv_.line() > first_fault_line_ + lines_after_fault_max) throw_faults();
  try {
    while (csv_.next()) {
      if (!csv_.blank()) return true;
    }
    return false;
  } catch (const Faults& last) {
    for (const Diagnostic& fault : last.list()) faults_.push_back({no_column, fault});
    throw_faults();
    throw;
  }
}

inline bool RowReader::read_time(Field field, std::int64_t& ns) {
  const DecimalCell number = csv_.number(map_.cell(field), map_.scale(field));
  const bool calendar = number.value >= epoch_from_ns;
  if (number.fault != NumberFault::none || (clock_ == Clock::calendar) != calendar) return read_odd_time(field, number, ns);
  if (clock_ == Clock::unknown) clock_ = Clock::own;
  ns = number.value;
  return true;
}

/// A length of time; -1 for an empty cell.
inline bool RowReader::read_length(Field field, std::int64_t& ns) {
  const DecimalCell number = csv_.number(map_.cell(field), map_.scale(field));
  const bool within = number.value >= 0 && number.value <= recorded_duration_ns_max;
  if (number.fault != NumberFault::none || !within) return read_odd_length(field, number, ns);
  ns = number.value;
  return true;
}

inline bool RowReader::parse_times(Row& row) {
  bool good = true;
  std::int64_t end_ns = 0;
  const bool by_end = map_.has(Field::end_s) && !(map_.has(Field::arrival_s) && map_.has(Field::duration_ms));
  if (map_.has(Field::arrival_s)) good = read_time(Field::arrival_s, row.at_ns);
  if (map_.has(Field::duration_ms)) good = read_length(Field::duration_ms, row.duration_ns) && good;
  if (map_.has(Field::init_ms)) good = read_length(Field::init_ms, row.init_ns) && good;
  if (!by_end) return good;
  return read_time(Field::end_s, end_ns) && good && complete_times(row, end_ns);
}

/// Every cell is looked at, so that all faults of a row are seen.
inline bool RowReader::parse(Row& row) {
  row = Row{};
  bool good = parse_times(row);
  if (map_.has(Field::function)) good = read_function(row) && good;
  if (map_.has(Field::memory_mb)) good = read_memory(row) && good;
  if (map_.has(Field::cold)) good = read_cold(row) && good;
  if (good && row.duration_ns < 0) good = check_service(row);
  return good;
}

bool RowReader::next(Row& row) {
  while (next_record()) {
    if (csv_.size() != map_.width) {
      report_width();
      ++refused_;
      continue;
    }
    if (!map_.where.empty() && !wanted()) continue;
    if (parse(row)) {
      ++kept_;
      return true;
    }
    ++refused_;
  }
  finish();
  return false;
}

std::optional<std::int64_t> RowReader::earliest_arrival_ns() {
  quiet_ = true;
  std::optional<std::int64_t> earliest;
  Row row;
  try {
    while (csv_.next()) {
      if (csv_.size() != map_.width || !wanted() || !parse_arrival(row)) continue;
      earliest = std::min(earliest.value_or(row.at_ns), row.at_ns);
    }
  } catch (const Faults&) {
    // The reading proper meets it again and reports it with those before it.
  }
  return earliest;
}

bool RowReader::wanted() {
  for (const CellCondition& condition : map_.where) {
    if (csv_.cell(condition.cell) == condition.text) continue;
    if (kept_ == 0) note_unwanted();
    return false;
  }
  return true;
}

/// Keeps a few texts of each condition's column, to show what could have been written if no row is kept at all.
void RowReader::note_unwanted() {
  constexpr std::size_t kept_max = 5;
  for (std::size_t i = 0; i < map_.where.size(); ++i) {
    if (unwanted_[i].size() >= kept_max) continue;
    const std::string_view text = csv_.cell(map_.where[i].cell).substr(0, shown_chars);
    if (std::ranges::find(unwanted_[i], text) == unwanted_[i].end()) unwanted_[i].emplace_back(text);
  }
}

/// From the end of a request: its arrival, or its duration. Init, where the row has one, comes before the duration.
bool RowReader::complete_times(Row& row, std::int64_t end_ns) {
  const std::int64_t init_ns = std::max<std::int64_t>(row.init_ns, 0);
  if (!map_.has(Field::arrival_s)) {
    if (row.duration_ns < 0) return refuse(Field::duration_ms, "is empty, but is needed to get from the end to the arrival");
    if (!__builtin_sub_overflow(end_ns, row.duration_ns + init_ns, &row.at_ns)) return true;
    return refuse(Field::end_s, found(Field::end_s) + " is too large");
  }
  std::int64_t span_ns = 0;
  const bool far = __builtin_sub_overflow(end_ns, row.at_ns, &span_ns) || span_ns > recorded_duration_ns_max + init_ns;
  if (!far && span_ns < 0) return refuse(Field::end_s, "ends before it arrives");
  if (!far && span_ns < init_ns) return refuse(Field::end_s, "ends before its init is over");
  if (far) return refuse(Field::end_s, "is not within 30 days of its arrival");
  row.duration_ns = span_ns - init_ns;
  return true;
}

/// The arrival alone, for the search of the earliest.
bool RowReader::parse_arrival(Row& row) {
  if (map_.has(Field::arrival_s)) return read_time(Field::arrival_s, row.at_ns);
  row = Row{};
  return parse_times(row);
}

/// For a time that is too large in its unit: the unit in which it would be a date of our days.
std::string RowReader::unit_hint(Field field, std::string_view text) const {
  constexpr std::int64_t year_2100_s = 4'102'444'800;
  const DecimalCell whole = parse_decimal(text, 0);
  std::int64_t latest = year_2100_s;
  for (const TraceColumn& column : trace_columns) {  // from seconds to nanoseconds
    if (column.field != field || whole.fault != NumberFault::none) continue;
    if (column.scale < map_.scale(field) && whole.value < latest) {
      return fmt::format("if these are {}, say so: columns: {{{}: {}}}", unit_name(column.scale), column.name, map_.header(field));
    }
    if (__builtin_mul_overflow(latest, 1000, &latest)) latest = std::numeric_limits<std::int64_t>::max();
  }
  return fmt::format("times are in {}", unit_name(map_.scale(field)));
}

/// A date, or a number of the other clock, or no time at all. The first row decides on the clock.
bool RowReader::read_odd_time(Field field, const DecimalCell& number, std::int64_t& ns) {
  bool calendar = number.value >= epoch_from_ns;
  ns = number.value;
  if (number.fault != NumberFault::none) {
    const std::string_view text = without_spaces(csv_.cell(map_.cell(field)));
    if (!looks_like_date(text)) {
      return refuse_number(field, number.fault, unit_name(map_.scale(field)) + " or a date",
                           number.fault == NumberFault::too_large ? unit_hint(field, text) : "");
    }
    const auto date = parse_date_ns(text);
    if (!date) return refuse(field, "expected a date of 1970 to 2261, found " + found(field), "as in 2020-05-17T04:13:06.25Z");
    ns = *date;
    calendar = true;
  }
  if (clock_ == Clock::unknown) clock_ = calendar ? Clock::calendar : Clock::own;
  if (clock_ == Clock::calendar && !calendar) {
    return refuse(field, fmt::format("expected a date or {} since 1970 as in the rows before, found {}",
                                     unit_name(map_.scale(field)), found(field)));
  }
  if (clock_ == Clock::own && number.fault != NumberFault::none) {
    return refuse(field,
                  fmt::format("expected plain {} as in the rows before, found {}", unit_name(map_.scale(field)), found(field)));
  }
  return true;
}

bool RowReader::read_odd_length(Field field, const DecimalCell& number, std::int64_t& ns) {
  ns = -1;
  if (number.fault == NumberFault::empty) return true;
  if (number.fault != NumberFault::none)
    return refuse_number(field, number.fault, "a number of " + unit_name(map_.scale(field)), "");
  if (number.value < 0) return refuse(field, "expected a length of time of 0 ms or more, found " + found(field));
  return refuse(field, "longer than 30 days: " + found(field),
                fmt::format("it is taken as {}; `columns` names other units, as in duration_us", unit_name(map_.scale(field))));
}

bool RowReader::read_memory(Row& row) {
  constexpr int thousandths = 3;
  const DecimalCell number = csv_.number(map_.cell(Field::memory_mb), thousandths);
  if (number.fault == NumberFault::empty) return true;
  const bool whole = number.fault == NumberFault::none && number.value % 1000 == 0;
  const std::int64_t memory_mb = number.value / 1000;
  if (!whole || memory_mb < memory_mb_min || memory_mb > memory_mb_max) {
    return refuse(Field::memory_mb, fmt::format("expected a whole number of MB from {} to {}, found {}", memory_mb_min,
                                                memory_mb_max, found(Field::memory_mb)));
  }
  row.memory_mb = static_cast<std::uint16_t>(memory_mb);
  return true;
}

bool RowReader::read_cold(Row& row) {
  const std::string_view text = without_spaces(csv_.cell(map_.cell(Field::cold)));
  if (text.empty()) return true;
  if (text == "1" || text == "True" || text == "true" || text == "TRUE" || text == "1.0") row.cold = 1;
  if (text == "0" || text == "False" || text == "false" || text == "FALSE" || text == "0.0") row.cold = 0;
  if (row.cold >= 0) return true;
  return refuse(Field::cold, "expected 1 or 0, true or false, found " + found(Field::cold));
}

bool RowReader::read_function(Row& row) {
  const std::string_view name = csv_.cell(map_.cell(Field::function));
  if (name.size() > function_name_bytes_max || name.empty()) return refuse(Field::function, function_name_fault(name));
  row.function = names_.number(name);
  if (row.function == services_.size()) {
    if (names_.names().size() > max_functions) {
      report(map_.cell(Field::function), fmt::format("more than {} functions in one trace", max_functions), "");
      throw_faults();
    }
    services_.push_back(function_name_fault(name).empty() ? service_known_(name) : ServiceKnown::no_such_function);
  }
  if (services_[row.function] != ServiceKnown::no_such_function) return true;
  if (std::string fault = function_name_fault(name); !fault.empty()) return refuse(Field::function, std::move(fault));
  return refuse(Field::function, fmt::format("the scenario has no function {}", found(Field::function)),
                "add it to `functions`, or a template for all such names: \"*\": {…}");
}

/// A row without a duration leaves it to the function's `service`.
bool RowReader::check_service(const Row& row) {
  if (services_[row.function] == ServiceKnown::yes) return true;
  const std::string name = names_.names().empty() ? "its function" : fmt::format("function \"{}\"", names_.names()[row.function]);
  if (map_.has(Field::duration_ms)) {
    return refuse(Field::duration_ms, fmt::format("is empty, and {} has no `service`", name), "give the function a `service`");
  }
  report(arrival_cell(), fmt::format("the trace has no duration_ms, and {} has no `service`", name),
         "say which column it is (columns: {duration_ms: HEADER}), or give the function a `service`");
  if (!quiet_) throw_faults();
  return false;
}

/// What can be said only at the end.
void RowReader::finish() {
  throw_faults();
  if (kept_ != 0) return;
  if (map_.where.empty()) {
    throw Faults(ExitStatus::trace, csv_.fault_in_line(csv_.line(), 1, "there is no row after the header", ""));
  }
  std::string conditions, met;
  for (std::size_t i = 0; i < map_.where.size(); ++i) {
    conditions += fmt::format("{}{} is {}", i == 0 ? "" : " and ", map_.where[i].column, quoted(map_.where[i].text));
    for (const std::string& text : unwanted_[i]) met += fmt::format("{}{}", met.empty() ? "" : ", ", quoted(text));
  }
  throw Faults(ExitStatus::trace, csv_.fault_in_line(1, 1, fmt::format("`where` keeps no row: there is none whose {}", conditions),
                                                     met.empty() ? "" : fmt::format("there are {}", met)));
}

void RowReader::throw_faults() {
  if (!faults_.empty()) throw told();
}

/// What was noted, with the number of rows where a whole column is faulty.
Faults RowReader::told() {
  std::vector<Diagnostic> list;
  for (auto& [cell, fault] : faults_) {
    const auto rows = faulty_from_first_.extract(cell);  // with the first of the column
    if (!rows.empty() && rows.mapped() >= rows_for_column_fault)
      fault.message += fmt::format("; each of the first {} rows has a fault here", rows.mapped());
    list.push_back(std::move(fault));
  }
  return {ExitStatus::trace, std::move(list)};
}

bool RowReader::refuse(Field field, std::string message, std::string hint) {
  if (quiet_) return false;
  report(map_.cell(field), fmt::format("{}: {}", map_.header(field), message), std::move(hint));
  return false;
}

bool RowReader::refuse_number(Field field, NumberFault fault, std::string_view expected, std::string hint) {
  switch (fault) {
    case NumberFault::empty:
      return refuse(field, fmt::format("expected {}, found nothing", expected), std::move(hint));
    case NumberFault::not_finite:
      return refuse(field, fmt::format("expected {}, found {}, which is no finite number", expected, found(field)),
                    std::move(hint));
    case NumberFault::too_large:
      return refuse(field, fmt::format("{} is too large", found(field)), std::move(hint));
    case NumberFault::none:
    case NumberFault::not_a_number:
      if (hint.empty() && csv_.cell(map_.cell(field)).find(',') != std::string_view::npos)
        hint = "decimals are written with a point";
      break;
  }
  return refuse(field, fmt::format("expected {}, found {}", expected, found(field)), std::move(hint));
}

void RowReader::report(std::size_t cell, std::string message, std::string hint) {
  note(kept_ + refused_ + 1, cell, std::move(message), std::move(hint));
}

/// A fault in the so many-th row.
void RowReader::note(std::uint64_t row, std::size_t cell, std::string message, std::string hint) {
  if (quiet_ || counts_with_the_first(row, cell)) return;
  if (faults_.empty()) first_fault_line_ = csv_.line();
  faults_.push_back({cell, csv_.fault_at(cell, std::move(message), std::move(hint))});
  if (faults_.size() >= max_faults) throw_faults();
}

/// True for a fault in a column in which all rows so far have one, and not just a few.
bool RowReader::counts_with_the_first(std::uint64_t row, std::size_t cell) {
  std::uint64_t& rows = faulty_from_first_[cell];
  if (rows + 1 == row) {
    ++rows;
    if (rows == rows_for_column_fault) {
      const auto here = [cell](const Noted& noted) { return noted.cell == cell; };
      const auto first = std::ranges::find_if(faults_, here);
      faults_.erase(std::remove_if(first + 1, faults_.end(), here), faults_.end());
    }
  }
  return rows == row && rows >= rows_for_column_fault;
}

void RowReader::report_width() {
  report(std::min(csv_.size(), map_.width), fmt::format("expected {} cells as in the header, found {}", map_.width, csv_.size()),
         csv_.size() > map_.width
             ? fmt::format("a cell with a {} in it needs quotes; decimals are written with a point", csv_.separator_name())
             : "");
}

std::size_t RowReader::arrival_cell() const {
  return map_.cell(map_.has(Field::arrival_s) ? Field::arrival_s : Field::end_s);
}

void RowReader::report_arrival(std::string message, std::string hint) {
  const std::string& header = map_.header(map_.has(Field::arrival_s) ? Field::arrival_s : Field::end_s);
  note(kept_ + refused_, arrival_cell(), fmt::format("{}: {}", header, message), std::move(hint));
}

void RowReader::stop_at_arrival(std::string message, std::string hint) {
  report_arrival(std::move(message), std::move(hint));
  throw told();
}

std::string RowReader::found(Field field) const {
  return quoted(csv_.cell(map_.cell(field)));
}

}  // namespace thaw
