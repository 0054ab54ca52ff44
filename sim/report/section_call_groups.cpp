// Sources whose arrivals make several calls at once: how many groups came through whole, and how slow beside single calls.
#include <fmt/format.h>

#include "report/human_number.hpp"
#include "report/sections.hpp"
#include "report/spoken_percentile.hpp"

namespace thaw {

namespace {

std::string statement(const SourceResult& source, const CallGroupResult& group) {
  std::string text = fmt::format(": {} of {} calls. All calls succeeded in {} of them ({})", counted(group.groups, "group"),
                                 group.size, with_thousands(group.succeeded), percent(group.succeeded, group.groups));
  if (group.succeeded == 0) return text + ".";
  return fmt::format("{}. A group is as slow as its slowest call: {}; a single call: {}.", text, spoken_spread(group.latency),
                     spoken_spread(source.latency));
}

}  // namespace

Section call_groups_section(const Result& result) {
  Section section{"Groups of calls made at once", {}};
  for (const auto& [name, source] : result.sources) {
    if (source.group) section.blocks.emplace_back(Paragraph{Prose(named(name, 60)) + statement(source, *source.group)});
  }
  return section.blocks.empty() ? Section{} : section;
}

}  // namespace thaw
