#include "workload/rate_pieces.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/elementary.hpp"
#include "thaw/check.hpp"
#include "thaw/decimal.hpp"

namespace thaw {
namespace {

constexpr std::int64_t second_ns = 1'000'000'000;
constexpr std::int64_t day_ns = 86'400 * second_ns;

std::int64_t remainder(std::int64_t value, std::int64_t period) {
  const std::int64_t rest = value % period;
  return rest < 0 ? rest + period : rest;
}

}  // namespace

ProfilePieces::ProfilePieces(const RateProfile& profile, double share, std::int64_t start_unix_ns)
    : profile_(profile), share_(share) {
  THAW_CHECK(!profile.steps.empty() && profile.steps.front().from.ns == 0);
  clocks_.push_back({0, 0});
  if (profile.calendar) read_clocks(start_unix_ns);
  if (profile.swing == 0) return;
  const std::int64_t since_peak_ns = remainder(remainder(start_unix_ns, day_ns) - profile.peak.ns, profile.swing_period.ns);
  peak_ns_ = -since_peak_ns;
  cut_ = static_cast<std::int64_t>(Int128{since_peak_ns} * cuts / profile.swing_period.ns);
  for (std::int64_t i = 0; i <= cuts; ++i) {
    cosines_[static_cast<std::size_t>(i)] = cosine_of_turns(static_cast<double>(i) / static_cast<double>(cuts));
  }
}

void ProfilePieces::read_clocks(std::int64_t start_unix_ns) {
  const auto into_period_ns = [&](std::int32_t offset_s) {
    // The epoch was a Thursday, three days after a Monday; of a period of a day nothing is left of that.
    return remainder(start_unix_ns + 3 * day_ns + offset_s * second_ns, profile_.period.ns);
  };
  const std::vector<ZoneStep>& zone = profile_.zone;
  clocks_[0].into_period_ns = into_period_ns(zone.empty() ? 0 : zone[0].offset_s);
  for (std::size_t i = 1; i < zone.size(); ++i) {
    const Int128 from_ns = Int128{zone[i].from_unix_s} * second_ns - start_unix_ns;
    if (from_ns >= latest_ns) break;
    clocks_.push_back({from_ns < 0 ? 0 : static_cast<std::int64_t>(from_ns), into_period_ns(zone[i].offset_s)});
  }
}

ProfilePieces::Step ProfilePieces::step_at(std::int64_t at_ns) const {
  const std::vector<RateStep>& steps = profile_.steps;
  const bool repeats = profile_.period.ns > 0;
  const auto later = std::upper_bound(clocks_.begin(), clocks_.end(), at_ns,
                                      [](std::int64_t at, const Clock& clock) { return at < clock.from_ns; });
  const std::int64_t clock_end_ns = later == clocks_.end() ? latest_ns : later->from_ns;
  const std::int64_t into_ns = repeats ? (at_ns + std::prev(later)->into_period_ns) % profile_.period.ns : at_ns;
  const auto next = std::upper_bound(steps.begin(), steps.end(), into_ns,
                                     [](std::int64_t at, const RateStep& step) { return at < step.from.ns; });
  const double rate_per_ns = std::prev(next)->rate_per_s * 1e-9 * share_;
  if (next != steps.end()) return {rate_per_ns, std::min(at_ns + next->from.ns - into_ns, clock_end_ns)};
  return {rate_per_ns, repeats ? std::min(at_ns + profile_.period.ns - into_ns, clock_end_ns) : latest_ns};
}

std::int64_t ProfilePieces::cut_ns(std::int64_t k) const {
  return static_cast<std::int64_t>((Int128{k} * profile_.swing_period.ns + cuts - 1) / cuts);
}

RatePiece ProfilePieces::from(std::int64_t at_ns) {
  if (at_ns >= step_.end_ns) step_ = step_at(at_ns);
  if (profile_.swing == 0) return {step_.end_ns, step_.rate_per_ns, step_.rate_per_ns, mean_gap_ns(step_.rate_per_ns)};
  if (at_ns - peak_ns_ >= cut_ns(cut_ + 1)) ++cut_;
  if (cut_ == cuts) {
    cut_ = 0;
    peak_ns_ += profile_.swing_period.ns;
  }
  // Peaks and troughs lie on cuts, so within a stretch the sine only rises or only falls.
  const auto [low, high] = std::minmax(cosines_[static_cast<std::size_t>(cut_)], cosines_[static_cast<std::size_t>(cut_) + 1]);
  constexpr double rounding = 1e-9;  // the next cut lies between two nanoseconds
  const double low_per_ns = step_.rate_per_ns * std::max(1 + profile_.swing * low - rounding, 0.0);
  const double high_per_ns = step_.rate_per_ns * (1 + profile_.swing * high + rounding);
  return {std::min(step_.end_ns, peak_ns_ + cut_ns(cut_ + 1)), low_per_ns, high_per_ns, mean_gap_ns(high_per_ns)};
}

double ProfilePieces::rate_per_ns(std::int64_t at_ns) const {
  const double turns = static_cast<double>(at_ns - peak_ns_) / static_cast<double>(profile_.swing_period.ns);
  return step_.rate_per_ns * (1 + profile_.swing * cosine_of_turns(turns));
}

PhasePieces::PhasePieces(const PhasedArrivals& arrivals, RandomStream lengths, RandomStream turns, QuantileTables& tables)
    : lengths_(lengths), turns_(turns) {
  THAW_CHECK(!arrivals.phases.empty());
  for (const Phase& phase : arrivals.phases) {
    const double rate_per_ns = phase.rate_per_s * 1e-9;
    Drawn drawn{rate_per_ns, mean_gap_ns(rate_per_ns), Sampler(phase.length, tables), {}, {}};
    double sum = 0;
    for (const PhaseTurn& turn : phase.turns) {
      THAW_CHECK(turn.phase < arrivals.phases.size());
      drawn.following.push_back(turn.phase);
      drawn.cumulative.push_back(sum += turn.weight);
    }
    for (double& share : drawn.cumulative) share /= sum;
    phases_.push_back(std::move(drawn));
  }
}

std::size_t PhasePieces::after(const Drawn& phase) const {
  if (phase.following.empty()) return next_ + 1 == phases_.size() ? 0 : next_ + 1;
  const auto chosen = std::upper_bound(phase.cumulative.begin(), phase.cumulative.end(), unit(turns_.at(count_)));
  // Whatever rounding left out belongs to the last.
  return phase.following[std::min(static_cast<std::size_t>(chosen - phase.cumulative.begin()), phase.following.size() - 1)];
}

void PhasePieces::draw_ahead() {
  for (RatePiece& piece : drawn_) {
    const Drawn& phase = phases_[next_];
    piece = {phase.length.draw_ns(lengths_.at(count_)), phase.rate_per_ns, phase.rate_per_ns, phase.gap_ns};
    next_ = after(phase);
    ++count_;
  }
  taken_ = 0;
}

}  // namespace thaw
