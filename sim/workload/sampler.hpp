// sampler.hpp: a distribution made ready to draw (design note, section 8: draws by quantile table).
#pragma once

#include <cstdint>
#include <memory>

#include "thaw/distribution.hpp"

namespace thaw {

class QuantileTable;

/// Draws nanoseconds from 64 random bits: a pure function, the same on every machine. Never negative.
class Sampler {
 public:
  Sampler() = default;  // constant 0
  explicit Sampler(const Distribution& distribution);
  [[nodiscard]] std::int64_t draw_ns(std::uint64_t bits) const;
  /// No draw is below this.
  [[nodiscard]] std::int64_t min_ns() const;
  /// True if every draw is min_ns().
  [[nodiscard]] bool constant() const;

 private:
  enum class Kind : std::uint8_t { constant, uniform, table, empirical };
  Kind kind_ = Kind::constant;
  std::int64_t low_ns_ = 0;
  std::uint64_t span_ = 0;
  double scale_ns_ = 0;
  std::shared_ptr<const QuantileTable> table_;
  std::shared_ptr<const std::vector<Duration>> samples_;
};

}  // namespace thaw
