#include "scenario/era.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/date.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/runtimes.hpp"

namespace thaw {
namespace {

bool always_paid_for_init(const FunctionGroup& group) {
  return group.pattern.package == Package::image || is_custom_runtime(group.pattern.runtime);
}

}  // namespace

std::optional<Era> read_era(const YamlNode& node, FaultList& faults) {
  const auto text = read_text(node, "an era", faults);
  if (!text) return std::nullopt;
  Era era;
  era.name = std::string(*text);
  era.place = node.place;
  era.written = true;
  if (*text == "article") {
    era.rounds_to_100ms = era.scales_in_bursts = true;
    era.snap_start_on_java = era.snap_start_on_others = era.snap_start_on_images = false;
    return era;
  }
  const auto day = read_era_day(*text == "legacy" ? "2023-10" : *text);
  if (!day) {
    faults.add(node.place, day.message, day.hint);
    return std::nullopt;
  }
  if (*day.value < days_from_civil(2014, 11, 13)) {
    faults.add(node.place, fmt::format("the era {} is before Lambda", quoted(*text)), "Lambda began in November 2014");
    return std::nullopt;
  }
  era.rounds_to_100ms = *day.value < days_from_civil(2020, 12, 1);
  era.managed_init_free = *day.value < days_from_civil(2025, 8, 1);
  era.scales_in_bursts = *day.value < days_from_civil(2023, 11, 1);
  era.snap_start_on_java = *day.value >= days_from_civil(2022, 11, 1);
  era.snap_start_on_others = *day.value >= days_from_civil(2024, 11, 1);
  era.snap_start_on_images = *day.value >= days_from_civil(2026, 7, 1);
  return era;
}

std::optional<InitBilling> era_init_billing(const Era& era, const std::vector<FunctionGroup>& groups, FaultList& faults) {
  if (!era.managed_init_free) return InitBilling::billed;
  // Of a function with SnapStart the switch decides nothing.
  const auto count = [&](bool paid) {
    return std::count_if(groups.begin(), groups.end(), [paid](const FunctionGroup& group) {
      return !group.pattern.snap_start && always_paid_for_init(group) == paid;
    });
  };
  const bool some_paid = count(true) > 0;
  const bool all_paid = count(false) == 0;
  if (some_paid && !all_paid) {
    faults.add(era.place, "not built yet: this era, in which init was free for some of these functions and billed for others",
               "images and custom runtimes were billed for init, zip packages on managed runtimes were not; write billing: {init: "
               "free} or {init: billed} for all");
    return std::nullopt;
  }
  return all_paid ? InitBilling::billed : InitBilling::free;
}

}  // namespace thaw
