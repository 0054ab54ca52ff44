#include "lambda/ledger.hpp"

#include <algorithm>
#include <limits>

namespace thaw {

void Ledger::begin() {
  // A function that a trace first names in a later window had nothing before it.
  const std::int64_t from_ns = grid_.window_start().ns;
  if (warmup_ns_ <= from_ns) start_measuring();
  enter_bucket(from_ns);
  enter_cell(from_ns);
}

void Ledger::count_error(std::int64_t run_start_ns) {
  const bool before_end = measuring_ || run_start_ns <= measured_until_ns_;
  if (!counted(run_start_ns) || !before_end) return;
  stats::SeriesCounts counts;
  counts.errors = 1;
  series_.add({run_start_ns}, counts);
}

// ---- boundaries

void Ledger::cross(std::int64_t at_ns) {
  if (!measuring_ && at_ns >= warmup_ns_) {
    cross_warmup();
    if (at_ns < cell_end_ns_) return;
  }
  leave_cell();  // buckets end where cells do
  if (at_ns >= bucket_end_ns_) {
    carry(at_ns);
    leave_bucket();
    enter_bucket(at_ns);
  }
  enter_cell(at_ns);
}

void Ledger::cross_warmup() {
  leave_cell();
  start_measuring();
  enter_bucket(warmup_ns_);
  enter_cell(warmup_ns_);
}

void Ledger::start_measuring() {
  measuring_ = true;
  forget(warmup_ns_);
  counts_ = {};
  bucket_runs_ = runs_;
}

void Ledger::forget(std::int64_t at_ns) {
  alive_at_start_ = alive_;
  started_ = reclaimed_ = unused_ = 0;
  left_out_ = runs_;
  carry(at_ns);
  busy_ns_ = alive_ns_ = 0;
  odd_mb_ns_ = -Int128{at_ns} * odd_mb_;
}

void Ledger::enter_bucket(std::int64_t at_ns) {
  constexpr std::int64_t width_ns = stats::SeriesRecorder::first_width_s * 1'000'000'000;
  bucket_ns_ = at_ns / width_ns * width_ns;
  bucket_end_ns_ = bucket_ns_ + width_ns;
  if (!measuring_) bucket_end_ns_ = std::min(bucket_end_ns_, warmup_ns_);
}

void Ledger::leave_bucket() {
  counts_.invocations = runs_ - bucket_runs_;
  if (measuring_) {
    series_.add({bucket_ns_}, counts_);
    requests_ += counts_.requests;
  }
  counts_ = {};
  bucket_runs_ = runs_;
}

[[gnu::always_inline]] inline void Ledger::enter_cell(std::int64_t at_ns) {
  const stats::LevelGrid::Cell cell = grid_.cell_of(at_ns);
  cell_ = cell.number;
  cell_end_ns_ = std::min(cell.end_ns, bucket_end_ns_);
  cell_busy_ = busy_;
  cell_alive_ = alive_;
}

[[gnu::always_inline]] inline void Ledger::report(std::int64_t cell, stats::LevelGrid::Levels highest,
                                                  stats::LevelGrid::Levels now) {
  grid_.report(cell, reported_, highest, now);
  for (stats::LevelGrid* const grid : group_grids_) grid->report(cell, reported_, highest, now);
  reported_ = now;
}

[[gnu::always_inline]] inline void Ledger::leave_cell() {
  // In the cell counts its maximum, after it the level that it ended with.
  const stats::LevelGrid::Levels highest{static_cast<std::int32_t>(cell_busy_), static_cast<std::int32_t>(cell_alive_)};
  const stats::LevelGrid::Levels now{static_cast<std::int32_t>(busy_), static_cast<std::int32_t>(alive_)};
  report(cell_, highest, now);
  if (!measuring_) return;
  busy_peak_ = std::max(busy_peak_, cell_busy_);
  alive_peak_ = std::max(alive_peak_, cell_alive_);
}

void Ledger::carry(std::int64_t at_ns) {
  // The levels at the last carry are known from then: the integral since is ends less starts, closed off at both sides.
  const auto to = static_cast<std::uint64_t>(at_ns);
  busy_ns_ += static_cast<std::int64_t>(busy_now_ + to * busy_);
  alive_ns_ += static_cast<std::int64_t>(alive_now_ + to * alive_);
  busy_now_ = 0 - to * busy_;
  alive_now_ = 0 - to * alive_;
}

// ---- ends

void Ledger::close_window(Instant end) {
  // The levels of this function end with the window and begin anew in the next.
  if (end.ns >= cell_end_ns_) cross(end.ns);
  report(cell_, {}, {});
}

void Ledger::stop_measuring(Instant end) {
  if (end.ns >= cell_end_ns_) cross(end.ns);
  leave_cell();
  report(cell_ + 1, {}, {});
  if (measuring_) {
    leave_bucket();
    carry(end.ns);
  } else {
    forget(end.ns);  // the run ended before the warm-up did
  }
  measured_odd_mb_ns_ = odd_mb_ns_ + Int128{end.ns} * odd_mb_;
  measuring_ = false;
  measured_until_ns_ = end.ns;
  cell_end_ns_ = std::numeric_limits<std::int64_t>::max();
}

void Ledger::write_to(Tally& tally, std::uint16_t memory_mb) const {
  tally.invocations = runs_ - left_out_;
  tally.alive_at_start = alive_at_start_;
  tally.started = started_;
  tally.reclaimed = reclaimed_;
  tally.unused = unused_;
  tally.alive = alive_;
  tally.busy_peak = busy_peak_;
  tally.environments_peak = alive_peak_;
  tally.busy_ns = busy_ns_;
  tally.environments_ns = alive_ns_;
  tally.idle_mb_ns = (alive_ns_ - busy_ns_) * memory_mb + measured_odd_mb_ns_;
}

}  // namespace thaw
