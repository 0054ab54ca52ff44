#include "scenario/keep_alive_reader.hpp"

#include <fmt/format.h>

#include "scenario/keys.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/own_policies.hpp"
#include "scenario/quantity.hpp"

namespace thaw {
namespace {

bool is_word(const YamlNode& node, std::string_view word) {
  return node.kind == YamlNode::Kind::scalar && node.text == word;
}

/// A time that must be there.
std::optional<Duration> read_needed_time(const MapReader& map, std::string_view key, const ReadContext& context) {
  const YamlNode* node = map.value(key);
  if (node != nullptr) return read_quantity(*node, "a time", context.faults, read_time);
  if (!map.has(key))
    context.faults.add(map.node().place, fmt::format("{} is missing", quoted(map.path_of(key))), "write a time such as 5min");
  return std::nullopt;
}

std::optional<KeepAlivePolicy> read_rank(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::rank), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  const auto last = read_needed_time(map, "last", context);
  const auto spares = read_needed_time(map, "spares", context);
  if (!last || !spares) return std::nullopt;
  if (*spares > *last) {
    context.faults.add(map.value("spares")->place, "spares are kept longer than the last idle environment",
                       fmt::format("at most as long: 0s to {}", time_text(*last)));
    return std::nullopt;
  }
  return KeepByRank{*last, *spares};
}

std::optional<KeepAlivePolicy> read_halving(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::halving), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  const auto period = read_needed_time(map, "period", context);
  if (!period) return std::nullopt;
  if (period->ns == 0) {
    context.faults.add(map.value("period")->place, "the period of halving must be above 0",
                       "write a time such as 380s, or `keep_alive: never`");
    return std::nullopt;
  }
  return KeepByHalving{*period};
}

std::optional<KeepAlivePolicy> read_histogram(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::histogram), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  KeepByHistogram settings;
  const auto range = map.has("range") ? read_needed_time(map, "range", context) : settings.range;
  if (!range) return std::nullopt;
  constexpr std::int64_t minute_ns = 60'000'000'000;
  if (range->ns < minute_ns || range->ns % minute_ns != 0 || *range > longest_histogram) {
    context.faults.add(map.value("range")->place, "the range of the histogram must be in whole minutes", "1min to 7d");
    return std::nullopt;
  }
  settings.range = *range;
  if (const YamlNode* samples = map.value("samples")) {
    const auto number = read_quantity(*samples, "a number of times at rest", context.faults, read_whole, std::uint64_t{1},
                                      std::uint64_t{1'000'000});
    if (!number) return std::nullopt;
    settings.samples = *number;
  }
  return settings;
}

std::optional<KeepAlivePolicy> read_own(const YamlNode& node, const ReadContext& context) {
  const auto name = read_text(node, "the name of a policy", context.faults);
  if (!name) return std::nullopt;
  if (const IdlePolicyMaker* maker = own_policy(*name)) return KeepByOwn{std::string(*name), *maker};
  const std::vector<std::string_view> known = own_policy_names();
  context.faults.add(node.place, fmt::format("this program has no policy {}", quoted(*name)),
                     known.empty() ? "it has none of its own: a program built like examples/twice_the_gap.cpp adds some"
                                   : name_hint(*name, known, "policies"));
  return std::nullopt;
}

std::optional<KeepAlivePolicy> read_policy(const YamlNode& node, const std::string& path, const ReadContext& context) {
  const MapReader map(node, path, schema_of(Keys::policy), context.faults);
  if (node.kind != YamlNode::Kind::map) return std::nullopt;
  if (node.entries.size() != 1) {
    context.faults.add(node.place, fmt::format("{} takes one policy, here are {}", path, node.entries.size()),
                       "write one, such as {rank: {last: 26min, spares: 5min}} or {halving: {period: 380s}}");
    return std::nullopt;
  }
  if (const YamlNode* rank = map.value("rank")) return read_rank(*rank, map.path_of("rank"), context);
  if (const YamlNode* halving = map.value("halving")) return read_halving(*halving, map.path_of("halving"), context);
  if (const YamlNode* histogram = map.value("histogram")) return read_histogram(*histogram, map.path_of("histogram"), context);
  if (const YamlNode* own = map.value("own")) return read_own(*own, context);
  return std::nullopt;
}

}  // namespace

std::optional<KeepAlive> read_keep_alive(const YamlNode& node, const std::string& path, const ReadContext& context) {
  if (is_word(node, "never")) return KeepAlive{Constant{}, {}};
  if (is_word(node, "forever")) return KeepAlive{Constant{}, KeepForever{}};
  if (node.kind == YamlNode::Kind::map && node.entries.size() == 1 && node.entries[0].key == "policy") {
    const MapReader map(node, path, schema_of(Keys::keep_alive), context.faults);
    const YamlNode* value = map.value("policy");
    auto policy = value == nullptr ? std::nullopt : read_policy(*value, map.path_of("policy"), context);
    if (!policy) return std::nullopt;
    return KeepAlive{Constant{}, policy};
  }
  auto time = read_distribution(node, path, context, Keys::keep_alive);
  if (!time) return std::nullopt;
  return KeepAlive{std::move(*time), {}};
}

std::optional<Distribution> read_max_life(const YamlNode& node, const std::string& path, const ReadContext& context) {
  if (is_word(node, "none")) return std::nullopt;
  auto life = read_distribution(node, path, context);
  const auto* constant = life ? std::get_if<Constant>(&*life) : nullptr;
  if (constant != nullptr && constant->value.ns == 0) {
    context.faults.add(node.place, fmt::format("{} must be above 0", path), "write a time such as 6h, or `none`");
    return std::nullopt;
  }
  return life;
}

}  // namespace thaw
