// concurrency.hpp: how many environments may be placing, initialising or running at once (3.9).
//
// The account's unreserved share is one of these for all functions that run together; a function with reserved concurrency has
// its own, which is a guarantee and a cap at once. A function that runs apart without one has none to fear: the sums over
// functions are checked afterwards (3.15). A compare or a count each; 16 bytes.
#pragma once

#include <cstdint>
#include <limits>

namespace thaw {

class Concurrency {
 public:
  static constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

  explicit Concurrency(std::uint64_t limit) : limit_(limit) {}

  [[nodiscard]] bool full() const { return in_use_ >= limit_; }
  void enter() { ++in_use_; }
  void leave() { --in_use_; }

 private:
  std::uint64_t limit_;
  std::uint64_t in_use_ = 0;
};

}  // namespace thaw
