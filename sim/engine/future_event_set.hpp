// future_event_set.hpp: the pending events of one function, handed out in the order of design note 3.2.
//
// Within a function the order is (instant, class, sequence); it is written once, in Event. Three places hold events:
// `due_`, a sorted array of all that lie before `due_end_`; a ring of unsorted buckets of equal width after it; and a heap for
// what lies beyond the ring. A bucket is sorted when time reaches it. While there are few events, everything is due.
//
//   push            O(1): one store into a bucket; a short insertion if the event lies in the current bucket
//   peek_before     O(1) amortised: buckets hold about 8 events, so sorting one is a handful of moves
//   rebuild         O(n), when the number of events has doubled or quartered, or the widths no longer fit what is pending
//   memory          16 bytes an event, 24 bytes a bucket; nothing is allocated in a steady state
//
// What always holds: no event before the last one taken is accepted (time never goes back).
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "thaw/time.hpp"

namespace thaw {

/// Classes of events at one instant, in the order in which they happen (3.2). A run that ends frees its environment before
/// it could expire and before a request arrives; arrivals come last, so that everything else of that instant is done.
enum class EventClass : std::uint8_t { run_ends = 1, ready = 2, expiry = 3, control = 4, source_timer = 5, arrival = 6 };

/// Instant and class in one number that orders as they do: three class bits below the nanoseconds.
constexpr std::uint64_t moment(std::int64_t at_ns, EventClass event_class) {
  return (static_cast<std::uint64_t>(at_ns) << 3) | static_cast<std::uint64_t>(event_class);
}
constexpr std::int64_t at_ns_of(std::uint64_t when) {
  return static_cast<std::int64_t>(when >> 3);
}
/// Before every event of this instant, whatever its class.
constexpr std::uint64_t start_of(std::int64_t at_ns) {
  return static_cast<std::uint64_t>(at_ns) << 3;
}
inline constexpr std::uint64_t never = ~std::uint64_t{0};

struct Event {
  std::uint64_t when;   // moment()
  std::uint64_t which;  // sequence within the class, then the environment's slot

  static constexpr int slot_bits = 24;
  static constexpr std::uint64_t max_slots = std::uint64_t{1} << slot_bits;
  static constexpr std::uint64_t max_sequence = std::uint64_t{1} << (64 - slot_bits);

  static constexpr Event of(std::uint64_t when, std::uint64_t sequence, std::uint32_t slot) {
    return {when, (sequence << slot_bits) | slot};
  }
  [[nodiscard]] constexpr EventClass event_class() const { return static_cast<EventClass>(when & 7); }
  [[nodiscard]] constexpr std::uint64_t sequence() const { return which >> slot_bits; }
  [[nodiscard]] constexpr std::uint32_t slot() const { return static_cast<std::uint32_t>(which & (max_slots - 1)); }

  friend constexpr bool operator<(const Event& a, const Event& b) {
    return a.when < b.when || (a.when == b.when && a.which < b.which);
  }
};
static_assert(sizeof(Event) == 16);

class FutureEventSet {
 public:
  [[nodiscard]] std::size_t size() const { return due_.size() + in_ring_ + far_.size(); }

  [[gnu::always_inline]] void push(const Event& event) {
    if (event.when < due_end_) {
      insert_due(event);
      return;
    }
    const std::uint64_t bucket = event.when >> shift_;
    if (bucket - current_bucket_ < ring_.size()) {
      ring_[bucket & mask_].push_back(event);
      ++in_ring_;
      return;
    }
    push_far(event);
  }

  /// The earliest event before `limit`, or null. The pointer is good until the next push or pop. `coming` is called with the
  /// slot of each event whose turn is near, so that what it will touch can be fetched into the cache meanwhile.
  template <class Coming>
  [[nodiscard]] const Event* peek_before(std::uint64_t limit, Coming coming) {
    for (;;) {
      if (!due_.empty()) return due_.back().when < limit ? &due_.back() : nullptr;
      if (limit <= due_end_ || in_ring_ + far_.size() == 0) return nullptr;
      advance(limit);
      for (std::size_t i = due_.size(); i-- > 0;) coming(due_[i].slot());
    }
  }
  [[nodiscard]] const Event* peek_before(std::uint64_t limit) {
    return peek_before(limit, [](std::uint32_t) {});
  }

  /// Takes the event that peek_before showed.
  void pop() {
    due_.pop_back();
    ++taken_;
  }

 private:
  static constexpr std::size_t few = 48;             // up to here one sorted array is fastest
  static constexpr std::size_t max_due = 256;        // more than this in the current bucket: the widths no longer fit
  static constexpr std::size_t max_buckets = 8'192;  // their headers then still fit the second-level cache
  static constexpr std::size_t events_per_bucket = 8;

  [[gnu::always_inline]] void insert_due(const Event& event) {
    // Sorted with the earliest last, so that taking it is a pop; new events mostly lie late in it.
    due_.push_back(event);
    std::size_t i = due_.size() - 1;
    for (; i != 0 && due_[i - 1] < event; --i) due_[i] = due_[i - 1];
    due_[i] = event;
    if (due_.size() > due_limit_) rebuild();
  }

  void push_far(const Event& event);
  void advance(std::uint64_t limit);
  [[nodiscard]] bool fits() const;
  void rebuild();
  void spread(const std::vector<Event>& events);
  [[nodiscard]] std::uint64_t width_for(const std::vector<Event>& events) const;

  std::vector<Event> due_;         // descending, so that the earliest is at the back
  std::uint64_t due_end_ = never;  // every event before this is due
  std::size_t due_limit_ = few;    // rebuild when due_ grows beyond this
  std::size_t in_ring_ = 0;
  std::uint64_t current_bucket_ = 0;  // due_end_ >> shift_: the first bucket that is not due
  int shift_ = 63;
  std::uint64_t mask_ = 0;
  std::size_t grow_at_ = 0;  // rebuild at these sizes
  std::size_t shrink_at_ = 0;
  int reach_ = 0;                 // ring spans 2^reach times what the number of events alone would say
  std::uint64_t epoch_when_ = 0;  // since the last rebuild: its moment, events taken, buckets passed, pushes beyond the ring
  std::uint64_t taken_ = 0;
  std::uint64_t passed_ = 0;
  std::uint64_t far_pushes_ = 0;
  std::vector<std::vector<Event>> ring_;
  std::vector<Event> far_;  // heap, earliest first
};

}  // namespace thaw
