// shared_concurrency.hpp: the account's unreserved concurrency, among functions that run together (3.9, 3.15).
//
// Only an arrival asks what is free, and nothing but its own arrivals changes what a function does. So each function is run ahead
// to its next arrival, telling here what it frees or takes meanwhile, and when; at an arrival all of that until then is counted. A
// function is thus looked at once an arrival, not once an event.
//
// What always holds: in use is the sum of what the functions have in use at the instant of the latest arrival; time never goes
// back. An event pushed and popped an invocation; 16 bytes for each environment in use.
#pragma once

#include <cstdint>

#include "engine/future_event_set.hpp"
#include "thaw/check.hpp"

namespace thaw {

class SharedConcurrency {
 public:
  explicit SharedConcurrency(std::uint64_t limit) : limit_(limit) {}

  /// So many more in use from now on; less are counted modulo 2^64.
  void take(std::uint64_t count) { in_use_ += count; }
  /// More or less in use from this moment on, which is not before that of the latest arrival.
  void change_at(std::uint64_t when, std::uint64_t from, std::uint64_t to) {
    for (; from > to; --from) changes_.push(Event::of(when, 0, less));
    for (; from < to; ++from) changes_.push(Event::of(when, 0, more));
  }

  /// What a function that has `own` of it in use may have at most, at an arrival of this moment.
  [[nodiscard]] std::uint64_t limit_of(std::uint64_t own, std::uint64_t when) {
    while (const Event* change = changes_.peek_before(when)) {
      in_use_ += change->slot() == more ? 1 : -std::uint64_t{1};
      changes_.pop();
    }
    THAW_CHECK(own <= in_use_);
    return in_use_ < limit_ ? own + (limit_ - in_use_) : own;
  }

 private:
  static constexpr std::uint32_t less = 0, more = 1;

  std::uint64_t limit_;
  std::uint64_t in_use_ = 0;
  FutureEventSet changes_;
};

}  // namespace thaw
