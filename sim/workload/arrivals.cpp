#include "workload/arrivals.hpp"

#include <algorithm>
#include <utility>

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

bool splits_into_processes(const Arrivals& arrivals) {
  return std::holds_alternative<PoissonArrivals>(arrivals) || std::holds_alternative<ProfileArrivals>(arrivals);
}

ArrivalGenerator::Process ArrivalGenerator::process_of(const Arrivals& arrivals, double share, const ArrivalFrame& frame,
                                                       QuantileTables& tables) {
  THAW_CHECK(share == 1 || splits_into_processes(arrivals));
  if (const auto* poisson = std::get_if<PoissonArrivals>(&arrivals)) {
    return RenewalProcess(Exponential{1e9 / (poisson->rate_per_s * share)}, frame.streams.gap, tables);
  }
  if (const auto* profile = std::get_if<ProfileArrivals>(&arrivals)) {
    return ChangingProcess(ProfilePieces(profile->rate, share, frame.start_unix_ns), frame.streams, frame.end, tables);
  }
  if (const auto* renewal = std::get_if<RenewalArrivals>(&arrivals)) {
    return RenewalProcess(renewal->gap, frame.streams.gap, tables);
  }
  if (const auto* phased = std::get_if<PhasedArrivals>(&arrivals)) {
    return ChangingProcess(PhasePieces(*phased, frame.streams.phase, tables), frame.streams, frame.end, tables);
  }
  THAW_CHECK(std::holds_alternative<ConstantArrivals>(arrivals));
  return ConstantProcess(std::get<ConstantArrivals>(arrivals));
}

ArrivalGenerator::ArrivalGenerator(const Arrivals& arrivals, double share, const ArrivalFrame& frame, QuantileTables& tables)
    : process_(process_of(arrivals, share, frame, tables)), end_ns_(frame.end.ns) {
  next_ns_ = std::visit([](auto& process) { return process.after(0); }, process_);
}

std::size_t ArrivalGenerator::fill(std::span<Row> rows, Instant limit) {
  const std::int64_t stop_ns = std::min(end_ns_, limit.ns);
  return std::visit(
      [&](auto& process) {
        std::size_t made = 0;
        std::int64_t next_ns = next_ns_;
        for (; made < rows.size() && next_ns < stop_ns; next_ns = process.after(next_ns)) {
          Row& row = rows[made++];
          row = Row{};
          row.at_ns = next_ns;
        }
        next_ns_ = next_ns;
        return made;
      },
      process_);
}

DealtArrivals::DealtArrivals(ArrivalGenerator arrivals, const std::vector<double>& shares, RandomStream deal)
    : arrivals_(std::move(arrivals)), deal_(deal) {
  double sum = 0;
  for (const double share : shares) cumulative_.push_back(sum += share);
  cumulative_.back() = 1;  // whatever rounding left out belongs to the last
}

std::size_t DealtArrivals::fill(std::span<Row> rows, Instant limit) {
  const std::size_t made = arrivals_.fill(rows, limit);
  for (Row& row : rows.first(made)) {
    const auto chosen = std::upper_bound(cumulative_.begin(), cumulative_.end(), unit(deal_.at(count_++)));
    row.function = static_cast<std::uint32_t>(chosen - cumulative_.begin());
  }
  return made;
}

}  // namespace thaw
