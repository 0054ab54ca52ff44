#include "workload/arrivals.hpp"

#include <algorithm>

#include "engine/elementary.hpp"
#include "thaw/decimal.hpp"

namespace thaw {

std::vector<double> function_shares(std::size_t functions, std::optional<double> zipf_exponent) {
  THAW_CHECK(functions > 0);
  std::vector<double> shares(functions, 1.0);
  if (zipf_exponent) {
    for (std::size_t i = 0; i < functions; ++i) shares[i] = natural_exp(-*zipf_exponent * natural_log(static_cast<double>(i + 1)));
  }
  double sum = 0;
  for (const double share : shares) sum += share;
  for (double& share : shares) share /= sum;
  return shares;
}

std::int64_t constant_arrival_ns(const ConstantArrivals& arrivals, std::uint64_t k) {
  const Uint128 count = static_cast<Uint128>(arrivals.count);
  const Uint128 twice = Uint128{2} * k * static_cast<Uint128>(arrivals.per.ns);
  const Uint128 rounded = (twice + count) / (2 * count);
  const auto latest = static_cast<Uint128>(latest_ns);
  return static_cast<std::int64_t>(rounded < latest ? rounded : latest);
}

ArrivalGenerator::ArrivalGenerator(double rate_per_s, RandomStream gaps, Instant end, QuantileTables& tables)
    : poisson_(true), gap_(Exponential{1e9 / rate_per_s}, tables), gaps_(gaps), end_ns_(end.ns) {
  advance();
}

ArrivalGenerator::ArrivalGenerator(const ConstantArrivals& arrivals, Instant end)
    : poisson_(false), constant_(arrivals), end_ns_(end.ns) {
  advance();
}

void ArrivalGenerator::advance() {
  next_ns_ = poisson_ ? next_ns_ + gap_.draw_ns(gaps_.at(count_)) : constant_arrival_ns(constant_, count_);
  ++count_;
}

std::size_t ArrivalGenerator::fill(std::span<Row> rows, Instant limit) {
  const std::int64_t stop_ns = std::min(end_ns_, limit.ns);
  std::size_t made = 0;
  while (made < rows.size() && next_ns_ < stop_ns) {
    Row& row = rows[made++];
    row = Row{};
    row.at_ns = next_ns_;
    advance();
  }
  return made;
}

DealtArrivals::DealtArrivals(const ConstantArrivals& arrivals, const std::vector<double>& shares, RandomStream deal, Instant end)
    : constant_(arrivals), deal_(deal), end_ns_(end.ns) {
  double sum = 0;
  for (const double share : shares) cumulative_.push_back(sum += share);
  cumulative_.back() = 1;  // whatever rounding left out belongs to the last
}

std::size_t DealtArrivals::fill(std::span<Row> rows, Instant limit) {
  const std::int64_t stop_ns = std::min(end_ns_, limit.ns);
  std::size_t made = 0;
  while (made < rows.size()) {
    const std::int64_t at_ns = constant_arrival_ns(constant_, count_);
    if (at_ns >= stop_ns) break;
    Row& row = rows[made++];
    row = Row{};
    row.at_ns = at_ns;
    const auto chosen = std::upper_bound(cumulative_.begin(), cumulative_.end(), unit(deal_.at(count_)));
    row.function = static_cast<std::uint32_t>(chosen - cumulative_.begin());
    ++count_;
  }
  return made;
}

}  // namespace thaw
