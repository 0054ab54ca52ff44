// level_grid.hpp: busy and live environments, and attempts per second, summed over functions on a grid of time (3.15).
//
// Each function reports its maximum in every cell of the grid; the sum over functions bounds the account's peak from above,
// and is exact for one function. The order in which functions report does not matter, so they may be run apart. The grid
// covers one window of at most max_cells cells; a run goes window by window. The cell that holds the end of the warm-up is
// split there, so that what came before it counts for limits only.
//
// Reporting costs O(1) a cell in which something changed (two entries of a difference array, reached in batches so that cache
// misses overlap): about 5 ns; memory is 8 bytes a cell, allocated as far as it is used.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "thaw/time.hpp"

namespace thaw::stats {

class LevelGrid {
 public:
  static constexpr std::int64_t max_cells = std::int64_t{1} << 22;

  LevelGrid(Duration cell, Instant warmup)
      : cell_ns_(cell.ns), cells_per_ns_(1.0 / static_cast<double>(cell.ns)), warmup_ns_(warmup.ns) {}

  struct Cell {
    std::int64_t number, end_ns;
  };
  /// The cell of an instant; instants from the end of the warm-up on are one cell further.
  [[nodiscard]] Cell cell_of(std::int64_t at_ns) const {
    const std::int64_t cells = whole_cells(at_ns);
    const std::int64_t end_ns = (cells + 1) * cell_ns_;
    if (at_ns >= warmup_ns_) return {cells + 1, end_ns};
    return {cells, std::min(end_ns, warmup_ns_)};
  }
  /// The first cell of the window. A function that a trace names late begins in it, with what it has from instant 0.
  [[nodiscard]] std::int64_t first_cell() const { return first_cell_; }
  /// Where the window ends: a whole second and a cell's edge, so that neither a second nor a cell lies in two windows.
  [[nodiscard]] Instant window_end() const {
    const std::int64_t end_ns = (first_cell_ + max_cells - 2) * cell_ns_;
    return {end_ns - end_ns % 1'000'000'000};
  }

  /// Busy and live environments of one function.
  struct Levels {
    std::int32_t busy = 0, environments = 0;
    friend bool operator==(const Levels&, const Levels&) = default;
  };
  /// A function was at the levels `from`, reached the levels `highest` in this cell, and was at `now` when it left it.
  void report(std::int64_t cell, Levels from, Levels highest, Levels now) {
    Report& report = reports_[reported_++];
    report.index = static_cast<std::uint32_t>(cell - first_cell_);
    __builtin_prefetch(changes_.data() + report.index, 1);
    report.up = {highest.busy - from.busy, highest.environments - from.environments};
    report.down = {now.busy - highest.busy, now.environments - highest.environments};
    if (reported_ == reports_.size()) [[unlikely]]
      take_reports();
  }
  /// Attempts of one function in one whole second.
  void add_attempts(std::int64_t second, std::uint64_t count);

  struct Sums {
    Instant from;   // of the cell
    bool measured;  // not before the end of the warm-up
    std::uint64_t busy, environments;
  };
  /// Hands out the sums, where they are not zero, of every cell of the window up to and with the cell of `until`, in order, and
  /// starts the next window after it; `until` is the last instant before window_end(), or of the run.
  void sweep(Instant until, const std::function<void(const Sums&)>& take);
  /// The most attempts in any whole second so far.
  [[nodiscard]] std::uint64_t attempts_peak() const { return attempts_peak_; }

 private:
  // The quotient by a product, put right by one step if the product was off: a division would cost more than all the rest.
  [[nodiscard]] std::int64_t whole_cells(std::int64_t at_ns) const {
    auto cells = static_cast<std::int64_t>(static_cast<double>(at_ns) * cells_per_ns_);
    if (cells * cell_ns_ > at_ns) --cells;
    if ((cells + 1) * cell_ns_ <= at_ns) ++cells;
    return cells;
  }
  void take_reports();
  void count_attempts();

  struct Report {
    std::uint32_t index;
    Levels up, down;
  };

  std::int64_t cell_ns_;
  double cells_per_ns_;
  std::int64_t warmup_ns_;
  std::int64_t first_cell_ = 0;
  // Reports wait here, so that what they touch in the large array is touched in one loop whose misses overlap.
  std::array<Report, 256> reports_;
  std::size_t reported_ = 0;
  std::vector<Levels> changes_;  // by cell of the window: sums of the functions' changes
  std::vector<std::uint64_t> attempts_;
  std::int64_t first_second_ = 0;
  std::uint64_t attempts_peak_ = 0;
};

}  // namespace thaw::stats
