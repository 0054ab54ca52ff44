// environment_life.hpp: the life of environments (design note, sections 3.3 to 3.5): launched, ready, busy, idle, gone.
#pragma once

#include "contract/world.hpp"

namespace thaw::contract {

/// The environments that a function begins with.
void make_initial(World& world, Pool& pool);
/// A new environment, started for this request.
void launch(World& world, Pool& pool, std::size_t r);
/// An idle environment takes this request.
void take_idle(World& world, Pool& pool, Environment& environment, std::size_t request);

/// A unit of provisioned concurrency becomes usable; the one idle longest goes.
void add_unit(World& world, Pool& pool);
void remove_idle_unit(World& world, Pool& pool);

// What its events do.
void become_ready(World& world, Pool& pool, Environment& environment);
void end_run(World& world, Pool& pool, Environment& environment);
void expire(World& world, Pool& pool, Environment& environment);

/// Writes down how many are busy and alive now.
void write_level(Pool& pool, std::int64_t at_ns);

}  // namespace thaw::contract
