#include "scenario/key_hint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "scenario/keys.hpp"
#include "scenario/nearest_name.hpp"

namespace thaw {
namespace {

struct Synonym {
  std::string_view word, key;
};
// What people write who know the thing by another name; each is taken where the map has the key.
constexpr std::array<Synonym, 30> synonyms = {
    {{"slo", "expect"},          {"slos", "expect"},         {"assertions", "expect"},
     {"expectations", "expect"}, {"lambdas", "functions"},   {"triggers", "sources"},
     {"events", "sources"},      {"memory_size", "memory"},  {"memory_mb", "memory"},
     {"ram", "memory"},          {"arch", "architecture"},   {"init_duration", "init"},
     {"cold_start", "init"},     {"duration", "service"},    {"latency", "service"},
     {"error_rate", "errors"},   {"failure_rate", "errors"}, {"idle_timeout", "keep_alive"},
     {"type", "kind"},           {"schedule", "cron"},       {"tz", "time_zone"},
     {"duration", "for"},        {"length", "duration"},     {"monday", "mon"},
     {"tuesday", "tue"},         {"wednesday", "wed"},       {"thursday", "thu"},
     {"friday", "fri"},          {"saturday", "sat"},        {"sunday", "sun"}}};

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// What the map has for this word; empty: nothing.
std::string_view meant_by(std::string_view word, const Schema& schema) {
  for (const Synonym& one : synonyms) {
    if (one.word == word && contains(schema.keys, one.key)) return one.key;
  }
  return {};
}

bool is_separator(std::string_view key) {
  return key == "separator" || key == "delimiter" || key == "sep";
}

/// "arrivals.poisson.rate" of "arrivals.poisson.rate, instead of times of the run".
std::string_view bare_path(std::string_view path) {
  return path.substr(0, path.find_first_of(",:"));
}

bool has_key(const KeyGroup& group, std::string_view key) {
  return std::any_of(group.keys.begin(), group.keys.end(), [key](const Key& one) { return one.name == key; });
}

/// Parameters of a law, sizes and columns have names that mean something else everywhere else.
bool is_map_of_its_own(Keys map) {
  return map < Keys::time && map != Keys::columns && map != Keys::peak_memory && map != Keys::sizes;
}

/// The key of this map behind which a map with that key stands: `cron` of arrivals for time_zone; empty: there is none.
std::string_view map_below(std::string_view key, const Schema& schema) {
  for (const KeyGroup& group : key_groups()) {
    const std::string_view path = bare_path(group.path);
    const std::string_view step = path.substr(path.rfind('.') + 1);
    if (is_map_of_its_own(group.map) && contains(schema.keys, step) && has_key(group, key)) return step;
  }
  return {};
}

/// Which maps have this key, if they are few; empty: none, or so many that it does not help.
std::string maps_with(std::string_view key) {
  constexpr std::size_t most = 2;
  std::vector<std::string_view> paths;
  for (const KeyGroup& group : key_groups()) {
    if (!is_map_of_its_own(group.map)) continue;
    if (has_key(group, key)) paths.push_back(bare_path(group.path));
  }
  if (paths.empty() || paths.size() > most) return {};
  if (paths[0] == bare_path(key_groups().front().path)) return paths.size() == 1 ? "the top level" : std::string();
  return fmt::format("{}", fmt::join(paths, " and of "));
}

}  // namespace

std::string key_hint(std::string_view key, const Schema& schema) {
  if (key == "<<") return "merge keys are no part of a scenario: what functions share goes into `defaults:`";
  if (is_separator(key) && contains(schema.keys, "columns"))
    return "leave it out: commas, semicolons and tabs are told apart by the header";
  if (const std::string_view meant = meant_by(key, schema); !meant.empty()) return fmt::format("did you mean `{}`?", meant);
  std::vector<std::string_view> candidates = schema.keys;
  candidates.insert(candidates.end(), schema.not_built.begin(), schema.not_built.end());
  const std::string nearest = nearest_name(key, candidates);
  if (!nearest.empty()) return fmt::format("did you mean `{}`?", nearest);
  const std::string_view below = map_below(key, schema);
  if (!below.empty()) return fmt::format("it stands in `{0}`: {0}: {{{1}: …}}", below, key);
  const std::string elsewhere = maps_with(key);
  const std::string here = name_hint({}, schema.keys, "keys here");
  return elsewhere.empty() ? here : fmt::format("it is a key of {}; {}", elsewhere, here);
}

std::string map_hint(const YamlNode& node, const Schema& schema) {
  constexpr std::size_t longest_repeated = 40;
  const bool repeated = node.kind == YamlNode::Kind::scalar && !node.text.empty() && node.text.size() <= longest_repeated;
  if (&schema == &schema_of(Keys::arrivals)) return "write {poisson: {rate: 20/s}}, {constant: {every: 1min}} or {trace: file.csv}";
  if (schema.keys.size() == 1 && repeated)
    return fmt::format("write {}", quoted(fmt::format("{{{}: {}}}", schema.keys[0], node.text)));
  return name_hint({}, schema.keys, "write `key: value` with the keys");
}

}  // namespace thaw
