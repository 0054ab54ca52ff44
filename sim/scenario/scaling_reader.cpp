#include "scenario/scaling_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/keys.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/quantity.hpp"

namespace thaw {
namespace {

/// Burst quotas of before November 2023 (Lambda Developer Guide of that year); 500 in all other regions.
std::uint32_t burst_in(std::string_view region) {
  constexpr std::array<std::string_view, 3> large = {"us-east-1", "us-west-2", "eu-west-1"};
  constexpr std::array<std::string_view, 3> middle = {"ap-northeast-1", "eu-central-1", "us-east-2"};
  if (std::find(large.begin(), large.end(), region) != large.end()) return 3'000;
  return std::find(middle.begin(), middle.end(), region) != middle.end() ? 1'000 : 500;
}

ScalingRate burst_rule(std::string_view region) {
  return {burst_in(region), 500, seconds(60), true, true};
}

std::optional<Duration> read_period(const YamlNode& node, FaultList& faults) {
  const auto per = read_quantity(node, "a time", faults, read_time);
  if (!per) return std::nullopt;
  if (per->ns > 0 && *per <= longest_scaling_period) return per;
  faults.add(node.place, fmt::format("environments per {} is no scaling rate", quoted(node.text)), "above 0 and at most 1h");
  return std::nullopt;
}

}  // namespace

ScalingRate scaling_rate_of(const Era& era, std::string_view region) {
  return era.scales_in_bursts ? burst_rule(region) : ScalingRate{};
}

std::optional<ScalingRate> read_scaling_rate(const YamlNode& node, std::string_view region, FaultList& faults) {
  if (node.kind == YamlNode::Kind::scalar) {
    const auto word = read_word(node, "a scaling rate", {"none", "legacy"}, {}, faults);
    return word == "legacy" ? std::optional(burst_rule(region)) : std::nullopt;
  }
  const MapReader map(node, "account.scaling_rate", schema_of(Keys::scaling_rate), faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  if (!map.has("environments") || !map.has("per")) {
    faults.add(node.place, "a scaling rate needs `environments` and `per`",
               "write scaling_rate: {environments: 1000, per: 10s}, none or legacy");
  }
  const auto count = [&](std::string_view key) -> std::optional<std::uint32_t> {
    const YamlNode* value = map.value(key);
    if (value == nullptr) return std::nullopt;
    const auto read = read_quantity(*value, "a number", faults, read_whole, std::uint64_t{1}, std::uint64_t{max_scaling_burst});
    return read ? std::optional(static_cast<std::uint32_t>(*read)) : std::nullopt;
  };
  const auto environments = count("environments");
  const auto burst = count("burst");
  const YamlNode* per_node = map.value("per");
  const auto per = per_node != nullptr ? read_period(*per_node, faults) : std::nullopt;
  if (!environments || !per) return std::nullopt;
  return ScalingRate{burst.value_or(*environments), *environments, *per, false, false};
}

std::string scaling_text(const ScalingRate& rate) {
  if (rate.account_wide) {
    const std::string per = time_text(rate.per);
    return fmt::format("{} environments, then {} more every {}, for the account", rate.burst, rate.environments, per);
  }
  return fmt::format("{} environments per {} for each function", rate.environments, time_text(rate.per));
}

}  // namespace thaw
