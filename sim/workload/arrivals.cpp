#include "workload/arrivals.hpp"

#include <algorithm>
#include <utility>

#include "engine/elementary.hpp"
#include "thaw/check.hpp"
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

bool is_dealt(const Source& source) {
  return source.functions.size() > 1 && (source.group > 1 || !splits_into_processes(source.arrivals));
}

namespace {

/// Makes the process of each law.
struct ProcessMaker {
  double share;
  const ArrivalFrame& frame;
  QuantileTables& tables;

  RenewalProcess operator()(const PoissonArrivals& poisson) const {
    return {Exponential{1e9 / (poisson.rate_per_s * share)}, frame.streams.gap, tables};
  }
  ChangingProcess<ProfilePieces> operator()(const ProfileArrivals& profile) const {
    return {ProfilePieces(profile.rate, share, frame.start_unix_ns), frame.streams, frame.end, tables};
  }
  RenewalProcess operator()(const RenewalArrivals& renewal) const { return {renewal.gap, frame.streams.gap, tables}; }
  ChangingProcess<PhasePieces> operator()(const PhasedArrivals& phased) const {
    return {PhasePieces(phased, frame.streams.phase, frame.streams.turn, tables), frame.streams, frame.end, tables};
  }
  ConstantProcess operator()(const ConstantArrivals& constant) const { return ConstantProcess(constant); }
  CronProcess operator()(const CronArrivals& cron) const { return {cron, frame.start_unix_ns, frame.end}; }
  RenewalProcess operator()(const TraceArrivals&) const { broken_invariant("a trace is read, not drawn", __FILE__, __LINE__); }
  SumProcess operator()(const SumArrivals& sum) const {
    THAW_CHECK(!sum.laws.empty());
    std::vector<LawProcess> laws;
    for (std::size_t k = 0; k < sum.laws.size(); ++k) {
      const ArrivalFrame part{frame.streams.of_law(k), frame.end, frame.start_unix_ns};
      laws.push_back(std::visit([&](const auto& law) { return LawProcess(ProcessMaker{1, part, tables}(law)); }, sum.laws[k]));
    }
    return {std::move(laws), frame.end};
  }
};

}  // namespace

ArrivalGenerator::Process ArrivalGenerator::process_of(const Arrivals& arrivals, double share, const ArrivalFrame& frame,
                                                       QuantileTables& tables) {
  THAW_CHECK(share == 1 || splits_into_processes(arrivals));
  return std::visit([&](const auto& law) { return Process(ProcessMaker{share, frame, tables}(law)); }, arrivals);
}

ArrivalGenerator::ArrivalGenerator(const Arrivals& arrivals, double share, const ArrivalFrame& frame, QuantileTables& tables,
                                   std::uint32_t group, std::optional<Duration> service)
    : process_(process_of(arrivals, share, frame, tables)), end_ns_(frame.end.ns), group_(group) {
  THAW_CHECK(group >= 1);
  if (service) blank_.duration_ns = service->ns;
  next_ns_ = std::visit([](auto& process) { return process.after(0); }, process_);
}

std::size_t ArrivalGenerator::fill(std::span<Row> rows, Instant limit) {
  const std::int64_t stop_ns = std::min(end_ns_, limit.ns);
  if (group_ > 1) return fill_groups(rows, stop_ns);
  return std::visit(
      [&](auto& process) {
        std::size_t made = 0;
        std::int64_t next_ns = next_ns_;
        for (; made < rows.size() && next_ns < stop_ns; next_ns = process.after(next_ns)) {
          Row& row = rows[made++];
          row = blank_;
          row.at_ns = next_ns;
        }
        next_ns_ = next_ns;
        return made;
      },
      process_);
}

std::size_t ArrivalGenerator::fill_groups(std::span<Row> rows, std::int64_t stop_ns) {
  std::size_t made = 0;
  while (made < rows.size() && next_ns_ < stop_ns) {
    Row& row = rows[made++];
    row = blank_;
    row.at_ns = next_ns_;
    row.function = static_cast<std::uint32_t>(arrivals_);
    if (++called_ < group_) continue;
    called_ = 0;
    ++arrivals_;
    next_ns_ = std::visit([this](auto& process) { return process.after(next_ns_); }, process_);
  }
  return made;
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
