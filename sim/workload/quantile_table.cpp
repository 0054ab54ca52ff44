#include "workload/quantile_table.hpp"

#include <algorithm>
#include <utility>

namespace thaw {

QuantileTable::QuantileTable(std::function<double(double p, bool upper)> quantile) : quantile_(std::move(quantile)) {
  cubics_.reserve(std::size_t{2} * stored_octaves * segments);
  for (const bool upper : {false, true}) {
    for (int octave = 0; octave < stored_octaves; ++octave) {
      for (int segment = 0; segment < segments; ++segment) cubics_.push_back(cubic(upper, octave, segment));
    }
  }
}

/// Octave k covers tails from 2^-(k+2) to 2^-(k+1).
QuantileTable::Cubic QuantileTable::cubic(bool upper, int octave, int segment) const {
  const double low = 1.0 / static_cast<double>(std::uint64_t{4} << octave);
  const double width = low / segments;
  const double from = low + segment * width;
  const double y0 = quantile_(from, upper);
  const double y1 = quantile_(from + width / 3, upper);
  const double y2 = quantile_(from + width * 2 / 3, upper);
  const double y3 = quantile_(from + width, upper);
  // The cubic through the four points at t = 0, 1/3, 2/3, 1; neighbours share an end, so the whole is continuous.
  return {y0, (-11 * y0 + 18 * y1 - 9 * y2 + 2 * y3) / 2, 9 * (2 * y0 - 5 * y1 + 4 * y2 - y3) / 2,
          9 * (-y0 + 3 * y1 - 3 * y2 + y3) / 2};
}

double QuantileTable::deep(bool upper, int octave, int segment, double t) const {
  return cubic(upper, std::min(octave, octaves - 1), segment).at(t);
}

}  // namespace thaw
