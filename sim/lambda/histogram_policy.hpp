// histogram_policy.hpp: the hybrid histogram policy of Shahrad et al., "Serverless in the Wild", USENIX ATC 2020.
//
// A function is at rest from when its last environment stops being busy to the next request. These times are counted in bins of a
// minute up to the histogram's range. Where they say something, a function that comes to rest is unloaded and launched again just
// before the shortest of them are over (head percentile less 10 %), and kept until the longest are (tail percentile and 10 %).
// Where they do not, it is kept as long as the range from its last use on, which is the paper's fallback:
//   - fewer than `samples` times at rest have been seen;
//   - the bins are too much alike: the coefficient of variation of their counts is below 2;
//   - more than half of the times at rest were longer than the range. The paper predicts those by ARIMA; that is not built.
//
// Arithmetic is in integers. An arrival costs a pass over the bins, 240 for four hours.
#pragma once

#include <cstdint>
#include <vector>

#include "thaw/keep_alive.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

class HistogramPolicy final : public IdlePolicy {
 public:
  explicit HistogramPolicy(KeepByHistogram settings);
  void arrived(const IdleView& idle) override;
  std::int64_t due_ns(const IdleView& idle) override;
  std::uint64_t leavers(const IdleView& idle) override;
  std::uint64_t launches(const IdleView& idle) override;

  /// From when the function comes to rest: it is not loaded before the one, nor unused after the other.
  [[nodiscard]] std::int64_t prewarm_ns() const { return prewarm_ns_; }
  [[nodiscard]] std::int64_t keep_ns() const { return keep_ns_; }

 private:
  void learn(std::int64_t rest_ns);
  [[nodiscard]] bool speaks() const;
  /// The bin in which this share of the counted times is reached.
  [[nodiscard]] std::int64_t bin_of_percent(std::uint64_t percent) const;

  KeepByHistogram settings_;
  std::vector<std::uint64_t> bins_;
  std::uint64_t counted_ = 0, beyond_ = 0, squares_ = 0;  // squares_: the sum of the squares of the counts
  std::int64_t prewarm_ns_ = 0, keep_ns_;
  std::int64_t rest_since_ns_ = -1;  // -1: not at rest
  bool launch_due_ = false;          // unloaded, and to be launched at the end of prewarm_ns
};

}  // namespace thaw
