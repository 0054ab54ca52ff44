// json.hpp: a Result as JSON, schema version 1 (design note, section 6).
//
// Times are integer nanoseconds printed as exact decimal milliseconds; money and quantities of the cost are exact decimal
// strings; what there is no figure for is null. The same Result gives the same bytes everywhere. About 5 KB a function.
//
// Beyond the note's keys: start, region, warmup_seconds, peaks_exact (false: the totals' peaks are upper bounds, 3.15),
// percentile_grid (the percentages of every `grid`), of each distribution exact and grid, of each function
// throttles_by_reason, billed_init_ms and settings, of each source recorded, of the cost price_book and free_tier. Only where
// there is something to say: warnings, delayed_latency_ms, groups (the block of a function, the functions that ran, peaks_exact),
// expectations, tags in settings, by_tag in cost. The members of each block stand in NOUN_members.cpp, for reading too.
#pragma once

#include "report/byte_sink.hpp"
#include "thaw/result.hpp"

namespace thaw {

void write_json(const Result& result, ByteSink& sink);

}  // namespace thaw
