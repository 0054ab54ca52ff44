#include "scenario/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "scenario/fault_list.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/quantity.hpp"

namespace thaw {
namespace {

constexpr std::size_t most_steps = 32;

struct Step {
  std::string name;
  Place place;
};

struct Setting {
  std::vector<Step> path;
  std::string_view value;
  Place value_place;
};

Place place_in(std::int32_t setting, std::size_t offset) {
  return {setting, 1, offset + 1};
}

/// One name at `i`, quoted or not; moves `i` behind it. Nothing if the quotes are not closed.
std::optional<std::string> read_step(std::string_view text, std::size_t& i) {
  std::string name;
  if (i < text.size() && text[i] == '"') {
    for (++i; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] == '\\' && i + 1 < text.size()) ++i;
      name += text[i];
    }
    if (i == text.size()) return std::nullopt;
    ++i;
    return name;
  }
  for (; i < text.size() && text[i] != '.' && text[i] != '='; ++i) name += text[i];
  return name;
}

std::optional<Setting> read_setting(std::string_view text, std::int32_t index, FaultList& faults) {
  constexpr std::string_view form = "write --set KEY=VALUE, such as --set functions.api.memory=1024MB";
  Setting setting;
  std::size_t i = 0;
  while (true) {
    const std::size_t start = i;
    auto name = read_step(text, i);
    if (!name) {
      faults.add(place_in(index, start), "this quote is not closed", std::string(form));
      return std::nullopt;
    }
    if (name->empty()) {
      faults.add(place_in(index, start), "a name is missing in the key", std::string(form));
      return std::nullopt;
    }
    setting.path.push_back({std::move(*name), place_in(index, start)});
    if (setting.path.size() > most_steps) {
      faults.add(place_in(index, start), "the key has too many parts", std::string(form));
      return std::nullopt;
    }
    if (i == text.size()) {
      faults.add(place_in(index, i), "a value is missing: no `=`", std::string(form));
      return std::nullopt;
    }
    if (text[i] == '=') break;
    if (text[i] != '.') {
      faults.add(place_in(index, i), "a dot or `=` is expected after a quoted name", std::string(form));
      return std::nullopt;
    }
    ++i;
  }
  setting.value = text.substr(i + 1);
  setting.value_place = place_in(index, i + 1);
  return setting;
}

/// Nothing if the value is not YAML (reported).
std::optional<YamlNode> read_value(const Setting& setting, FaultList& faults) {
  YamlNode node;
  // Standard input: alone it would be a list's bullet.
  if (setting.value == "-") {
    node.kind = YamlNode::Kind::scalar;
    node.text = "-";
  } else {
    node = read_yaml(setting.value, setting.value_place, faults);
  }
  const auto is_blank = [](char c) { return c == ' ' || c == '\n'; };
  const bool written =
      !std::all_of(setting.value.begin(), setting.value.end(), is_blank) && setting.value != "~" && setting.value != "null";
  if (node.kind == YamlNode::Kind::null && written) return std::nullopt;
  if (node.place.line == 0 || setting.value == "-") node.place = setting.value_place;
  return node;
}

/// Makes the node a map that can take a key. A trace may be written as its bare file.
void make_map(YamlNode& node, const Step& step) {
  if (node.kind == YamlNode::Kind::map) return;
  YamlNode map;
  map.kind = YamlNode::Kind::map;
  map.place = step.place;
  if (node.kind == YamlNode::Kind::scalar && step.name == "trace") {
    const Place place = node.place;
    map.place = place;
    map.entries.push_back({"file", place, std::move(node)});
  }
  node = std::move(map);
}

bool is_misspelt_name(const YamlNode& names, const std::vector<Step>& path, std::size_t at, FaultList& faults) {
  const bool named = at == 1 && path.size() > 2 && (path[0].name == "functions" || path[0].name == "sources");
  if (!named) return false;
  const std::string_view noun = path[0].name == "functions" ? "function" : "source";
  std::vector<std::string_view> known;
  for (const YamlEntry& entry : names.entries) known.emplace_back(entry.key);
  faults.add(path[at].place, fmt::format("there is no {} {}", noun, quoted(path[at].name)),
             name_hint(path[at].name, known, fmt::format("{}s", noun)));
  return true;
}

void apply(YamlNode& root, const Setting& setting, YamlNode value, FaultList& faults) {
  YamlNode* node = &root;
  for (std::size_t i = 0; i < setting.path.size(); ++i) {
    const Step& step = setting.path[i];
    if (node->kind == YamlNode::Kind::list) {
      faults.add(step.place, fmt::format("{} is a list, which has no keys", quoted(setting.path[i - 1].name)),
                 "set the whole list");
      return;
    }
    make_map(*node, i == 0 ? step : setting.path[i - 1]);
    YamlEntry* entry = node->find(step.name);
    if (entry == nullptr) {
      if (is_misspelt_name(*node, setting.path, i, faults)) return;
      node->entries.push_back({step.name, step.place, YamlNode{}});
      entry = &node->entries.back();
      entry->value.place = step.place;
    }
    node = &entry->value;
    // A fault in the key that is set belongs to the setting, also where the file has the key too.
    if (i + 1 == setting.path.size()) entry->place = step.place;
  }
  *node = std::move(value);
}

}  // namespace

void apply_settings(YamlNode& root, const std::vector<std::string>& settings, FaultList& faults) {
  for (std::size_t i = 0; i < settings.size(); ++i) {
    const auto setting = read_setting(settings[i], static_cast<std::int32_t>(i), faults);
    if (!setting) continue;
    if (auto value = read_value(*setting, faults)) apply(root, *setting, std::move(*value), faults);
  }
}

std::string step_text(std::string_view name) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '*';
  };
  if (!name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), plain)) return std::string(name);
  const std::string cut = quoted(name);
  return fmt::format("\"{}\"", std::string_view(cut).substr(1, cut.size() - (cut.ends_with('`') ? 2 : 1)));
}

}  // namespace thaw
