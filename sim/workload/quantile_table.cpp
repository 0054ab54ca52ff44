#include "workload/quantile_table.hpp"

namespace thaw {

QuantileTable::QuantileTable(const std::function<double(double p, bool upper)>& quantile) {
  cubics_.reserve(std::size_t{2} * octaves * segments);
  for (const bool upper : {false, true}) {
    double low = 0.25;  // octave k covers tails from 2^-(k+2) to 2^-(k+1)
    for (int octave = 0; octave < octaves; ++octave, low *= 0.5) {
      for (int segment = 0; segment < segments; ++segment) {
        const double width = low / segments;
        const double from = low + segment * width;
        const double y0 = quantile(from, upper);
        const double y1 = quantile(from + width / 3, upper);
        const double y2 = quantile(from + width * 2 / 3, upper);
        const double y3 = quantile(from + width, upper);
        // The cubic through the four points at t = 0, 1/3, 2/3, 1; neighbours share an end, so the whole is continuous.
        cubics_.push_back({y0, (-11 * y0 + 18 * y1 - 9 * y2 + 2 * y3) / 2, 9 * (2 * y0 - 5 * y1 + 4 * y2 - y3) / 2,
                           9 * (-y0 + 3 * y1 - 3 * y2 + y3) / 2});
      }
    }
  }
}

}  // namespace thaw
