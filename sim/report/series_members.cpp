#include "report/series_members.hpp"

#include <fmt/format.h>

#include "stats/series_recorder.hpp"

namespace thaw {

namespace {

constexpr std::uint64_t widest_bucket_s = std::uint64_t{1} << 30U;

void check(SavedBlock& block, const Series& series) {
  const std::size_t size = series.requests.size();
  for (const auto* other :
       {&series.invocations, &series.cold_starts, &series.throttles, &series.errors, &series.busy_max, &series.environments_max}) {
    if (other->size() == size) continue;
    block.contradiction("the columns are not of one length");
    break;
  }
  if (series.bucket_s == 0 || size > stats::SeriesRecorder::max_buckets) {
    block.contradiction(fmt::format("there are at most {} buckets, of at least one second", stats::SeriesRecorder::max_buckets));
  }
}

template <class Block, class Buckets>
void describe(Block& block, Buckets& series) {
  block.whole("bucket_s", series.bucket_s, widest_bucket_s);
  block.counts("requests", series.requests);
  block.counts("invocations", series.invocations);
  block.counts("cold_starts", series.cold_starts);
  block.counts("throttles", series.throttles);
  block.counts("errors", series.errors);
  block.counts("busy_max", series.busy_max);
  block.counts("environments_max", series.environments_max);
  if constexpr (Block::reads) check(block, series);
}

}  // namespace

void members(WrittenBlock& block, const Series& series) {
  describe(block, series);
}
void members(SavedBlock& block, Series& series) {
  describe(block, series);
}

}  // namespace thaw
