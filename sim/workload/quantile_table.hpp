// quantile_table.hpp: a quantile function as a table of cubics, for draws that cost a few nanoseconds.
//
// Each half of (0, 1) is cut into octaves of tail probability (1/4..1/2, 1/8..1/4, …) and each octave into 16 segments, so
// that tails are as fine as the middle: relative error below 1e-6 down to tail probabilities of 1e-10 for the laws that we
// offer. The 16 octaves that all but one of 65,536 draws lie in are stored; the cubics of those below are made for the draw. 16 KB,
// built once per shape (about 0.1 ms, a gamma law 7 ms) and shared; a draw touches one 32-byte segment, mostly of the first three
// octaves.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace thaw {

class QuantileTable {
 public:
  /// `quantile(p, upper)` is the value at tail probability p in (0, 1/2]: Q(1 - p) if upper, else Q(p). The tail is given
  /// apart so that 1 - p does not lose its digits.
  explicit QuantileTable(std::function<double(double p, bool upper)> quantile);

  /// The quantile at the probability that 64 random bits stand for: the top bit says which half, the rest is the tail.
  [[nodiscard]] double at(std::uint64_t bits) const {
    const std::uint64_t tail = (bits & (upper_bit - 1)) | 1;
    const int zeros = std::countl_zero(tail);
    const std::uint64_t normal = tail << zeros;
    const double t = static_cast<double>((normal << 5) >> 12) * 0x1.0p-52;
    const int segment = static_cast<int>((normal >> 59) & 15);
    if (zeros > stored_octaves) [[unlikely]]
      return deep(bits >= upper_bit, zeros - 1, segment, t);
    const std::uint64_t octave = (bits >> 63) * stored_octaves + static_cast<std::uint64_t>(zeros) - 1;
    return cubics_[octave * segments + static_cast<std::uint64_t>(segment)].at(t);
  }

 private:
  struct Cubic {
    double c0, c1, c2, c3;
    [[nodiscard]] double at(double t) const { return ((c3 * t + c2) * t + c1) * t + c0; }
  };
  [[nodiscard]] Cubic cubic(bool upper, int octave, int segment) const;
  [[nodiscard]] double deep(bool upper, int octave, int segment, double t) const;

  static constexpr std::uint64_t upper_bit = std::uint64_t{1} << 63;
  static constexpr int octaves = 48;
  static constexpr int stored_octaves = 16;  // of each half
  static constexpr int segments = 16;
  std::function<double(double p, bool upper)> quantile_;
  std::vector<Cubic> cubics_;

 public:
  static constexpr std::size_t stored_bytes = std::size_t{2} * stored_octaves * segments * sizeof(Cubic);
};

}  // namespace thaw
