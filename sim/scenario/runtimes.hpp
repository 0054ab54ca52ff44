// runtimes.hpp: measured init times of empty functions, by runtime, package and architecture.
//
// From maxday/lambda-perf, hello-world functions in forced cold starts, 2026-08-09..22, memory sizes pooled (init does not
// depend on memory). They are a floor: real functions add imports. Managed runtimes have AWS's identifiers; languages on a
// custom runtime (provided.al2023) their own names. Lookups scan a table of some ninety rows.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "thaw/distribution.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

inline constexpr std::string_view runtime_source = "maxday/lambda-perf, 2026-08-09..22";

/// Quantiles of the init time in milliseconds; sigma is the core's (IQR / 1.349 of the logarithm).
struct RuntimeInit {
  std::string_view runtime;
  Package package;
  Architecture architecture;
  int samples;
  double p50_ms, p90_ms, p99_ms, max_ms, sigma;
};

/// All rows, sorted by runtime.
std::span<const RuntimeInit> runtime_table();

/// The measured row; null if this combination was not measured.
const RuntimeInit* find_runtime(std::string_view name, Package package, Architecture architecture);

/// Each measured runtime once.
std::vector<std::string_view> runtime_names();

/// A real Lambda runtime that the table lacks.
bool is_unmeasured_runtime(std::string_view name);

/// Runs on a custom runtime (provided.*), whose init was always billed.
bool is_custom_runtime(std::string_view name);

Quantiles init_quantiles(const RuntimeInit& row);

}  // namespace thaw
