// text_latency.hpp: the latency table of the text report.
#pragma once

#include <string>

#include "thaw/result.hpp"

namespace thaw {

/// Percentiles with their 95 % intervals, of all, cold and warm requests side by side as the width allows. Where the samples
/// are too few for an upper bound the cell is "at least x (n samples)". Empty if no request succeeded.
std::string latency_table(const FunctionResult& function, std::size_t width);

/// "46.1 ms", or "at least 40.2 ms" where the samples are too few; i is an index into shown_percentiles.
std::string spoken_percentile(const Summary& summary, std::size_t i);

}  // namespace thaw
