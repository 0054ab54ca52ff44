// random_stream.hpp: random bits that belong to things, not to moments (design note 3.10).
//
// A stream is named by what it is for and whom it belongs to; its k-th draw is a pure function of (seed, names, k), so
// nothing is stored, any draw can be had alone, and adding a function changes no other function's luck. The generator is
// splitmix64 used as a counter: 0.9 ns a draw.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

namespace thaw {

/// The finaliser of splitmix64: a bijection that spreads every input bit over all output bits.
constexpr std::uint64_t mixed(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

class RandomStream {
 public:
  constexpr RandomStream() = default;
  /// Names are hashed with their lengths, so that ("ab", "c") and ("a", "bc") differ.
  constexpr RandomStream(std::uint64_t seed, std::initializer_list<std::string_view> names) : key_(mixed(seed + step)) {
    for (const std::string_view name : names) {
      std::uint64_t h = 0xcbf29ce484222325ULL ^ name.size();
      for (const char c : name) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
      key_ = mixed(key_ * step + mixed(h));
    }
  }

  /// The index-th 64 random bits of this stream.
  [[nodiscard]] constexpr std::uint64_t at(std::uint64_t index) const { return mixed(key_ + (index + 1) * step); }
  /// The same for things with two numbers: environment and idle period, request and attempt.
  [[nodiscard]] constexpr std::uint64_t at(std::uint64_t first, std::uint64_t second) const {
    return mixed(at(first) + (second + 1) * step);
  }

  /// The draws with this first number, as a stream: of(first).at(second) is at(first, second).
  [[nodiscard]] constexpr RandomStream of(std::uint64_t first) const {
    RandomStream part;
    part.key_ = at(first);
    return part;
  }

 private:
  static constexpr std::uint64_t step = 0x9e3779b97f4a7c15ULL;
  std::uint64_t key_ = 0;
};

/// Uniform on (0, 1), never an end: 53 bits and a half.
constexpr double unit(std::uint64_t bits) {
  return (static_cast<double>(bits >> 11) + 0.5) * 0x1.0p-53;
}

/// ⌊u·n⌋ for u uniform on [0, 1): an index below n, exact in integers.
constexpr std::uint64_t below(std::uint64_t bits, std::uint64_t n) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((Wide{bits} * n) >> 64);
}

}  // namespace thaw
