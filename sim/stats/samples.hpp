// samples.hpp: everything that a report says about one distribution of times, from samples that come one by one.
//
// What always holds: the summary depends on the samples as a set, never on their order, on how they were split over
// objects that were merged, or on the compiler. Up to exact_samples it is exact; beyond that percentiles come from a
// log-linear histogram (relative error at most 0.1 %), while count, mean, min and max stay exact. Which of the two
// depends on the count alone (design note 6).
//
// What it costs: empty, 32 bytes and no allocation; exact, 8 to 16 bytes a sample; as a histogram, 9 KB and 4 KB for each
// power of two of nanoseconds that was met. record() is a compare and a store, about 1 ns, and in histogram mode 2-3 ns
// with draining its buffer. Keep one hot Samples while a function runs (clear() keeps its memory for the next function):
// scattering records over the objects of many functions misses the cache on each.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "stats/histogram.hpp"
#include "thaw/result.hpp"

namespace thaw::stats {

class Samples {
 public:
  static constexpr std::size_t exact_samples = 65'536;

  Samples() = default;
  Samples(Samples&& other) noexcept;
  Samples& operator=(Samples&& other) noexcept;
  Samples(const Samples&) = delete;
  Samples& operator=(const Samples&) = delete;
  ~Samples() = default;

  /// One time in nanoseconds, not negative (checked when the buffer is next read, not here).
  void record(std::int64_t ns) {
    if (next_ == end_) [[unlikely]] {
      make_room();
    }
    *next_++ = ns;
  }

  /// As if everything that `other` recorded had been recorded here. Not with itself.
  void merge(const Samples& other);

  /// Forgets all samples and keeps the memory of the buffer.
  void clear();

  /// Sorts a small set, so that summaries of it, and of it with a few others, need not each sort it anew.
  void order_if_few();

  [[nodiscard]] std::uint64_t count() const { return (histogram_ ? histogram_->count() : 0) + buffered(); }

  /// Nearest-rank percentiles, mean (half a nanosecond rounds up) and order-statistic intervals; all zero without samples.
  [[nodiscard]] Summary summary() const;

 private:
  static constexpr std::size_t first_buffer = 16;
  static constexpr std::size_t drained_buffer = 1'024;  // 8 KB: stays in the first-level cache beside the engine's data

  [[nodiscard]] std::size_t buffered() const { return static_cast<std::size_t>(next_ - buffer_.get()); }
  [[nodiscard]] std::span<const std::int64_t> pending() const { return {buffer_.get(), buffered()}; }
  void make_room();
  void reserve(std::size_t capacity);
  void become_histogram();
  [[nodiscard]] Summary exact_summary() const;

  std::int64_t* next_ = nullptr;
  std::int64_t* end_ = nullptr;
  std::unique_ptr<std::int64_t[]> buffer_;  // exact: all samples; histogram: those not yet drained
  std::unique_ptr<Histogram> histogram_;    // set once there are more than exact_samples
};
static_assert(sizeof(Samples) <= 96, "300,000 of them live at once in a run of 50,000 functions");

}  // namespace thaw::stats
