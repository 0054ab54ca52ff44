// ledger.hpp: what is measured over time of one function: busy and live environments, their integrals, counts per bucket.
//
// Three boundaries lie on the way of time: the cells of the account's grid (the highest levels in each, 3.15), the buckets of
// the series (counts in each), and the end of the warm-up, from which on things count. Whoever executes events says when time
// moves on; the nearest boundary is one comparison away, and crossing it costs 10-20 ns.
//
// What always holds: time never goes back; 0 <= busy <= alive.
#pragma once

#include <cstdint>
#include <span>

#include "lambda/tally.hpp"
#include "stats/level_grid.hpp"
#include "stats/series_recorder.hpp"
#include "thaw/check.hpp"
#include "thaw/time.hpp"

namespace thaw {

class Ledger {
 public:
  /// `group_grids` are those of the groups that the function is in; they have the cells of `grid`, and must outlive the ledger.
  Ledger(Instant warmup, stats::LevelGrid& grid, std::span<stats::LevelGrid* const> group_grids, stats::SeriesRecorder& series)
      : warmup_ns_(warmup.ns), grid_(grid), group_grids_(group_grids), series_(series) {}

  /// Opens the books at instant 0 with the environments that are there already, or without any where the window begins.
  void begin();

  /// Time moves on to this instant.
  void reach(std::int64_t at_ns) {
    THAW_CHECK(at_ns >= now_ns_);
    now_ns_ = at_ns;
    if (at_ns >= cell_end_ns_) [[unlikely]] {
      cross(at_ns);
    }
  }
  [[nodiscard]] std::int64_t now_ns() const { return now_ns_; }
  [[nodiscard]] bool counted(std::int64_t arrival_ns) const { return arrival_ns >= warmup_ns_; }

  [[nodiscard]] std::uint64_t busy() const { return busy_; }
  [[nodiscard]] std::uint64_t alive() const { return alive_; }
  void become_busy() {
    busy_now_ -= static_cast<std::uint64_t>(now_ns_);
    if (++busy_ > cell_busy_) cell_busy_ = busy_;
  }
  void cease_busy() {
    busy_now_ += static_cast<std::uint64_t>(now_ns_);
    --busy_;
  }
  void launch() {
    alive_now_ -= static_cast<std::uint64_t>(now_ns_);
    if (++alive_ > cell_alive_) cell_alive_ = alive_;
    ++started_;
  }
  void reclaim(bool served) {
    alive_now_ += static_cast<std::uint64_t>(now_ns_);
    --alive_;
    ++reclaimed_;
    unused_ += served ? 0U : 1U;
  }
  /// From now on idle environments have this much more memory (or less) than the function's setting.
  void weigh_idle(std::int64_t odd_mb) {
    odd_mb_ += odd_mb;
    odd_mb_ns_ -= Int128{now_ns_} * odd_mb;
  }

  void count_request() { ++counts_.requests; }
  void count_throttle() { ++counts_.throttles; }
  void count_cold_start() { ++counts_.cold_starts; }
  /// A run starts; its number, from 0.
  std::uint64_t count_run() { return runs_++; }
  /// That run belongs to no request after the warm-up.
  void leave_run_out() { ++left_out_; }
  /// An error is known when the run has ended and belongs to the bucket in which it started, as CloudWatch has it.
  void count_error(std::int64_t run_start_ns);

  /// Reports levels and counts before `end`, where a window of the grid ends; events before it must have been executed.
  void close_window(Instant end);
  /// Ends what is measured over [warmup, end]; events up to and at `end` must have been executed.
  void stop_measuring(Instant end);
  /// Requests after the warm-up; measuring must have stopped, and none may have come since.
  [[nodiscard]] std::uint64_t requests() const { return requests_; }
  /// What it all adds up to, after the last event. Integrals of idle memory are for environments of `memory_mb`.
  void write_to(Tally& tally, std::uint16_t memory_mb) const;

 private:
  [[gnu::noinline]] void cross(std::int64_t at_ns);
  void cross_warmup();
  void start_measuring();
  void enter_bucket(std::int64_t at_ns);
  void leave_bucket();
  void enter_cell(std::int64_t at_ns);
  void leave_cell();
  void report(std::int64_t cell, stats::LevelGrid::Levels highest, stats::LevelGrid::Levels now);
  void carry(std::int64_t at_ns);
  void forget(std::int64_t at_ns);

  std::int64_t now_ns_ = 0;
  std::int64_t cell_end_ns_ = 0;    // the next of these ends is where cross() looks at all of them
  std::int64_t bucket_end_ns_ = 0;  // or the end of the warm-up, if that comes first
  std::int64_t warmup_ns_;
  std::uint64_t busy_ = 0, alive_ = 0;
  std::uint64_t cell_busy_ = 0, cell_alive_ = 0;  // maxima in the current cell
  // Time integrals as sums of ends less sums of starts, without a product. Since the last carry they are kept modulo 2^64, which
  // is exact while fewer than 2^63 environment-nanoseconds lie between two carries (at most a minute apart).
  std::uint64_t busy_now_ = 0, alive_now_ = 0;
  std::uint64_t runs_ = 0;
  stats::SeriesCounts counts_;  // of the current bucket, but for its runs
  std::int64_t cell_ = 0;
  stats::LevelGrid::Levels reported_;  // what the grids have of this function from the current cell on
  stats::LevelGrid& grid_;
  std::span<stats::LevelGrid* const> group_grids_;
  stats::SeriesRecorder& series_;
  std::int64_t bucket_ns_ = 0;
  std::uint64_t bucket_runs_ = 0;  // runs before the current bucket
  bool measuring_ = false;
  std::int64_t measured_until_ns_ = -1;  // H, once it is past

  // Since the end of the warm-up.
  std::uint64_t requests_ = 0;  // before the current bucket
  std::uint64_t left_out_ = 0;
  std::uint64_t alive_at_start_ = 0, started_ = 0, reclaimed_ = 0, unused_ = 0;
  std::uint64_t busy_peak_ = 0, alive_peak_ = 0;
  Int128 busy_ns_ = 0, alive_ns_ = 0;
  std::int64_t odd_mb_ = 0;  // memory of idle environments above the function's setting: rows may name another
  Int128 odd_mb_ns_ = 0, measured_odd_mb_ns_ = 0;
};

}  // namespace thaw
