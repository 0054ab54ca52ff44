// account_use.hpp: what the account allows and how much of it is in use (3.9).
//
// Functions run together share one of these; a function that runs apart has its own, without limits, and reports its
// attempts per second to the grid, on which the limits are checked afterwards (3.15).
#pragma once

#include <cstdint>
#include <limits>

#include "stats/level_grid.hpp"

namespace thaw {

class AccountUse {
 public:
  static constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

  AccountUse(std::uint64_t concurrency, std::uint64_t attempts_per_s, stats::LevelGrid* grid)
      : concurrency_(concurrency), attempts_per_s_(attempts_per_s), grid_(grid) {}

  /// One more synchronous attempt in this whole second: true while the request rate allows it.
  bool admits_attempt(std::int64_t now_ns) {
    if (now_ns >= second_end_ns_) [[unlikely]]
      start_second(now_ns);
    return attempts_++ < attempts_per_s_;
  }
  [[nodiscard]] bool full() const { return in_use_ >= concurrency_; }
  void enter() { ++in_use_; }
  void leave() { --in_use_; }

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

  std::uint64_t concurrency_, attempts_per_s_;
  stats::LevelGrid* grid_;
  std::uint64_t in_use_ = 0;
  std::int64_t second_end_ns_ = 0;
  std::uint64_t attempts_ = 0;
};

}  // namespace thaw
