#include "scenario/scenario_file.hpp"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "scenario/account_reader.hpp"
#include "scenario/assumptions.hpp"
#include "scenario/date.hpp"
#include "scenario/era.hpp"
#include "scenario/expectation_reader.hpp"
#include "scenario/function_reader.hpp"
#include "scenario/group_reader.hpp"
#include "scenario/init_limit_reader.hpp"
#include "scenario/keys.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/node_text.hpp"
#include "scenario/quantity.hpp"
#include "scenario/region.hpp"
#include "scenario/scaling_reader.hpp"
#include "scenario/settings.hpp"
#include "scenario/snap_start_reader.hpp"
#include "scenario/source_reader.hpp"
#include "scenario/text_file.hpp"
#include "scenario/time_zone.hpp"
#include "scenario/variation.hpp"
#include "scenario/warnings.hpp"
#include "scenario/yaml_tree.hpp"
#include "thaw/check.hpp"

namespace thaw {
namespace {

constexpr std::size_t longest_scenario_name = 200;
constexpr std::size_t most_samples_in_all = 10'000'000;
constexpr Duration default_duration = seconds(86'400);
constexpr Duration default_timeout = seconds(3);

std::string sha256_hex(const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int length = 0;
  THAW_CHECK(EVP_Digest(text.data(), text.size(), digest.data(), &length, EVP_sha256(), nullptr) == 1);
  std::string hex;
  for (unsigned int i = 0; i < length; ++i) hex += fmt::format("{:02x}", digest.at(i));
  return hex;
}

/// "folder/first.yaml" is the scenario `first`.
std::string stem(const std::string& path) {
  std::string name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  if (dot != std::string::npos && dot > 0) name.resize(dot);
  return name;
}

template <class Law>
bool follows_calendar_in(const Law& law) {
  if (std::holds_alternative<CronArrivals>(law)) return true;
  const auto* profile = std::get_if<ProfileArrivals>(&law);
  return profile != nullptr && (profile->rate.calendar || profile->rate.swing > 0);
}

bool follows_calendar(const Arrivals& arrivals) {
  const auto* sum = std::get_if<SumArrivals>(&arrivals);
  if (sum == nullptr) return follows_calendar_in(arrivals);
  return std::any_of(sum->laws.begin(), sum->laws.end(), [](const DrawnLaw& law) { return follows_calendar_in(law); });
}

/// Members of all groups sorted by name, and how sources call them.
struct Members {
  std::vector<Function> functions;
  FunctionIndex index;
  std::optional<Function> template_function;
};

class ScenarioReader {
 public:
  /// `before` is the tree without the settings.
  ScenarioReader(const YamlNode& root, const YamlNode& before, VariedDurations varied, const ReadContext& context)
      : map_(root, "", schema_of(Keys::scenario), context.faults), before_(before), varied_(varied), context_(context) {}

  Scenario read(const std::string& name) {
    scenario_.name = name;
    read_head();
    read_account(map_.value("account"), scenario_.region, scenario_.account, written_, faults());
    const bool realistic = read_preset();
    if (realistic && !written_.scaling_rate) scenario_.account.scaling_rate = scaling_rate_of(era_, scenario_.region);
    read_billing();
    const std::optional<Duration> usual_limit = realistic ? std::optional(documented_init_limit) : std::nullopt;
    scenario_.init_limit = read_init_limit(map_.value("init_limit"), usual_limit, faults());
    written_.init_limit = map_.has("init_limit");
    const YamlNode* functions = map_.value("functions");
    if (functions != nullptr) groups_ = read_functions(*functions, map_.value("defaults"), context_);
    note_variations(before_, map_.node(), groups_);
    check_reservations(scenario_.account, groups_, faults());
    check_provisioning(scenario_.account, groups_, faults());
    if (!map_.has("functions")) missing("functions", "write functions: {api: {memory: 512MB, runtime: python3.13, service: 45ms}}");
    apply_era();
    Members members = make_members();
    const YamlNode* sources = map_.value("sources");
    if (sources != nullptr) scenario_.sources = read_sources(*sources, members.index, scenario_.start_unix_ns, context_);
    if (!map_.has("sources"))
      missing("sources", "write sources: {web: {kind: sync, function: api, arrivals: {poisson: {rate: 20/s}}}}");
    feed(members);
    check_snap_start(groups_, era_, faults());
    check_warmup();
    check_calendar();
    scenario_.functions = std::move(members.functions);
    scenario_.template_function = std::move(members.template_function);
    if (const YamlNode* groups = map_.value("groups")) {
      scenario_.groups =
          read_groups(*groups, scenario_.functions, members.index, scenario_.template_function.has_value(), context_);
    }
    if (const YamlNode* expect = map_.value("expect")) scenario_.expectations = read_expectations(*expect, scenario_, faults());
    if (context_.faults.empty()) {
      scenario_.assumptions = list_assumptions(scenario_, groups_, written_, era_, context_.zones);
      scenario_.warnings = list_warnings(scenario_, groups_);
    }
    return std::move(scenario_);
  }

 private:
  [[nodiscard]] FaultList& faults() const { return context_.faults; }

  void missing(std::string_view key, std::string hint) const {
    faults().add(map_.node().place, fmt::format("the scenario has no `{}`", key), std::move(hint));
  }

  void read_head() {
    if (const YamlNode* node = map_.value("name")) read_scenario_name(*node);
    scenario_.start_unix_ns = days_from_civil(2026, 11, 1) * seconds(86'400).ns;
    if (const YamlNode* node = map_.value("start")) {
      const auto start = read_quantity(*node, "a date", faults(), read_date_unix_ns);
      scenario_.start_unix_ns = start.value_or(scenario_.start_unix_ns);
      scenario_.start_written = true;
    }
    if (const YamlNode* node = map_.value("region")) {
      const auto region = read_word(*node, "an AWS region", priced_regions(), unpriced_regions(), faults());
      if (region) scenario_.region = std::string(*region);
      written_.region = true;
    }
    if (const YamlNode* node = map_.value("duration")) read_duration(*node);
    if (const YamlNode* node = map_.value("warmup")) {
      scenario_.warmup = read_quantity(*node, "a time", faults(), read_time).value_or(Duration{});
    }
    if (const YamlNode* node = map_.value("seed")) {
      const std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
      scenario_.seed = read_quantity(*node, "a number", faults(), read_whole, std::uint64_t{0}, most).value_or(1);
    }
    if (const YamlNode* node = map_.value("end")) {
      if (read_word(*node, "an end", {"drain", "cut"}, {}, faults()) == "cut") scenario_.end = End::cut;
    }
    if (const YamlNode* node = map_.value("era")) {
      if (auto era = read_era(*node, faults())) era_ = std::move(*era);
    }
  }

  void read_scenario_name(const YamlNode& node) {
    const auto name = read_text(node, "a name", faults());
    if (!name) return;
    if (!is_name(*name) || name->size() > longest_scenario_name) {
      faults().add(node.place, "this is no name for a scenario", "1 to 200 bytes, no control characters");
    }
    scenario_.name = std::string(*name);
  }

  void read_duration(const YamlNode& node) {
    written_.duration = true;
    const auto duration = read_quantity(node, "a time", faults(), read_time);
    if (duration && duration->ns == 0) faults().add(node.place, "`duration` must be above 0", "write a time such as 24h");
    scenario_.duration = duration;
  }

  /// True if what AWS documents but thaw leaves out by default is to hold; whatever the scenario writes itself stays.
  [[nodiscard]] bool read_preset() const {
    const YamlNode* node = map_.value("preset");
    return node != nullptr && read_word(*node, "a preset", {"aws-2026"}, {}, faults()).has_value();
  }

  void read_billing() {
    const YamlNode* node = map_.value("billing");
    if (node == nullptr) return;
    const MapReader billing(*node, "billing", schema_of(Keys::billing), faults());
    if (const YamlNode* value = billing.value("free_tier")) {
      scenario_.billing.free_tier = read_switch(*value, faults()).value_or(false);
      written_.free_tier = true;
    }
    if (const YamlNode* value = billing.value("init")) {
      const auto word = read_word(*value, "a rule for init", {"billed", "free"}, {}, faults());
      if (word == "free") scenario_.billing.init = InitBilling::free;
      written_.init_billing = true;
    }
    if (const YamlNode* value = billing.value("failed_init")) {
      const auto word = read_word(*value, "a rule for failed inits", {"billed", "free"}, {}, faults());
      if (word == "billed") scenario_.billing.failed_init = InitBilling::billed;
    }
    if (const YamlNode* value = billing.value("rounding")) {
      const auto word = read_word(*value, "a rounding of Lambda's", {"1ms", "100ms"}, {}, faults());
      if (word == "100ms") scenario_.billing.rounding = milliseconds(100);
      written_.rounding = true;
    }
  }

  void apply_era() {
    if (!written_.rounding && era_.rounds_to_100ms) scenario_.billing.rounding = milliseconds(100);
    if (written_.init_billing) return;
    if (const auto init = era_init_billing(era_, groups_, faults())) scenario_.billing.init = *init;
  }

  /// Who feeds which functions decides the default timeout and whether a service time is needed.
  void feed(Members& members) {
    std::vector<bool> by_trace(members.functions.size()), by_draw(members.functions.size());
    bool any_by_name = false;
    for (const Source& source : scenario_.sources) {
      const bool trace = std::holds_alternative<TraceArrivals>(source.arrivals);
      any_by_name = any_by_name || (trace && source.functions.empty());
      for (const std::uint32_t index : source.functions) (trace ? by_trace : by_draw)[index] = true;
    }
    for (FunctionGroup& group : groups_) {
      const bool is_template = group.is_template();
      const auto indices = is_template ? std::vector<std::uint32_t>{} : members.index[group.name];
      const auto fed_by = [&](const std::vector<bool>& fed) {
        return std::any_of(indices.begin(), indices.end(), [&](std::uint32_t index) { return fed[index]; });
      };
      if (fed_by(by_draw) && !group.pattern.service && !service_is_faulty(group)) {
        faults().add(group.place, fmt::format("functions.{} has no `service`", step_text(group.name)),
                     "write the handler time of a warm call, such as 45ms; only recorded durations make it optional");
      }
      const bool may_be_recorded = any_by_name || is_template || fed_by(by_trace);
      check_variation(group, may_be_recorded, varied_, faults());
      if (group.timeout_written) continue;
      group.pattern.timeout = may_be_recorded ? Duration::max() : default_timeout;
      for (const std::uint32_t index : indices) members.functions[index].timeout = group.pattern.timeout;
      if (is_template && members.template_function) members.template_function->timeout = group.pattern.timeout;
    }
  }

  /// A service that is written but wrong has its own fault, and so has a function that is no map.
  [[nodiscard]] bool service_is_faulty(const FunctionGroup& group) const {
    const auto writes_service = [](const YamlNode* node) { return node != nullptr && node->find("service") != nullptr; };
    const YamlEntry* functions = map_.node().find("functions");
    const YamlEntry* defaults = map_.node().find("defaults");
    const YamlEntry* own = functions != nullptr ? functions->value.find(group.name) : nullptr;
    const bool is_map = own != nullptr && (own->value.kind == YamlNode::Kind::map || own->value.kind == YamlNode::Kind::null);
    if (!is_map) return true;
    return writes_service(&own->value) || writes_service(defaults != nullptr ? &defaults->value : nullptr);
  }

  Members make_members() {
    Members members;
    std::size_t total = 0;
    std::size_t samples = 0;
    std::uint64_t environments = 0;
    for (const FunctionGroup& group : groups_) {
      if (!group.is_template()) members.index[group.name];  // known to the sources, whatever else is wrong
      total += group.size();
      samples += samples_of(group.pattern) * group.size();
      environments += (std::uint64_t{group.pattern.initial.idle} + group.pattern.initial.running) * group.size();
      if (total > max_functions) return members;  // reported by read_functions
      if (environments > max_initial_environments) {
        faults().add(group.place,
                     fmt::format("the functions have more than {} initial environments in all", max_initial_environments),
                     "use fewer, or a smaller `count:`");
        return members;
      }
      if (samples > most_samples_in_all) {
        faults().add(group.place, fmt::format("the functions hold more than {} empirical samples in all", most_samples_in_all),
                     "use fewer samples or a smaller `count:`; a part of a mixture counts as eight");
        return members;
      }
    }
    members.functions.reserve(total);
    for (const FunctionGroup& group : groups_) {
      if (group.is_template()) members.template_function = named(group, 0);
      for (std::uint32_t i = 0; i < group.size() && !group.is_template(); ++i) members.functions.push_back(named(group, i));
    }
    std::sort(members.functions.begin(), members.functions.end(),
              [](const Function& a, const Function& b) { return a.name < b.name; });
    add_index(members);
    return members;
  }

  static std::size_t samples_of(const Function& function) {
    std::size_t parts = 0;
    for (const InitPart& part : function.init_parts) parts += samples_in(part.time);
    return parts + samples_in(function.init) + samples_in(function.keep_alive) + samples_in(function.placement) +
           (function.max_life ? samples_in(*function.max_life) : 0) +
           (function.snap_start ? samples_in(function.snap_start->restore) : 0) +
           (function.service ? samples_in(*function.service) : 0) +
           (function.cold_service ? samples_in(*function.cold_service) : 0);
  }

  static Function named(const FunctionGroup& group, std::uint32_t index) {
    Function function = group.pattern;
    function.name = group.member(index);
    return function;
  }

  void add_index(Members& members) const {
    for (std::uint32_t i = 0; i < members.functions.size(); ++i) members.index[members.functions[i].name] = {i};
    for (const FunctionGroup& group : groups_) {
      if (!group.count || group.is_template()) continue;
      std::vector<std::uint32_t> indices;
      for (std::uint32_t i = 0; i < group.size(); ++i) indices.push_back(members.index[group.member(i)].front());
      members.index[group.name] = std::move(indices);
    }
  }

  /// The date of instant 0 must be known where rates or schedules follow the calendar, and a trace tells it only when it is read.
  void check_calendar() {
    if (scenario_.start_written) return;
    const auto dated = [](const Source& source) {
      const auto* trace = std::get_if<TraceArrivals>(&source.arrivals);
      return trace != nullptr && trace->origin == Origin::first;
    };
    const auto by_calendar = [](const Source& source) { return follows_calendar(source.arrivals); };
    if (std::none_of(scenario_.sources.begin(), scenario_.sources.end(), dated)) return;
    if (std::none_of(scenario_.sources.begin(), scenario_.sources.end(), by_calendar)) return;
    faults().add(map_.node().place, "a source follows the calendar, and a trace with `origin: first` may set another date for it",
                 "write `start`, the date of the trace's first row: start: 2026-11-01T00:00:00Z");
  }

  void check_warmup() {
    const bool drawn_only = std::none_of(scenario_.sources.begin(), scenario_.sources.end(), [](const Source& source) {
      return std::holds_alternative<TraceArrivals>(source.arrivals);
    });
    if (!scenario_.duration && !drawn_only) return;
    const Duration end = scenario_.duration.value_or(default_duration);
    const YamlNode* node = map_.value("warmup");
    if (node == nullptr || scenario_.warmup < end) return;
    faults().add(node->place, fmt::format("`warmup` leaves nothing of the {} that are simulated", time_text(end)),
                 "make it shorter than `duration`");
  }

  MapReader map_;
  const YamlNode& before_;
  VariedDurations varied_;
  const ReadContext& context_;
  Scenario scenario_;
  std::vector<FunctionGroup> groups_;
  WrittenKeys written_;
  Era era_;
};

void set_seed(YamlNode& root, std::uint64_t seed) {
  YamlNode value;
  value.kind = YamlNode::Kind::scalar;
  value.place = {Place::document, 1, 1};
  value.text = std::to_string(seed);
  if (YamlEntry* entry = root.find("seed")) {
    entry->value = std::move(value);
    return;
  }
  root.entries.push_back({"seed", value.place, value});
}

}  // namespace

Scenario parse_scenario(std::string_view text, const std::string& name, const std::string& folder,
                        const std::vector<std::string>& settings, std::optional<std::uint64_t> seed, VariedDurations varied) {
  FaultList faults(name, text, settings);
  YamlNode root = read_yaml(text, {Place::document, 1, 1}, faults);
  if (root.kind != YamlNode::Kind::map) {
    // A fault of the text itself hides what the scenario says.
    faults.throw_if_any();
    const bool empty = root.kind == YamlNode::Kind::null;
    faults.add({Place::document, 1, 1},
               empty ? "an empty scenario" : fmt::format("the scenario is {}, but a map is expected", kind_name(root)),
               "write `functions:` and `sources:`; `thaw run` without a file shows a first example");
    faults.throw_if_any();
  }
  const YamlNode before = settings.empty() ? YamlNode{} : root;
  apply_settings(root, settings, faults);
  if (seed) set_seed(root, *seed);
  TimeZones zones;
  std::set<QuantileTables::Shape> shapes;
  const ReadContext context{faults, folder, zones, shapes};
  Scenario scenario = ScenarioReader(root, before, varied, context).read(stem(name));
  faults.throw_if_any();
  scenario.sha256 = sha256_hex(canonical_text(root));
  return scenario;
}

Scenario load_scenario(const std::string& path, const std::vector<std::string>& settings, std::optional<std::uint64_t> seed,
                       VariedDurations varied) {
  const auto text = read_text_file(path, max_document_bytes);
  if (!text) throw Faults(ExitStatus::scenario, Diagnostic{path, 0, 0, text.message, text.hint, {}});
  return parse_scenario(*text.value, path, folder_of(path), settings, seed, varied);
}

}  // namespace thaw
