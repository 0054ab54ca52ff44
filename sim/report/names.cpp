#include "report/names.hpp"

#include <array>

#include "thaw/check.hpp"

namespace thaw {

namespace {

using Names = std::string_view;

constexpr std::array<Names, 4> picks = {"mru", "lru", "newest", "random"};
constexpr std::array<Names, 2> assignments = {"eager", "bound"};
constexpr std::array<Names, 2> architectures = {"x86_64", "arm64"};
constexpr std::array<Names, 2> packages = {"zip", "image"};
constexpr std::array<Names, 5> span_kinds = {"placement", "init", "run", "idle", "restore"};
constexpr std::array<Names, 10> distributions = {"constant",  "exponential", "lognormal", "uniform", "empirical",
                                                 "quantiles", "gamma",       "weibull",   "pareto",  "mixture"};
constexpr std::array<Names, 3> starts = {"", "cold", "warm"};
constexpr std::array<Names, 7> outcomes = {"succeeded", "error", "timeout", "out_of_memory", "crash", "throttled", "in_flight"};
constexpr std::array<Names, throttle_reason_count> throttle_reasons = {
    "", "concurrency", "request_rate", "reserved_concurrency", "reserved_request_rate", "scaling_rate"};
constexpr std::array<Names, 3> verdicts = {"met", "not_met", "undetermined"};
constexpr std::array<Names, 6> metric_units = {"count", "ratio", "average", "ms", "GB-s", "USD"};
constexpr std::array<Names, 5> percentile_keys = {"p50", "p90", "p95", "p99", "p99_9"};

// A value outside of its enumeration would be a bug of ours, and must not print as something plausible.
template <std::size_t N, typename Index>
std::string_view name_at(const std::array<Names, N>& names, Index value) {
  const auto index = static_cast<std::size_t>(value);
  THAW_CHECK(index < N);
  return names[index];
}

}  // namespace

std::string_view name_of(Pick pick) {
  return name_at(picks, pick);
}
std::string_view name_of(Assignment assignment) {
  return name_at(assignments, assignment);
}
std::string_view name_of(Architecture architecture) {
  return name_at(architectures, architecture);
}
std::string_view name_of(Package package) {
  return name_at(packages, package);
}
std::string_view name_of(SpanKind kind) {
  return name_at(span_kinds, kind);
}
std::string_view name_of(const Distribution& distribution) {
  return name_at(distributions, distribution.index());
}
std::string_view name_of(const PlainDistribution& law) {
  return name_at(distributions, law.index());
}
std::string_view name_of(StartKind start) {
  return name_at(starts, start);
}
std::string_view name_of(Outcome outcome) {
  return name_at(outcomes, outcome);
}
std::string_view name_of(ThrottleReason reason) {
  return name_at(throttle_reasons, reason);
}
std::string_view name_of(Verdict verdict) {
  return name_at(verdicts, verdict);
}
std::string_view name_of(MetricUnit unit) {
  return name_at(metric_units, unit);
}
std::string_view percentile_key(std::size_t i) {
  return name_at(percentile_keys, i);
}

}  // namespace thaw
