// Groups of functions, a row for each; peaks that are upper bounds are marked.
#include <fmt/format.h>

#include "report/human_number.hpp"
#include "report/sections.hpp"
#include "report/spoken_percentile.hpp"

namespace thaw {

namespace {

constexpr std::size_t name_columns = 28;

std::string peak_cell(const GroupResult& group, std::uint64_t peak) {
  return (group.peaks_exact ? "" : "at most ") + with_thousands(peak);
}

GridRow row_of(const std::string& name, const GroupResult& group) {
  const FunctionResult& f = group.figures;
  return {{named(name, name_columns), with_thousands(group.functions.size()), with_thousands(f.requests),
           percent(f.cold_starts, f.invocations), f.latency.count == 0 ? "-" : spoken_percentile(f.latency, 3),
           peak_cell(group, f.concurrency_peak), peak_cell(group, f.environments.peak)}};
}

}  // namespace

Section groups_section(const Result& result) {
  if (result.groups.empty()) return {};
  Grid grid{{{"group"},
             {"functions", Align::right},
             {"requests", Align::right},
             {"cold starts", Align::right},
             {"p99", Align::right},
             {"concurrency", Align::right},
             {"environments", Align::right}},
            {}};
  bool exact = true;
  for (const auto& [name, group] : result.groups) {
    exact = exact && group.peaks_exact;
    grid.rows.push_back(row_of(name, group));
  }
  std::string note =
      "Concurrency and environments at their peaks. A pool of connections that each environment keeps open, also while it is idle, "
      "needs as many as the environments.";
  if (!exact) note += " At most: maxima of each function in cells of 10 ms are added up, whether or not they came at once.";
  return {"Groups of functions", {std::move(grid), Paragraph{note}}};
}

}  // namespace thaw
