// busy_levels.hpp: how long ago each level of busy environments was left, and so how many requests would have found no idle
// environment under other idle times (design note 3.4, section 8).
//
// With `pick: mru` the pool is a stack: a request that makes the k-th environment busy finds one idle exactly if k were busy
// within the idle time before it. So one pass tells for every idle time, on the levels of this very run. Those levels hang on
// the run's own cold starts in so far as a cold call keeps an environment busy for longer: what is told is exact where cold and
// warm calls take equal time, and close where cold starts are rare.
//
//   fall   a store; ask   a load and a compare; memory   8 bytes for each level that was reached
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "thaw/result.hpp"

namespace thaw {

class BusyLevels {
 public:
  using Counts = std::array<std::uint64_t, idle_times.size()>;

  /// So many environments are there at instant 0, idle or running.
  explicit BusyLevels(std::uint64_t initial) : left_ns_(initial + 2, never_ns) {
    for (std::uint64_t level = 1; level <= initial; ++level) left_ns_[level] = 0;
  }

  /// As many environments are alive: what may be asked and fall from now on.
  void make_room(std::uint64_t level) {
    if (level >= left_ns_.size()) left_ns_.resize(2 * level, never_ns);
  }
  void prefetch(std::uint64_t level) const { __builtin_prefetch(left_ns_.data() + level, 1); }
  /// The number of busy environments falls from `level` by one.
  void fall(std::uint64_t level, std::int64_t now_ns) { left_ns_[level] = now_ns; }
  /// A request raises it to `level`, from 1; `counted` if it arrived after the warm-up.
  void ask(std::uint64_t level, std::int64_t now_ns, bool counted) {
    const std::int64_t idle_ns = now_ns - left_ns_[level];
    if (idle_ns >= idle_times[0].ns) [[unlikely]]
      note(idle_ns, counted);
  }
  /// Counted requests that no environment idle for less than each of idle_times would have served.
  [[nodiscard]] const Counts& unserved() const { return unserved_; }

 private:
  static constexpr std::int64_t never_ns = std::numeric_limits<std::int64_t>::min() / 2;  // longer ago than any idle time

  [[gnu::noinline]] void note(std::int64_t idle_ns, bool counted) {
    if (!counted) return;
    for (std::size_t i = 0; i < idle_times.size(); ++i) unserved_[i] += idle_ns >= idle_times[i].ns ? 1U : 0U;
  }

  std::vector<std::int64_t> left_ns_;  // by level: the instant at which it was last left
  Counts unserved_{};
};

}  // namespace thaw
