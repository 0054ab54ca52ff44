#include "stats/series_recorder.hpp"

#include <algorithm>

namespace thaw::stats {
namespace {

void add_to(SeriesCounts& sum, const SeriesCounts& more) {
  sum.requests += more.requests;
  sum.invocations += more.invocations;
  sum.cold_starts += more.cold_starts;
  sum.throttles += more.throttles;
  sum.errors += more.errors;
}

}  // namespace

SeriesRecorder::Bucket& SeriesRecorder::at(Instant instant) {
  auto index = static_cast<std::size_t>(instant.ns / width_ns_);
  while (index > max_buckets) {  // one more than fits, since an event at the very end belongs to the last bucket
    const std::size_t halves = (buckets_.size() + 1) / 2;
    for (std::size_t i = 0; i < halves; ++i) {
      Bucket sum = buckets_[2 * i];
      if (2 * i + 1 < buckets_.size()) {
        const Bucket& other = buckets_[2 * i + 1];
        add_to(sum.counts, other.counts);
        sum.busy_max = std::max(sum.busy_max, other.busy_max);
        sum.environments_max = std::max(sum.environments_max, other.environments_max);
      }
      buckets_[i] = sum;
    }
    buckets_.resize(halves);
    width_ns_ *= 2;
    index = static_cast<std::size_t>(instant.ns / width_ns_);
  }
  if (index >= buckets_.size()) buckets_.resize(index + 1);
  return buckets_[index];
}

void SeriesRecorder::add(Instant instant, const SeriesCounts& counts) {
  add_to(at(instant).counts, counts);
}

void SeriesRecorder::reach(Instant instant, std::uint64_t busy, std::uint64_t environments) {
  Bucket& bucket = at(instant);
  bucket.busy_max = std::max(bucket.busy_max, busy);
  bucket.environments_max = std::max(bucket.environments_max, environments);
}

Series SeriesRecorder::finish(Instant end) const {
  SeriesRecorder whole = *this;
  // An index of exactly max_buckets is allowed above; whether it is one bucket too many depends on the end alone.
  const auto needed = [&] { return std::max<std::int64_t>((end.ns + whole.width_ns_ - 1) / whole.width_ns_, 1); };
  while (needed() > static_cast<std::int64_t>(max_buckets))
    whole.at({static_cast<std::int64_t>(max_buckets + 1) * whole.width_ns_});
  const auto count = static_cast<std::size_t>(needed());
  Series series;
  series.bucket_s = whole.width_ns_ / 1'000'000'000;
  for (auto* column : {&series.requests, &series.invocations, &series.cold_starts, &series.throttles, &series.errors,
                       &series.busy_max, &series.environments_max}) {
    column->assign(count, 0);
  }
  for (std::size_t i = 0; i < whole.buckets_.size(); ++i) {
    const Bucket& bucket = whole.buckets_[i];
    const std::size_t place = std::min(i, count - 1);
    series.requests[place] += bucket.counts.requests;
    series.invocations[place] += bucket.counts.invocations;
    series.cold_starts[place] += bucket.counts.cold_starts;
    series.throttles[place] += bucket.counts.throttles;
    series.errors[place] += bucket.counts.errors;
    series.busy_max[place] = std::max(series.busy_max[place], bucket.busy_max);
    series.environments_max[place] = std::max(series.environments_max[place], bucket.environments_max);
  }
  return series;
}

}  // namespace thaw::stats
