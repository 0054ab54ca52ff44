// handler_reader.hpp: the handler times of a function, and how they follow its memory and architecture.
//
// Times are given at one memory size (`service_at` with `cpu_share`, and `threads` and `arm_speed` where they matter), or as a
// table of times per memory size (`by_memory`), from which the function takes those of its own size.
#pragma once

#include <optional>
#include <string>

#include "scenario/distribution_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

struct HandlerTime {
  Distribution time;
  bool by_memory = false;  // from a table: it holds for the function's own memory
};

/// A distribution, or {by_memory: {SIZE: distribution, …}}. `memory` is the node of the function's memory for faults (may be
/// null), `memory_mb` its size; without one (it is wrong, or not known yet) the table is checked and its first entry taken.
std::optional<HandlerTime> read_handler_time(const YamlNode& node, const std::string& path, const YamlNode* memory,
                                             std::optional<std::uint32_t> memory_mb, const ReadContext& context);

/// The keys beside the times; null where they are not written. `own`: the function writes them itself, so that one without the
/// other is a fault.
struct ScaleKeys {
  const YamlNode *service_at, *cpu_share, *threads, *arm_speed;
  bool own_cpu_share, own_threads, own_arm_speed;
};

struct ReadServiceAt {
  ServiceAt at;
  bool has_architecture = false;
};

/// `path` is the function's; nothing if there is no `service_at`, or none that can be used. Faults of keys that are missing are
/// left out unless `complete`.
std::optional<ReadServiceAt> read_service_at(const ScaleKeys& keys, const std::string& path, Architecture architecture,
                                             bool complete, const ReadContext& context);

/// A size such as 300MB, {uniform: [200MB, 400MB]} or {lognormal: {p50: 200MB, p99: 400MB}}.
std::optional<Sizes> read_sizes(const YamlNode& node, const std::string& path, const ReadContext& context);

}  // namespace thaw
