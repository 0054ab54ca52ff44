// A line for each of the sources, the busiest first, where there are several; the others as one.
#include <fmt/format.h>

#include <algorithm>

#include "report/human_number.hpp"
#include "report/sections.hpp"

namespace thaw {

namespace {

constexpr std::size_t sources_shown = 10;
constexpr std::size_t name_columns = 32;

using Entry = std::pair<const std::string, SourceResult>;

std::vector<const Entry*> busiest_sources(const Result& result) {
  std::vector<const Entry*> sources;
  for (const Entry& entry : result.sources) sources.push_back(&entry);
  std::sort(sources.begin(), sources.end(), [](const Entry* a, const Entry* b) {
    const std::uint64_t of_a = a->second.requests, of_b = b->second.requests;
    return of_a != of_b ? of_a > of_b : a->first < b->first;
  });
  return sources;
}

GridRow row_of(const std::string& name, const SourceResult& s) {
  const bool any = s.latency.count > 0;
  return {{named(name, name_columns), with_thousands(s.requests), percent(s.succeeded, s.requests),
           any ? people_ms(s.latency.percentiles[0]) : "-", any ? people_ms(s.latency.percentiles[3]) : "-",
           with_thousands(s.caller_retries)}};
}

GridRow row_of_others(const std::vector<const Entry*>& sources) {
  std::uint64_t requests = 0, succeeded = 0, retries = 0;
  for (std::size_t i = sources_shown; i < sources.size(); ++i) {
    requests += sources[i]->second.requests;
    succeeded += sources[i]->second.succeeded;
    retries += sources[i]->second.caller_retries;
  }
  return {{counted(sources.size() - sources_shown, "more source"), with_thousands(requests), percent(succeeded, requests), "", "",
           with_thousands(retries)}};
}

}  // namespace

Section sources_section(const Result& result) {
  if (result.sources.size() < 2) return {};
  const std::vector<const Entry*> sources = busiest_sources(result);
  Grid grid{{{"source"},
             {"requests", Align::right},
             {"succeeded", Align::right},
             {"p50 ms", Align::right},
             {"p99 ms", Align::right},
             {"caller retries", Align::right}},
            {}};
  for (std::size_t i = 0; i < std::min(sources.size(), sources_shown); ++i) {
    grid.rows.push_back(row_of(sources[i]->first, sources[i]->second));
  }
  if (sources.size() > sources_shown) grid.rows.push_back(row_of_others(sources));
  const bool retried =
      std::any_of(sources.begin(), sources.end(), [](const Entry* entry) { return entry->second.caller_retries > 0; });
  if (!retried) {
    grid.columns.pop_back();
    for (GridRow& row : grid.rows) row.cells.pop_back();
  }
  return {sources.size() > sources_shown
              ? fmt::format("Sources, the {} busiest of {}", sources_shown, with_thousands(sources.size()))
              : std::string("Sources, the busiest first"),
          {grid}};
}

}  // namespace thaw
