#include "stats/histogram.hpp"

#include <algorithm>
#include <functional>

#include "thaw/check.hpp"

namespace thaw::stats {

inline std::uint64_t& Histogram::counter(std::int64_t ns) {
  const std::size_t bucket = bucket_of(ns);
  std::unique_ptr<Page>& page = pages_[bucket / sub_buckets];
  if (!page) [[unlikely]] {
    page = std::make_unique<Page>();
  }
  return (*page)[bucket % sub_buckets];
}

void Histogram::add(std::span<const std::int64_t> values_ns) {
  if (values_ns.empty()) {
    return;
  }
  std::int64_t low = values_ns[0];
  std::int64_t high = values_ns[0];
  Uint128 sum = 0;
  for (const std::int64_t ns : values_ns) {
    ++counter(ns);
    low = std::min(low, ns);
    high = std::max(high, ns);
    sum += static_cast<std::uint64_t>(ns);
  }
  THAW_CHECK(low >= 0);
  min_ = count_ == 0 ? low : std::min(min_, low);
  max_ = count_ == 0 ? high : std::max(max_, high);
  sum_ += sum;
  count_ += values_ns.size();
}

void Histogram::merge(const Histogram& other) {
  if (other.count_ == 0) {
    return;
  }
  min_ = count_ == 0 ? other.min_ : std::min(min_, other.min_);
  max_ = count_ == 0 ? other.max_ : std::max(max_, other.max_);
  sum_ += other.sum_;
  count_ += other.count_;
  for (std::size_t page = 0; page < bucket_pages; ++page) {
    if (!other.pages_[page]) {
      continue;
    }
    if (!pages_[page]) {
      pages_[page] = std::make_unique<Page>(*other.pages_[page]);
      continue;
    }
    std::transform(pages_[page]->begin(), pages_[page]->end(), other.pages_[page]->begin(), pages_[page]->begin(), std::plus<>());
  }
}

void Histogram::values_at(std::span<const std::uint64_t> ranks, std::span<std::int64_t> values_ns) const {
  THAW_CHECK(values_ns.size() == ranks.size() && (ranks.empty() || ranks.back() <= count_));
  std::size_t next = 0;
  std::uint64_t below = 0;
  for (std::size_t page = 0; page < bucket_pages && next < ranks.size(); ++page) {
    for (std::size_t offset = 0; pages_[page] && offset < sub_buckets; ++offset) {
      below += (*pages_[page])[offset];
      while (next < ranks.size() && ranks[next] <= below) {
        // The first and the last are known exactly.
        const std::int64_t middle = std::clamp(midpoint(page * sub_buckets + offset), min_, max_);
        values_ns[next] = ranks[next] == 1 ? min_ : ranks[next] == count_ ? max_ : middle;
        ++next;
      }
    }
  }
}

}  // namespace thaw::stats
