// fingerprint.hpp: a running hash of every executed event, the cheapest regression test that a simulator can have.
//
// Equal fingerprints mean, for all practical purposes, the same events in the same order. Fingerprints of functions are
// combined in the order of their names, so that it does not matter whether they were run apart or together. 2 ns an event.
#pragma once

#include <bit>
#include <cstdint>

#include "engine/random_stream.hpp"

namespace thaw {

class Fingerprint {
 public:
  constexpr void add(std::uint64_t moment, std::uint64_t what) {
    state_ = (std::rotl(state_, 23) ^ moment ^ (what << 40 | what >> 24)) * 0x9e3779b97f4a7c15ULL;
  }
  [[nodiscard]] constexpr std::uint64_t value() const { return mixed(state_); }

 private:
  std::uint64_t state_ = 0x2545f4914f6cdd1dULL;
};

}  // namespace thaw
