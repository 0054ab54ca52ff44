// idle_pool.hpp: the frozen environments of one function, and which of them the next request gets (3.4).
//
// They are linked in the order in which they became idle, so that the list is the lane of whatever is due a constant time
// after that (with a fixed keep-alive, expiry): the oldest goes first, nothing is searched and nothing stale is kept. `mru` and
// `lru` are the two ends of the list; `newest` keeps a heap of numbers and `random` an array beside it, and only then.
//
//   add, take, remove   O(1) for mru, lru and random; O(log n) for newest
//   memory              none of its own for mru and lru: the links are in the environments
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/random_stream.hpp"
#include "lambda/environment.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

class IdlePool {
 public:
  IdlePool(EnvironmentSlab& slab, Pick pick) : slab_(slab), pick_(pick) {}

  [[nodiscard]] std::uint64_t size() const { return size_; }
  /// The one idle longest of those that have not passed the lane's end; no_slot if there is none.
  [[nodiscard]] Slot lane_head() const { return lane_head_; }
  /// The lane's head stays idle and leaves the lane: something else will end its idle time.
  void pass_lane() { lane_head_ = lane_head_ == newest_ ? no_slot : slab_[lane_head_].newer; }

  void prefetch() const {
    if (newest_ != no_slot) slab_.prefetch(newest_);
  }
  [[gnu::always_inline]] void add(Slot slot) {
    Environment& environment = slab_[slot];
    environment.state = EnvironmentState::idle;
    environment.older = newest_;
    if (newest_ == no_slot) {
      oldest_ = slot;
    } else {
      slab_[newest_].newer = slot;
    }
    newest_ = slot;
    if (lane_head_ == no_slot) lane_head_ = slot;
    ++size_;
    if (pick_ == Pick::newest || pick_ == Pick::random) add_beside(slot);
  }

  /// The environment that the policy picks; the pool must not be empty. `bits` decides for `random`.
  [[nodiscard]] Slot pick(std::uint64_t bits) {
    if (pick_ == Pick::mru) [[likely]] {
      return newest_;
    }
    if (pick_ == Pick::lru) return oldest_;
    if (pick_ == Pick::random) return list_[below(bits, list_.size())];
    return highest_number();
  }

  /// Takes it out of the pool, whatever it does next.
  [[gnu::always_inline]] void remove(Slot slot) {
    --size_;
    const Environment& environment = slab_[slot];
    if (slot == lane_head_) pass_lane();
    if (slot == newest_) [[likely]] {
      newest_ = environment.older;  // whose `newer` goes stale; nobody reads that of the newest
      if (newest_ == no_slot) oldest_ = no_slot;
    } else if (slot == oldest_) {
      oldest_ = environment.newer;
      slab_[oldest_].older = no_slot;
    } else {
      slab_[environment.older].newer = environment.newer;
      slab_[environment.newer].older = environment.older;
    }
    if (pick_ == Pick::random) remove_from_list(slot);
  }

 private:
  using Numbered = std::pair<std::uint64_t, Slot>;

  void add_beside(Slot slot) {
    if (pick_ == Pick::random) {
      slab_.extra(slot).position = static_cast<std::uint32_t>(list_.size());
      list_.push_back(slot);
      return;
    }
    if (heap_.size() > 2 * size_ + 64) drop_stale();
    heap_.emplace_back(slab_[slot].number, slot);
    std::push_heap(heap_.begin(), heap_.end());
  }

  [[nodiscard]] bool current(const Numbered& entry) const {
    return slab_[entry.second].state == EnvironmentState::idle && slab_[entry.second].number == entry.first;
  }

  Slot highest_number() {
    // Entries of environments that have left stay in the heap until they come up; an environment that came back has two.
    while (!current(heap_.front())) {
      std::pop_heap(heap_.begin(), heap_.end());
      heap_.pop_back();
    }
    return heap_.front().second;
  }

  void drop_stale() {
    std::erase_if(heap_, [this](const Numbered& entry) { return !current(entry); });
    std::sort(heap_.begin(), heap_.end());
    heap_.erase(std::unique(heap_.begin(), heap_.end()), heap_.end());
    std::make_heap(heap_.begin(), heap_.end());
  }

  void remove_from_list(Slot slot) {
    // The last takes the leaver's place (3.4), which is what makes ⌊u·n⌋ a rule that a second program can follow.
    const std::uint32_t position = slab_.extra(slot).position;
    list_[position] = list_.back();
    slab_.extra(list_[position]).position = position;
    list_.pop_back();
  }

  EnvironmentSlab& slab_;
  Pick pick_;
  Slot oldest_ = no_slot;
  Slot newest_ = no_slot;
  Slot lane_head_ = no_slot;
  std::uint64_t size_ = 0;
  std::vector<Slot> list_;
  std::vector<Numbered> heap_;
};

}  // namespace thaw
