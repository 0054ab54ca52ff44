// handler_time.hpp: how long a handler runs, how much memory it takes, whether it crashes.
#pragma once

#include "contract/world.hpp"

namespace thaw::contract {

/// Of a request in this environment, at the memory that it runs with.
std::int64_t handler_ns(const World& world, const Pool& pool, const Environment& environment, const Request& request);
/// Of the run that an initial environment begins with.
std::int64_t initial_handler_ns(const Pool& pool, const Environment& environment);
bool is_too_big(const World& world, const Pool& pool, const Request& request);
bool crashes(const World& world, const Pool& pool, const Request& request);

}  // namespace thaw::contract
