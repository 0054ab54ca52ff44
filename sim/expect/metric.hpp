// metric.hpp: the figures of a result that something can be expected of, under the JSON's own names.
//
// One table says what each is called, what it is measured in and where it stands, so that the check of an expectation and its
// verdict cannot differ. A look-up is linear in some hundred names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "thaw/expectation.hpp"
#include "thaw/result.hpp"

namespace thaw {

/// "latency_ms.p99", "success", … of a subject, in the order of the result.
std::vector<std::string_view> metric_names(Subject subject);

/// Nothing if the subject has no such metric.
std::optional<MetricUnit> unit_of_metric(Subject subject, std::string_view metric);

/// part / whole, not rounded.
struct Share {
  std::uint64_t part = 0, whole = 1;
};

/// A figure as it stands in the result. Without a value, `why` says what is missing.
struct Measured {
  std::optional<Figure> value;
  std::optional<Share> share;           // of a ratio, whose value is rounded
  std::optional<FigureRange> interval;  // where the value is an estimate, or a bound
  std::string why;
};

/// The expectation's metric is one of its subject's (checked).
Measured measure(const Result& result, const Expectation& expectation);

}  // namespace thaw
