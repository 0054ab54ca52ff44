#include "stats/selection.hpp"

#include <algorithm>
#include <boost/sort/pdqsort/pdqsort.hpp>
#include <limits>
#include <memory>
#include <vector>

#include "stats/bucket.hpp"
#include "thaw/check.hpp"

namespace thaw::stats {
namespace {

constexpr std::uint32_t skipped = std::numeric_limits<std::uint32_t>::max();

/// The times of one bucket that holds wanted ranks.
struct Kept {
  std::size_t bucket;
  std::uint64_t below;               // times in lower buckets
  std::uint32_t begin, size;         // where its times are collected
  std::size_t first_rank, end_rank;  // which of the wanted ranks it holds
};

std::vector<Kept> buckets_of_ranks(const std::vector<std::uint32_t>& counts, std::span<const std::uint64_t> ranks) {
  std::vector<Kept> kept;
  std::uint64_t below = 0;
  std::uint32_t collected = 0;
  std::size_t next = 0;
  for (std::size_t bucket = 0; bucket < counts.size() && next < ranks.size(); ++bucket) {
    const std::size_t first = next;
    while (next < ranks.size() && ranks[next] <= below + counts[bucket]) {
      ++next;
    }
    if (next != first) {
      kept.push_back({bucket, below, collected, counts[bucket], first, next});
      collected += counts[bucket];
    }
    below += counts[bucket];
  }
  return kept;
}

}  // namespace

void sort_times(std::span<std::int64_t> times_ns) {
  boost::sort::pdqsort_branchless(times_ns.begin(), times_ns.end());
}

void select(std::span<const std::int64_t> times_ns, std::int64_t low_ns, std::int64_t high_ns, std::span<const std::uint64_t> ranks,
            std::span<std::int64_t> values_ns) {
  THAW_CHECK(low_ns >= 0 && times_ns.size() < skipped && values_ns.size() == ranks.size());
  if (low_ns == high_ns) {  // a constant service time, say
    std::fill(values_ns.begin(), values_ns.end(), low_ns);
    return;
  }
  const std::size_t lowest = bucket_of(low_ns);
  std::vector<std::uint32_t> counts(bucket_of(high_ns) - lowest + 1);
  for (const std::int64_t ns : times_ns) {
    ++counts[bucket_of(ns) - lowest];
  }
  const std::vector<Kept> kept = buckets_of_ranks(counts, ranks);
  if (kept.empty()) {
    return;
  }
  std::vector<std::uint32_t> cursor(counts.size(), skipped);
  for (const Kept& bucket : kept) {
    cursor[bucket.bucket] = bucket.begin;
  }
  std::vector<std::int64_t> collected(kept.back().begin + kept.back().size);
  for (const std::int64_t ns : times_ns) {
    std::uint32_t& place = cursor[bucket_of(ns) - lowest];
    if (place != skipped) {
      collected[place++] = ns;
    }
  }
  for (const Kept& bucket : kept) {
    const auto times = std::span(collected).subspan(bucket.begin, bucket.size);
    sort_times(times);
    for (std::size_t i = bucket.first_rank; i < bucket.end_rank; ++i) {
      values_ns[i] = times[ranks[i] - bucket.below - 1];
    }
  }
}

}  // namespace thaw::stats
