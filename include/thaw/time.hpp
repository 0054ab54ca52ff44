// time.hpp: simulated time as integer nanoseconds (design note 3.1).
//
// Instant counts from the start of the simulation, Duration is a difference. They do not mix by accident: two instants
// cannot be added, and neither converts to or from a plain number without saying so. Sums are checked, since time that
// wraps would go back. Everything is constexpr and as cheap as int64 plus one branch on overflow.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>

#include "thaw/check.hpp"

namespace thaw {

struct Duration {
  std::int64_t ns = 0;

  static constexpr Duration max() { return {std::numeric_limits<std::int64_t>::max()}; }
  friend constexpr auto operator<=>(Duration, Duration) = default;
};

struct Instant {
  std::int64_t ns = 0;

  friend constexpr auto operator<=>(Instant, Instant) = default;
};

constexpr Duration nanoseconds(std::int64_t count) {
  return {count};
}
constexpr Duration milliseconds(std::int64_t count) {
  return {count * 1'000'000};
}
constexpr Duration seconds(std::int64_t count) {
  return {count * 1'000'000'000};
}

/// The latest instant that any part of thaw accepts: about 36 years, so that three class bits fit below it in a key.
inline constexpr std::int64_t latest_ns = (std::int64_t{1} << 60) - 1;

constexpr std::int64_t checked_sum(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  THAW_CHECK(!__builtin_add_overflow(a, b, &sum));
  return sum;
}

constexpr Duration operator+(Duration a, Duration b) {
  return {checked_sum(a.ns, b.ns)};
}
constexpr Duration operator-(Duration a, Duration b) {
  return {checked_sum(a.ns, -b.ns)};
}
constexpr Instant operator+(Instant a, Duration b) {
  return {checked_sum(a.ns, b.ns)};
}
constexpr Instant operator-(Instant a, Duration b) {
  return {checked_sum(a.ns, -b.ns)};
}
constexpr Duration operator-(Instant a, Instant b) {
  return {checked_sum(a.ns, -b.ns)};
}

}  // namespace thaw
