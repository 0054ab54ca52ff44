// names.hpp: how the values of a result are called in every rendering (the words of the scenario file).
#pragma once

#include <cstddef>
#include <string_view>

#include "thaw/distribution.hpp"
#include "thaw/result.hpp"
#include "thaw/rows.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

std::string_view name_of(Pick pick);
std::string_view name_of(Assignment assignment);
std::string_view name_of(Architecture architecture);
std::string_view name_of(Package package);
std::string_view name_of(SpanKind kind);
std::string_view name_of(const Distribution& distribution);
std::string_view name_of(const PlainDistribution& law);
/// Empty where there is none.
std::string_view name_of(StartKind start);
std::string_view name_of(Outcome outcome);
std::string_view name_of(ThrottleReason reason);
std::string_view name_of(Verdict verdict);
std::string_view name_of(MetricUnit unit);

/// The result's key of the i-th of shown_percentiles: p50, p90, p95, p99, p99_9.
std::string_view percentile_key(std::size_t i);

}  // namespace thaw
