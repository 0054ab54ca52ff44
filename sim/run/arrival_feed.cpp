#include "run/arrival_feed.hpp"

#include <algorithm>

namespace thaw {
namespace {

constexpr std::size_t rows_ahead = 64;  // of each drawn source, where several are merged

/// The rows before `limit`, taken off the front of `rows`.
std::span<const Row> split_before(std::span<const Row>& rows, Instant limit) {
  std::size_t count = rows.size();
  if (count > 0 && rows.back().at_ns >= limit.ns) {
    const auto first_later = std::partition_point(rows.begin(), rows.end(), [&](const Row& row) { return row.at_ns < limit.ns; });
    count = static_cast<std::size_t>(first_later - rows.begin());
  }
  const std::span<const Row> front = rows.first(count);
  rows = rows.subspan(count);
  return front;
}

}  // namespace

void ArrivalFeed::refill(SourceFeed& feed, Instant limit) {
  if (!feed.pending.empty() || feed.ended) return;
  if (feed.drawn) {
    feed.buffer.resize(rows_ahead);
    feed.pending = std::span<const Row>(feed.buffer).first(feed.drawn->fill(feed.buffer, limit));
    feed.ended = feed.drawn->exhausted();
  } else if (feed.recorded) {
    std::span<const Row> block = feed.recorded->next();
    feed.pending = split_before(block, end_);
    feed.ended = feed.pending.empty() || !block.empty();
    if (!feed.pending.empty()) feed.last_ns = feed.pending.back().at_ns;
  }
}

std::span<const Row> ArrivalFeed::next_of_one(SourceFeed& feed, Instant limit, std::span<Row> scratch) {
  if (feed.drawn) {
    const std::size_t count = feed.drawn->fill(scratch, limit);
    feed.ended = feed.drawn->exhausted();
    return scratch.first(count);
  }
  refill(feed, limit);
  return split_before(feed.pending, limit);
}

std::span<const Row> ArrivalFeed::merged(Instant limit, std::span<Row> scratch) {
  std::size_t count = 0;
  while (count < scratch.size()) {
    SourceFeed* first = nullptr;
    for (SourceFeed& feed : sources_) {
      refill(feed, limit);
      if (feed.pending.empty() || feed.pending.front().at_ns >= limit.ns) continue;
      if (first == nullptr || feed.pending.front().at_ns < first->pending.front().at_ns) first = &feed;
    }
    if (first == nullptr) break;
    Row& row = scratch[count++];
    row = first->pending.front();
    row.source = static_cast<std::uint8_t>(first - sources_.data());
    first->pending = first->pending.subspan(1);
  }
  return scratch.first(count);
}

std::span<const Row> ArrivalFeed::next(Instant limit, std::span<Row> scratch) {
  return sources_.size() == 1 ? next_of_one(sources_.front(), limit, scratch) : merged(limit, scratch);
}

bool ArrivalFeed::at_hand() const {
  return std::any_of(sources_.begin(), sources_.end(), [](const SourceFeed& feed) { return !feed.pending.empty(); });
}

bool ArrivalFeed::exhausted() const {
  return std::all_of(sources_.begin(), sources_.end(), [](const SourceFeed& feed) {
    const bool fed_here = feed.drawn.has_value() || feed.recorded != nullptr;
    return feed.pending.empty() && (!fed_here || feed.ended);
  });
}

}  // namespace thaw
