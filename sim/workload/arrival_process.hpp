// arrival_process.hpp: the laws of arrivals, one class each: from the last arrival to the next.
//
// after(at) is the instant of the arrival that follows one at `at`, or end_ns if there is none before it; the first call is
// made with 0. The k-th arrival is a pure function of the streams and of the arrivals before it. Gaps are rounded to whole
// nanoseconds, so two arrivals may share an instant.
//
//   Poisson, renewal   a draw: 4-5 ns
//   constant           a division: 6 ns
//   changing rate      a draw and a product, half of that again for a sine; a stretch (rate_pieces.hpp) now and then, 10 ns
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "engine/random_stream.hpp"
#include "thaw/scenario.hpp"
#include "workload/rate_pieces.hpp"
#include "workload/sampler.hpp"
#include "workload/streams.hpp"

namespace thaw {

/// Instant of the k-th arrival (from 0) of a constant source, rounded half up.
std::int64_t constant_arrival_ns(const ConstantArrivals& arrivals, std::uint64_t k);

/// Gaps of one law; of the exponential law for a Poisson process.
class RenewalProcess {
 public:
  RenewalProcess(const Distribution& gap, RandomStream gaps, QuantileTables& tables) : gap_(gap, tables), gaps_(gaps) {}
  std::int64_t after(std::int64_t at_ns) { return at_ns + gap_.draw_ns(gaps_.at(count_++)); }

 private:
  Sampler gap_;
  RandomStream gaps_;
  std::uint64_t count_ = 0;
};

class ConstantProcess {
 public:
  explicit ConstantProcess(const ConstantArrivals& arrivals) : arrivals_(arrivals) {}
  std::int64_t after(std::int64_t) { return constant_arrival_ns(arrivals_, count_++); }

 private:
  ConstantArrivals arrivals_;
  std::uint64_t count_ = 0;
};

/// A Poisson process whose rate changes, exactly: unit exponentials are used up along the upper bound of the rate (inversion),
/// and a candidate counts with probability rate / bound (thinning), which is 1 where the bounds are equal.
template <class Pieces>
class ChangingProcess {
 public:
  ChangingProcess(Pieces pieces, const ArrivalStreams& streams, Instant end, QuantileTables& tables)
      : pieces_(std::move(pieces)), table_(exponential_table(tables)), gaps_(streams.gap), coins_(streams.thin), end_ns_(end.ns) {
    enter(0);
  }

  std::int64_t after(std::int64_t at_ns) {
    for (;;) {
      at_ns = candidate_after(at_ns);
      if (at_ns >= end_ns_) return end_ns_;
      if constexpr (Pieces::steady) {
        return at_ns;
      } else if (always_ || accepted(at_ns)) {
        return at_ns;
      }
    }
  }

 private:
  void enter(std::int64_t at_ns) {
    piece_ = pieces_.from(at_ns);
    if constexpr (Pieces::steady) return;  // every candidate counts
    always_ = piece_.low_per_ns == piece_.high_per_ns;
    sure_below_ = always_ ? 0 : static_cast<std::uint64_t>(piece_.low_per_ns * piece_.gap_ns * 0x1p64);
  }

  std::int64_t candidate_after(std::int64_t at_ns) {
    double left = table_->at(gaps_.at(count_++));
    if (left < 0) left = 0;  // a cubic may undershoot by its error
    const double wait_ns = left * piece_.gap_ns;
    if (wait_ns < static_cast<double>(piece_.end_ns - at_ns)) return at_ns + static_cast<std::int64_t>(wait_ns + 0.5);
    return candidate_beyond(at_ns, left);
  }
  std::int64_t candidate_beyond(std::int64_t at_ns, double left);

  [[nodiscard]] bool accepted(std::int64_t at_ns) {
    const std::uint64_t coin = coins_.at(count_ - 1);
    return coin < sure_below_ || accepted_by_rate(coin, at_ns);
  }
  [[nodiscard]] bool accepted_by_rate(std::uint64_t coin, std::int64_t at_ns) const;

  Pieces pieces_;
  std::shared_ptr<const QuantileTable> table_;
  RandomStream gaps_, coins_;
  std::int64_t end_ns_;
  RatePiece piece_;
  bool always_ = true;            // every candidate counts
  std::uint64_t sure_below_ = 0;  // coins that are below the lower bound
  std::uint64_t count_ = 0;
};

// These two are rare, and kept out of the way of the others.

template <class Pieces>
[[gnu::noinline]] std::int64_t ChangingProcess<Pieces>::candidate_beyond(std::int64_t at_ns, double left) {
  while (at_ns < end_ns_) {
    const auto room_ns = static_cast<double>(piece_.end_ns - at_ns);
    const double wait_ns = left * piece_.gap_ns;
    if (wait_ns < room_ns) return at_ns + static_cast<std::int64_t>(wait_ns + 0.5);
    left -= room_ns * piece_.high_per_ns;
    if (left < 0) left = 0;
    at_ns = piece_.end_ns;
    enter(at_ns);
  }
  return end_ns_;
}

template <class Pieces>
[[gnu::noinline]] bool ChangingProcess<Pieces>::accepted_by_rate(std::uint64_t coin, std::int64_t at_ns) const {
  return unit(coin) * piece_.high_per_ns < pieces_.rate_per_ns(at_ns);
}

}  // namespace thaw
