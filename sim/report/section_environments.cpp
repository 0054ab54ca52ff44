// How many environments there were, how busy they were, and both over time.
#include <fmt/format.h>

#include "report/human_number.hpp"
#include "report/sections.hpp"

namespace thaw {

namespace {

constexpr std::size_t curve_buckets_min = 5;  // fewer say no more than the peak

Paragraph provisioned_story(const ProvisionedResult& p) {
  const std::uint64_t all = p.invocations + p.spillover_invocations;
  std::string story = fmt::format("Provisioned concurrency: {} environments allocated on average, {} of them busy, at most {}. ",
                                  people_average(p.allocated_mean), percent(p.utilization_mean), percent(p.utilization_max));
  story += fmt::format("They served {} of {} invocations; {} spilled over to run on demand.", with_thousands(p.invocations),
                       with_thousands(all), with_thousands(p.spillover_invocations));
  if (p.inits > 0) {
    story += fmt::format(" Allocating and replacing them took {} inits, {} ms billed whether a call came or not.",
                         with_thousands(p.inits), with_thousands(p.init_billed_ms));
  }
  return Paragraph{story};
}

}  // namespace

Section environments_section(const Result& result) {
  const FunctionResult& t = result.totals;
  const EnvironmentCounts& e = t.environments;
  if (e.alive_at_start + e.started == 0) return {};
  Section section{"Environments and concurrency", {}};
  const std::string_view bound = result.peaks_exact ? "" : "at most ";
  std::string story = fmt::format("{} started and {} reclaimed; {} alive at the start, {} at the end.", with_thousands(e.started),
                                  with_thousands(e.reclaimed), with_thousands(e.alive_at_start), with_thousands(e.alive));
  if (e.unused > 0) story += fmt::format(" {} never served a call.", with_thousands(e.unused));
  section.blocks.emplace_back(Paragraph{story});
  section.blocks.emplace_back(
      Paragraph{fmt::format("At once: {} on average ({} busy, {} idle), {}{} at the peak.", people_average(e.mean),
                            people_average(e.mean_busy), people_average(e.mean_idle), bound, with_thousands(e.peak))});
  section.blocks.emplace_back(Paragraph{
      fmt::format("Concurrency (environments starting or running): {}{} at the peak.", bound, with_thousands(t.concurrency_peak))});
  if (result.series.busy_max.size() >= curve_buckets_min) {
    section.blocks.emplace_back(Curves{{{"concurrency", result.series.busy_max}, {"environments", result.series.environments_max}},
                                       result.series.bucket_s});
  }
  if (t.provisioned) section.blocks.emplace_back(provisioned_story(*t.provisioned));
  section.blocks.emplace_back(Paragraph{fmt::format("Memory held: {} GB-s billed, {} GB-s idle and free of charge.",
                                                    people_quantity(t.gb_seconds, 2), people_quantity(t.idle_gb_seconds, 2))});
  return section;
}

}  // namespace thaw
