// provisioned_concurrency.hpp: how many environments of a function are kept ready, and how fast they can be had.
//
// Part of a scenario (scenario.hpp), as checked as the rest of it.
#pragma once

#include <cstdint>
#include <vector>

#include "thaw/distribution.hpp"
#include "thaw/time.hpp"

namespace thaw {

inline constexpr std::uint32_t max_provisioned_concurrency = 1'000'000;
inline constexpr Duration shortest_provisioned_life = seconds(60);  // whatever `max_life` draws

/// So many units are configured from an instant on.
struct ProvisionedStep {
  Duration at;
  std::uint32_t units;
  friend bool operator==(const ProvisionedStep&, const ProvisionedStep&) = default;
};

struct ProvisionedConcurrency {
  std::vector<ProvisionedStep> steps;  // ascending, never empty; before the first: none
  Duration every;                      // after which the steps begin again, beyond the last of them; 0: never
  Distribution allocation_delay = Uniform{seconds(60), seconds(120)};  // before what an increase adds is allocated
  std::uint32_t allocation_per_minute = 6'000;                         // above 0
};

}  // namespace thaw
