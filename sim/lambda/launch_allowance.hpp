// launch_allowance.hpp: how fast environments may be launched: a token bucket (AWS: 1,000 environments every 10 s a function,
// refilled continuously, unused allowance kept up to 1,000; until November 2023 a burst for the whole account, then 500 more at
// every whole minute).
//
// Exact: what is left is counted in environments times `per`, so that no fraction of one is lost, however often it is asked. A
// few instructions a launch; 48 bytes.
#pragma once

#include <algorithm>
#include <cstdint>

#include "thaw/check.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

class LaunchAllowance {
 public:
  /// Full at instant 0.
  explicit LaunchAllowance(const ScalingRate& rate) : rate_(rate), full_(std::int64_t{rate.burst} * rate.per.ns), left_(full_) {
    THAW_CHECK(rate.burst > 0 && rate.per.ns > 0 && rate.burst <= max_scaling_burst && rate.per <= longest_scaling_period);
    THAW_CHECK(rate.environments > 0 && rate.environments <= max_scaling_burst);
  }

  /// One more launch: true, and taken, if there is allowance for it. Time never goes back.
  bool take(std::int64_t now_ns) {
    refill(now_ns);
    if (left_ < rate_.per.ns) return false;
    left_ -= rate_.per.ns;
    return true;
  }

 private:
  void refill(std::int64_t now_ns) {
    const std::int64_t reached_ns = rate_.stepwise ? now_ns - now_ns % rate_.per.ns : now_ns;
    const std::int64_t elapsed_ns = reached_ns - refilled_ns_;
    refilled_ns_ = reached_ns;
    // After so long it is full, whatever was left: beyond that the product could overflow.
    const std::int64_t enough_ns = full_ / rate_.environments + 1;
    left_ = elapsed_ns >= enough_ns ? full_ : std::min(full_, left_ + elapsed_ns * rate_.environments);
  }

  ScalingRate rate_;
  std::int64_t full_, left_;      // environments times `per`
  std::int64_t refilled_ns_ = 0;  // until when the refill is in `left_`
};

}  // namespace thaw
