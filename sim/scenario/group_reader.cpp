#include "scenario/group_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/name_pattern.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/settings.hpp"

namespace thaw {
namespace {

constexpr std::string_view form = "write groups: {database: [orders, \"api-*\"]}";

class GroupReader {
 public:
  GroupReader(const std::vector<Function>& functions, const FunctionIndex& index, bool open, const ReadContext& context)
      : functions_(functions), index_(index), open_(open), faults_(context.faults) {}

  Group read(const YamlEntry& entry) {
    Group group;
    group.name = entry.key;
    std::set<std::string> met;
    const auto take = [&](const YamlNode& item) {
      const auto text = read_text(item, "the name of a function, or a pattern,", faults_);
      if (text && met.emplace(*text).second) read_item(*text, item.place, group);
    };
    if (entry.value.kind == YamlNode::Kind::scalar) {
      take(entry.value);
    } else if (entry.value.kind == YamlNode::Kind::list && !entry.value.items.empty()) {
      for (const YamlNode& item : entry.value.items) take(item);
    } else {
      const bool list = entry.value.kind == YamlNode::Kind::list;
      faults_.add(list ? entry.value.place : entry.place,
                  fmt::format("groups.{} is {}, but a list of functions is expected", step_text(entry.key),
                              list ? "empty" : kind_name(entry.value)),
                  std::string(form));
    }
    std::sort(group.functions.begin(), group.functions.end());
    group.functions.erase(std::unique(group.functions.begin(), group.functions.end()), group.functions.end());
    return group;
  }

 private:
  void read_item(std::string_view text, const Place& place, Group& group) {
    if (is_pattern(text)) {
      const auto fits = [text](const Function& function) { return matches(text, function.name); };
      if (!open_ && std::none_of(functions_.begin(), functions_.end(), fits)) {
        return faults_.add(place, fmt::format("no function fits {}", quoted(text)), "`*` is any text; all else is itself");
      }
      if (++patterns_ == max_group_patterns + 1) {
        faults_.add(place, fmt::format("the groups have more than {} patterns in all", max_group_patterns), "use wider ones");
      }
      if (patterns_ <= max_group_patterns) group.patterns.emplace_back(text);
      return;
    }
    const auto found = index_.find(text);
    if (found != index_.end()) {
      for (const std::uint32_t function : found->second) group.functions.push_back(functions_[function].name);
      return;
    }
    if (open_ && is_name(text)) {
      group.functions.emplace_back(text);
      return;
    }
    std::vector<std::string_view> known;
    for (const auto& [name, indices] : index_) known.emplace_back(name);
    faults_.add(place, fmt::format("there is no function {}", quoted(text)), name_hint(text, known, "functions"));
  }

  const std::vector<Function>& functions_;
  const FunctionIndex& index_;
  bool open_;
  FaultList& faults_;
  std::size_t patterns_ = 0;
};

}  // namespace

std::vector<Group> read_groups(const YamlNode& groups, const std::vector<Function>& functions, const FunctionIndex& index,
                               bool open, const ReadContext& context) {
  std::vector<Group> list;
  if (groups.kind != YamlNode::Kind::map || groups.entries.empty()) {
    context.faults.add(groups.place,
                       fmt::format("`groups` is {}, but a map of groups is expected",
                                   groups.kind == YamlNode::Kind::map ? "empty" : kind_name(groups)),
                       std::string(form));
    return list;
  }
  if (groups.entries.size() > max_groups) {
    context.faults.add(groups.entries[max_groups].place, fmt::format("more than {} groups", max_groups),
                       "split the question into several runs");
    return list;
  }
  GroupReader reader(functions, index, open, context);
  for (const YamlEntry& entry : groups.entries) {
    if (!is_name(entry.key)) {
      context.faults.add(entry.place, "this is no name for a group", "1 to 256 bytes, no control characters");
      continue;
    }
    list.push_back(reader.read(entry));
  }
  std::sort(list.begin(), list.end(), [](const Group& a, const Group& b) { return a.name < b.name; });
  return list;
}

}  // namespace thaw
