#include "scenario/provisioned_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/keys.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/node_text.hpp"
#include "scenario/quantity.hpp"

namespace thaw {
namespace {

constexpr std::size_t most_steps = 10'000;
constexpr std::uint64_t most_units_a_minute = 1'000'000;

std::optional<std::uint32_t> read_units(const YamlNode& node, const ReadContext& context) {
  const auto most = std::uint64_t{max_provisioned_concurrency};
  const auto units = read_quantity(node, "a number of environments", context.faults, read_whole, std::uint64_t{0}, most);
  return units ? std::optional(static_cast<std::uint32_t>(*units)) : std::nullopt;
}

std::optional<ProvisionedStep> read_step(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::provisioned_step), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  const YamlNode* at = map.value("at");
  const YamlNode* count = map.value("count");
  if (!map.has("at") || !map.has("count")) {
    context.faults.add(node.place, "a step of provisioned concurrency needs `at` and `count`", "write {at: 8h, count: 10}");
  }
  const auto from = at != nullptr ? read_quantity(*at, "a time", context.faults, read_time) : std::nullopt;
  const auto units = count != nullptr ? read_units(*count, context) : std::nullopt;
  if (!from || !units) return std::nullopt;
  return ProvisionedStep{*from, *units};
}

bool read_schedule(const YamlNode& node, const std::string& path, std::vector<ProvisionedStep>& steps, const ReadContext& context) {
  if (node.kind != YamlNode::Kind::list || node.items.empty() || node.items.size() > most_steps) {
    context.faults.add(node.place, fmt::format("{} takes a list of 1 to {} steps", path, most_steps),
                       "write [{at: 8h, count: 10}, {at: 20h, count: 2}]");
    return false;
  }
  for (const YamlNode& item : node.items) {
    const auto step = read_step(item, fmt::format("{}[{}]", path, steps.size()), context);
    if (!step) return false;
    if (!steps.empty() && step->at <= steps.back().at) {
      context.faults.add(item.place, "the steps of provisioned concurrency are not in order",
                         "each `at` is later than the one before");
      return false;
    }
    steps.push_back(*step);
  }
  return true;
}

void read_period(const MapReader& map, ProvisionedConcurrency& settings, const ReadContext& context) {
  const YamlNode* node = map.value("every");
  if (node == nullptr) return;
  const auto every = read_quantity(*node, "a time", context.faults, read_time);
  if (!every) return;
  if (!map.has("schedule")) {
    context.faults.add(node->place, "`every` repeats a `schedule`, and there is none", "write schedule: [{at: 8h, count: 10}, …]");
  } else if (*every <= settings.steps.back().at || *every < seconds(60)) {
    context.faults.add(node->place, fmt::format("the schedule cannot begin again after {}", time_text(*every)),
                       fmt::format("at least 1min, and later than its last step at {}", time_text(settings.steps.back().at)));
  } else {
    settings.every = *every;
  }
}

void read_allocation(const MapReader& map, Provisioned& made, const ReadContext& context) {
  if (const YamlNode* delay = map.value("allocation_delay")) {
    auto law = read_distribution(*delay, map.path_of("allocation_delay"), context);
    if (law) made.settings.allocation_delay = std::move(*law);
    made.delay = one_line(*delay);
    made.delay_written = true;
  }
  if (const YamlNode* rate = map.value("allocation_rate")) {
    const auto read = read_quantity(*rate, "a number of environments a minute", context.faults, read_whole, std::uint64_t{1},
                                    most_units_a_minute);
    if (read) made.settings.allocation_per_minute = static_cast<std::uint32_t>(*read);
    made.rate_written = true;
  }
}

}  // namespace

std::optional<Provisioned> read_provisioned(const YamlNode& node, const std::string& path, const ReadContext& context) {
  Provisioned made;
  std::vector<ProvisionedStep>& steps = made.settings.steps;
  if (node.kind == YamlNode::Kind::list) {
    if (!read_schedule(node, path, steps, context)) return std::nullopt;
    return made;
  }
  if (node.kind != YamlNode::Kind::map) {
    const auto units = read_units(node, context);
    if (!units) return std::nullopt;
    steps = {{Duration{}, *units}};
    return made;
  }
  const MapReader map(node, path, schema_of(Keys::provisioned), context.faults);
  if (map.has("count") == map.has("schedule")) {
    context.faults.add(node.place, fmt::format("{} needs a `count` or a `schedule`, one of them", path),
                       "write {count: 10} or {schedule: [{at: 8h, count: 10}, {at: 20h, count: 2}], every: 24h}");
    return std::nullopt;
  }
  const YamlNode* count = map.value("count");
  const YamlNode* schedule = map.value("schedule");
  if (count != nullptr) {
    const auto units = read_units(*count, context);
    if (!units) return std::nullopt;
    steps = {{Duration{}, *units}};
  }
  if (schedule != nullptr && !read_schedule(*schedule, map.path_of("schedule"), steps, context)) return std::nullopt;
  if (steps.empty()) return std::nullopt;
  read_period(map, made.settings, context);
  read_allocation(map, made, context);
  return made;
}

std::uint32_t most_units(const ProvisionedConcurrency& settings) {
  std::uint32_t most = 0;
  for (const ProvisionedStep& step : settings.steps) most = std::max(most, step.units);
  return most;
}

}  // namespace thaw
