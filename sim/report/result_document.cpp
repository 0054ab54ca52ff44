#include "report/result_document.hpp"

#include <fmt/format.h>

#include "report/date.hpp"
#include "report/human_number.hpp"
#include "report/sections.hpp"

namespace thaw {

namespace {

Prose title_of(const Result& result) {
  return result.scenario_name.empty() ? Prose("thaw") : Prose(named(result.scenario_name, 60));
}

Prose subtitle_of(const Result& result) {
  std::string span = people_duration(result.simulated) + " simulated";
  if (result.warmup.ns > 0) span += fmt::format(" (the first {} left out as warm-up)", people_duration(result.warmup));
  return Prose(fmt::format("{} from {}, ", span, iso_date(result.start_unix_ns))) + named(result.region, 40) +
         fmt::format(", seed {}", result.seed);
}

}  // namespace

Document document_of(const Result& result) {
  Document document;
  document.title = title_of(result);
  document.subtitle = subtitle_of(result);
  document.answer = answer_of(result);
  // The order of the report. A section without blocks is left out.
  document.sections = {
      warnings_section(result), expectations_section(result), requests_section(result),     cold_starts_section(result),
      latency_section(result),  call_groups_section(result),  environments_section(result), functions_section(result),
      groups_section(result),   sources_section(result),      cost_section(result),         tags_section(result),
      recorded_section(result), assumptions_section(result),
  };
  return document;
}

}  // namespace thaw
