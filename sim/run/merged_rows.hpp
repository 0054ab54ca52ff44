// merged_rows.hpp: a source whose rows belong to several functions, dealt out to them a chunk at a time.
//
// Merging functions event by event would cost more than twice as much as running them apart; so up to a million rows are
// taken at once, sorted by function in one pass, and each function runs through its own (design note, section 8). A trace
// that is in order of time only within each function cannot be taken in chunks: NotInOrder asks for all of it at once.
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
  static constexpr std::size_t chunk_rows = std::size_t{1} << 20;

  /// `whole`: read everything before the first row is dealt. With `shares`, rows of a recorded trace that names no function
  /// are dealt out at random by them.
  /// Rows at or after `end` are cut (3.14).
  MergedRows(std::unique_ptr<RowStream> recorded, const std::vector<double>& shares, RandomStream deal, Instant end, bool whole);
  explicit MergedRows(DealtArrivals drawn) : drawn_(std::move(drawn)) {}

  /// Makes rows ready and returns the limit, at most `limit`, before which all of them are at hand.
  Instant prepare(Instant limit);
  /// Sorts the rows before `limit` (of prepare) by function; the spans of `of` are valid until the next call.
  void deal(Instant limit);
  /// How many functions have been named so far.
  [[nodiscard]] std::size_t functions() const { return begin_.empty() ? 0 : begin_.size() - 1; }
  [[nodiscard]] std::span<const Row> of(std::size_t function) const {
    return std::span<const Row>(dealt_).subspan(begin_[function], begin_[function + 1] - begin_[function]);
  }
  /// Of a recorded trace: the name behind a function's index.
  [[nodiscard]] const std::vector<std::string>& names() const { return recorded_->names(); }
  [[nodiscard]] bool exhausted() const { return ended_ && next_ == rows_.size(); }
  [[nodiscard]] RowStream* recorded() const { return recorded_.get(); }
  /// Instant of the latest row of a recorded trace; -1 before there is one.
  [[nodiscard]] std::int64_t last_ns() const { return last_ns_; }

 private:
  void read(Instant limit, std::size_t capacity);
  void append(std::span<const Row> rows);
  void sort_by_instant();

  std::unique_ptr<RowStream> recorded_;
  std::optional<DealtArrivals> drawn_;
  std::vector<double> cumulative_;
  RandomStream deal_;
  std::uint64_t dealt_count_ = 0;
  Instant end_{latest_ns};
  bool whole_ = false;
  bool ended_ = false;
  std::int64_t last_ns_ = -1;
  std::vector<Row> rows_;  // read and not yet dealt from next_ on
  std::size_t next_ = 0;
  std::vector<Row> dealt_;  // sorted by function
  std::vector<std::size_t> begin_;
};

}  // namespace thaw
