// admission.hpp: whether an attempt may run, and where (design note, section 3.9): limits in their order, an idle environment by
// `pick` (3.4), a launch.
#pragma once

#include "contract/world.hpp"

namespace thaw::contract {

void admit(World& world, Pool& pool, std::size_t request);

}  // namespace thaw::contract
