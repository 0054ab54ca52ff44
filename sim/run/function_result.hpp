// function_result.hpp: from a function's tally to the block that reports show (design note, section 6).
//
// Ratios, means and percentiles are made here, once, from integers. The laws of conservation (3.12) are checked on the way,
// in release builds too.
#pragma once

#include "lambda/tally.hpp"
#include "thaw/result.hpp"

namespace thaw {

/// Their quotient; 0 of nothing.
double ratio(std::uint64_t part, std::uint64_t whole);

/// Adds counts and merges samples, so that totals are of all samples and not of percentiles. Peaks are not added.
void add_to(Tally& sum, const Tally& more);

/// `measured` is the length of [warmup, H]. The tally's samples may be put in order on the way.
FunctionResult function_result(Tally& tally, Duration measured);

}  // namespace thaw
