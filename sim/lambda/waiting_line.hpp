// waiting_line.hpp: requests that found no idle environment, first come, first served (3.5, `assignment: eager`).
//
// A ring that doubles when it is full and never shrinks: push and pop are O(1) and allocate nothing in a steady state.
#pragma once

#include <cstddef>
#include <vector>

#include "lambda/environment.hpp"

namespace thaw {

class WaitingLine {
 public:
  [[nodiscard]] bool empty() const { return size_ == 0; }

  void push(const Request& request) {
    if (size_ == ring_.size()) grow();
    ring_[(first_ + size_++) & (ring_.size() - 1)] = request;
  }
  Request pop() {
    const Request& request = ring_[first_];
    first_ = (first_ + 1) & (ring_.size() - 1);
    --size_;
    return request;
  }
  void clear() { first_ = size_ = 0; }

 private:
  void grow() {
    std::vector<Request> larger(ring_.empty() ? 8 : 2 * ring_.size());
    for (std::size_t i = 0; i < size_; ++i) larger[i] = ring_[(first_ + i) & (ring_.size() - 1)];
    ring_.swap(larger);
    first_ = 0;
  }

  std::vector<Request> ring_;
  std::size_t first_ = 0;
  std::size_t size_ = 0;
};

}  // namespace thaw
