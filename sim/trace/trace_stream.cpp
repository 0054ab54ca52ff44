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
    block_.clear();
    if (cut_) return {};
    fill(!begun_ && knows_earliest_late() ? held_rows : block_rows);
    settle();
  } while (block_.empty() && !cut_ && !exhausted());
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

/// Reads at least so many rows in order into the block, fewer only at the end. While faults are known, reads on for more.
void TraceStream::fill(std::size_t rows_max) {
  while (!read_to_end_ && (block_.size() < rows_max || rows_.faulty())) {
    if (!take_row()) finish_reading();
  }
  while (read_to_end_ && window_ && block_.size() < rows_max && window_->drain(block_)) {
  }
}

/// The next row, to the block or the window. False at the end.
bool TraceStream::take_row() {
  Row row;
  if (!rows_.next(row)) return false;
  if (!begun_) begin(row);
  if (!in_range(row) || !in_order(row) || rows_.faulty()) return true;
  earliest_ns_ = std::min(earliest_ns_, row.at_ns);
  if (!window_) {
    block_.push_back(row);
    // In a file in order of time nothing that follows is wanted.
    if (request_.cut && !request_.function_from_rows && origin_ns_ && row.at_ns - *origin_ns_ >= request_.cut->ns) return false;
    return true;
  }
  window_->take(row, block_);
  if (window_->size() <= window_rows_max) return true;
  rows_.stop_at_arrival(fmt::format("more than {} rows within the window of {}", window_rows_max, seconds_text(request_.window.ns)),
                        "write a shorter `window`, or sort the file");
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
    rows_.stop_at_arrival("the arrivals are dates, and the scenario does not say which date instant 0 is",
                          "write `origin: first` to begin with the first row, or the date as `start: 2026-11-01T00:00:00Z`");
  }
  origin_ns_ = request_.start_unix_ns;
}

/// Within what a run can take, as seen from instant 0 (from the first row while that is unknown).
bool TraceStream::in_range(const Row& row) {
  const std::int64_t from_ns = origin_ns_.value_or(first_ns_);
  std::int64_t at_ns = 0;
  const bool overflow = __builtin_sub_overflow(row.at_ns, from_ns, &at_ns);
  if (!overflow && at_ns >= 0 && at_ns <= latest_arrival_ns) return true;
  if (!overflow && !origin_ns_ && at_ns < 0 && at_ns >= -latest_arrival_ns) return true;
  if (overflow || at_ns > latest_arrival_ns || !origin_ns_) {
    rows_.report_arrival("more than 35 years from instant 0", "");
  } else if (request_.origin == Origin::first) {
    const std::string late = fmt::format("arrives {} before the first row", seconds_text(-at_ns));
    if (!request_.function_from_rows) return true;  // in_order() says it better
    rows_.report_arrival(late + ", which was taken for instant 0",
                         request_.repeatable ? "was the file changed while it was read?"
                                             : "a pipe can be read only once; hand in the file itself, or sort it by arrival");
  } else if (rows_.dated()) {
    rows_.report_arrival(fmt::format("arrives {} before the scenario's `start`", seconds_text(-at_ns)),
                         "write an earlier `start`, or `origin: first`");
  } else {
    rows_.report_arrival(fmt::format("arrives {} before instant 0", seconds_text(-at_ns)),
                         "`origin: first` begins with the first row");
  }
  return false;
}

/// Not before the newest row of its function, or late by no more than the window.
bool TraceStream::in_order(const Row& row) {
  if (row.function >= newest_.size()) newest_.resize(row.function + 1);
  Newest& newest = newest_[row.function];
  if (newest.line == 0 || row.at_ns >= newest.at_ns) {
    newest = {row.at_ns, rows_.line()};
    return true;
  }
  std::int64_t late_ns = 0;
  if (__builtin_sub_overflow(newest.at_ns, row.at_ns, &late_ns)) late_ns = latest_arrival_ns;
  if (late_ns <= request_.window.ns) return true;
  const std::string of = rows_.names().empty() ? "" : fmt::format(" of function \"{}\"", rows_.names()[row.function]);
  std::string beyond;
  if (window_) beyond = fmt::format(", beyond the window of {}", seconds_text(request_.window.ns));
  rows_.report_arrival(fmt::format("arrives {} before the row in line {}{}{}", seconds_text(late_ns), newest.line, of, beyond),
                       fmt::format("sort the file by arrival, or write `window: {}s` or more", whole_seconds(late_ns)));
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
