// expectation.hpp: what a user expects of a result (`expect:` and `--slo`), checked, and what became of it.
//
// An expectation compares one metric with a bound. Its metric is a path into the result by the JSON's own names; the bound is
// exact, in the metric's unit. scenario/ makes it from text, expect/ judges a result by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "thaw/decimal.hpp"

namespace thaw {

/// What a metric is measured in, and so how its bound is written.
enum class MetricUnit : std::uint8_t { count, ratio, average, milliseconds, gb_seconds, money };

enum class Relation : std::uint8_t { below, at_most, above, at_least, equal };

/// Whose figures: all of them, or those of one function, source or group of functions.
enum class Subject : std::uint8_t { totals, function, source, group };

struct Expectation {
  std::string text;  // as it was written
  Subject subject = Subject::totals;
  std::string name;    // of the function, source or group
  std::string metric;  // "latency_ms.p99"
  MetricUnit unit = MetricUnit::count;
  Relation relation = Relation::below;
  Decimal bound;             // in the metric's unit; a ratio as a share of 1
  bool in_usd = false;       // the bound was written as dollars; else it is in the price book's currency
  double rounded_bound = 0;  // the same, rounded once, for averages, which are doubles
};

enum class Verdict : std::uint8_t { met, not_met, undetermined };

/// In the metric's unit. Ratios and averages are doubles, all else is exact.
using Figure = std::variant<Decimal, double>;

/// What is known of a figure; no high end where nothing bounds it.
struct FigureRange {
  Figure low;
  std::optional<Figure> high;
};

struct ExpectationResult {
  std::string text;
  MetricUnit unit = MetricUnit::count;
  Verdict verdict = Verdict::undetermined;
  std::optional<Figure> value;          // none where there is no such figure
  std::optional<FigureRange> interval;  // of a percentile and of a peak that is an upper bound; else the value is exact
  std::string why;                      // why it is undetermined
};

}  // namespace thaw
