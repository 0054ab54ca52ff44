// row_reader.hpp: records of a CSV file as rows, checked cell by cell.
//
// A row that comes out is within every bound below, but for its order. A faulty row is noted and passed over, so that the
// faults of a file are reported together: when 20 are known, at the end, or 100,000 lines after the first. A column in which
// every row from the first on is faulty, most likely one that was mapped wrongly, is one fault. Cost: 15 to 25 ns for a row of an
// arrival and a duration.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "thaw/rows.hpp"
#include "thaw/time.hpp"
#include "trace/column_map.hpp"
#include "trace/csv_reader.hpp"
#include "trace/decimal_cell.hpp"
#include "trace/name_table.hpp"

namespace thaw {

inline constexpr std::int64_t recorded_duration_ns_max = 30 * 86'400 * std::int64_t{1'000'000'000};
/// Numbers from here on are times since 1970 (from March 1973), smaller ones are times since the trace's own beginning.
inline constexpr std::int64_t epoch_from_ns = 100'000'000 * std::int64_t{1'000'000'000};

/// What the scenario knows of a function that a row names.
enum class ServiceKnown : std::uint8_t { no_such_function, only_from_rows, yes };

struct RowRequest {
  ColumnRequest columns;
  /// For each function that rows name; for a source that names its function it is asked once, with an empty name.
  std::function<ServiceKnown(std::string_view)> service_known;
};

class RowReader {
 public:
  /// Reads the header too. Throws Faults.
  RowReader(std::unique_ptr<InputSource> source, const std::string& file, const RowRequest& request);

  /// The next row, at_ns as recorded (not yet moved to an origin); false at the end. Throws Faults.
  bool next(Row& row);
  /// Earliest arrival of all rows that can be read, instead of next(); none if there is no row. Faults are left to next().
  std::optional<std::int64_t> earliest_arrival_ns();

  [[nodiscard]] const std::vector<std::string>& names() const { return names_.names(); }
  [[nodiscard]] bool has_cold() const { return map_.has(Field::cold); }
  /// The arrivals are dates or times since 1970; known from the first row on.
  [[nodiscard]] bool dated() const { return clock_ == Clock::calendar; }
  [[nodiscard]] std::size_t line() const { return csv_.line(); }

  /// Notes a fault at the current row's arrival; throws if that makes enough.
  void report_arrival(std::string message, std::string hint);
  [[nodiscard]] bool faulty() const { return !faults_.empty(); }
  /// Throws what was noted, with one more that ends the reading.
  [[noreturn]] void stop_at_arrival(std::string message, std::string hint);
  /// Throws what was noted, if anything was.
  void throw_faults();

 private:
  enum class Clock : std::uint8_t { unknown, own, calendar };

  bool next_record();
  bool wanted();
  bool parse(Row& row);
  bool parse_times(Row& row);
  bool complete_times(Row& row, std::int64_t end_ns);
  bool parse_arrival(Row& row);
  bool read_time(Field field, std::int64_t& ns);
  bool read_odd_time(Field field, const DecimalCell& number, std::int64_t& ns);
  [[nodiscard]] std::string unit_hint(Field field, std::string_view text) const;
  bool read_length(Field field, std::int64_t& ns);
  bool read_odd_length(Field field, const DecimalCell& number, std::int64_t& ns);
  bool read_memory(Row& row);
  bool read_cold(Row& row);
  bool read_function(Row& row);
  bool check_service(const Row& row);
  void finish();
  bool refuse(Field field, std::string message, std::string hint = "");
  bool refuse_number(Field field, NumberFault fault, std::string_view expected, std::string hint);
  void report(std::size_t cell, std::string message, std::string hint);
  void note(std::uint64_t row, std::size_t cell, std::string message, std::string hint);
  bool counts_with_the_first(std::uint64_t row, std::size_t cell);
  Faults told();
  void report_width();
  void note_unwanted();
  [[nodiscard]] std::size_t arrival_cell() const;
  [[nodiscard]] std::string found(Field field) const;

  CsvReader csv_;
  ColumnMap map_;
  std::function<ServiceKnown(std::string_view)> service_known_;
  NameTable names_;
  std::vector<ServiceKnown> services_;  // by function number
  Clock clock_ = Clock::unknown;
  bool quiet_ = false;
  std::uint64_t kept_ = 0;     // rows that next() has given
  std::uint64_t refused_ = 0;  // and those that it passed over as faulty
  struct Noted {
    std::size_t cell;
    Diagnostic fault;
  };
  std::vector<Noted> faults_;
  std::map<std::size_t, std::uint64_t> faulty_from_first_;  // by cell: so many rows from the first on have a fault there
  std::size_t first_fault_line_ = 0;
  std::vector<std::vector<std::string>> unwanted_;  // for each condition: texts met while nothing was kept
};

}  // namespace thaw
