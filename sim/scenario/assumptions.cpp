#include "scenario/assumptions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "scenario/quantity.hpp"
#include "scenario/runtimes.hpp"
#include "scenario/scaling_reader.hpp"
#include "scenario/settings.hpp"
#include "scenario/time_zone.hpp"
#include "scenario/variation.hpp"
#include "workload/cron_process.hpp"
#include "workload/handler_scale.hpp"

namespace thaw {
namespace {

constexpr std::size_t most_lines_of_a_key = 8;

/// What one group assumes about one key; nothing if it wrote a documented setting.
struct Assumed {
  std::string value, why;
};

using AssumedBy = std::function<std::optional<Assumed>(const FunctionGroup&)>;

void add_per_function(std::vector<Assumption>& list, const std::vector<FunctionGroup>& groups, const std::string& key,
                      const AssumedBy& assumed_by) {
  std::vector<std::pair<const FunctionGroup*, Assumed>> found;
  for (const FunctionGroup& group : groups) {
    if (auto assumed = assumed_by(group)) found.emplace_back(&group, std::move(*assumed));
  }
  if (found.empty()) return;
  const auto& first = found.front().second;
  const bool agree = found.size() == groups.size() && std::all_of(found.begin(), found.end(), [&](const auto& one) {
                       return one.second.value == first.value && one.second.why == first.why;
                     });
  if (agree) {
    list.push_back({key, first.value, first.why});
    return;
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (i == most_lines_of_a_key) {
      list.push_back({key, "…", fmt::format("{} more functions or groups", found.size() - i)});
      return;
    }
    list.push_back(
        {fmt::format("functions.{}.{}", step_text(found[i].first->name), key), found[i].second.value, found[i].second.why});
  }
}

AssumedBy undocumented(Shown FunctionGroup::* shown, std::string why) {
  return [shown, why = std::move(why)](const FunctionGroup& group) {
    const Shown& setting = group.*shown;
    return std::optional(Assumed{setting.value, fmt::format("{}; {}", why, setting.written ? "as written" : "the default")});
  };
}

std::optional<Assumed> init_of(const FunctionGroup& group) {
  if (group.init_composed) {
    const bool measured = !group.pattern.runtime.empty();
    return Assumed{group.init.value, measured ? fmt::format("the sum of independent draws; the runtime's is measured on empty "
                                                            "functions ({})",
                                                            runtime_source)
                                              : "the sum of independent draws, without a runtime's"};
  }
  if (group.init.written || group.init.value.empty()) return std::nullopt;
  return Assumed{group.init.value, fmt::format("measured on empty functions ({}): a floor, imports come on top", runtime_source)};
}

std::optional<Assumed> restore_of(const FunctionGroup& group) {
  if (!group.pattern.snap_start) return std::nullopt;
  return Assumed{
      fmt::format("restore {}, {:.4g} % of it billed", group.restore.value, group.pattern.snap_start->billed_share * 100),
      fmt::format("AWS does not document how long a restore takes; {}",
                  group.restore.written ? "as written" : "the default, after measured ones of 180 to 690 ms")};
}

std::optional<Assumed> memory_of(const FunctionGroup& group) {
  if (group.memory_from) {
    return Assumed{fmt::format("{}MB", group.pattern.memory_mb),
                   fmt::format("varied from {}MB; init times stay: measured ones are the same from 128 to 1,024 MB",
                               group.memory_from->value)};
  }
  if (group.memory_written) return std::nullopt;
  return Assumed{fmt::format("{}MB", group.pattern.memory_mb), "Lambda's default"};
}

std::optional<Assumed> architecture_of(const FunctionGroup& group) {
  if (!group.architecture_from) return std::nullopt;
  return Assumed{std::string(architecture_text(group.pattern.architecture)),
                 fmt::format("varied from {}; a measured runtime's init is that of the architecture, written init times stay",
                             architecture_text(group.architecture_from->value))};
}

std::optional<Assumed> constant_of(const FunctionGroup& group) {
  if (group.constant_over.empty()) return std::nullopt;
  return Assumed{"handler times stay", fmt::format("{} varied, under --assume-constant-duration", group.constant_over)};
}

std::optional<Assumed> service_of(const FunctionGroup& group) {
  if (!group.pattern.service_at) return std::nullopt;
  const ServiceAt& at = *group.pattern.service_at;
  const double factor = handler_factor(at, at.memory_mb, group.pattern.memory_mb);
  if (factor == 1) return std::nullopt;
  return Assumed{
      fmt::format("{:.4g} times those at {}MB{}", factor, at.memory_mb, at.speed == 1 ? "" : " and the other architecture"),
      fmt::format("{:.4g} % of it is taken to follow the CPU, one vCPU per 1,769 MB; the rest stays", at.cpu_share * 100)};
}

std::optional<Assumed> peak_memory_of(const FunctionGroup& group) {
  if (group.peak_memory.empty()) return std::nullopt;
  return Assumed{group.peak_memory, "a run whose peak is above its memory is killed when it would have ended, and billed so"};
}

std::optional<Assumed> keep_alive_of(const FunctionGroup& group) {
  std::string value = group.keep_alive.value;
  if (value == "never") value += ": gone as soon as it is idle";
  if (value == "forever") value += ": never gone for being idle";
  return Assumed{std::move(value), fmt::format("AWS does not document how long an idle environment is kept; {}",
                                               group.keep_alive.written ? "as written" : "the default")};
}

std::optional<Assumed> max_life_of(const FunctionGroup& group) {
  if (!group.pattern.max_life) return std::nullopt;
  return Assumed{group.max_life.value, fmt::format("AWS only says that environments end every few hours; {}",
                                                   group.max_life.written ? "as written" : "the default")};
}

std::optional<Assumed> allocation_of(const FunctionGroup& group) {
  if (!group.pattern.provisioned_concurrency) return std::nullopt;
  const bool written = group.allocation_delay.written || group.allocation_rate.written;
  return Assumed{fmt::format("{}, then {}", group.allocation_delay.value, group.allocation_rate.value),
                 fmt::format("AWS says a minute or two, then up to 6,000 a minute, and nothing usable before all is; {}",
                             written ? "as written" : "the default")};
}

std::optional<Assumed> timeout_of(const FunctionGroup& group) {
  if (group.timeout_written) return std::nullopt;
  if (group.pattern.timeout == Duration::max()) return Assumed{"none", "a trace may feed it, and recorded durations are not cut"};
  return Assumed{time_text(group.pattern.timeout), "Lambda's default"};
}

/// All laws of one kind that a source has, alone or in a sum.
template <class Law>
std::vector<const Law*> laws_of(const Source& source) {
  std::vector<const Law*> laws;
  if (const auto* law = std::get_if<Law>(&source.arrivals)) laws.push_back(law);
  if (const auto* sum = std::get_if<SumArrivals>(&source.arrivals)) {
    for (const DrawnLaw& drawn : sum->laws) {
      if (const auto* law = std::get_if<Law>(&drawn)) laws.push_back(law);
    }
  }
  return laws;
}

bool differs_from_utc(const std::vector<ZoneStep>& zone) {
  return std::any_of(zone.begin(), zone.end(), [](const ZoneStep& step) { return step.offset_s != 0; });
}

/// Whose rules the clocks of schedules and rates follow.
void add_time_zones(std::vector<Assumption>& list, const Scenario& scenario, TimeZones& zones) {
  bool schedules = false, rates = false;
  for (const Source& source : scenario.sources) {
    for (const CronArrivals* cron : laws_of<CronArrivals>(source)) schedules = schedules || differs_from_utc(cron->zone);
    for (const ProfileArrivals* profile : laws_of<ProfileArrivals>(source)) rates = rates || differs_from_utc(profile->rate.zone);
  }
  if (!schedules && !rates) return;
  const std::string_view who = schedules && rates ? "schedules and rates" : schedules ? "schedules" : "rates";
  list.push_back({"time zones", zones.release(), fmt::format("the release of tzdata on this machine, whose rules {} follow", who)});
}

/// What pings take.
void add_warmers(std::vector<Assumption>& list, const Scenario& scenario) {
  std::size_t lines = 0;
  for (const Source& source : scenario.sources) {
    if (source.kind != SourceKind::warmer || !source.service || ++lines > most_lines_of_a_key) continue;
    list.push_back({fmt::format("sources.{}.warm.service", step_text(source.name)), time_text(*source.service),
                    "how long the handler needs to see that a call is a ping is up to its author"});
  }
}

/// Schedules that the run never comes to.
void add_schedules(std::vector<Assumption>& list, const Scenario& scenario) {
  const Instant end{scenario.duration.value_or(seconds(86'400)).ns};
  std::size_t lines = 0;
  for (const Source& source : scenario.sources) {
    const std::vector<const CronArrivals*> schedules = laws_of<CronArrivals>(source);
    std::size_t silent = 0;
    for (const CronArrivals* cron : schedules) {
      silent += CronProcess(*cron, scenario.start_unix_ns, end).after(0) < end.ns ? 0U : 1U;
    }
    if (silent == 0 || ++lines > most_lines_of_a_key) continue;
    const std::string which =
        schedules.size() == 1 ? "its schedule does" : fmt::format("{} of {} schedules do", silent, schedules.size());
    list.push_back({fmt::format("sources.{}.arrivals", step_text(source.name)),
                    std::holds_alternative<CronArrivals>(source.arrivals) ? "no call" : "fewer calls",
                    which + " not fire in this run"});
  }
}

}  // namespace

std::vector<Assumption> list_assumptions(const Scenario& scenario, const std::vector<FunctionGroup>& groups,
                                         const WrittenKeys& written, const Era& era, TimeZones& zones) {
  std::vector<Assumption> list;
  const bool drawn = std::any_of(scenario.sources.begin(), scenario.sources.end(),
                                 [](const Source& source) { return !std::holds_alternative<TraceArrivals>(source.arrivals); });
  if (drawn && !written.duration) list.push_back({"duration", "24h", "the default for drawn arrivals"});
  if (!written.region) list.push_back({"region", scenario.region, "the default; it decides the prices"});
  if (!written.concurrency)
    list.push_back({"account.concurrency", fmt::format("{}", scenario.account.concurrency), "an account's default quota"});
  if (!written.request_rate) {
    list.push_back({"account.request_rate", fmt::format("{}/s", scenario.account.requests_per_s.value_or(0)),
                    "ten times the concurrency, as AWS documents"});
  }
  if (scenario.account.scaling_rate && !written.scaling_rate) {
    list.push_back(
        {"account.scaling_rate", scaling_text(*scenario.account.scaling_rate), fmt::format("the rule of era {}", era.name)});
  }
  if (scenario.init_limit && !written.init_limit) {
    list.push_back({"init_limit", time_text(*scenario.init_limit), "the preset: AWS documents it"});
  }
  if (!written.free_tier)
    list.push_back({"billing.free_tier", "false", "the default: it is the account's, other functions may have used it"});
  if (!written.init_billing) {
    list.push_back({"billing.init", scenario.billing.init == InitBilling::billed ? "billed" : "free",
                    fmt::format("the rule of era {}", era.name)});
  }
  if (!written.rounding)
    list.push_back({"billing.rounding", time_text(scenario.billing.rounding), fmt::format("the rule of era {}", era.name)});
  const bool inits_fail = scenario.init_limit || std::any_of(groups.begin(), groups.end(), [](const FunctionGroup& group) {
                            return group.pattern.init_error_probability > 0;
                          });
  if (inits_fail && scenario.billing.init == InitBilling::billed) {
    list.push_back({"billing.failed_init", scenario.billing.failed_init == InitBilling::billed ? "billed" : "free",
                    "AWS does not document whether an init that failed or was stopped is billed; its repeat inside a run is"});
  }
  add_per_function(list, groups, "memory", memory_of);
  add_per_function(list, groups, "architecture", architecture_of);
  add_per_function(list, groups, "service", service_of);
  add_per_function(list, groups, "constant_duration", constant_of);
  add_per_function(list, groups, "peak_memory", peak_memory_of);
  add_per_function(list, groups, "timeout", timeout_of);
  add_per_function(list, groups, "init", init_of);
  add_per_function(list, groups, "snap_start", restore_of);
  add_per_function(list, groups, "keep_alive", keep_alive_of);
  add_per_function(list, groups, "max_life", max_life_of);
  add_per_function(list, groups, "provisioned_concurrency.allocation", allocation_of);
  add_per_function(
      list, groups, "placement",
      undocumented(&FunctionGroup::placement, "AWS does not document how long placing an environment and fetching its code takes"));
  add_per_function(list, groups, "pick", undocumented(&FunctionGroup::pick, "AWS does not document which idle environment serves"));
  add_per_function(list, groups, "assignment",
                   undocumented(&FunctionGroup::assignment,
                                "AWS does not document whether a waiting request takes an environment that becomes free"));
  add_warmers(list, scenario);
  add_schedules(list, scenario);
  add_time_zones(list, scenario, zones);
  return list;
}

}  // namespace thaw
