#include "scenario/warnings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "scenario/quantity.hpp"
#include "scenario/settings.hpp"
#include "workload/exceeded.hpp"
#include "workload/handler_scale.hpp"

namespace thaw {
namespace {

constexpr std::size_t most_of_a_kind = 8;
constexpr double hardly_ever = 1e-9;  // of the calls

double handler_scale(const Function& function) {
  if (!function.service_at || !function.service_at->service) return 1;
  return handler_factor(*function.service_at, function.service_at->memory_mb, function.memory_mb);
}

double typical_init_ns(const Function& function) {
  double ns = rough_median_ns(function.init);
  for (const InitPart& part : function.init_parts) ns += rough_median_ns(part.time);
  return ns;
}

/// `limit` is max() where there is none.
bool is_stopped(double init_ns, Duration limit) {
  return init_ns > static_cast<double>(limit.ns);
}

/// A run may be cut, so that the next one in its environment pays the init again.
bool may_be_reset(const Function& function, bool recorded) {
  if (function.crash_probability > 0 || function.init_error_probability > 0) return true;
  if (function.peak_memory || !function.service || recorded) return true;
  return rough_exceeded_ns(*function.service, hardly_ever) * handler_scale(function) > static_cast<double>(function.timeout.ns);
}

/// Rounded up to three digits, in whole milliseconds below a second: "4.24s", "85ms".
std::string some(double ns) {
  std::int64_t step = 1'000'000;
  while (ns >= 1'000 * static_cast<double>(step)) step *= 10;
  auto steps = static_cast<std::int64_t>(ns / static_cast<double>(step));
  if (static_cast<double>(steps) * static_cast<double>(step) < ns) ++steps;
  const std::int64_t ms = steps * (step / 1'000'000);
  return ms < 1'000 ? fmt::format("{}ms", ms) : fmt::format("{}s", static_cast<double>(ms) / 1'000);
}

std::string trap(const Function& function, double init_ns, double handler_ns, Duration limit) {
  const std::string what =
      function.service
          ? fmt::format("a typical init ({}) and a typical handler time ({}) do not fit together into the timeout of {}",
                        some(init_ns), some(handler_ns), time_text(function.timeout))
          : fmt::format("a typical init ({}) does not fit into the timeout of {}", some(init_ns), time_text(function.timeout));
  if (is_stopped(init_ns, limit)) {
    return fmt::format(
        "{}: the init limit of {} stops such an init, the first run makes it again and times out, and so does every one after it",
        what, time_text(limit));
  }
  const std::string_view cause =
      function.init_error_probability > 0 ? "an init fails, or a run times out or is killed" : "a run times out or is killed";
  return fmt::format(
      "{}: once {}, the next one in that environment repeats the init within its own time and times out too, and so does every one "
      "after it",
      what, cause);
}

/// Functions that no source calls, which the report shows with nothing but zeros; a trace may call any.
void add_uncalled(const Scenario& scenario, const std::vector<FunctionGroup>& groups, std::vector<Warning>& list) {
  std::set<std::string_view> called;
  for (const Source& source : scenario.sources) {
    if (source.functions.empty()) return;
    for (const std::uint32_t function : source.functions) called.insert(scenario.functions[function].name);
  }
  std::vector<std::string> uncalled;
  for (const FunctionGroup& group : groups) {
    if (group.is_template()) continue;
    bool any = false;
    for (std::uint32_t i = 0; i < group.size() && !any; ++i) any = called.contains(group.member(i));
    if (!any) uncalled.push_back(step_text(group.name));
  }
  if (uncalled.empty()) return;
  const std::size_t more = uncalled.size() - std::min(uncalled.size(), most_of_a_kind);
  uncalled.resize(uncalled.size() - more);
  const std::string names = fmt::format("{}{}", fmt::join(uncalled, ", "), more > 0 ? fmt::format(" and {} more", more) : "");
  list.push_back(
      {"functions", "no source calls " + names, "leave out what is not called, or name it as the `function` of a source"});
}

}  // namespace

std::vector<Warning> list_warnings(const Scenario& scenario, const std::vector<FunctionGroup>& groups) {
  const bool recorded = std::any_of(scenario.sources.begin(), scenario.sources.end(),
                                    [](const Source& source) { return std::holds_alternative<TraceArrivals>(source.arrivals); });
  std::vector<Warning> list;
  std::size_t more = 0;
  for (const FunctionGroup& group : groups) {
    const Function& function = group.pattern;
    if (function.timeout == Duration::max()) continue;
    const double init_ns = typical_init_ns(function);
    const double handler_ns = function.service ? rough_median_ns(*function.service) * handler_scale(function) : 0;
    if (init_ns + handler_ns <= static_cast<double>(function.timeout.ns)) continue;
    const Duration limit = function.snap_start ? Duration::max() : scenario.init_limit.value_or(Duration::max());
    if (!is_stopped(init_ns, limit) && !may_be_reset(function, recorded)) continue;
    if (list.size() == most_of_a_kind) {
      ++more;
      continue;
    }
    list.push_back({fmt::format("functions.{}.timeout", step_text(group.name)), trap(function, init_ns, handler_ns, limit),
                    fmt::format("raise the timeout above {}, or shorten the init", some(init_ns + handler_ns))});
  }
  if (more > 0) list.push_back({"functions", fmt::format("so it is for {} more functions or groups", more), ""});
  add_uncalled(scenario, groups, list);
  return list;
}

}  // namespace thaw
