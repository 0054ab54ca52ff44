// expectation_reader.hpp: `latency_ms.p99 < 800` to a checked expectation.
//
//   METRIC OP BOUND     OP is < <= > >=, or == for counts
//
// METRIC is a path into the result's totals by the JSON's own names, or, after functions.NAME, sources.NAME or groups.NAME, into
// that block; names with dots stand in double quotes. BOUND is an exact number with a unit that suits the metric: 800ms, 0.8s,
// 99%, $5; a plain number has the unit of the metric's name.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/fault_list.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

inline constexpr std::size_t max_expectations = 100;

/// An expectation, or what is wrong with its text, where (in bytes from its beginning) and what to write instead.
struct ExpectationReading {
  std::optional<Expectation> value;
  std::string message, hint;
  std::size_t offset = 0;
};

/// Functions, sources and groups must be the scenario's; a function may also be one that only a trace may name.
ExpectationReading read_expectation(std::string_view text, const Scenario& scenario);

/// The list `expect:`, or a single one.
std::vector<Expectation> read_expectations(const YamlNode& node, const Scenario& scenario, FaultList& faults);

/// Those of a command line. Throws Faults, status usage, that name the option.
std::vector<Expectation> read_expectations(std::string_view option, const std::vector<std::string>& texts,
                                           const Scenario& scenario);

}  // namespace thaw
