// series_recorder.hpp: counts over time in at most 2,048 buckets (design note, section 6).
//
// Buckets are 60 s wide at first; when an instant lies beyond the last one the width doubles and neighbours are added up, so
// that a series of any span keeps its size and depends only on what was counted, not on the order. Integers only.
#pragma once

#include <cstdint>
#include <vector>

#include "thaw/result.hpp"

namespace thaw::stats {

struct SeriesCounts {
  std::uint64_t requests = 0, invocations = 0, cold_starts = 0, throttles = 0, errors = 0;
};

class SeriesRecorder {
 public:
  static constexpr std::int64_t first_width_s = 60;
  static constexpr std::size_t max_buckets = 2'048;

  void add(Instant at, const SeriesCounts& counts);
  /// A level of busy and of live environments that was reached in the bucket of this instant.
  void reach(Instant at, std::uint64_t busy, std::uint64_t environments);
  /// The series of [0, end]; what happened at `end` belongs to the last bucket.
  [[nodiscard]] Series finish(Instant end) const;

 private:
  struct Bucket {
    SeriesCounts counts;
    std::uint64_t busy_max = 0, environments_max = 0;
  };
  Bucket& at(Instant instant);

  std::int64_t width_ns_ = first_width_s * 1'000'000'000;
  std::vector<Bucket> buckets_;
};

}  // namespace thaw::stats
