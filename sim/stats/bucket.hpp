// bucket.hpp: the log-linear scale of times: 512 buckets for each power of two of nanoseconds, one for each below 1,024 ns.
//
// bucket_of never decreases with time, and midpoint(bucket_of(ns)) differs from ns by at most ns / 1024.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace thaw::stats {

inline constexpr int sub_bucket_bits = 9;
inline constexpr std::size_t sub_buckets = std::size_t{1} << sub_bucket_bits;
inline constexpr std::size_t bucket_pages = 64 - sub_bucket_bits;  // of sub_buckets each: all of int64

constexpr std::size_t bucket_of(std::int64_t ns) {
  const auto value = static_cast<std::uint64_t>(ns);
  const int shift = 63 - std::countl_zero(value | sub_buckets) - sub_bucket_bits;
  return (static_cast<std::size_t>(shift) << sub_bucket_bits) + static_cast<std::size_t>(value >> shift);
}

constexpr std::int64_t midpoint(std::size_t bucket) {
  if (bucket < 2 * sub_buckets) {
    return static_cast<std::int64_t>(bucket);
  }
  const std::size_t shift = bucket / sub_buckets - 1;
  const std::uint64_t low = static_cast<std::uint64_t>(sub_buckets + bucket % sub_buckets) << shift;
  return static_cast<std::int64_t>(low + (std::uint64_t{1} << (shift - 1)));
}

static_assert(bucket_of(INT64_MAX) == bucket_pages * sub_buckets - 1);

}  // namespace thaw::stats
