// merged_rows.hpp: a source whose rows belong to several functions, dealt out to them a chunk at a time.
//
// Merging functions event by event would cost more than twice as much as running them apart; so up to two million rows are
// taken at once and appended to their functions' lists in one pass, and each function runs through its own (design note,
// section 8). A trace that is in order of time only within each function cannot be taken in chunks: NotInOrder asks for all
// of it at once. About 10 ns a row; memory is 32 bytes a row of the chunk, or of the trace where it has to be whole.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "thaw/rows.hpp"
#include "workload/arrivals.hpp"

namespace thaw {

/// The trace has to be read whole and sorted: some function's rows come before earlier ones of another.
class NotInOrder : public std::exception {};

class MergedRows {
 public:
  static constexpr std::size_t chunk_rows = std::size_t{2} << 20;

  /// Rows of a recorded trace, cut at `end` (3.14). `whole`: read everything before the first row is dealt. With `shares`, rows
  /// of a trace that names no function are dealt out at random by them.
  MergedRows(std::unique_ptr<RowStream> recorded, const std::vector<double>& shares, RandomStream deal, Instant end, bool whole);
  /// Rows that are drawn, `group` for each arrival.
  MergedRows(DealtArrivals drawn, std::uint32_t group) : drawn_(std::move(drawn)), group_(group) {}

  /// Before this instant every row has been dealt; it stays where it is until next_chunk().
  [[nodiscard]] Instant covered() const { return covered_; }
  /// Deals out the next rows, those before `limit` at most; what was dealt before is gone.
  void next_chunk(Instant limit);
  /// The functions that have rows in this chunk, and the rows of one, in order of arrival.
  [[nodiscard]] const std::vector<std::uint32_t>& dealt_to() const { return dealt_to_; }
  [[nodiscard]] std::span<const Row> of(std::uint32_t function) const { return dealt_[function]; }

  /// Where the trace was read whole: the functions of all its rows before the end, those of later chunks too. Else empty.
  [[nodiscard]] const std::vector<std::uint32_t>& known_ahead() const { return known_ahead_; }

  /// Of a recorded trace: the name behind a function's index.
  [[nodiscard]] const std::vector<std::string>& names() const { return recorded_->names(); }
  /// True once the last row has been dealt.
  [[nodiscard]] bool exhausted() const { return ended_ && block_.empty(); }
  [[nodiscard]] RowStream* recorded() const { return recorded_.get(); }
  /// Instant of the latest row of a recorded trace; -1 before there is one.
  [[nodiscard]] std::int64_t last_ns() const { return last_ns_; }

 private:
  bool refill(Instant limit);
  void read_whole();
  void deal(const Row& row);

  std::unique_ptr<RowStream> recorded_;
  std::optional<DealtArrivals> drawn_;
  std::uint32_t group_ = 1;
  std::vector<double> cumulative_;
  RandomStream deal_;
  std::uint64_t dealt_count_ = 0;
  Instant end_{latest_ns};
  Instant covered_{0};
  bool whole_ = false;
  bool ended_ = false;
  bool cut_ = false;  // a row at or after the end was met
  std::int64_t last_ns_ = -1;
  std::span<const Row> block_;           // read and not yet dealt
  std::vector<Row> buffer_;              // behind block_, where rows are drawn or were read whole
  std::vector<std::vector<Row>> dealt_;  // by function
  std::vector<std::uint32_t> dealt_to_;
  std::vector<std::uint32_t> known_ahead_;
};

}  // namespace thaw
