// call_groups.hpp: arrivals of one source that make several calls at once: how slow each was, once all its calls are settled.
//
// The calls of a group may be at different functions, which run one after the other and tell what became of their calls in any
// order: the slowest of a group is a maximum and does not depend on it. Memory is 16 bytes for each group between the first that
// is open and the last that was told of, so it follows the calls in progress, or the rows dealt out at a time where functions are
// run apart. 5-10 ns a call.
//
// What always holds: each call is told of once at most; a group whose last call has been told of is let go.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>

#include "stats/samples.hpp"
#include "thaw/check.hpp"

namespace thaw {

class CallGroups {
 public:
  /// Groups of so many calls.
  explicit CallGroups(std::uint32_t size) : size_(size) { THAW_CHECK(size > 1); }

  /// A call of the group of this number (modulo 2^32) was answered after so long.
  void succeed(std::uint32_t group, std::int64_t latency_ns) {
    Open& open = find(group);
    if (open.slowest_ns >= 0) open.slowest_ns = std::max(open.slowest_ns, latency_ns);
    tell(open);
  }
  /// A call of it came to another end.
  void fail(std::uint32_t group) {
    Open& open = find(group);
    open.slowest_ns = failed;
    tell(open);
  }

  [[nodiscard]] std::uint32_t size() const { return size_; }
  /// How slow the slowest call was of each group whose calls have all succeeded.
  [[nodiscard]] const stats::Samples& latency() const { return latency_; }

 private:
  static constexpr std::int64_t failed = -1;
  struct Open {
    std::int64_t slowest_ns = 0;  // or failed
    std::uint32_t left = 0;       // calls that have not been told of
  };

  Open& find(std::uint32_t group) {
    if (open_.empty()) first_ = group;
    // Numbers that are open together are close to each other, so that their difference is right though they wrap round.
    auto position = static_cast<std::int32_t>(group - first_);
    for (; position < 0; ++position, --first_) open_.push_front({0, size_});
    while (open_.size() <= static_cast<std::size_t>(position)) open_.push_back({0, size_});
    return open_[static_cast<std::size_t>(position)];
  }
  void tell(Open& open) {
    THAW_CHECK(open.left > 0);
    if (--open.left == 0 && open.slowest_ns != failed) latency_.record(open.slowest_ns);
    for (; !open_.empty() && open_.front().left == 0; ++first_) open_.pop_front();
  }

  std::uint32_t size_;
  std::uint32_t first_ = 0;  // number of the first in open_
  std::deque<Open> open_;
  stats::Samples latency_;
};

}  // namespace thaw
