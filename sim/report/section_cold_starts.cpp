// Calls that waited for a start first, whoever served them; then calls that logged Init Duration, or Restore Duration.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

#include "report/human_number.hpp"
#include "report/sections.hpp"
#include "report/spoken_percentile.hpp"

namespace thaw {

namespace {

std::int64_t idle_min(std::size_t i) {
  return idle_times[i].ns / seconds(60).ns;
}

// "5 to 15 min", of those idle times that there is a figure for.
std::string starts_by_idle(const Result& result) {
  std::optional<std::size_t> first, last;
  for (std::size_t i = 0; i < idle_times.size(); ++i) {
    if (!result.cold_start_ratio_by_idle[i]) continue;
    if (!first) first = i;
    last = i;
  }
  if (!first) return {};
  const std::string low = percent(*result.cold_start_ratio_by_idle[*first]);
  const std::string high = percent(*result.cold_start_ratio_by_idle[*last]);
  std::string times = fmt::format("{} min", idle_min(*last));
  if (first != last) times = fmt::format("{} to {}", idle_min(*first), times);
  return fmt::format("With an idle time of {} (AWS does not document it): {}{} of calls would find no idle environment.", times,
                     low, low == high ? "" : " to " + high);
}

// Why there is no such figure (harvest.cpp); empty where there is, or where it has another reason.
std::string why_not_by_idle(const Result& result) {
  if (result.cold_start_ratio_by_idle != decltype(result.cold_start_ratio_by_idle){}) return {};
  const auto any = [&](auto holds) {
    return std::any_of(result.settings.begin(), result.settings.end(), [&](const auto& entry) { return holds(entry.second); });
  };
  std::string why;
  if (any([](const Function& f) { return f.pick != Pick::mru; })) {
    why = "not every function picks by mru";
  } else if (any([](const Function& f) { return !kept_by_time(f); })) {
    why = "a keep_alive goes by a policy";
  } else if (any([](const Function& f) { return f.max_life.has_value(); })) {
    why = "environments also end for their age (max_life)";
  } else if (any([](const Function& f) { return f.snap_start.has_value(); })) {
    why = "environments whose restore failed ended at once";
  }
  return why.empty() ? why : fmt::format("What other idle times would give is not told: {}.", why);
}

// Which durations the log lines of cold starts have.
std::string_view logged_as(const FunctionResult& t) {
  if (!t.snap_start) return "Init Duration";
  return t.snap_start->restore.count == t.init.count ? "Restore Duration" : "Init or Restore Duration";
}

void add_restores(const SnapStartResult& snap_start, std::vector<Block>& blocks) {
  if (snap_start.restore.count > 1)
    blocks.emplace_back(Paragraph{fmt::format("Restore Duration: {}.", spoken_spread(snap_start.restore))});
  if (snap_start.failed_restores == 0) return;
  blocks.emplace_back(
      Paragraph{fmt::format("{} failed or took longer than 10 s: its call ended in an error, and the environment with it.",
                            counted(snap_start.failed_restores, "restore"))});
}

constexpr std::uint64_t fewest_for_shares = 10;  // of fewer the table of functions tells as much

// How unevenly cold starts hit functions or apps.
void add_shares(Section& section, std::string_view what, const std::optional<ColdShares>& cold) {
  if (!cold || cold->count < fewest_for_shares) return;
  const auto spoken = [](const ShareQuantiles& shares) {
    return fmt::format("{} at p25, {} at p50, {} at p75", percent(shares[0]), percent(shares[1]), percent(shares[2]));
  };
  std::string line = fmt::format("Over {} {}, the share of calls that waited for an environment is {}", with_thousands(cold->count),
                                 what, spoken(cold->shares));
  if (cold->fixed_10min) line += fmt::format("; with an idle time of 10 min it would be {}", spoken(*cold->fixed_10min));
  section.blocks.emplace_back(Paragraph{line + "."});
}

}  // namespace

Section cold_starts_section(const Result& result) {
  const FunctionResult& t = result.totals;
  if (t.invocations == 0) return {};
  Section section{"Cold starts", {}};
  if (const std::string line = starts_by_idle(result); !line.empty()) section.blocks.emplace_back(Paragraph{line});
  if (const std::string line = why_not_by_idle(result); !line.empty()) section.blocks.emplace_back(Paragraph{line});
  Grid grid{{{"start"}, {"calls", Align::right}, {"share", Align::right}, {"of"}}, {}, false, Narrow::wrap};
  grid.rows.push_back({{"delayed starts", with_thousands(t.delayed_starts), percent(t.delayed_starts, t.attempts),
                        "of calls waited for an environment"}});
  grid.rows.push_back({{"cold starts", with_thousands(t.cold_starts), percent(t.cold_starts, t.invocations),
                        fmt::format("of invocations, their environment's first ({})", logged_as(t))}});
  grid.rows.push_back({{"warm starts", with_thousands(t.warm_starts), percent(t.warm_starts, t.invocations),
                        "of invocations, in an environment that had served before"}});
  section.blocks.emplace_back(grid);
  if (t.start_wait.count > 1)
    section.blocks.emplace_back(Paragraph{fmt::format("Wait for an environment: {}.", spoken_spread(t.start_wait))});
  const bool only_restores = t.snap_start && t.snap_start->restore.count == t.init.count;
  if (t.init.count > 1 && !only_restores) {
    section.blocks.emplace_back(Paragraph{fmt::format("{}: {}.", logged_as(t), spoken_spread(t.init))});
  }
  if (t.snap_start) add_restores(*t.snap_start, section.blocks);
  add_shares(section, "functions", result.cold_shares_by_function);
  add_shares(section, "apps", result.cold_shares_by_app);
  if (t.failed_inits > 0) {
    section.blocks.emplace_back(
        Paragraph{fmt::format("{} failed or took longer than the limit, and had to be made again inside a run, under its timeout.",
                              counted(t.failed_inits, "init"))});
  }
  return section;
}

}  // namespace thaw
