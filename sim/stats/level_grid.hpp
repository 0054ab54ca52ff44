// level_grid.hpp: busy and live environments, and attempts per second, summed over functions on a grid of time (3.15).
//
// Each function reports its maximum in every cell of the grid; the sum over functions bounds the account's peak from above,
// and is exact for one function. The order in which functions report does not matter, so they may be run apart. The grid
// covers one window of at most max_cells cells; a run goes window by window. The cell that holds the end of the warm-up is
// split there, so that what came before it counts for limits only.
//
// Reporting costs O(1) a cell in which something changed (stretches are two entries of a difference array): 2-6 ns an
// invocation; memory is 8 bytes a cell, allocated as far as it is used.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "thaw/time.hpp"

namespace thaw::stats {

class LevelGrid {
 public:
  static constexpr std::int64_t max_cells = std::int64_t{1} << 22;

  LevelGrid(Duration cell, Instant warmup) : cell_ns_(cell.ns), warmup_ns_(warmup.ns) {}

  /// The cell of an instant; instants from the end of the warm-up on are one cell further.
  [[nodiscard]] std::int64_t cell_of(std::int64_t at_ns) const { return at_ns / cell_ns_ + (at_ns >= warmup_ns_ ? 1 : 0); }
  /// Where the cell of this instant ends.
  [[nodiscard]] std::int64_t end_of_cell_ns(std::int64_t at_ns) const {
    const std::int64_t end_ns = (at_ns / cell_ns_ + 1) * cell_ns_;
    return at_ns < warmup_ns_ && warmup_ns_ < end_ns ? warmup_ns_ : end_ns;
  }
  /// Where the window ends: a whole second and a cell's edge, so that neither a second nor a cell lies in two windows.
  [[nodiscard]] Instant window_end() const {
    const std::int64_t end_ns = (first_cell_ + max_cells - 2) * cell_ns_;
    return {end_ns - end_ns % 1'000'000'000};
  }

  /// A function's maxima in one cell.
  void add_cell(std::int64_t cell, std::uint64_t busy, std::uint64_t environments) {
    add_stretch(cell, cell + 1, busy, environments);
  }
  /// Levels that did not change in the cells from `from` up to but not at `to`.
  void add_stretch(std::int64_t from, std::int64_t to, std::uint64_t busy, std::uint64_t environments);
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
  struct Change {
    std::int32_t busy = 0, environments = 0;
  };
  void count_attempts();

  std::int64_t cell_ns_, warmup_ns_;
  std::int64_t first_cell_ = 0;
  std::vector<Change> changes_;
  std::vector<std::uint64_t> attempts_;
  std::int64_t first_second_ = 0;
  std::uint64_t attempts_peak_ = 0;
};

}  // namespace thaw::stats
