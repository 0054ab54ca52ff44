#include "lambda/histogram_policy.hpp"

#include <algorithm>

#include "thaw/check.hpp"
#include "thaw/decimal.hpp"

namespace thaw {
namespace {

constexpr std::int64_t bin_ns = 60'000'000'000;
constexpr std::uint64_t head_percent = 5, tail_percent = 99;

}  // namespace

HistogramPolicy::HistogramPolicy(KeepByHistogram settings)
    : settings_(settings), bins_(static_cast<std::size_t>(settings.range.ns / bin_ns)), keep_ns_(settings.range.ns) {
  THAW_CHECK(!bins_.empty());
}

void HistogramPolicy::arrived(const IdleView& idle) {
  launch_due_ = false;
  if (rest_since_ns_ < 0) return;
  learn(idle.now_ns - rest_since_ns_);
  rest_since_ns_ = -1;
}

void HistogramPolicy::learn(std::int64_t rest_ns) {
  const auto bin = static_cast<std::size_t>(rest_ns / bin_ns);
  if (bin < bins_.size()) {
    squares_ += 2 * bins_[bin] + 1;
    ++bins_[bin];
    ++counted_;
  } else {
    ++beyond_;
  }
  if (!speaks()) {
    prewarm_ns_ = 0;
    keep_ns_ = settings_.range.ns;
    return;
  }
  prewarm_ns_ = bin_of_percent(head_percent) * bin_ns / 10 * 9;
  keep_ns_ = (bin_of_percent(tail_percent) + 1) * bin_ns / 10 * 11;
}

bool HistogramPolicy::speaks() const {
  if (counted_ + beyond_ < settings_.samples || beyond_ > counted_) return false;
  // With n bins the square of the coefficient of variation is n * (sum of squares) / (square of sum) - 1, here at least 4.
  return static_cast<Uint128>(bins_.size()) * squares_ >= static_cast<Uint128>(5) * counted_ * counted_;
}

std::int64_t HistogramPolicy::bin_of_percent(std::uint64_t percent) const {
  std::uint64_t below = 0;
  for (std::size_t bin = 0; bin < bins_.size(); ++bin) {
    below += bins_[bin];
    if (below * 100 >= counted_ * percent) return static_cast<std::int64_t>(bin);
  }
  broken_invariant("a percentile is in no bin", __FILE__, __LINE__);
}

std::int64_t HistogramPolicy::due_ns(const IdleView& idle) {
  if (rest_since_ns_ < 0 && idle.busy == 0 && idle.size > 0) {
    rest_since_ns_ = idle.now_ns;
    launch_due_ = prewarm_ns_ > 0;
    if (launch_due_) return idle.now_ns;
  }
  std::int64_t due = never_ns;
  if (launch_due_ && idle.size == 0) due = rest_since_ns_ + prewarm_ns_;
  if (launch_due_ && idle.size > 0) due = idle.now_ns;
  if (!launch_due_ && idle.size > 0) due = (rest_since_ns_ >= 0 ? rest_since_ns_ : idle.oldest_since_ns) + keep_ns_;
  return std::max(due, idle.now_ns);
}

std::uint64_t HistogramPolicy::leavers(const IdleView& idle) {
  if (launch_due_) return idle.size;
  return std::min<std::uint64_t>(idle.size, 1);
}

std::uint64_t HistogramPolicy::launches(const IdleView& idle) {
  if (!launch_due_ || idle.now_ns < rest_since_ns_ + prewarm_ns_) return 0;
  launch_due_ = false;
  return 1;
}

}  // namespace thaw
