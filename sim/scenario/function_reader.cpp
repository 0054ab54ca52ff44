#include "scenario/function_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "scenario/handler_reader.hpp"
#include "scenario/init_reader.hpp"
#include "scenario/keep_alive_reader.hpp"
#include "scenario/keys.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/node_text.hpp"
#include "scenario/provisioned_reader.hpp"
#include "scenario/quantity.hpp"
#include "scenario/settings.hpp"
#include "scenario/snap_start_reader.hpp"
#include "scenario/tag_reader.hpp"

namespace thaw {
namespace {

constexpr std::size_t longest_name = 256;
constexpr Duration longest_timeout = seconds(900);
constexpr std::uint64_t most_reserved = 1'000'000'000;

/// A function's own keys with the defaults behind them.
class Settings {
 public:
  Settings(const MapReader& own, const MapReader* defaults) : own_(own), defaults_(defaults) {}

  [[nodiscard]] const YamlNode* value(std::string_view key) const {
    if (own_.has(key) || defaults_ == nullptr) return own_.value(key);
    return defaults_->value(key);
  }

  /// Its own, not from the defaults.
  [[nodiscard]] bool has_own(std::string_view key) const { return own_.has(key); }

  /// `init` and `runtime` are one choice: a function that writes either takes neither from the defaults.
  [[nodiscard]] const MapReader& of_init() const {
    const bool own = own_.has("init") || own_.has("runtime") || defaults_ == nullptr;
    return own ? own_ : *defaults_;
  }

  [[nodiscard]] const std::string& path() const { return own_.path(); }

 private:
  const MapReader& own_;
  const MapReader* defaults_;
};

class FunctionReader {
 public:
  FunctionReader(const Settings& settings, FunctionGroup& group, const ReadContext& context)
      : settings_(settings), group_(group), context_(context) {}

  /// `complete`: whatever a function requires must be there.
  void read(bool complete) {
    read_platform();
    read_init(settings_.of_init(), settings_.path(), group_, complete, context_);
    read_snapshot();
    read_times(complete);
    read_keep_alive_and_life();
    read_choices();
    read_reserved_concurrency();
    read_provisioned_concurrency();
    read_initial(complete);
  }

 private:
  [[nodiscard]] std::string path_of(std::string_view key) const { return fmt::format("{}.{}", settings_.path(), key); }
  [[nodiscard]] FaultList& faults() const { return context_.faults; }

  void read_platform() {
    Function& function = group_.pattern;
    if (const YamlNode* node = settings_.value("memory")) {
      group_.memory_written = true;
      const auto memory_mb = read_quantity(*node, "a memory size", faults(), read_memory_mb);
      memory_is_wrong_ = !memory_mb;
      function.memory_mb = memory_mb.value_or(function.memory_mb);
    }
    if (const YamlNode* node = settings_.value("architecture")) {
      const auto word = read_word(*node, "an architecture", {"x86_64", "arm64"}, {}, faults());
      if (word == "arm64") function.architecture = Architecture::arm64;
    }
    if (const YamlNode* node = settings_.value("package")) {
      const auto word = read_word(*node, "a package type", {"zip", "image"}, {}, faults());
      if (word == "image") function.package = Package::image;
    }
    read_share("errors", function.error_probability);
    read_share("crashes", function.crash_probability);
    read_share("init_errors", function.init_error_probability);
  }

  void read_share(std::string_view key, double& share) const {
    if (const YamlNode* node = settings_.value(key)) {
      share = read_quantity(*node, "a percentage", faults(), read_probability).value_or(0);
    }
  }

  void read_snapshot() {
    if (const YamlNode* node = settings_.value("ephemeral_storage")) {
      group_.pattern.ephemeral_storage_mb = read_ephemeral_storage_mb(*node, faults());
    }
    const YamlNode* node = settings_.value("snap_start");
    if (node == nullptr) return;
    group_.snap_start_place = node->place;
    group_.pattern.snap_start = read_snap_start(*node, path_of("snap_start"), group_.restore, context_);
    if (group_.pattern.snap_start) group_.pattern.snap_start->charged = charges_for_snap_start(group_.pattern);
  }

  void read_times(bool complete) {
    Function& function = group_.pattern;
    const YamlNode* memory = settings_.value("memory");
    std::optional<std::uint32_t> memory_mb;
    if (complete && !memory_is_wrong_) memory_mb = function.memory_mb;
    const auto read_handler = [&](std::string_view key, std::optional<Distribution>& time, bool& by_memory) {
      const YamlNode* node = settings_.value(key);
      if (node == nullptr) return;
      auto read = read_handler_time(*node, path_of(key), memory, memory_mb, context_);
      if (!read) return;
      time = std::move(read->time);
      by_memory = read->by_memory;
    };
    read_handler("service", function.service, group_.service_by_memory);
    read_handler("cold_service", function.cold_service, group_.cold_service_by_memory);
    read_scale(complete);
    if (const YamlNode* node = settings_.value("peak_memory")) {
      function.peak_memory = read_sizes(*node, path_of("peak_memory"), context_);
      group_.peak_memory = one_line(*node);
    }
    if (const YamlNode* node = settings_.value("timeout")) read_timeout(*node);
    const YamlNode* placement = settings_.value("placement");
    if (placement != nullptr) {
      function.placement = read_distribution(*placement, path_of("placement"), context_).value_or(Constant{});
      group_.placement = {one_line(*placement), true};
    } else {
      function.placement = lognormal_through(60e6, 250e6);
      group_.placement = {"lognormal p50 60ms, p99 250ms", false};
    }
  }

  void read_scale(bool complete) {
    const ScaleKeys keys = {settings_.value("service_at"), settings_.value("cpu_share"),   settings_.value("threads"),
                            settings_.value("arm_speed"),  settings_.has_own("cpu_share"), settings_.has_own("threads"),
                            settings_.has_own("arm_speed")};
    const auto read = read_service_at(keys, settings_.path(), group_.pattern.architecture, complete, context_);
    if (!read) return;
    group_.pattern.service_at = read->at;
    group_.pattern.service_at->service = !group_.service_by_memory;
    group_.pattern.service_at->cold_service = !group_.cold_service_by_memory;
    group_.service_at_has_architecture = read->has_architecture;
  }

  void read_timeout(const YamlNode& node) {
    group_.timeout_written = true;
    if (node.kind == YamlNode::Kind::scalar && node.text == "none") {
      group_.pattern.timeout = Duration::max();
      return;
    }
    const auto timeout = read_quantity(node, "a time", faults(), read_time);
    if (!timeout) return;
    if (timeout->ns == 0 || *timeout > longest_timeout) {
      faults().add(node.place, fmt::format("the timeout {} is not within Lambda's limits", quoted(node.text)),
                   "above 0 and at most 900s, or `none`");
      return;
    }
    group_.pattern.timeout = *timeout;
  }

  void read_keep_alive_and_life() {
    const YamlNode* keep_alive = settings_.value("keep_alive");
    group_.keep_alive = {keep_alive != nullptr ? one_line(*keep_alive) : "380s", keep_alive != nullptr};
    if (keep_alive != nullptr) {
      if (auto read = read_keep_alive(*keep_alive, path_of("keep_alive"), context_)) {
        group_.pattern.keep_alive = std::move(read->time);
        group_.pattern.keep_alive_policy = read->policy;
      }
    }
    const YamlNode* max_life = settings_.value("max_life");
    group_.max_life = {max_life != nullptr ? one_line(*max_life) : "none", max_life != nullptr};
    if (max_life != nullptr) group_.pattern.max_life = read_max_life(*max_life, path_of("max_life"), context_);
  }

  void read_choices() {
    group_.pick = {"mru", false};
    group_.assignment = {"eager", false};
    if (const YamlNode* node = settings_.value("pick")) {
      const auto word = read_word(*node, "a pick", {"mru", "lru", "newest", "random"}, {}, faults());
      if (word == "lru") group_.pattern.pick = Pick::lru;
      if (word == "newest") group_.pattern.pick = Pick::newest;
      if (word == "random") group_.pattern.pick = Pick::random;
      group_.pick = {std::string(word.value_or("mru")), true};
    }
    if (const YamlNode* node = settings_.value("assignment")) {
      const auto word = read_word(*node, "an assignment", {"eager", "bound"}, {}, faults());
      if (word == "bound") group_.pattern.assignment = Assignment::bound;
      group_.assignment = {std::string(word.value_or("eager")), true};
    }
  }

  void read_reserved_concurrency() {
    const YamlNode* node = settings_.value("reserved_concurrency");
    if (node == nullptr) return;
    const auto units = read_quantity(*node, "a number", faults(), read_whole, std::uint64_t{0}, most_reserved);
    if (!units) return;
    if (group_.is_template()) {
      faults().add(node->place, "the template `*` cannot reserve concurrency", "name the functions that do, beside it");
      return;
    }
    group_.pattern.reserved_concurrency = static_cast<std::uint32_t>(*units);
    group_.reserved_place = node->place;
  }

  void read_provisioned_concurrency() {
    const YamlNode* node = settings_.value("provisioned_concurrency");
    if (node == nullptr) return;
    auto read = read_provisioned(*node, path_of("provisioned_concurrency"), context_);
    if (!read) return;
    if (group_.is_template()) {
      faults().add(node->place, "the template `*` cannot have provisioned concurrency", "name the functions that do, beside it");
      return;
    }
    group_.provisioned_place = node->place;
    group_.allocation_delay = {read->delay, read->delay_written};
    group_.allocation_rate = {fmt::format("{} a minute", read->settings.allocation_per_minute), read->rate_written};
    group_.pattern.provisioned_concurrency = std::move(read->settings);
  }

  void read_initial(bool complete) {
    const YamlNode* node = settings_.value("initial");
    if (node == nullptr) return;
    const MapReader map(*node, path_of("initial"), schema_of(Keys::initial), faults());
    if (node->kind != YamlNode::Kind::map) return;
    const auto count = [&](std::string_view key) {
      const YamlNode* value = map.value(key);
      if (value == nullptr) return std::uint32_t{0};
      const auto most = std::uint64_t{max_initial_environments};
      return static_cast<std::uint32_t>(
          read_quantity(*value, "a number", faults(), read_whole, std::uint64_t{0}, most).value_or(0));
    };
    group_.pattern.initial = {count("idle"), count("running")};
    if (complete && group_.pattern.initial.running > 0 && settings_.value("service") == nullptr) {
      faults().add(node->place, "`initial.running` needs a `service`",
                   "the service time of those that are busy at the start is drawn from it");
    }
  }

  const Settings& settings_;
  FunctionGroup& group_;
  bool memory_is_wrong_ = false;
  const ReadContext& context_;
};

bool has_control_character(std::string_view text) {
  const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == '\x7f'; };
  return std::any_of(text.begin(), text.end(), control);
}

std::optional<std::uint32_t> read_count(const MapReader& map, const ReadContext& context) {
  const YamlNode* node = map.value("count");
  if (node == nullptr) return std::nullopt;
  const auto count = read_quantity(*node, "a number", context.faults, read_whole, std::uint64_t{1}, std::uint64_t{max_functions});
  if (!count) return std::nullopt;
  return static_cast<std::uint32_t>(*count);
}

/// Faults in defaults that no function takes over would go unseen: they are read once on their own.
void check_defaults(const MapReader& defaults, const ReadContext& context) {
  FunctionGroup scratch;
  scratch.place = defaults.node().place;
  FunctionReader(Settings(defaults, nullptr), scratch, context).read(false);
}

void report_equal_names(const std::vector<FunctionGroup>& groups, const ReadContext& context) {
  std::uint64_t total = 0;
  for (const FunctionGroup& group : groups) {
    total += group.size();
    if (total <= max_functions) continue;
    context.faults.add(group.place, fmt::format("more than {} functions", max_functions), "make `count:` smaller");
    return;
  }
  std::set<std::string> names;
  for (const FunctionGroup& group : groups) {
    for (std::uint32_t i = 0; i < group.size(); ++i) {
      std::string name = group.member(i);
      if (names.insert(name).second) continue;
      context.faults.add(group.place, fmt::format("two functions are named {}", quoted(name)),
                         "`count:` numbers the names of its functions");
      break;
    }
  }
}

}  // namespace

std::string FunctionGroup::member(std::uint32_t index) const {
  if (!count) return name;
  return fmt::format("{}{:0{}}", name, index, std::to_string(*count).size());
}

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= longest_name && !has_control_character(text);
}

std::vector<FunctionGroup> read_functions(const YamlNode& functions, const YamlNode* defaults, const ReadContext& context) {
  std::optional<MapReader> shared;
  std::shared_ptr<const Tags> shared_tags;
  if (defaults != nullptr) {
    shared.emplace(*defaults, "defaults", schema_of(Keys::every_function), context.faults);
    check_defaults(*shared, context);
    shared_tags = read_tags(*shared, nullptr, context.faults);
  }
  std::size_t tags = 0;
  std::vector<FunctionGroup> groups;
  if (functions.kind != YamlNode::Kind::map || functions.entries.empty()) {
    context.faults.add(functions.place,
                       fmt::format("`functions` is {}, but a map of functions is expected",
                                   functions.kind == YamlNode::Kind::map ? "empty" : kind_name(functions)),
                       "write a name and its settings: api: {memory: 512MB, runtime: python3.13, service: 45ms}");
    return groups;
  }
  for (const YamlEntry& entry : functions.entries) {
    FunctionGroup group;
    group.name = entry.key;
    group.place = entry.place;
    if (!is_name(entry.key)) {
      context.faults.add(entry.place, "this is no name for a function", "1 to 256 bytes, no control characters");
      continue;
    }
    // An empty function may get all from the defaults.
    static const YamlNode nothing = [] {
      YamlNode map;
      map.kind = YamlNode::Kind::map;
      return map;
    }();
    const bool empty = entry.value.kind == YamlNode::Kind::null;
    const MapReader own(empty ? nothing : entry.value, "functions." + step_text(entry.key), schema_of(Keys::function),
                        context.faults);
    if (!empty && entry.value.kind != YamlNode::Kind::map) {
      groups.push_back(std::move(group));
      continue;
    }
    group.count = read_count(own, context);
    if (group.count && group.is_template()) {
      context.faults.add(entry.place, "the template `*` takes no `count`", "the trace names its functions");
      group.count.reset();
    }
    const Settings settings(own, shared ? &*shared : nullptr);
    FunctionReader(settings, group, context).read(true);
    group.pattern.tags = read_tags(own, shared_tags, context.faults);
    if (group.pattern.tags != shared_tags) tags += group.pattern.tags ? group.pattern.tags->size() : 0;
    if (tags > max_tags_in_all) {
      context.faults.add(entry.place, fmt::format("the functions have more than {} tags in all", max_tags_in_all),
                         "leave out those that `defaults:` has");
      return groups;
    }
    groups.push_back(std::move(group));
  }
  report_equal_names(groups, context);
  return groups;
}

}  // namespace thaw
