// billed_duration.hpp: what an invocation's duration is billed as.
//
// Rule (design note 3.8; AWS's REPORT lines, 133.61 + 80.00 -> 214 ms): run and init are added first and rounded up once, to
// 1 ms since December 2020, to 100 ms before. A few instructions, no allocation.
#pragma once

#include <cstdint>

#include "thaw/check.hpp"
#include "thaw/time.hpp"

namespace thaw {

/// Milliseconds billed. `init` is zero unless this invocation carries it and the era bills it. Neither time is negative;
/// `rounding` is a whole number of milliseconds above zero.
constexpr std::int64_t billed_ms(Duration run, Duration init, Duration rounding) {
  constexpr std::int64_t ns_per_ms = 1'000'000;
  const std::int64_t used_ns = (run + init).ns;
  THAW_CHECK((run.ns | init.ns) >= 0 && used_ns < latest_ns);  // one look at both signs
  if (rounding.ns == ns_per_ms) [[likely]] {                   // by a constant, and unsigned: no division
    return static_cast<std::int64_t>((static_cast<std::uint64_t>(used_ns) + (ns_per_ms - 1)) / ns_per_ms);
  }
  THAW_CHECK(rounding.ns > 0 && rounding.ns % ns_per_ms == 0);
  const std::int64_t steps = used_ns / rounding.ns + (used_ns % rounding.ns != 0 ? 1 : 0);
  return steps * (rounding.ns / ns_per_ms);
}

}  // namespace thaw
