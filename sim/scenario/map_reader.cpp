#include "scenario/map_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenario/key_hint.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/settings.hpp"
#include "thaw/check.hpp"

namespace thaw {
namespace {

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

void add_not_built(const Place& place, std::string_view what, FaultList& faults) {
  faults.add(place, fmt::format("not built yet: {}", quoted(what)),
             "this version does not simulate it, and ignores nothing: leave it out");
}

MapReader::MapReader(const YamlNode& node, std::string path, const Schema& schema, FaultList& faults)
    : node_(node), path_(std::move(path)), faults_(faults) {
  const std::string where = path_.empty() ? "the scenario" : path_;
  if (node.kind != YamlNode::Kind::map) {
    faults.add(node.place, fmt::format("{} is {}, but a map is expected", where, kind_name(node)), map_hint(node, schema));
    return;
  }
  for (const YamlEntry& entry : node.entries) {
    if (contains(schema.keys, entry.key)) continue;
    if (contains(schema.not_built, entry.key)) {
      add_not_built(entry.place, entry.key, faults);
      continue;
    }
    faults.add(entry.place, fmt::format("unknown key {} in {}", quoted(entry.key), where), key_hint(entry.key, schema));
  }
}

const YamlNode* MapReader::value(std::string_view key) const {
  const YamlEntry* entry = node_.find(key);
  if (entry == nullptr) return nullptr;
  if (entry->value.kind == YamlNode::Kind::null) {
    faults_.add(entry->place, fmt::format("{} has no value", quoted(path_of(key))), "write one, or remove the key");
    return nullptr;
  }
  return &entry->value;
}

std::string MapReader::path_of(std::string_view key) const {
  return path_.empty() ? step_text(key) : fmt::format("{}.{}", path_, step_text(key));
}

std::optional<std::string_view> read_text(const YamlNode& node, std::string_view expected, FaultList& faults) {
  if (node.kind != YamlNode::Kind::scalar) {
    faults.add(node.place, fmt::format("{} is expected, not {}", expected, kind_name(node)));
    return std::nullopt;
  }
  if (node.text.empty()) {
    faults.add(node.place, fmt::format("{} is expected, not an empty text", expected));
    return std::nullopt;
  }
  return node.text;
}

std::optional<std::string_view> read_word(const YamlNode& node, std::string_view what, const std::vector<std::string_view>& words,
                                          const std::vector<std::string_view>& not_built, FaultList& faults) {
  const auto text = read_text(node, what, faults);
  if (!text) return std::nullopt;
  if (contains(words, *text)) return text;
  if (contains(not_built, *text)) {
    faults.add(node.place, fmt::format("not built yet: {}", quoted(*text)), name_hint({}, words, "this version has"));
    return std::nullopt;
  }
  std::vector<std::string_view> candidates = words;
  candidates.insert(candidates.end(), not_built.begin(), not_built.end());
  const std::string nearest = nearest_name(*text, candidates);
  faults.add(node.place, fmt::format("{} is not {}", quoted(*text), what),
             nearest.empty() ? name_hint({}, words, "one of") : fmt::format("did you mean `{}`?", nearest));
  return std::nullopt;
}

std::optional<bool> read_switch(const YamlNode& node, FaultList& faults) {
  const auto word = read_word(node, "true or false", {"true", "false"}, {}, faults);
  if (!word) return std::nullopt;
  return *word == "true";
}

}  // namespace thaw
