// provisioning.hpp: provisioned concurrency by the letter: what is configured, what is being allocated, and what it is used for.
#pragma once

#include "contract/world.hpp"

namespace thaw::contract {

/// What is configured at instant 0 is allocated then; the first change is put among the events.
void begin_provisioning(World& world, Pool& pool);
/// A step of the setting, or a batch of units that is ready.
void change_provisioning(World& world, Pool& pool, std::uint64_t sequence, std::size_t index);

/// Ten requests a second for each allocated unit, unless the account has no request rate.
bool provisioned_rate_allows(const World& world, const Pool& pool);
/// A provisioned environment takes a request in this whole second.
void count_provisioned(const World& world, Pool& pool);

/// A unit's init is made, and billed, when it is allocated or replaced.
void note_allocation(const World& world, Pool& pool, const Environment& environment);

/// What it all adds up to over [warmup, H].
void finish_provisioning(const World& world, Pool& pool);

}  // namespace thaw::contract
