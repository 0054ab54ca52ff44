// sampler.hpp: a distribution made ready to draw (design note, section 8: draws by quantile table).
//
// A draw is a pure function of 64 random bits, the same on every machine, never negative and never above max_draw_ns.
// Constant and uniform cost a nanosecond, gamma, Weibull and Pareto six, a mixture three more than its parts, the others
// about four.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

#include "engine/random_stream.hpp"
#include "thaw/distribution.hpp"
#include "workload/quantile_table.hpp"

namespace thaw {

/// Draws are cut here (about 4.5 years), so that an arrival at latest_ns and a few draws on top still fit an event's key.
inline constexpr std::int64_t max_draw_ns = std::int64_t{1} << 57;

/// Tables already built, by shape; several samplers of one run share them.
class QuantileTables {
 public:
  using Shape = std::tuple<int, double, double, double, double, double>;
  std::map<Shape, std::shared_ptr<const QuantileTable>> by_shape;
};

/// The shapes of which a sampler of this law has tables.
std::vector<QuantileTables::Shape> table_shapes(const Distribution& distribution);

/// Quantiles of the exponential law with mean 1; the shared table behind every exponential sampler.
std::shared_ptr<const QuantileTable> exponential_table(QuantileTables& tables);

class Sampler {
 public:
  Sampler() = default;  // constant 0
  explicit Sampler(const Distribution& distribution);
  Sampler(const Distribution& distribution, QuantileTables& tables);

  [[nodiscard]] std::int64_t draw_ns(std::uint64_t bits) const {
    if (kind_ == Kind::constant) return low_ns_;
    if (kind_ == Kind::table) return rounded(table_->at(bits) * scale_ns_);
    if (kind_ == Kind::uniform) return low_ns_ + static_cast<std::int64_t>(below(bits, span_));
    if (kind_ != Kind::empirical) return drawn_apart_ns(bits);
    return (*samples_)[below(bits, span_)].ns;
  }
  /// No draw is below this.
  [[nodiscard]] std::int64_t min_ns() const { return low_ns_; }
  /// Only if every draw is min_ns().
  [[nodiscard]] bool constant() const { return kind_ == Kind::constant; }

 private:
  enum class Kind : std::uint8_t { constant, uniform, table, empirical, squares, mixture };
  struct Part;  // of a mixture

  // Makes this sampler, fresh until now, one of the law.
  void take(const Constant& constant, QuantileTables& tables);
  void take(const Exponential& exponential, QuantileTables& tables);
  void take(const Lognormal& lognormal, QuantileTables& tables);
  void take(const Uniform& uniform, QuantileTables& tables);
  void take(const Empirical& empirical, QuantileTables& tables);
  void take(const Quantiles& quantiles, QuantileTables& tables);
  void take(const Gamma& gamma, QuantileTables& tables);
  void take(const Weibull& weibull, QuantileTables& tables);
  void take(const Pareto& pareto, QuantileTables& tables);
  void take(const Mixture& mixture, QuantileTables& tables);

  /// Of the laws that are no part of the shortest path: out of line, so that the others stay short wherever they are drawn.
  [[nodiscard]] std::int64_t drawn_apart_ns(std::uint64_t bits) const;

  [[nodiscard]] std::int64_t rounded(double ns) const {
    if (!(ns < cap_ns_)) return static_cast<std::int64_t>(cap_ns_);
    return ns <= 0 ? 0 : static_cast<std::int64_t>(ns + 0.5);
  }

  Kind kind_ = Kind::constant;
  std::uint8_t squarings_ = 0;  // of what the table gives: powers too steep for cubics are stored as a root of theirs
  std::int64_t low_ns_ = 0;
  std::uint64_t span_ = 0;
  double scale_ns_ = 0;
  double cap_ns_ = static_cast<double>(max_draw_ns);  // cubics may overshoot where a law is cut
  std::shared_ptr<const QuantileTable> table_;
  std::shared_ptr<const std::vector<Duration>> samples_;
  std::shared_ptr<const std::vector<Part>> parts_;
};

/// The mean of a law, to a few percent and without a table: for checking settings. One that does not exist is max_draw_ns.
double rough_mean_ns(const Distribution& distribution);

}  // namespace thaw
