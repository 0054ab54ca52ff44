// arrivals.hpp: when drawn requests arrive (design note, section 4: poisson and constant; spread over functions by shares).
//
// Arrivals come in blocks of rows in order of time and stop before `end`; the k-th arrival is a pure function of the streams
// and of the arrivals before it, so the size of a block changes nothing (3.10). A Poisson source over several functions is
// one generator per function at its share of the rate; a constant one is dealt out by DealtArrivals. About 5 ns an arrival.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/random_stream.hpp"
#include "thaw/rows.hpp"
#include "thaw/scenario.hpp"
#include "workload/sampler.hpp"

namespace thaw {

/// Shares of a source's functions, summing to 1: equal, or by rank k from 1 in proportion to k^-exponent.
std::vector<double> function_shares(std::size_t functions, std::optional<double> zipf_exponent);

/// Instant of the k-th arrival (from 0) of a constant source, rounded half up.
std::int64_t constant_arrival_ns(const ConstantArrivals& arrivals, std::uint64_t k);

/// Arrivals of one source at one function.
class ArrivalGenerator {
 public:
  /// Poisson arrivals at `rate_per_s` (already the function's share), before `end`.
  ArrivalGenerator(double rate_per_s, RandomStream gaps, Instant end, QuantileTables& tables);
  /// Constant arrivals, all to one function, before `end`.
  ArrivalGenerator(const ConstantArrivals& arrivals, Instant end);

  /// Fills rows (arrival instants only) up to but not at `limit`; fewer than asked for means that none is left before it.
  std::size_t fill(std::span<Row> rows, Instant limit);
  [[nodiscard]] bool exhausted() const { return next_ns_ >= end_ns_; }
  /// Instant of the next arrival, if not exhausted.
  [[nodiscard]] std::int64_t next_ns() const { return next_ns_; }

 private:
  void advance();

  bool poisson_;
  Sampler gap_;
  RandomStream gaps_;
  ConstantArrivals constant_{1, seconds(1)};
  std::int64_t end_ns_;
  std::int64_t next_ns_ = 0;
  std::uint64_t count_ = 0;  // arrivals made ready so far
};

/// Constant arrivals dealt over several functions by their shares: rows with Row::function set to the position in shares.
class DealtArrivals {
 public:
  DealtArrivals(const ConstantArrivals& arrivals, const std::vector<double>& shares, RandomStream deal, Instant end);
  /// As ArrivalGenerator::fill.
  std::size_t fill(std::span<Row> rows, Instant limit);
  [[nodiscard]] bool exhausted() const { return constant_arrival_ns(constant_, count_) >= end_ns_; }

 private:
  ConstantArrivals constant_;
  std::vector<double> cumulative_;
  RandomStream deal_;
  std::int64_t end_ns_;
  std::uint64_t count_ = 0;
};

}  // namespace thaw
