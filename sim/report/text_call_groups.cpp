#include "report/text_call_groups.hpp"

#include <fmt/format.h>

#include "report/human_number.hpp"
#include "report/printable.hpp"
#include "report/text_latency.hpp"

namespace thaw {

namespace {

constexpr std::size_t p50 = 0, p99 = 3;  // in shown_percentiles

std::string spoken_latency(const Summary& summary) {
  return fmt::format("p50 {}, p99 {}", spoken_percentile(summary, p50), spoken_percentile(summary, p99));
}

std::string paragraph(const std::string& name, const SourceResult& source, const GroupResult& group) {
  std::string text =
      fmt::format("{}: {} of {} calls, all of which succeeded in {} ({})", printable(name, 60), counted(group.groups, "group"),
                  group.size, with_thousands(group.succeeded), percent(group.succeeded, group.groups));
  if (group.succeeded == 0) return text + ".";
  return fmt::format("{}. As slow as the slowest call: {}, max {}; a single call: {}.", text, spoken_latency(group.latency),
                     people_duration(group.latency.max), spoken_latency(source.latency));
}

}  // namespace

std::vector<std::string> call_group_paragraphs(const Result& result) {
  std::vector<std::string> paragraphs;
  for (const auto& [name, source] : result.sources) {
    if (source.group) paragraphs.push_back(paragraph(name, source, *source.group));
  }
  return paragraphs;
}

}  // namespace thaw
