#include "stats/samples.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <numeric>
#include <utility>

#include "stats/order_statistics.hpp"
#include "stats/selection.hpp"
#include "thaw/check.hpp"

namespace thaw::stats {
namespace {

constexpr std::size_t shown = shown_percentiles.size();
constexpr std::size_t wanted_count = 3 * shown + plot_percentiles.size();

/// The ranks that a summary needs: percentiles, low ends, high ends (0: none), grid.
using Wanted = std::array<std::uint64_t, wanted_count>;
using Values = std::array<std::int64_t, wanted_count>;

constexpr Wanted find_ranks(std::uint64_t n) {
  Wanted wanted{};
  for (std::size_t i = 0; i < shown; ++i) {
    const RankInterval interval = interval_ranks(n, shown_percentiles[i]);
    wanted[i] = nearest_rank(n, shown_percentiles[i]);
    wanted[shown + i] = interval.low;
    wanted[2 * shown + i] = interval.high;
  }
  for (std::size_t i = 0; i < plot_percentiles.size(); ++i) {
    wanted[3 * shown + i] = nearest_rank(n, plot_percentiles[i]);
  }
  return wanted;
}

/// Most of many functions have few samples each, and seven summaries.
constexpr std::size_t tabled = 64;
constexpr auto ranks_of_few = [] {
  std::array<Wanted, tabled + 1> ranks{};
  for (std::size_t n = 1; n <= tabled; ++n) ranks[n] = find_ranks(n);
  return ranks;
}();

Wanted wanted_ranks(std::uint64_t n) {
  return n <= tabled ? ranks_of_few[n] : find_ranks(n);
}

/// Up to here sorting all is cheaper than picking, and a copy fits on the stack.
constexpr std::size_t sorted_outright = 1'024;

/// Most often the larger part is in order already (order_if_few) and a few follow it.
void sort_into(std::span<const std::int64_t> samples, std::span<std::int64_t> sorted) {
  const auto ordered = static_cast<std::size_t>(std::is_sorted_until(samples.begin(), samples.end()) - samples.begin());
  const std::size_t rest = samples.size() - ordered;
  if (2 * rest > samples.size()) {
    std::copy(samples.begin(), samples.end(), sorted.begin());
    sort_times(sorted.first(samples.size()));
    return;
  }
  std::array<std::int64_t, sorted_outright / 2> others;
  std::copy(samples.begin() + static_cast<std::ptrdiff_t>(ordered), samples.end(), others.begin());
  sort_times(std::span(others).first(rest));
  std::merge(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(ordered), others.begin(),
             others.begin() + static_cast<std::ptrdiff_t>(rest), sorted.begin());
}

Values from_sorted(const Wanted& wanted, std::span<const std::int64_t> samples) {
  std::array<std::int64_t, sorted_outright> sorted;
  sort_into(samples, sorted);
  Values values{};
  for (std::size_t i = 0; i < wanted_count; ++i) {
    values[i] = wanted[i] == 0 ? 0 : sorted[wanted[i] - 1];
  }
  return values;
}

/// Calls values_at(ranks in ascending order, values) for the ranks that exist, and puts the answers in their places.
template <class ValuesAt>
Values in_order(const Wanted& wanted, ValuesAt values_at) {
  std::array<std::size_t, wanted_count> order{};
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  Wanted ranks{};
  std::transform(order.begin(), order.end(), ranks.begin(), [&](std::size_t place) { return wanted[place]; });
  const auto none = static_cast<std::size_t>(std::count(ranks.begin(), ranks.end(), 0U));
  Values found{};
  values_at(std::span(ranks).subspan(none), std::span(found).subspan(none));
  Values values{};
  for (std::size_t i = none; i < wanted_count; ++i) {
    values[order[i]] = found[i];
  }
  return values;
}

/// A side without enough samples is open above, and 0 below, since no time is negative.
Summary summarise(std::uint64_t n, Uint128 sum, std::int64_t min, std::int64_t max, const Wanted& wanted, const Values& values) {
  Summary summary;
  summary.count = n;
  summary.mean = nanoseconds(static_cast<std::int64_t>((2 * sum + n) / (Uint128{2} * n)));
  summary.min = nanoseconds(min);
  summary.max = nanoseconds(max);
  for (std::size_t i = 0; i < shown; ++i) {
    summary.percentiles[i] = nanoseconds(values[i]);
    summary.intervals[i].low = nanoseconds(values[shown + i]);
    if (wanted[2 * shown + i] != 0) {
      summary.intervals[i].high = nanoseconds(values[2 * shown + i]);
    }
  }
  for (std::size_t i = 0; i < plot_percentiles.size(); ++i) {
    summary.grid[i] = nanoseconds(values[3 * shown + i]);
  }
  return summary;
}

}  // namespace

Samples::Samples(Samples&& other) noexcept
    : next_(std::exchange(other.next_, nullptr)),
      end_(std::exchange(other.end_, nullptr)),
      buffer_(std::move(other.buffer_)),
      histogram_(std::move(other.histogram_)) {}

Samples& Samples::operator=(Samples&& other) noexcept {
  if (this == &other) {
    return *this;
  }
  next_ = std::exchange(other.next_, nullptr);
  end_ = std::exchange(other.end_, nullptr);
  buffer_ = std::move(other.buffer_);
  histogram_ = std::move(other.histogram_);
  return *this;
}

void Samples::reserve(std::size_t capacity) {
  const std::size_t size = buffered();
  // Not zeroed: each place is written before it is read.
  std::unique_ptr<std::int64_t[]> larger(new std::int64_t[capacity]);
  if (size != 0) {
    std::memcpy(larger.get(), buffer_.get(), size * sizeof(std::int64_t));
  }
  buffer_ = std::move(larger);
  next_ = buffer_.get() + size;
  end_ = buffer_.get() + capacity;
}

void Samples::make_room() {
  if (histogram_) {
    histogram_->add(pending());
    next_ = buffer_.get();
    return;
  }
  const std::size_t size = buffered();
  if (size == exact_samples) {
    become_histogram();
    return;
  }
  reserve(size == 0 ? first_buffer : std::min(2 * size, exact_samples));
}

void Samples::become_histogram() {
  histogram_ = std::make_unique<Histogram>();
  histogram_->add(pending());
  buffer_.reset(new std::int64_t[drained_buffer]);
  next_ = buffer_.get();
  end_ = next_ + drained_buffer;
}

void Samples::merge(const Samples& other) {
  THAW_CHECK(this != &other);
  if (other.count() == 0) {
    return;
  }
  const std::uint64_t total = count() + other.count();
  if (total <= exact_samples) {
    const std::size_t added = other.buffered();
    if (static_cast<std::size_t>(end_ - next_) < added) {
      reserve(std::clamp<std::size_t>(std::max<std::size_t>(total, 2 * buffered()), first_buffer, exact_samples));
    }
    std::memcpy(next_, other.buffer_.get(), added * sizeof(std::int64_t));
    next_ += added;
    return;
  }
  if (!histogram_) {
    become_histogram();
  }
  if (other.histogram_) {
    histogram_->merge(*other.histogram_);
  }
  histogram_->add(other.pending());
}

void Samples::clear() {
  histogram_.reset();
  next_ = buffer_.get();
}

void Samples::order_if_few() {
  if (!histogram_ && buffered() <= sorted_outright) sort_times({buffer_.get(), buffered()});
}

Summary Samples::summary() const {
  const std::uint64_t n = count();
  if (n == 0) {
    return {};
  }
  if (!histogram_) {
    return exact_summary();
  }
  // A copy, so that the buffered samples can be drained: once at the end of a run, about 100 KB.
  Histogram all;
  all.merge(*histogram_);
  all.add(pending());
  const Wanted wanted = wanted_ranks(n);
  const Values values = in_order(wanted, [&](auto ranks, auto found) { all.values_at(ranks, found); });
  Summary summary = summarise(n, all.sum_ns(), all.min_ns(), all.max_ns(), wanted, values);
  summary.exact = false;
  return summary;
}

Summary Samples::exact_summary() const {
  const std::span<const std::int64_t> samples = pending();
  const auto [low, high] = std::minmax_element(samples.begin(), samples.end());
  THAW_CHECK(*low >= 0);
  Uint128 sum = 0;
  for (const std::int64_t ns : samples) {
    sum += static_cast<std::uint64_t>(ns);
  }
  const Wanted wanted = wanted_ranks(samples.size());
  const Values values = samples.size() <= sorted_outright
                            ? from_sorted(wanted, samples)
                            : in_order(wanted, [&, lowest = *low, highest = *high](auto ranks, auto found) {
                                select(samples, lowest, highest, ranks, found);
                              });
  return summarise(samples.size(), sum, *low, *high, wanted, values);
}

}  // namespace thaw::stats
