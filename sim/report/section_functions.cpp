// A line for each of the functions that matter, the dearest first, and one for all others.
#include <fmt/format.h>

#include "report/dearest_functions.hpp"
#include "report/human_number.hpp"
#include "report/sections.hpp"

namespace thaw {

namespace {

constexpr std::size_t functions_shown = 10;
constexpr std::size_t name_columns = 32;

GridRow row_of(const Result& result, const std::string& name) {
  const FunctionResult& f = result.functions.at(name);
  const auto settings = result.settings.find(name);
  const bool any = f.latency.count > 0;
  return {{named(name, name_columns),
           settings == result.settings.end() ? "-" : fmt::format("{} MB", with_thousands(settings->second.memory_mb)),
           with_thousands(f.requests), percent(f.cold_starts, f.invocations), any ? people_ms(f.latency.percentiles[0]) : "-",
           any ? people_ms(f.latency.percentiles[3]) : "-", money(cost_of(result.cost, name), result.cost.currency)}};
}

// What the functions shown leave of the totals; percentiles of the others alone are not known.
GridRow row_of_others(const Result& result, const std::vector<std::string>& shown) {
  std::uint64_t requests = result.totals.requests, cold = result.totals.cold_starts, invocations = result.totals.invocations;
  Decimal cost = result.cost.total;
  for (const std::string& name : shown) {
    const FunctionResult& f = result.functions.at(name);
    requests -= f.requests;
    cold -= f.cold_starts;
    invocations -= f.invocations;
    cost = cost - cost_of(result.cost, name);
  }
  return {{counted(result.functions.size() - shown.size(), "more function"), "", with_thousands(requests),
           percent(cold, invocations), "", "", money(cost, result.cost.currency)}};
}

}  // namespace

Section functions_section(const Result& result) {
  if (result.functions.size() < 2) return {};
  const bool priced = !result.cost.price_book.empty();
  const std::vector<std::string> dearest = dearest_functions(result, functions_shown);
  const std::string_view order = priced ? "most expensive" : "most called";
  Section section{result.functions.size() > functions_shown
                      ? fmt::format("Functions, the {} {} of {}", functions_shown, order, with_thousands(result.functions.size()))
                      : fmt::format("Functions, the {} first", order),
                  {}};
  Grid grid{{{"function"},
             {"memory", Align::right},
             {"requests", Align::right},
             {"cold starts", Align::right},
             {"p50 ms", Align::right},
             {"p99 ms", Align::right},
             {"cost", Align::right}},
            {}};
  for (const std::string& name : dearest) grid.rows.push_back(row_of(result, name));
  if (result.functions.size() > dearest.size()) grid.rows.push_back(row_of_others(result, dearest));
  if (!priced) {
    grid.columns.pop_back();
    for (GridRow& row : grid.rows) row.cells.pop_back();
  }
  section.blocks.emplace_back(std::move(grid));
  if (result.functions.size() > functions_shown) {
    section.blocks.emplace_back(Paragraph{"--format json or csv has each of them.", Tone::dim});
  }
  return section;
}

}  // namespace thaw
