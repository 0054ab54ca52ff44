// judge.hpp: whether a result is as expected.
//
// Counts, sums, ratios, means and extremes are the exact figures of this run, and compared exactly. A percentile is an estimate:
// an expectation is met if its whole 95 % interval satisfies it, not met if none of it does, and undetermined otherwise, as it
// is where the samples are too few to bound the side that decides. The peak of several functions is known between the largest
// of theirs and the sum of their maxima in each cell, and is judged in the same way. A figure that there is not, and any
// figure of a run that was interrupted, is undetermined.
#pragma once

#include <vector>

#include "thaw/expectation.hpp"
#include "thaw/result.hpp"

namespace thaw {

/// One verdict each, in order. The result is complete but for its expectations; priced, if something is expected of its cost.
std::vector<ExpectationResult> judge(const Result& result, const std::vector<Expectation>& expectations);

}  // namespace thaw
