// init_reader.hpp: `init` and `runtime` of a function: the time that an environment takes to start.
//
//   runtime: python3.13                                      what was measured of an empty function
//   init: 800ms                                              a time, or a distribution of times
//   init: {runtime: nodejs22.x, imports: {…}, own: 30ms}     in parts, each of which may be missing
#pragma once

#include <string>

#include "scenario/function_reader.hpp"
#include "scenario/map_reader.hpp"

namespace thaw {

/// Into the group's pattern, and how it is to be shown. `map` is what writes either key, the function at `path` or its defaults;
/// `complete`: one of them must be there.
void read_init(const MapReader& map, const std::string& path, FunctionGroup& group, bool complete, const ReadContext& context);

}  // namespace thaw
