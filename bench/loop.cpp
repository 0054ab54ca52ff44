#include "loop.hpp"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <numeric>
#include <utility>

namespace thaw::bench {
namespace {

constexpr std::int64_t idle_limit_ns = 600'000'000'000;
constexpr std::int64_t init_ns = 200'000'000;
constexpr double mean_duration_ns = 0.3e9;

/// Smallest first, four children to a node: half as deep as a binary heap, and siblings share a cache line.
class Heap {
 public:
  [[nodiscard]] bool due(std::int64_t now) const { return !ends_.empty() && ends_.front() <= now; }
  [[nodiscard]] bool empty() const { return ends_.empty(); }
  [[nodiscard]] std::int64_t top() const { return ends_.front(); }

  void push(std::int64_t end) {
    std::size_t hole = ends_.size();
    ends_.push_back(end);
    while (hole != 0) {
      const std::size_t parent = (hole - 1) / 4;
      if (ends_[parent] <= end) break;
      ends_[hole] = ends_[parent];
      hole = parent;
    }
    ends_[hole] = end;
  }

  std::int64_t pop() {
    const std::int64_t first = ends_.front();
    const std::int64_t last = ends_.back();
    ends_.pop_back();
    if (!ends_.empty()) sink(last);
    return first;
  }

  template <class Visit>
  void release(std::int64_t now, Visit&& visit) {
    while (due(now)) visit(pop());
  }

 private:
  // Works on plain pointers and copies: through the vector each write could have moved its own bounds.
  void sink(std::int64_t end) {
    std::int64_t* const ends = ends_.data();
    const std::size_t size = ends_.size();
    std::size_t hole = 0;
    for (std::size_t child = 1; child < size; child = 4 * hole + 1) {
      const std::size_t least = child + 4 <= size ? least_of_four(ends, child) : least_of_rest(ends, child, size);
      if (ends[least] >= end) break;
      ends[hole] = ends[least];
      hole = least;
    }
    ends[hole] = end;
  }

  static std::size_t least_of_four(const std::int64_t* ends, std::size_t child) {
    const std::size_t left = child + static_cast<std::size_t>(ends[child + 1] < ends[child]);
    const std::size_t right = child + 2 + static_cast<std::size_t>(ends[child + 3] < ends[child + 2]);
    return ends[right] < ends[left] ? right : left;
  }

  static std::size_t least_of_rest(const std::int64_t* ends, std::size_t child, std::size_t size) {
    std::size_t least = child;
    for (std::size_t other = child + 1; other < size; ++other) {
      if (ends[other] < ends[least]) least = other;
    }
    return least;
  }

  std::vector<std::int64_t> ends_;
};

/// A year of buckets, each sorted when time reaches it; what ends beyond the year waits in a heap.
class Calendar {
 public:
  Calendar(double mean_gap_ns, double mean_ns) {
    // One end per bucket while there are few; when the year would take more than 8,192 buckets, they grow wider instead.
    const double year_ns = 8 * mean_ns;
    const double widest_ns = std::max(mean_gap_ns, year_ns / most_buckets);
    while (std::ldexp(1.0, width_bits_) < widest_ns) ++width_bits_;
    std::size_t count = 4;
    while (count < most_buckets && std::ldexp(static_cast<double>(count), width_bits_) < year_ns) count *= 2;
    buckets_.resize(count);
  }

  void push(std::int64_t end) {
    const std::uint64_t day = day_of(end);
    if (day <= today_) {
      due_.insert(std::upper_bound(due_.begin() + static_cast<std::ptrdiff_t>(next_), due_.end(), end), end);
    } else if (day - today_ < buckets_.size()) {
      bucket(day).push_back(end);
    } else {
      later_.push(end);
    }
  }

  template <class Visit>
  void release(std::int64_t now, Visit&& visit) {
    const std::uint64_t last_day = day_of(now);
    while (true) {
      while (next_ != due_.size() && due_[next_] <= now) visit(due_[next_++]);
      if (next_ != due_.size() || today_ >= last_day) return;
      turn_page();
    }
  }

 private:
  static constexpr std::size_t most_buckets = 8192;

  [[nodiscard]] std::uint64_t day_of(std::int64_t instant) const { return static_cast<std::uint64_t>(instant) >> width_bits_; }
  std::vector<std::int64_t>& bucket(std::uint64_t day) { return buckets_[day & (buckets_.size() - 1)]; }

  void turn_page() {
    ++today_;
    due_.clear();
    next_ = 0;
    std::swap(due_, bucket(today_));
    while (!later_.empty() && day_of(later_.top()) <= today_) due_.push_back(later_.pop());
    if (due_.size() > 1) std::sort(due_.begin(), due_.end());
  }

  int width_bits_ = 0;
  std::vector<std::vector<std::int64_t>> buckets_;
  std::uint64_t today_ = 0;
  std::vector<std::int64_t> due_;
  std::size_t next_ = 0;  // of due_: what has not been released
  Heap later_;
};

/// The instants at which the idle environments became so, oldest first, in a ring that doubles when it is full.
class IdleEnvironments {
 public:
  void add(std::int64_t since) {
    if (behind_ - oldest_ == ring_.size()) grow();
    ring_[behind_++ & mask_] = since;
  }
  void expire(std::int64_t now) {
    while (oldest_ != behind_ && ring_[oldest_ & mask_] <= now - idle_limit_ns) ++oldest_;
  }
  /// Takes the newest; false if there is none.
  bool take() {
    if (oldest_ == behind_) return false;
    --behind_;
    return true;
  }

 private:
  void grow() {
    std::vector<std::int64_t> larger(2 * ring_.size());
    const std::size_t count = behind_ - oldest_;
    for (std::size_t i = 0; i < count; ++i) larger[i] = ring_[(oldest_ + i) & mask_];
    ring_.swap(larger);
    mask_ = ring_.size() - 1;
    oldest_ = 0;
    behind_ = count;
  }

  std::vector<std::int64_t> ring_ = std::vector<std::int64_t>(64);
  std::size_t mask_ = 63;
  std::size_t oldest_ = 0;
  std::size_t behind_ = 0;
};

/// Counts of latencies in microseconds: 64 buckets to each doubling, so a relative error of at most 1/64.
class Histogram {
 public:
  void add(std::int64_t latency_ns) {
    const auto us = static_cast<std::uint64_t>(latency_ns) / 1000;
    const int doublings = us < 64 ? 0 : 58 - std::countl_zero(us);
    const std::uint64_t index = (static_cast<std::uint64_t>(doublings) << 6) + (us >> doublings);
    ++counts_[std::min<std::uint64_t>(index, counts_.size() - 1)];
  }
  [[nodiscard]] std::uint64_t checksum() const {
    return std::accumulate(counts_.begin(), counts_.end(), std::uint64_t{0},
                           [](std::uint64_t sum, std::uint64_t count) { return sum * 31 + count; });
  }

 private:
  std::vector<std::uint64_t> counts_ = std::vector<std::uint64_t>(4096);
};

template <class Queue>
LoopRun replay_with(Queue running, const std::vector<std::int64_t>& arrivals_ns, const std::vector<std::int64_t>& durations_ns) {
  IdleEnvironments idle;
  Histogram latencies;
  std::uint64_t cold = 0;
  const std::size_t count = arrivals_ns.size();
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    const std::int64_t now = arrivals_ns[i];
    running.release(now, [&idle](std::int64_t end) { idle.add(end); });
    idle.expire(now);
    std::int64_t latency = durations_ns[i];
    if (!idle.take()) {
      ++cold;
      latency += init_ns;
    }
    latencies.add(latency);
    running.push(now + latency);
  }
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - start;
  return {took.count() / static_cast<double>(count), cold, latencies.checksum()};
}

/// splitmix64, the top 53 bits of each number as the middle of an equal part of (0, 1).
class Uniforms {
 public:
  double next() {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = (state_ ^ (state_ >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return (static_cast<double>((z ^ (z >> 31)) >> 11) + 0.5) * 0x1.0p-53;
  }

 private:
  std::uint64_t state_ = 1;
};

}  // namespace

Recording make_recording(double mean_busy, std::size_t invocations) {
  const double mean_gap_ns = mean_duration_ns / mean_busy;
  const double median_log = std::log(mean_duration_ns) - 0.5;
  Recording made;
  made.arrivals_ns.reserve(invocations);
  made.durations_ns.reserve(invocations);
  Uniforms uniforms;
  double instant = 0;
  for (std::size_t i = 0; i < invocations; ++i) {
    instant -= std::log(uniforms.next()) * mean_gap_ns;
    const double radius = std::sqrt(-2 * std::log(uniforms.next()));
    const double normal = radius * std::cos(6.283185307179586 * uniforms.next());
    made.arrivals_ns.push_back(static_cast<std::int64_t>(instant));
    made.durations_ns.push_back(static_cast<std::int64_t>(std::exp(median_log + normal)));
  }
  return made;
}

LoopRun replay(QueueKind kind, const std::vector<std::int64_t>& arrivals_ns, const std::vector<std::int64_t>& durations_ns) {
  if (arrivals_ns.empty()) return {};
  if (kind == QueueKind::heap) return replay_with(Heap{}, arrivals_ns, durations_ns);
  const auto count = static_cast<double>(arrivals_ns.size());
  const double mean_gap_ns = static_cast<double>(arrivals_ns.back()) / count;
  const double mean_ns = std::accumulate(durations_ns.begin(), durations_ns.end(), 0.0) / count;
  return replay_with(Calendar(mean_gap_ns, mean_ns), arrivals_ns, durations_ns);
}

}  // namespace thaw::bench
