// handler_scale.hpp: how a handler time changes with memory and architecture.
//
// Lambda gives CPU in proportion to memory, one vCPU at 1,769 MB. The CPU part of a handler time takes as long as its share of
// CPU is small, at most `threads` vCPUs being of use; the rest (waiting) stays. A time is scaled after it was drawn, so that a
// request has the same luck at every memory size, and rounded to the nanosecond.
#pragma once

#include <algorithm>
#include <cstdint>

#include "thaw/scenario.hpp"
#include "workload/sampler.hpp"

namespace thaw {

inline constexpr double mb_per_vcpu = 1'769;

/// The vCPUs that a handler makes use of at a memory size.
inline double vcpus_used(std::uint32_t memory_mb, std::uint32_t threads) {
  return std::min(static_cast<double>(threads), static_cast<double>(memory_mb) / mb_per_vcpu);
}

/// What a time measured at `from_mb` is multiplied by where it runs at `to_mb`.
inline double handler_factor(const ServiceAt& at, std::uint32_t from_mb, std::uint32_t to_mb) {
  const double cpu = vcpus_used(from_mb, at.threads) / (vcpus_used(to_mb, at.threads) * at.speed);
  return 1 + at.cpu_share * (cpu - 1);
}

inline std::int64_t scaled_ns(std::int64_t time_ns, double factor) {
  if (factor == 1) return time_ns;
  const double scaled = static_cast<double>(time_ns) * factor + 0.5;
  return scaled < static_cast<double>(max_draw_ns) ? static_cast<std::int64_t>(scaled) : max_draw_ns;
}

}  // namespace thaw
