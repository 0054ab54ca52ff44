// diary.hpp: what is written down as things happen: counts, samples and rows of requests that count, and the series (3.14).
#pragma once

#include "contract/world.hpp"

namespace thaw::contract {

/// 1 for what happens from `warmup` on.
std::uint64_t counts_now(const World& world);

/// Makes the series ready for a run that ends at figures.end_ns.
void begin_series(World& world);
std::size_t bucket_of(const World& world, std::int64_t at_ns);

void note_request(World& world, Pool& pool, const Request& request);
/// Would a stack of environments with another idle time have one idle for a request that is admitted now?
void note_levels(const World& world, Pool& pool);
void note_throttle(World& world, Pool& pool, const Request& request, ThrottleReason reason);
void note_start(World& world, Pool& pool, const Environment& environment, Request& request);
void note_end(World& world, Pool& pool, const Environment& environment, Request& request, Outcome outcome);

/// The row of an attempt that has started.
AttemptRow started_row(const Environment& environment, const Request& request);
SourceFigures& source_of(World& world, const Request& request);

}  // namespace thaw::contract
