#include "report/names.hpp"

#include <array>

#include "thaw/check.hpp"

namespace thaw {

namespace {

// A value outside of its enumeration would be a bug of ours, and must not print as something plausible.
template <std::size_t N, typename Enum>
std::string_view pick_name(const std::array<std::string_view, N>& names, Enum value) {
  const auto index = static_cast<std::size_t>(value);
  THAW_CHECK(index < N);
  return names[index];
}

}  // namespace

std::string_view name_of(Pick pick) {
  return pick_name(std::array<std::string_view, 4>{"mru", "lru", "newest", "random"}, pick);
}

std::string_view name_of(Assignment assignment) {
  return pick_name(std::array<std::string_view, 2>{"eager", "bound"}, assignment);
}

std::string_view name_of(Architecture architecture) {
  return pick_name(std::array<std::string_view, 2>{"x86_64", "arm64"}, architecture);
}

std::string_view name_of(Package package) {
  return pick_name(std::array<std::string_view, 2>{"zip", "image"}, package);
}

std::string_view name_of(SpanKind kind) {
  return pick_name(std::array<std::string_view, 4>{"placement", "init", "run", "idle"}, kind);
}

std::string_view name_of(const Distribution& distribution) {
  return pick_name(std::array<std::string_view, 6>{"constant", "exponential", "lognormal", "uniform", "empirical", "quantiles"},
                   distribution.index());
}

std::string_view name_of(StartKind start) {
  return pick_name(std::array<std::string_view, 3>{"", "cold", "warm"}, start);
}

std::string_view name_of(Outcome outcome) {
  return pick_name(std::array<std::string_view, 5>{"succeeded", "error", "timeout", "throttled", "in_flight"}, outcome);
}

std::string_view name_of(ThrottleReason reason) {
  return pick_name(std::array<std::string_view, 3>{"", "concurrency", "request_rate"}, reason);
}

std::string_view percentile_key(std::size_t i) {
  return pick_name(std::array<std::string_view, 5>{"p50", "p90", "p95", "p99", "p99_9"}, i);
}

}  // namespace thaw
