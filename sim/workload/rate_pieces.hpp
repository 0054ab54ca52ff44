// rate_pieces.hpp: a rate that changes with time, as stretches within which it stays between two bounds.
//
// Steps and phases have equal bounds. A sine is cut into 256 stretches a period, so that nearly every arrival of a Poisson
// process at the upper bound is also below the lower one and the sine itself is rarely asked (thinning with a squeeze).
// What always holds: stretches follow each other without a gap, from instant 0 on. A stretch costs 5-10 ns. Steps of a calendar
// have the rate that the clock of their time zone shows: an hour that it jumps over is left out, one that it shows twice counts
// twice.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/random_stream.hpp"
#include "thaw/scenario.hpp"
#include "workload/sampler.hpp"

namespace thaw {

struct RatePiece {
  std::int64_t end_ns = 0;
  double low_per_ns = 0, high_per_ns = 0;
  double gap_ns = 0;  // mean gap at the upper bound; infinite: none comes
};

inline double mean_gap_ns(double rate_per_ns) {
  return rate_per_ns > 0 ? 1 / rate_per_ns : std::numeric_limits<double>::infinity();
}

/// Of a profile, at a share of its rate.
class ProfilePieces {
 public:
  ProfilePieces(const RateProfile& profile, double share, std::int64_t start_unix_ns);
  static constexpr bool steady = false;  // within a stretch the rate may change
  /// The stretch that begins at this instant, where the one before ended.
  [[nodiscard]] RatePiece from(std::int64_t at_ns);
  /// The rate at an instant of that stretch.
  [[nodiscard]] double rate_per_ns(std::int64_t at_ns) const;

 private:
  static constexpr std::int64_t cuts = 256;
  struct Step {
    double rate_per_ns;
    std::int64_t end_ns;
  };
  void read_clocks(std::int64_t start_unix_ns);
  [[nodiscard]] Step step_at(std::int64_t at_ns) const;
  /// Where in the sine's period its k-th cut lies.
  [[nodiscard]] std::int64_t cut_ns(std::int64_t k) const;

  /// From an instant on, the clock that the steps follow has this offset.
  struct Clock {
    std::int64_t from_ns;
    std::int64_t into_period_ns;  // where instant 0 lies in the steps' period by this clock
  };

  RateProfile profile_;
  double share_;
  std::vector<Clock> clocks_;  // ascending, the first from instant 0; more than one where clocks are put forward or back
  Step step_{0, 0};            // that the stretch belongs to
  std::int64_t peak_ns_ = 0;   // where the sine's period that the stretch belongs to began, perhaps before instant 0
  std::int64_t cut_ = 0;       // of that period: the stretch lies between it and the next
  std::array<double, cuts + 1> cosines_{};
};

/// Of phases one after the other: their lengths drawn, and which one follows where a phase has turns. Lengths are drawn some
/// ahead: they do not depend on what arrives, and where bursts are short a processor that waits for each one wastes half its time.
class PhasePieces {
 public:
  static constexpr bool steady = true;
  PhasePieces(const PhasedArrivals& arrivals, RandomStream lengths, RandomStream turns, QuantileTables& tables);
  /// As ProfilePieces::from.
  [[nodiscard]] RatePiece from(std::int64_t at_ns) {
    if (taken_ == ahead) draw_ahead();
    RatePiece piece = drawn_[taken_++];
    piece.end_ns += at_ns;
    return piece;
  }

 private:
  static constexpr std::size_t ahead = 16;
  struct Drawn {
    double rate_per_ns, gap_ns;
    Sampler length;
    std::vector<std::uint32_t> following;
    std::vector<double> cumulative;  // shares of those that follow, up to 1
  };
  void draw_ahead();
  [[nodiscard]] std::size_t after(const Drawn& phase) const;

  std::vector<Drawn> phases_;
  RandomStream lengths_, turns_;
  std::uint64_t count_ = 0;
  std::size_t next_ = 0;
  std::array<RatePiece, ahead> drawn_;  // the next ones, each with its length as the end
  std::size_t taken_ = ahead;
};

}  // namespace thaw
