// bucket_ring.hpp: the buckets of a future event set: unsorted heaps of events by stretches of time.
//
// A bucket is a list of chunks of eight events, taken from and given back to one stack of free chunks. So memory that was
// just emptied is filled next, and what is touched is as large as what is pending; a vector per bucket would touch the most
// that each of them ever held. A bucket's head is 8 bytes: all of them fit the first two levels of cache.
//
//   add     O(1): a head, a chunk
//   drain   O(events) of one bucket
//   memory  8 bytes a bucket; 132 bytes for up to eight events; nothing is allocated in a steady state
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/event.hpp"

namespace thaw {

class BucketRing {
 public:
  [[nodiscard]] std::size_t buckets() const { return heads_.size(); }
  [[nodiscard]] std::size_t events() const { return events_; }

  /// All buckets empty, a power of two of them.
  void reset(std::size_t buckets) {
    heads_.assign(buckets, Head{});
    chunks_.clear();
    next_.clear();
    free_ = no_chunk;
    events_ = 0;
  }

  /// Into the bucket of this number, counted round the ring.
  void add(std::uint64_t bucket, const Event& event) {
    Head& head = heads_[bucket & (heads_.size() - 1)];
    const std::uint32_t place = head.count++ % chunk_events;
    if (place == 0) head.chunk = fresh_chunk(head.chunk);
    Event& free = chunks_[head.chunk][place];
    free.when = event.when;
    free.which = event.which;
    ++events_;
  }

  /// Moves the events of this bucket to the end of `to`.
  void drain(std::uint64_t bucket, std::vector<Event>& to) {
    Head& head = heads_[bucket & (heads_.size() - 1)];
    if (head.count == 0) return;
    events_ -= head.count;
    std::uint32_t chunk = head.chunk;
    std::size_t held = (head.count - 1) % chunk_events + 1;
    for (std::size_t left = head.count; left > 0; left -= held, held = chunk_events) {
      to.insert(to.end(), chunks_[chunk].begin(), chunks_[chunk].begin() + static_cast<std::ptrdiff_t>(held));
      const std::uint32_t following = next_[chunk];
      next_[chunk] = free_;
      free_ = chunk;
      chunk = following;
    }
    head = Head{};
  }

 private:
  static constexpr std::uint32_t chunk_events = 8;
  static constexpr std::uint32_t no_chunk = ~std::uint32_t{0};
  struct alignas(64) Chunk : std::array<Event, chunk_events> {};
  struct Head {
    std::uint32_t chunk = no_chunk;  // the latest, which may be part full
    std::uint32_t count = 0;
  };

  std::uint32_t fresh_chunk(std::uint32_t behind) {
    std::uint32_t chunk = free_;
    if (chunk == no_chunk) {
      chunk = static_cast<std::uint32_t>(chunks_.size());
      chunks_.emplace_back();
      next_.push_back(no_chunk);
    } else {
      free_ = next_[chunk];
    }
    next_[chunk] = behind;
    return chunk;
  }

  std::vector<Head> heads_;
  std::vector<Chunk> chunks_;
  std::vector<std::uint32_t> next_;  // the chunk behind in its bucket, or on the stack of free ones
  std::uint32_t free_ = no_chunk;
  std::size_t events_ = 0;
};

}  // namespace thaw
