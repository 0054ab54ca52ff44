// trace_stream.hpp: rows of a recorded file in order, moved to instant 0 and cut, as a run takes them (design note, section 4).
//
// What always holds for a row that leaves: it is not before an earlier one of its function, it lies in [0, 35 years] and,
// where a duration is written, before that. Memory: a block of 2,048 rows, the rows within the window, and (only for a pipe
// with a function column and `origin: first`) up to 524,288 rows that are held until the earliest is known.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "thaw/rows.hpp"
#include "thaw/scenario.hpp"
#include "trace/reorder_window.hpp"
#include "trace/row_reader.hpp"

namespace thaw {

/// Later arrivals are refused, so that what follows from them stays below latest_ns.
inline constexpr std::int64_t latest_arrival_ns = 35 * 365 * 86'400 * std::int64_t{1'000'000'000};
/// More rows within a window are refused, so that memory is bounded.
inline constexpr std::size_t window_rows_max = std::size_t{1} << 22;

struct StreamRequest {
  Duration window;  // rows may be this much late, function by function
  Origin origin = Origin::start;
  std::optional<std::int64_t> start_unix_ns;  // the date of instant 0, where the scenario writes it
  std::optional<Duration> cut;                // rows from here on are left out
  std::optional<std::int64_t> earliest_ns;    // the earliest arrival as recorded, where it is known beforehand
  bool function_from_rows = false;
  bool wants_some = false;  // there are conditions on rows (only for a hint)
  bool repeatable = true;
  std::function<bool()> unchanged = [] { return true; };  // asked at the end: is the file still the one that was opened?
};

class TraceStream : public RowStream {
 public:
  TraceStream(RowReader rows, StreamRequest request);

  std::span<const Row> next() override;
  [[nodiscard]] const std::vector<std::string>& names() const override { return rows_.names(); }
  [[nodiscard]] TraceEnd end() const override;
  [[nodiscard]] bool repeatable() const override { return request_.repeatable; }

 private:
  struct Newest {
    std::int64_t at_ns = 0;
    std::size_t line = 0;  // 0: no row yet
  };

  void fill(std::size_t rows_max);
  void fill_in_window(std::size_t rows_max);
  bool read(Row& row);
  [[nodiscard]] bool is_behind_cut(const Row& row) const;
  void finish_reading();
  bool in_range(const Row& row);
  bool in_order(const Row& row);
  bool is_early_but_fine(std::int64_t at_ns);
  bool is_late_within_window(const Row& row, Newest& newest);
  void begin(const Row& first);
  void settle();
  [[nodiscard]] bool knows_earliest_late() const;
  [[nodiscard]] bool exhausted() const;

  RowReader rows_;
  StreamRequest request_;
  std::optional<ReorderWindow> window_;
  std::vector<Row> block_;
  std::vector<Newest> newest_;             // by function
  std::optional<std::int64_t> origin_ns_;  // what instant 0 was called in the record
  std::int64_t first_ns_ = 0;              // the first row's arrival as recorded
  std::int64_t earliest_ns_ = 0;           // of the rows read so far
  bool begun_ = false, read_to_end_ = false, cut_ = false;
};

}  // namespace thaw
