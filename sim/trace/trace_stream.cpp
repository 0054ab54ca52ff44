#include "trace/trace_stream.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace thaw {
namespace {

constexpr std::size_t block_rows = 2048;
constexpr std::size_t held_rows = 1U << 19;

/// Whole seconds that cover a time, for a hint.
std::int64_t whole_seconds(std::int64_t ns) {
  return ns / 1'000'000'000 + (ns % 1'000'000'000 != 0 ? 1 : 0);
}

}  // namespace

TraceStream::TraceStream(RowReader rows, StreamRequest request) : rows_(std::move(rows)), request_(std::move(request)) {
  if (request_.window.ns > 0) window_.emplace(request_.window);
  block_.reserve(block_rows);
}

std::span<const Row> TraceStream::next() {
  do {
    if (cut_ || exhausted()) return {};
    const std::size_t rows_max = !begun_ && knows_earliest_late() ? held_rows : block_rows;
    if (window_) {
      fill_in_window(rows_max);
    } else {
      fill(rows_max);
    }
    settle();
  } while (block_.empty());
  return block_;
}

TraceEnd TraceStream::end() const {
  TraceEnd end;
  end.has_cold = rows_.has_cold();
  if (rows_.dated()) end.start_unix_ns = origin_ns_;
  return end;
}

/// Functions may follow one another in the file, so a pipe's earliest row is known only once rows of all have come.
bool TraceStream::knows_earliest_late() const {
  return request_.origin == Origin::first && request_.function_from_rows && !request_.earliest_ns;
}

bool TraceStream::exhausted() const {
  return read_to_end_ && (!window_ || window_->size() == 0);
}

/// Within what a run can take, as seen from instant 0 (from the first row while that is unknown).
inline bool TraceStream::in_range(const Row& row) {
  std::int64_t at_ns = 0;
  const bool overflow = __builtin_sub_overflow(row.at_ns, origin_ns_.value_or(first_ns_), &at_ns);
  if (!overflow && at_ns >= 0 && at_ns <= latest_arrival_ns) return true;
  return is_early_but_fine(overflow ? latest_arrival_ns + 1 : at_ns);
}

/// Not before the newest row of its function, or late by no more than the window.
inline bool TraceStream::in_order(const Row& row) {
  if (row.function >= newest_.size()) newest_.resize(row.function + 1);
  Newest& newest = newest_[row.function];
  if (newest.line != 0 && row.at_ns < newest.at_ns) return is_late_within_window(row, newest);
  newest = {row.at_ns, rows_.line()};
  return true;
}

/// The next row of the file, good and in order. False at the end; while faults are known, reads on until they are thrown.
inline bool TraceStream::read(Row& row) {
  while (rows_.next(row)) {
    if (!begun_) begin(row);
    if (!in_range(row) || !in_order(row) || rows_.faulty()) continue;
    earliest_ns_ = std::min(earliest_ns_, row.at_ns);
    return true;
  }
  finish_reading();
  return false;
}

/// In a file of one function, in order of time, nothing that follows such a row is wanted.
inline bool TraceStream::is_behind_cut(const Row& row) const {
  return request_.cut && !request_.function_from_rows && origin_ns_ && row.at_ns - *origin_ns_ >= request_.cut->ns;
}

/// Up to so many rows to the block, which keeps its size from call to call, so that no row is cleared before it is read.
void TraceStream::fill(std::size_t rows_max) {
  block_.resize(rows_max);
  std::size_t count = 0;
  while (count < rows_max && read(block_[count])) {
    if (is_behind_cut(block_[count++])) {
      finish_reading();
      break;
    }
  }
  block_.resize(count);
}

/// At least so many rows to the block through the window, fewer only at the end.
void TraceStream::fill_in_window(std::size_t rows_max) {
  block_.clear();
  Row row;
  while (block_.size() < rows_max && !read_to_end_ && read(row)) {
    window_->take(row, block_);
    if (window_->size() <= window_rows_max) continue;
    rows_.stop_at_arrival(
        fmt::format("more than {} rows within the window of {}", window_rows_max, seconds_text(request_.window.ns)),
        "write a shorter `window`, or sort the file");
  }
  while (read_to_end_ && block_.size() < rows_max && window_->drain(block_)) {
  }
}

void TraceStream::finish_reading() {
  read_to_end_ = true;
  rows_.throw_faults();
  if (!request_.unchanged()) {
    rows_.stop_at_arrival("the file was changed while it was read", "run again once nothing writes to it");
  }
}

/// What the first row decides.
void TraceStream::begin(const Row& first) {
  begun_ = true;
  first_ns_ = earliest_ns_ = first.at_ns;
  if (request_.origin == Origin::first) {
    origin_ns_ = request_.earliest_ns;
    if (!origin_ns_ && !window_ && !request_.function_from_rows) origin_ns_ = first.at_ns;
    return;
  }
  if (!rows_.dated()) {
    origin_ns_ = 0;
    return;
  }
  if (!request_.start_unix_ns) {
    rows_.stop_at_arrival("the arrivals are dates or times since 1970, and the scenario does not say which date instant 0 is",
                          "write `origin: first` to begin with the first row, or the date as `start: 2026-11-01T00:00:00Z`");
  }
  origin_ns_ = request_.start_unix_ns;
}

/// Before the origin by no more than what is put right later; anything else is reported.
bool TraceStream::is_early_but_fine(std::int64_t at_ns) {
  if (at_ns > latest_arrival_ns || at_ns < -latest_arrival_ns) {
    rows_.report_arrival("more than 35 years from instant 0", "");
    return false;
  }
  // Without an origin yet the first row is no bound; with the first row as origin, in_order() says better what is wrong.
  if (!origin_ns_ || (request_.origin == Origin::first && !request_.function_from_rows)) return true;
  const std::string early = seconds_text(-at_ns);
  if (request_.origin == Origin::first) {
    rows_.report_arrival(fmt::format("arrives {} before the row that was taken for instant 0", early),
                         request_.repeatable ? "was the file changed while it was read?"
                                             : "a pipe can be read only once; hand in the file itself, or sort it by arrival");
  } else if (rows_.dated()) {
    rows_.report_arrival(fmt::format("arrives {} before the scenario's `start`", early),
                         "write an earlier `start`, or `origin: first`");
  } else {
    rows_.report_arrival(fmt::format("arrives {} before instant 0", early), "`origin: first` begins with the first row");
  }
  return false;
}

/// A row beyond the window is reported and then counts as the newest, so that one jump back is one fault.
bool TraceStream::is_late_within_window(const Row& row, Newest& newest) {
  std::int64_t late_ns = 0;
  if (__builtin_sub_overflow(newest.at_ns, row.at_ns, &late_ns)) late_ns = latest_arrival_ns;
  if (late_ns <= request_.window.ns) return true;
  const std::string of = rows_.names().empty() ? "" : fmt::format(" of function \"{}\"", rows_.names()[row.function]);
  const std::string beyond = window_ ? fmt::format(", beyond the window of {}", seconds_text(request_.window.ns)) : "";
  rows_.report_arrival(fmt::format("arrives {} before the row in line {}{}{}", seconds_text(late_ns), newest.line, of, beyond),
                       fmt::format("sort the file by arrival, or write `window: {}s` or more{}", whole_seconds(late_ns),
                                   request_.wants_some ? "" : "; are these several recordings? `where` keeps one of them"));
  newest = {row.at_ns, rows_.line()};
  return false;
}

/// Moves the block to instant 0 and leaves out what lies behind the cut.
void TraceStream::settle() {
  if (block_.empty()) return;
  if (!origin_ns_) origin_ns_ = knows_earliest_late() ? earliest_ns_ : block_.front().at_ns;
  const std::int64_t origin_ns = *origin_ns_;
  for (Row& row : block_) row.at_ns -= origin_ns;
  if (!request_.cut) return;
  const std::int64_t cut_ns = request_.cut->ns;
  const std::size_t left_out = std::erase_if(block_, [cut_ns](const Row& row) { return row.at_ns >= cut_ns; });
  cut_ = left_out != 0 && !request_.function_from_rows;
}

}  // namespace thaw
