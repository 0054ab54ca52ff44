// tally.hpp: the figures of a run, counted at its end from what was written down.
#pragma once

#include "contract/world.hpp"

namespace thaw::contract {

/// Completes world.figures.
void count_figures(World& world);

}  // namespace thaw::contract
