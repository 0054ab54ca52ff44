// text_expectations.hpp: what was expected of a result, and whether it is so, in the text report.
#pragma once

#include <cstddef>
#include <string>

#include "thaw/result.hpp"

namespace thaw {

/// "Expectations: 2 of 3 met".
std::string expectations_heading(const Result& result);
/// One line each: a mark, the verdict in words, the expectation, the figure and its interval, and why it is undetermined. Empty
/// if nothing was expected.
std::string expectations_list(const Result& result, std::size_t width);

/// "latency_ms.p99 < 200: not met, it is 303 ms [297.0, 309.6]"; also for standard error.
std::string expectation_story(const ExpectationResult& expectation);

}  // namespace thaw
