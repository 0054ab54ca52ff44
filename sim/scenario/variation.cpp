#include "scenario/variation.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>

#include "scenario/quantity.hpp"
#include "scenario/settings.hpp"

namespace thaw {
namespace {

/// What functions write, with the defaults behind them. Names are looked up in a map, since there may be many.
class WrittenTree {
 public:
  explicit WrittenTree(const YamlNode& root) : defaults_(root.find("defaults")) {
    const YamlEntry* functions = root.find("functions");
    if (functions == nullptr) return;
    for (const YamlEntry& entry : functions->value.entries) functions_.emplace(entry.key, &entry.value);
  }

  [[nodiscard]] bool has(const std::string& function) const { return functions_.contains(function); }
  /// Null if neither writes the key.
  [[nodiscard]] const YamlNode* value(const std::string& function, std::string_view key) const {
    const auto own = functions_.find(function);
    const YamlEntry* entry = own != functions_.end() ? own->second->find(key) : nullptr;
    if (entry == nullptr && defaults_ != nullptr) entry = defaults_->value.find(key);
    return entry != nullptr ? &entry->value : nullptr;
  }

 private:
  const YamlEntry* defaults_;
  std::map<std::string_view, const YamlNode*> functions_;
};

bool is_set(const YamlNode* node) {
  return node != nullptr && node->place.setting != Place::document;
}

}  // namespace

std::string_view architecture_text(Architecture architecture) {
  return architecture == Architecture::arm64 ? "arm64" : "x86_64";
}

void note_variations(const YamlNode& before, const YamlNode& after, std::vector<FunctionGroup>& groups) {
  if (before.kind != YamlNode::Kind::map) return;  // no settings
  const WrittenTree old_tree(before), new_tree(after);
  for (FunctionGroup& group : groups) {
    if (!old_tree.has(group.name)) continue;
    group.service_set = is_set(new_tree.value(group.name, "service"));
    group.cold_service_set = is_set(new_tree.value(group.name, "cold_service"));
    if (const YamlNode* node = new_tree.value(group.name, "memory"); is_set(node)) {
      const YamlNode* old = old_tree.value(group.name, "memory");
      const auto memory_mb = old != nullptr ? read_memory_mb(old->text) : Reading<std::uint32_t>::of(Function{}.memory_mb);
      const bool right = read_memory_mb(node->text).value == group.pattern.memory_mb;  // a wrong one has its own fault
      if (right && memory_mb && *memory_mb.value != group.pattern.memory_mb) group.memory_from = {*memory_mb.value, node->place};
    }
    if (const YamlNode* node = new_tree.value(group.name, "architecture"); is_set(node)) {
      const YamlNode* old = old_tree.value(group.name, "architecture");
      const Architecture from = old != nullptr && old->text == "arm64" ? Architecture::arm64 : Architecture::x86_64;
      const bool right = node->text == architecture_text(group.pattern.architecture);
      if (right && from != group.pattern.architecture) group.architecture_from = {from, node->place};
    }
  }
}

void check_variation(FunctionGroup& group, bool recorded, VariedDurations varied, FaultList& faults) {
  const Function& function = group.pattern;
  // A time that is set beside the memory is the time at that memory; a table is of memory sizes, not of architectures.
  const auto follow = [&](bool by_table) {
    if (recorded && !function.service) return false;
    const bool service = !function.service || group.service_set || (by_table && group.service_by_memory);
    const bool cold = !function.cold_service || group.cold_service_set || (by_table && group.cold_service_by_memory);
    return service && cold;
  };
  const bool memory_lost = group.memory_from && !function.service_at && !follow(true);
  const bool architecture_lost = group.architecture_from && !group.service_at_has_architecture && !follow(false);
  if (varied == VariedDurations::constant) {
    if (memory_lost) group.constant_over = architecture_lost ? "memory and architecture" : "memory";
    if (architecture_lost && !memory_lost) group.constant_over = "architecture";
    return;
  }
  const std::string path = "functions." + step_text(group.name);
  const std::uint32_t memory_mb = group.memory_from ? group.memory_from->value : function.memory_mb;
  if (memory_lost) {
    faults.add(group.memory_from->place,
               fmt::format("the memory of {} is varied from {}MB to {}MB, and nothing says how its handler times follow", path,
                           memory_mb, function.memory_mb),
               fmt::format("write service_at: {}MB and a cpu_share, or a table service: {{by_memory: …}}, or take "
                           "--assume-constant-duration",
                           memory_mb));
  }
  if (architecture_lost) {
    const std::string_view from = architecture_text(group.architecture_from->value);
    faults.add(group.architecture_from->place,
               fmt::format("the architecture of {} is varied from {} to {}, and nothing says how its handler times follow", path,
                           from, architecture_text(function.architecture)),
               fmt::format("write service_at: {{memory: {}MB, architecture: {}}}, a cpu_share and an arm_speed, or take "
                           "--assume-constant-duration",
                           memory_mb, from));
  }
}

}  // namespace thaw
