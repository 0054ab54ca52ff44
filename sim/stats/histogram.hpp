// histogram.hpp: counts of times in log-linear buckets, and their exact count, sum, min and max.
//
// The midpoint of a bucket (bucket.hpp) stands for all that is in it: relative error at most 1/1024. The order of adding,
// and adding apart and merging, leave the same value. A page of 512 counters (4 KB) is allocated when a time first falls
// on it; adding costs 1-2 ns a sample.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>

#include "stats/bucket.hpp"
#include "thaw/decimal.hpp"

namespace thaw::stats {

class Histogram {
 public:
  /// Times in nanoseconds, none negative (checked).
  void add(std::span<const std::int64_t> values_ns);
  void merge(const Histogram& other);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] Uint128 sum_ns() const { return sum_; }
  [[nodiscard]] std::int64_t min_ns() const { return min_; }
  [[nodiscard]] std::int64_t max_ns() const { return max_; }

  /// The value at each rank (from 1, ascending, at most count()), by midpoints that never leave [min, max].
  void values_at(std::span<const std::uint64_t> ranks, std::span<std::int64_t> values_ns) const;

 private:
  using Page = std::array<std::uint64_t, sub_buckets>;

  std::uint64_t& counter(std::int64_t ns);

  std::uint64_t count_ = 0;
  Uint128 sum_ = 0;
  std::int64_t min_ = 0, max_ = 0;
  std::array<std::unique_ptr<Page>, bucket_pages + 1> pages_;  // the last takes negative times until add() has checked
};

}  // namespace thaw::stats
