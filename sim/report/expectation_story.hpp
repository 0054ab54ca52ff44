// expectation_story.hpp: one expectation and what became of it, in a sentence.
#pragma once

#include <string_view>

#include "report/document.hpp"
#include "thaw/result.hpp"

namespace thaw {

/// "latency_ms.p99 < 200: not met, it is 303 ms [297.0, 309.6]"; in the report and on standard error. Money is in the currency of
/// the cost.
Prose expectation_story(const ExpectationResult& expectation, std::string_view currency);

}  // namespace thaw
