#include "scenario/handler_reader.hpp"

#include <fmt/format.h>

#include <vector>

#include "scenario/keys.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/quantity.hpp"

namespace thaw {
namespace {

constexpr std::string_view table_hint = "write {by_memory: {512MB: 200ms, 1024MB: 110ms}}";

struct TableEntry {
  std::uint32_t memory_mb;
  std::string_view written;
};

std::string sizes_text(const std::vector<TableEntry>& entries) {
  std::string text;
  for (std::size_t i = 0; i < entries.size() && i < 12; ++i) text += fmt::format("{}{}", i == 0 ? "" : ", ", entries[i].written);
  return entries.size() > 12 ? text + ", …" : text;
}

std::optional<HandlerTime> read_table(const YamlNode& table, const std::string& path, const YamlNode* memory,
                                      std::optional<std::uint32_t> memory_mb, const ReadContext& context) {
  if (table.kind != YamlNode::Kind::map || table.entries.empty()) {
    context.faults.add(table.place,
                       fmt::format("{} is {}, but a map of memory sizes is expected", path,
                                   table.kind == YamlNode::Kind::map ? "empty" : kind_name(table)),
                       std::string(table_hint));
    return std::nullopt;
  }
  std::vector<TableEntry> entries;
  std::optional<HandlerTime> found;
  bool good = true;
  for (const YamlEntry& entry : table.entries) {
    const auto size = read_memory_mb(entry.key);
    if (!size) {
      context.faults.add(entry.place, size.message, size.hint);
      good = false;
      continue;
    }
    for (const TableEntry& other : entries) {
      if (other.memory_mb != *size.value) continue;
      context.faults.add(entry.place, fmt::format("{} has two times for {}MB", path, other.memory_mb), "1GB is 1024MB");
      good = false;
    }
    entries.push_back({*size.value, entry.key});
    if (entry.value.kind == YamlNode::Kind::null) {
      context.faults.add(entry.place, fmt::format("{} has no value", quoted(path + "." + entry.key)), "write a time such as 45ms");
      good = false;
      continue;
    }
    auto time = read_distribution(entry.value, path + "." + entry.key, context);
    good = good && time.has_value();
    if (time && !found && (!memory_mb || *memory_mb == *size.value)) found = HandlerTime{std::move(*time), true};
  }
  if (good && !found && memory_mb) {
    context.faults.add(
        memory != nullptr ? memory->place : table.place, fmt::format("{} has no time for {}MB", path, *memory_mb),
        fmt::format("it has {}: add one, or give the times at one size by service_at and cpu_share", sizes_text(entries)));
  }
  return found;
}

/// A key without the one that it belongs to.
void check_alone(const YamlNode* node, bool own, std::string_view key, const std::string& path, const ReadContext& context) {
  if (node == nullptr || !own) return;
  context.faults.add(node->place, fmt::format("`{}.{}` needs a `service_at`", path, key),
                     "write the memory size at which the handler times hold, such as service_at: 1024MB");
}

}  // namespace

std::optional<HandlerTime> read_handler_time(const YamlNode& node, const std::string& path, const YamlNode* memory,
                                             std::optional<std::uint32_t> memory_mb, const ReadContext& context) {
  const YamlEntry* table = node.find("by_memory");
  if (table == nullptr) {
    auto time = read_distribution(node, path, context, Keys::service);
    if (!time) return std::nullopt;
    return HandlerTime{std::move(*time), false};
  }
  if (node.entries.size() != 1) {
    context.faults.add(node.place, fmt::format("{} has other keys beside `by_memory`", path), std::string(table_hint));
    return std::nullopt;
  }
  return read_table(table->value, path + ".by_memory", memory, memory_mb, context);
}

std::optional<ReadServiceAt> read_service_at(const ScaleKeys& keys, const std::string& path, Architecture architecture,
                                             bool complete, const ReadContext& context) {
  ReadServiceAt read;
  bool good = true;
  if (keys.cpu_share != nullptr) {
    const auto share = read_quantity(*keys.cpu_share, "a percentage", context.faults, read_probability);
    read.at.cpu_share = share.value_or(1);
    good = good && share;
  }
  if (keys.threads != nullptr) {
    const auto threads = read_quantity(*keys.threads, "a number", context.faults, read_whole, std::uint64_t{1}, std::uint64_t{6});
    read.at.threads = static_cast<std::uint32_t>(threads.value_or(1));
    good = good && threads;
  }
  double arm_speed = 1;
  if (keys.arm_speed != nullptr) {
    const auto speed = read_quantity(*keys.arm_speed, "a plain number", context.faults, read_number, 0.1, 10.0);
    arm_speed = speed.value_or(1);
    good = good && speed;
  }
  if (keys.service_at == nullptr) {
    if (complete) {
      check_alone(keys.cpu_share, keys.own_cpu_share, "cpu_share", path, context);
      check_alone(keys.threads, keys.own_threads, "threads", path, context);
      check_alone(keys.arm_speed, keys.own_arm_speed, "arm_speed", path, context);
    }
    return std::nullopt;
  }
  const YamlNode* memory = keys.service_at;
  const YamlNode* on = nullptr;
  Architecture measured = architecture;
  if (keys.service_at->kind == YamlNode::Kind::map) {
    const MapReader map(*keys.service_at, path + ".service_at", schema_of(Keys::service_at), context.faults);
    memory = map.value("memory");
    on = map.value("architecture");
    if (!map.has("memory")) {
      context.faults.add(keys.service_at->place, fmt::format("`{}.service_at` has no `memory`", path),
                         "write service_at: {memory: 1024MB, architecture: x86_64}");
    }
    if (on != nullptr) {
      const auto word = read_word(*on, "an architecture", {"x86_64", "arm64"}, {}, context.faults);
      measured = word == "arm64" ? Architecture::arm64 : Architecture::x86_64;
      read.has_architecture = word.has_value();
      good = good && word;
    }
  }
  if (memory == nullptr) return std::nullopt;
  const auto memory_mb = read_quantity(*memory, "a memory size", context.faults, read_memory_mb);
  if (!memory_mb || !good) return std::nullopt;
  read.at.memory_mb = *memory_mb;
  if (measured != architecture) read.at.speed = architecture == Architecture::arm64 ? arm_speed : 1 / arm_speed;
  if (!complete) return read;
  if (keys.cpu_share == nullptr) {
    context.faults.add(keys.service_at->place, fmt::format("`{}.service_at` needs a `cpu_share`", path),
                       "write the part of the handler time that computes rather than waits, such as cpu_share: 60%");
  }
  if (measured != architecture && keys.arm_speed == nullptr) {
    context.faults.add(on->place, fmt::format("`{}.service_at` is of another architecture than the function", path),
                       "write how fast the part that computes runs on arm64 relative to x86_64, such as arm_speed: 1.1");
  }
  if (on == nullptr && keys.arm_speed != nullptr && keys.own_arm_speed) {
    context.faults.add(keys.arm_speed->place, fmt::format("`{}.arm_speed` needs an architecture in `service_at`", path),
                       "write service_at: {memory: 1024MB, architecture: x86_64}");
  }
  return read;
}

std::optional<Sizes> read_sizes(const YamlNode& node, const std::string& path, const ReadContext& context) {
  constexpr std::int64_t bytes_per_mb = 1'048'576;
  const auto size = [&](const YamlNode& one) -> std::optional<Duration> {
    const auto mb = read_quantity(one, "a size", context.faults, read_size_mb);
    if (!mb) return std::nullopt;
    return nanoseconds(*mb * bytes_per_mb);
  };
  constexpr std::string_view hint = "write 300MB, {uniform: [200MB, 400MB]} or {lognormal: {p50: 200MB, p99: 400MB}}";
  if (node.kind == YamlNode::Kind::scalar) {
    const auto constant = size(node);
    return constant ? std::optional(Sizes{Constant{*constant}}) : std::nullopt;
  }
  if (node.kind != YamlNode::Kind::map || node.entries.size() != 1) {
    context.faults.add(node.place, fmt::format("{} takes one size or one distribution of sizes", path), std::string(hint));
    return std::nullopt;
  }
  const MapReader map(node, path, schema_of(Keys::peak_memory), context.faults);
  if (const YamlNode* range = map.value("uniform")) {
    if (range->kind != YamlNode::Kind::list || range->items.size() != 2) {
      context.faults.add(range->place, "uniform takes a list of two sizes", std::string(hint));
      return std::nullopt;
    }
    const auto low = size(range->items[0]);
    const auto high = size(range->items[1]);
    if (!low || !high) return std::nullopt;
    if (*high < *low) {
      context.faults.add(range->place, "the second size of uniform is below the first", "write the smaller size first");
      return std::nullopt;
    }
    return Sizes{Uniform{*low, *high}};
  }
  const YamlNode* lognormal = map.value("lognormal");
  if (lognormal == nullptr) return std::nullopt;
  const MapReader quantiles(*lognormal, map.path_of("lognormal"), schema_of(Keys::sizes), context.faults);
  const YamlNode* p50_node = quantiles.value("p50");
  const YamlNode* p99_node = quantiles.value("p99");
  if (lognormal->kind == YamlNode::Kind::map && !(quantiles.has("p50") && quantiles.has("p99"))) {
    context.faults.add(lognormal->place, "a lognormal of sizes is given by p50 and p99", std::string(hint));
  }
  if (p50_node == nullptr || p99_node == nullptr) return std::nullopt;
  const auto p50 = size(*p50_node);
  const auto p99 = size(*p99_node);
  if (!p50 || !p99) return std::nullopt;
  if (*p99 < *p50) {
    context.faults.add(lognormal->place, "p99 is below p50", "99 of 100 sizes are below p99, 50 below p50");
    return std::nullopt;
  }
  if (*p99 == *p50) return Sizes{Constant{*p50}};
  return Sizes{lognormal_through(static_cast<double>(p50->ns), static_cast<double>(p99->ns))};
}

}  // namespace thaw
