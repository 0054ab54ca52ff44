#include "report/text_groups.hpp"

#include "report/human_number.hpp"
#include "report/printable.hpp"
#include "report/table.hpp"
#include "report/text_latency.hpp"
#include "report/wrapped.hpp"

namespace thaw {
namespace {

constexpr std::size_t name_columns = 28;

std::string peak_cell(const GroupResult& group, std::uint64_t peak) {
  return (group.peaks_exact ? "" : "at most ") + with_thousands(peak);
}

}  // namespace

std::string groups_table(const Result& result, std::size_t width) {
  if (result.groups.empty()) return {};
  Table table({Align::left, Align::right, Align::right, Align::right, Align::right, Align::right, Align::right});
  table.row({"", "functions", "requests", "cold starts", "p99", "concurrency", "environments"});
  bool exact = true;
  for (const auto& [name, group] : result.groups) {
    const FunctionResult& f = group.figures;
    exact = exact && group.peaks_exact;
    table.row({printable(name, name_columns), with_thousands(group.functions.size()), with_thousands(f.requests),
               percent(f.cold_starts, f.invocations), f.latency.count == 0 ? "-" : spoken_percentile(f.latency, 3),
               peak_cell(group, f.concurrency_peak), peak_cell(group, f.environments.peak)});
  }
  std::string text = table.text();
  text += wrapped(
      "Concurrency and environments at their peaks. A pool of connections that each environment keeps open, also while "
      "it is idle, needs as many as the environments.",
      width, "  ");
  if (!exact) {
    text +=
        wrapped("At most: maxima of each function in cells of 10 ms are added up, whether or not they came at once.", width, "  ");
  }
  return text;
}

}  // namespace thaw
