// offers.hpp: what the sources of a scenario offer: every request of the run, as an event of its own, before anything happens.
#pragma once

#include "contract/world.hpp"

namespace thaw::contract {

/// Adds all requests to the world, and pools for names that only traces have. The end of the simulated time (3.14).
std::int64_t offer_requests(World& world);

}  // namespace thaw::contract
