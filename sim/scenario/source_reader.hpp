// source_reader.hpp: the map `sources:` of a scenario: who calls, and when.
//
// A source names its function, or several: those of a `count:` by their common name, others in a list, whose order is the rank
// for `zipf` and else means nothing; a trace without `function` takes the names of its column. Indices are into the sorted list of
// functions, which the caller has made from the groups.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "scenario/distribution_reader.hpp"
#include "scenario/function_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

inline constexpr std::size_t max_sources = 255;                 // Row::source is a byte
inline constexpr std::size_t max_source_functions = 2'000'000;  // pairs of a source and a function that it feeds

/// Indices of functions by what a source may call them: a function's name, or a group's.
using FunctionIndex = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;

/// All sources, sorted by name. `start_unix_ns` is the date of instant 0, which schedules ask for.
std::vector<Source> read_sources(const YamlNode& sources, const FunctionIndex& functions, std::int64_t start_unix_ns,
                                 const ReadContext& context);

}  // namespace thaw
