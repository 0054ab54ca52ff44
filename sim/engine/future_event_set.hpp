// future_event_set.hpp: the pending events of one function, handed out in the order of design note 3.2.
//
// Three places hold events:
// `due_`, a sorted array of all that lie before `due_end_`; a ring of unsorted buckets of equal width after it; and a heap for
// what lies beyond the ring. A bucket is sorted when time reaches it. While there are few events, everything is due.
//
//   push            O(1): one store into a bucket; a short insertion if the event lies in the current bucket
//   peek_before     O(1) amortised: buckets hold about 8 events, so sorting one is a handful of moves
//   rebuild         O(n), when the number of events has doubled or quartered, or the widths no longer fit what is pending
//   memory          16 bytes an event and half a chunk (bucket_ring.hpp) a bucket; nothing is allocated in a steady state
//
// What always holds: no event before the last one taken is accepted (time never goes back).
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/bucket_ring.hpp"
#include "engine/event.hpp"

namespace thaw {

class FutureEventSet {
 public:
  /// Longer buckets take longer to sort, and let `look_ahead` see further.
  FutureEventSet() = default;
  explicit FutureEventSet(std::size_t events_per_bucket) : events_per_bucket_(events_per_bucket) {}

  [[nodiscard]] std::size_t size() const { return due_.size() + ring_.events() + far_.size(); }

  [[gnu::always_inline]] void push(Event event) {
    if (event.when < due_end_) {
      insert_due(event);
      return;
    }
    const std::uint64_t bucket = event.when >> shift_;
    if (bucket - current_bucket_ < ring_.buckets()) {
      ring_.add(bucket, event);
      return;
    }
    push_far(event);
  }

  /// The earliest event before `limit`, or null. The pointer is good until the next push or pop. `coming` is called with the
  /// slot of each event whose turn is near (of up to `turns`), so that what it will touch can be fetched into the cache meanwhile.
  template <std::size_t turns, class Coming>
  [[nodiscard]] const Event* peek_before(std::uint64_t limit, Coming coming) {
    for (;;) {
      if (!due_.empty()) return due_.back().when < limit ? &due_.back() : nullptr;
      if (limit <= due_end_ || ring_.events() + far_.size() == 0) return nullptr;
      advance(limit);
      for (std::size_t i = 1; i <= std::min(turns, due_.size()); ++i) coming(due_[due_.size() - i].slot());
    }
  }
  template <class Coming>
  [[nodiscard]] const Event* peek_before(std::uint64_t limit, Coming coming) {
    return peek_before<lookahead>(limit, coming);
  }
  [[nodiscard]] const Event* peek_before(std::uint64_t limit) {
    return peek_before(limit, [](std::uint32_t) {});
  }

  /// Of the event that follows in so many turns, if it is due as well: calls `coming` as peek_before does.
  template <std::size_t turns, class Coming>
  void look_ahead(Coming coming) const {
    if (due_.size() > turns) coming(due_[due_.size() - 1 - turns].slot());
  }
  /// As peek_before does.
  template <class Coming>
  void look_ahead(Coming coming) const {
    look_ahead<lookahead>(coming);
  }

  /// Of what a few events are kept in.
  void prefetch() const { __builtin_prefetch(due_.data(), 1); }

  /// No events, time 0 again; what memory may be needed soon stays.
  void clear();

  /// Takes the event that peek_before showed.
  void pop() {
    due_.pop_back();
    ++taken_;
  }

 private:
  static constexpr std::size_t lookahead = 8;        // turns, about as long as a line takes from the third-level cache
  static constexpr std::size_t few = 48;             // up to here one sorted array is fastest
  static constexpr std::size_t max_due = 256;        // more than this in the current bucket: the widths no longer fit
  static constexpr std::size_t max_buckets = 8'192;  // their headers then still fit the second-level cache

  [[gnu::always_inline]] void insert_due(Event event) {
    // Sorted with the earliest last, so that taking it is a pop; new events mostly lie late in it.
    due_.emplace_back(event.when, event.which);  // by halves, as they were just made: read as a whole they would be waited for
    std::size_t i = due_.size() - 1;
    for (; i != 0 && due_[i - 1] < event; --i) due_[i] = due_[i - 1];
    due_[i].when = event.when;
    due_[i].which = event.which;
    if (due_.size() > due_limit_) rebuild();
  }

  void push_far(Event event);
  void advance(std::uint64_t limit);
  [[nodiscard]] bool fits() const;
  void rebuild();
  void spread(const std::vector<Event>& events);
  [[nodiscard]] std::uint64_t width_for(const std::vector<Event>& events) const;

  std::size_t events_per_bucket_ = 8;
  std::vector<Event> due_;            // descending, so that the earliest is at the back
  std::uint64_t due_end_ = never;     // every event before this is due
  std::size_t due_limit_ = few;       // rebuild when due_ grows beyond this
  std::uint64_t current_bucket_ = 0;  // due_end_ >> shift_: the first bucket that is not due
  int shift_ = 63;
  std::size_t grow_at_ = 0;  // rebuild at these sizes
  std::size_t shrink_at_ = 0;
  int reach_ = 0;                 // ring spans 2^reach times what the number of events alone would say
  std::uint64_t epoch_when_ = 0;  // since the last rebuild: its moment, events taken, buckets passed, pushes beyond the ring
  std::uint64_t taken_ = 0;
  std::uint64_t passed_ = 0;
  std::uint64_t far_pushes_ = 0;
  BucketRing ring_;
  std::vector<Event> far_;  // heap, earliest first
};

}  // namespace thaw
