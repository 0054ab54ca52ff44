// limits.hpp: which limit an attempt meets, if any (3.9), by the letter.
#pragma once

#include "contract/world.hpp"

namespace thaw::contract {

/// Request rates of this whole second: a function with reserved concurrency has limits of its own, and its attempts count against
/// the account's request rate as everybody's do.
ThrottleReason rate_met(World& world, Pool& pool);
/// Whether there is no concurrency for one more environment on demand.
ThrottleReason concurrency_met(const World& world, const Pool& pool);

/// There is allowance for one more launch.
bool may_launch(const World& world, const Pool& pool);

/// A launch that takes allowance.
void note_launch(World& world, Pool& pool);

}  // namespace thaw::contract
