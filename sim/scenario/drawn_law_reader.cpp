#include "scenario/drawn_law_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "scenario/cron_reader.hpp"
#include "scenario/function_reader.hpp"
#include "scenario/keys.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/quantity.hpp"
#include "scenario/rate_reader.hpp"
#include "scenario/zone_reader.hpp"
#include "workload/sampler.hpp"

namespace thaw {

namespace {

constexpr std::size_t max_phases = 1'000;

class LawReader {
 public:
  LawReader(const MapReader& arrivals, std::int64_t start_unix_ns, const ReadContext& context)
      : arrivals_(arrivals), start_unix_ns_(start_unix_ns), context_(context) {}

  [[nodiscard]] std::optional<DrawnLaw> read() const {
    if (const YamlNode* node = arrivals_.value("poisson")) return read_poisson(*node);
    if (const YamlNode* node = arrivals_.value("constant")) return read_constant(*node);
    if (const YamlNode* node = arrivals_.value("renewal")) return read_renewal(*node);
    if (const YamlNode* node = arrivals_.value("bursts")) return read_bursts(*node);
    if (const YamlNode* node = arrivals_.value("cron")) return read_cron(*node);
    return std::nullopt;
  }

 private:
  [[nodiscard]] FaultList& faults() const { return context_.faults; }

  [[nodiscard]] std::optional<DrawnLaw> read_poisson(const YamlNode& node) const {
    const MapReader map(node, arrivals_.path_of("poisson"), schema_of(Keys::poisson), faults());
    if (node.kind != YamlNode::Kind::map) return std::nullopt;
    const YamlNode* rate = map.value("rate");
    if (rate == nullptr) {
      if (!map.has("rate")) add_no_rate(map);
      return std::nullopt;
    }
    return read_poisson_rate(*rate, map.path_of("rate"), start_unix_ns_, context_);
  }

  void add_no_rate(const MapReader& map) const {
    faults().add(map.node().place, fmt::format("{} has no `rate`", map.path()), "write a rate such as 20/s");
  }

  [[nodiscard]] std::optional<DrawnLaw> read_renewal(const YamlNode& node) const {
    const std::string path = arrivals_.path_of("renewal");
    const auto gap = read_distribution(node, path, context_);
    if (!gap) return std::nullopt;
    if (rough_mean_ns(*gap) < 1) {
      faults().add(node.place, fmt::format("the gaps of {} are 0", path), "on average at least 1ns lies between two arrivals");
      return std::nullopt;
    }
    return RenewalArrivals{*gap};
  }

  [[nodiscard]] std::optional<DrawnLaw> read_bursts(const YamlNode& node) const {
    const std::string path = arrivals_.path_of("bursts");
    constexpr std::string_view hint = "write phases in turn: [{rate: 50/s, for: 10s}, {rate: 0/s, for: 50s}]";
    if (node.kind != YamlNode::Kind::list || node.items.empty()) {
      const std::string_view what = node.kind == YamlNode::Kind::list ? "empty" : kind_name(node);
      faults().add(node.place, fmt::format("{} is {}, but a list of phases is expected", path, what), std::string(hint));
      return std::nullopt;
    }
    if (node.items.size() > max_phases) {
      faults().add(node.items[max_phases].place, fmt::format("{} has more than {} phases", path, max_phases), std::string(hint));
      return std::nullopt;
    }
    const auto names = read_phase_names(node, path);
    PhasedArrivals phased;
    bool good = names.has_value();
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      auto phase = read_phase(node.items[i], fmt::format("{}[{}]", path, i), names.value_or(Names{}));
      good = good && phase.has_value();
      if (good) phased.phases.push_back(std::move(*phase));
    }
    if (!good) return std::nullopt;
    if (std::all_of(phased.phases.begin(), phased.phases.end(), [](const Phase& phase) { return phase.rate_per_s == 0; })) {
      faults().add(node.place, fmt::format("every rate of {} is 0", path), "leave a source out if it sends nothing");
      return std::nullopt;
    }
    return phased;
  }

  /// Of each phase in turn; empty for those that have none.
  using Names = std::vector<std::string_view>;

  [[nodiscard]] std::optional<Names> read_phase_names(const YamlNode& phases, const std::string& path) const {
    Names names;
    bool good = true;
    for (const YamlNode& phase : phases.items) {
      const YamlEntry* entry = phase.kind == YamlNode::Kind::map ? phase.find("name") : nullptr;
      const bool named = entry != nullptr && entry->value.kind == YamlNode::Kind::scalar && is_name(entry->value.text);
      names.push_back(named ? std::string_view(entry->value.text) : std::string_view());
      if (entry == nullptr) continue;
      good = good && named;
      if (!named) {
        faults().add(entry->place, "this is no name for a phase", "1 to 256 bytes, no control characters");
      } else if (std::count(names.begin(), names.end(), names.back()) > 1) {
        faults().add(entry->value.place, fmt::format("two phases of {} are named {}", path, quoted(names.back())),
                     "each name is for one phase");
        good = false;
      }
    }
    return good ? std::optional(std::move(names)) : std::nullopt;
  }

  /// Names of phases and the weights by which they follow; nothing if something is wrong.
  [[nodiscard]] std::optional<std::vector<PhaseTurn>> read_turns(const YamlNode& node, const std::string& path,
                                                                 const Names& names) const {
    if (node.kind != YamlNode::Kind::map || node.entries.empty()) {
      const std::string_view what = node.kind == YamlNode::Kind::map ? "empty" : kind_name(node);
      faults().add(node.place, fmt::format("{} is {}, but names of phases and weights are expected", path, what),
                   "write the phases that may follow: next: {busy: 0.3, calm: 0.7}");
      return std::nullopt;
    }
    std::vector<PhaseTurn> turns;
    bool good = true;
    for (const YamlEntry& entry : node.entries) {
      const auto found = std::find(names.begin(), names.end(), entry.key);
      if (found == names.end() || entry.key.empty()) {
        Names known = names;
        std::erase_if(known, [](std::string_view name) { return name.empty(); });
        faults().add(
            entry.place, fmt::format("there is no phase {}", quoted(entry.key)),
            known.empty() ? "give the phase its name: {name: calm, rate: 5/s, for: 10s}" : name_hint(entry.key, known, "phases"));
        good = false;
      }
      const auto weight = read_quantity(entry.value, "a plain number", faults(), read_number, 0.001, 1e6);
      good = good && weight.has_value();
      if (good) turns.push_back({static_cast<std::uint32_t>(found - names.begin()), *weight});
    }
    return good ? std::optional(std::move(turns)) : std::nullopt;
  }

  [[nodiscard]] std::optional<Phase> read_phase(const YamlNode& node, const std::string& path, const Names& names) const {
    const MapReader map(node, path, schema_of(Keys::phase), faults());
    if (node.kind != YamlNode::Kind::map) return std::nullopt;
    const YamlNode* rate = map.value("rate");
    const YamlNode* length = map.value("for");
    if (rate == nullptr && !map.has("rate")) add_no_rate(map);
    if (length == nullptr && !map.has("for")) {
      faults().add(node.place, fmt::format("{} has no `for`", path), "write how long it lasts: for: 10s, or a distribution");
    }
    const auto per_s = rate != nullptr ? read_phase_rate(*rate, faults()) : std::nullopt;
    const auto law = length != nullptr ? read_distribution(*length, map.path_of("for"), context_) : std::nullopt;
    if (!per_s || !law) return std::nullopt;
    if (rough_mean_ns(*law) < 0.9 * static_cast<double>(shortest_phase.ns)) {
      faults().add(length->place, fmt::format("the phases of {} last less than a millisecond", path), "on average at least 1ms");
      return std::nullopt;
    }
    const YamlNode* next = map.value("next");
    const auto turns = next != nullptr ? read_turns(*next, map.path_of("next"), names) : std::optional(std::vector<PhaseTurn>{});
    return turns ? std::optional(Phase{per_s.value_or(0), *law, *turns}) : std::nullopt;
  }

  [[nodiscard]] std::optional<DrawnLaw> read_constant(const YamlNode& node) const {
    const MapReader map(node, arrivals_.path_of("constant"), schema_of(Keys::constant), faults());
    if (node.kind != YamlNode::Kind::map) return std::nullopt;
    if (map.has("rate") == map.has("every")) {
      faults().add(node.place, fmt::format("{} takes one of rate and every", map.path()), "write {rate: 1/s} or {every: 700s}");
      return std::nullopt;
    }
    if (const YamlNode* node_of_rate = map.value("rate")) {
      const auto rate = read_quantity(*node_of_rate, "a rate", faults(), read_rate);
      return rate ? std::optional<DrawnLaw>(ConstantArrivals{rate->count, rate->per}) : std::nullopt;
    }
    const YamlNode* every = map.value("every");
    if (every == nullptr) return std::nullopt;
    const auto gap = read_quantity(*every, "a time", faults(), read_time);
    if (!gap) return std::nullopt;
    if (gap->ns == 0) {
      faults().add(every->place, fmt::format("{} must be above 0", quoted(map.path_of("every"))),
                   "at least 1ns lies between two arrivals");
      return std::nullopt;
    }
    return ConstantArrivals{1, *gap};
  }

  [[nodiscard]] std::optional<DrawnLaw> read_cron(const YamlNode& node) const {
    const std::string path = arrivals_.path_of("cron");
    constexpr std::string_view hint = "write \"*/5 * * * *\", or {schedule: \"0 8 * * MON-FRI\", time_zone: Europe/Berlin}";
    if (node.kind == YamlNode::Kind::scalar) return read_schedule_of(node);
    if (node.kind != YamlNode::Kind::map) {
      faults().add(node.place, fmt::format("{} is {}, but a schedule is expected", path, kind_name(node)), std::string(hint));
      return std::nullopt;
    }
    const MapReader map(node, path, schema_of(Keys::cron), faults());
    const YamlNode* schedule = map.value("schedule");
    if (schedule == nullptr && !map.has("schedule")) {
      faults().add(node.place, fmt::format("{} has no `schedule`", path), std::string(hint));
    }
    auto law = schedule != nullptr ? read_schedule_of(*schedule) : std::nullopt;
    const YamlNode* zone = map.value("time_zone");
    if (zone == nullptr) return law;
    const auto steps = read_zone(*zone, start_unix_ns_, context_);
    if (!steps || !law) return std::nullopt;
    auto* cron = std::get_if<CronArrivals>(&*law);
    if (cron == nullptr) {
      faults().add(zone->place, "a rate(…) takes no `time_zone`", "it counts from the start, whatever a clock shows");
      return std::nullopt;
    }
    cron->zone = *steps;
    return law;
  }

  [[nodiscard]] std::optional<DrawnLaw> read_schedule_of(const YamlNode& node) const {
    const auto text = read_text(node, "a schedule", faults());
    if (!text) return std::nullopt;
    auto schedule = read_schedule(*text);
    if (!schedule) faults().add(node.place, schedule.message, schedule.hint);
    return schedule.value;
  }

  const MapReader& arrivals_;
  std::int64_t start_unix_ns_;
  const ReadContext& context_;
};

}  // namespace

std::optional<DrawnLaw> read_drawn_law(const MapReader& arrivals, std::int64_t start_unix_ns, const ReadContext& context) {
  return LawReader(arrivals, start_unix_ns, context).read();
}

}  // namespace thaw
