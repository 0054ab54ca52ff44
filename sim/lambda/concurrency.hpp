// concurrency.hpp: how many environments may be placing, initialising or running at once (3.9).
//
// Each function has one. With reserved concurrency its limit stays what it is, a guarantee and a cap at once. Without, it is what
// the others leave of the account's unreserved share, which changes while functions run together (shared_concurrency.hpp); a
// function that runs apart has none to fear, as the sums over functions are checked afterwards (3.15). A compare or a count each;
// 16 bytes.
#pragma once

#include <cstdint>
#include <limits>

namespace thaw {

class Concurrency {
 public:
  static constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

  explicit Concurrency(std::uint64_t limit) : limit_(limit) {}

  [[nodiscard]] bool full() const { return in_use_ >= limit_; }
  [[nodiscard]] std::uint64_t in_use() const { return in_use_; }
  void set_limit(std::uint64_t limit) { limit_ = limit; }
  void enter() { ++in_use_; }
  void leave() { --in_use_; }

 private:
  std::uint64_t limit_;
  std::uint64_t in_use_ = 0;
};

}  // namespace thaw
