// function_reader.hpp: the maps `functions:` and `defaults:` of a scenario.
//
// Each entry becomes a group: one pattern and the names that share it (one, or `count` of them). A key that a function
// does not write comes from `defaults:`, then from the contract's defaults. Groups are kept apart until the sources are
// known, since the default timeout depends on who feeds a function.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenario/distribution_reader.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// A setting as the report's list of assumptions shows it.
struct Shown {
  std::string value;
  bool written = false;
};

/// What a setting was in the file before `--set` varied it, and where that stands.
template <class Value>
struct VariedFrom {
  Value value;
  Place place;
};

struct FunctionGroup {
  std::string name;  // the key in the file; "*" for the template
  Place place;       // of the key
  std::optional<std::uint32_t> count;
  Function pattern;  // all but the name
  bool memory_written = false;
  bool timeout_written = false;
  Place init_place;  // of `init` or `runtime`, for faults of the era
  Place reserved_place, provisioned_place, snap_start_place;
  Shown allocation_delay, allocation_rate;  // where concurrency is provisioned
  Shown keep_alive, max_life, placement, pick, assignment, init, restore;
  bool init_composed = false;
  bool service_by_memory = false, cold_service_by_memory = false;  // from a table per memory size
  bool service_at_has_architecture = false;
  std::string peak_memory;  // as written; empty if it is not
  // What --set varied (variation.hpp).
  std::optional<VariedFrom<std::uint32_t>> memory_from;
  std::optional<VariedFrom<Architecture>> architecture_from;
  bool service_set = false, cold_service_set = false;
  std::string constant_over;  // "memory": varied, and handler times stay, since the user said so

  [[nodiscard]] bool is_template() const { return name == "*"; }
  [[nodiscard]] std::uint32_t size() const { return count.value_or(1); }
  /// The name of a member: that of the group, or numbered with leading zeros ("shard0007" of 1000).
  [[nodiscard]] std::string member(std::uint32_t index) const;
};

/// All groups in the order written. `functions` may not be null.
std::vector<FunctionGroup> read_functions(const YamlNode& functions, const YamlNode* defaults, const ReadContext& context);

/// True for UTF-8 names of up to 256 bytes without control characters (read_yaml vouches for UTF-8).
bool is_name(std::string_view text);

}  // namespace thaw
