// request_rate.hpp: how many synchronous attempts a whole simulated second may see (3.9, 3.15).
//
// The account's is shared by the functions that run together; a function that runs apart has one without a limit, which reports
// its attempts per second to the grid, where the sum is checked afterwards. A function with reserved concurrency has one of its
// own beside it. One attempt costs a compare and a count; memory is 32 bytes.
#pragma once

#include <cstdint>
#include <limits>

#include "stats/level_grid.hpp"

namespace thaw {

class RequestRate {
 public:
  static constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

  /// `grid`, which may be null, is told of the attempts of every second.
  RequestRate(std::uint64_t attempts_per_s, stats::LevelGrid* grid) : attempts_per_s_(attempts_per_s), grid_(grid) {}

  /// One more attempt in this whole second, whatever becomes of it: true while the limit allows it. Time never goes back.
  bool admits(std::int64_t now_ns) {
    if (now_ns >= second_end_ns_) [[unlikely]]
      start_second(now_ns);
    return attempts_++ < attempts_per_s_;
  }

  /// Hands the attempts of the current second to the grid: at the end of a window or of the run.
  void report() {
    if (grid_ != nullptr && attempts_ > 0) grid_->add_attempts(second_end_ns_ / second_ns - 1, attempts_);
    attempts_ = 0;
  }

 private:
  static constexpr std::int64_t second_ns = 1'000'000'000;

  void start_second(std::int64_t now_ns) {
    report();
    attempts_ = 0;
    second_end_ns_ = (now_ns / second_ns + 1) * second_ns;
  }

  std::uint64_t attempts_per_s_;
  stats::LevelGrid* grid_;
  std::int64_t second_end_ns_ = 0;
  std::uint64_t attempts_ = 0;
};

}  // namespace thaw
