#include "engine/future_event_set.hpp"

#include <utility>

#include "thaw/check.hpp"

namespace thaw {
namespace {

constexpr auto later = [](const Event& a, const Event& b) { return b < a; };

// Buckets are short and nearly always small enough for insertion.
void sort_descending(std::vector<Event>& events) {
  if (events.size() > 24) {
    std::sort(events.begin(), events.end(), later);
    return;
  }
  for (std::size_t i = 1; i < events.size(); ++i) {
    const Event event = events[i];
    std::size_t k = i;
    for (; k != 0 && events[k - 1] < event; --k) events[k] = events[k - 1];
    events[k] = event;
  }
}

}  // namespace

void FutureEventSet::clear() {
  std::vector<Event> due = std::move(due_);
  *this = FutureEventSet(events_per_bucket_);
  due.clear();
  due_ = std::move(due);
}

void FutureEventSet::push_far(Event event) {
  far_.push_back(event);
  std::push_heap(far_.begin(), far_.end(), later);
  ++far_pushes_;
  if (size() > grow_at_) rebuild();
}

bool FutureEventSet::fits() const {
  if (size() > grow_at_ || size() <= shrink_at_) return false;
  if (passed_ < 2 * ring_.buckets()) return true;  // too early to tell
  if (taken_ > 4 * events_per_bucket_ * passed_ && shift_ > 3) return ring_.buckets() == max_buckets;
  return 8 * taken_ > passed_ && 16 * far_pushes_ < taken_;
}

void FutureEventSet::advance(std::uint64_t limit) {
  if (ring_.events() == 0 || !fits()) {
    rebuild();
    return;
  }
  // Only up to the bucket of `limit`, so that what is pushed next still finds its bucket in the ring.
  while (due_.empty() && due_end_ < limit) {
    ring_.drain(current_bucket_, due_);
    ++current_bucket_;
    ++passed_;
    due_end_ = current_bucket_ << shift_;
    while (!far_.empty() && far_.front().when < due_end_) {
      due_.push_back(far_.front());
      std::pop_heap(far_.begin(), far_.end(), later);
      far_.pop_back();
    }
    sort_descending(due_);
    if (ring_.events() == 0) return;
  }
}

void FutureEventSet::rebuild() {
  std::vector<Event> events;
  events.reserve(size());
  events.insert(events.end(), due_.begin(), due_.end());
  for (std::size_t bucket = 0; bucket < ring_.buckets(); ++bucket) ring_.drain(bucket, events);
  events.insert(events.end(), far_.begin(), far_.end());
  due_.clear();
  far_.clear();
  std::sort(events.begin(), events.end(), later);
  if (events.size() > few) {
    spread(events);
  } else {
    due_ = std::move(events);
    due_end_ = never;
    due_limit_ = few;
    ring_.reset(0);
  }
  epoch_when_ = due_.empty() ? epoch_when_ : due_.back().when;
  taken_ = passed_ = far_pushes_ = 0;
}

std::uint64_t FutureEventSet::width_for(const std::vector<Event>& events) const {
  // Events per bucket are the rate at which events are taken times the width; until that rate is known, the nearest pending
  // events stand for it.
  const std::uint64_t first = events.back().when;
  std::uint64_t span = first - std::min(first, epoch_when_);
  std::uint64_t count = taken_;
  if (count < 4 * few) {
    count = std::max<std::uint64_t>(events.size() / 8, 32);
    span = events[events.size() - 1 - count].when - first;
  }
  return std::max<std::uint64_t>(span / count * events_per_bucket_, 8);
}

void FutureEventSet::spread(const std::vector<Event>& events) {
  const std::size_t n = events.size();
  if (16 * far_pushes_ > taken_ && taken_ > 0 && reach_ < 8) ++reach_;
  std::uint64_t width = width_for(events);
  std::size_t buckets = 64;
  std::size_t wanted = std::max<std::size_t>(n / 2, 64) << reach_;
  while (buckets < max_buckets && buckets < wanted) buckets *= 2;
  for (; buckets < wanted; wanted /= 2) width *= 2;
  shift_ = std::min(static_cast<int>(std::bit_width(width)) - 1, 57);
  ring_.reset(buckets);
  const std::uint64_t first = events.back().when;
  current_bucket_ = (first >> shift_) + 1;
  due_end_ = current_bucket_ << shift_;
  grow_at_ = 2 * n;
  shrink_at_ = n / 4;
  for (const Event& event : events) {
    const std::uint64_t bucket = event.when >> shift_;
    if (event.when < due_end_) {
      due_.push_back(event);  // in order already
    } else if (bucket - current_bucket_ < buckets) {
      ring_.add(bucket, event);
    } else {
      far_.push_back(event);
    }
  }
  std::make_heap(far_.begin(), far_.end(), later);
  // Many events of one moment cannot be spread: the limit follows them, so that a rebuild is not tried at every push.
  due_limit_ = std::max(max_due, 2 * due_.size());
}

}  // namespace thaw
