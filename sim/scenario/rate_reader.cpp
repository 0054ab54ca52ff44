#include "scenario/rate_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <vector>

#include "scenario/keys.hpp"
#include "scenario/map_reader.hpp"
#include "scenario/nearest_name.hpp"
#include "scenario/quantity.hpp"
#include "scenario/zone_reader.hpp"

namespace thaw {
namespace {

constexpr Duration day = seconds(86'400);
constexpr std::array<std::string_view, 7> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::string_view clock_hint = "write hours with their unit: 8h for 08:00, 8.5h for 08:30";
constexpr std::string_view steps_hint = "write times and the rates from then on: {0h: 5/s, 8h: 50/s, 20h: 5/s}";
const std::vector<std::string_view> forms = {"daily", "weekly", "sine"};

/// For what is neither a time nor one of the forms that stand instead of times from the start.
std::string rate_hint(std::string_view key) {
  if (key == "weekdays" || key == "weekend") return "write weekly: {weekdays: 5/s, weekend: 1/s}";
  const std::string near = nearest_name(key, forms);
  if (!near.empty()) return fmt::format("did you mean `{}`?", near);
  return std::string(steps_hint) + ", or one of daily, weekly and sine";
}

using Steps = std::vector<RateStep>;

bool is_zero_rate(std::string_view text) {
  const auto number = leading_number(text);
  return number && number->digits == 0 && !number->negative && number->rest.starts_with('/');
}

class ProfileReader {
 public:
  ProfileReader(std::int64_t start_unix_ns, const ReadContext& context)
      : start_unix_ns_(start_unix_ns), context_(context), faults_(context.faults) {}

  std::optional<RateProfile> read(const YamlNode& node, const std::string& path) const {
    const auto is_form = [](const YamlEntry& entry) { return std::find(forms.begin(), forms.end(), entry.key) != forms.end(); };
    const auto form = std::find_if(node.entries.begin(), node.entries.end(), is_form);
    if (form == node.entries.end()) {
      if (!takes_no_zone(node, "a rate in steps from the start")) return std::nullopt;
      return of_steps(read_steps(node, path, longest_time), {});
    }
    const MapReader map(node, path, schema_of(Keys::rate), faults_);
    if (std::count_if(node.entries.begin(), node.entries.end(), is_form) > 1) {
      faults_.add(node.place, fmt::format("{} takes one of daily, weekly and sine", path), "two rates are a `sum` of two laws");
      return std::nullopt;
    }
    if (form->key != "sine") return read_calendar(map, form->key);
    const YamlNode* sine = map.value("sine");
    return takes_no_zone(node, "a sine") && sine != nullptr ? read_sine(*sine, map.path_of("sine")) : std::nullopt;
  }

 private:
  static std::optional<RateProfile> of_steps(std::optional<Steps> steps, Duration period) {
    if (!steps) return std::nullopt;
    RateProfile profile;
    profile.steps = std::move(*steps);
    profile.period = period;
    profile.calendar = period.ns > 0;
    return profile;
  }

  /// A sine goes on evenly, and so do times from the start: neither asks a clock.
  [[nodiscard]] bool takes_no_zone(const YamlNode& node, std::string_view what) const {
    const YamlEntry* zone = node.find("time_zone");
    if (zone == nullptr) return true;
    faults_.add(zone->place, fmt::format("{} takes no `time_zone`", what),
                "it goes on evenly, whatever a clock shows; `daily` and `weekly` follow a clock");
    return false;
  }

  [[nodiscard]] std::optional<RateProfile> read_calendar(const MapReader& map, std::string_view form) const {
    std::optional<std::vector<ZoneStep>> zone(std::in_place);
    if (map.has("time_zone")) {
      const YamlNode* node = map.value("time_zone");
      zone = node != nullptr ? read_zone(*node, start_unix_ns_, context_) : std::nullopt;
    }
    const YamlNode* value = map.value(form);
    if (value == nullptr) return std::nullopt;
    const std::string path = map.path_of(form);
    auto profile =
        form == "daily" ? of_steps(read_steps(*value, path, day), day) : of_steps(read_week(*value, path), Duration{7 * day.ns});
    if (!zone || !profile) return std::nullopt;
    profile->zone = std::move(*zone);
    return profile;
  }

  /// Times before `end`, ascending from 0, and their rates.
  std::optional<Steps> read_steps(const YamlNode& node, const std::string& path, Duration end) const {
    if (node.kind != YamlNode::Kind::map || node.entries.empty()) {
      const std::string_view what = node.kind == YamlNode::Kind::map ? "empty" : kind_name(node);
      faults_.add(node.place, fmt::format("{} is {}, but times and rates are expected", path, what),
                  end == longest_time ? rate_hint("") : std::string(steps_hint));
      return std::nullopt;
    }
    if (node.entries.size() > max_rate_steps) {
      faults_.add(node.entries[max_rate_steps].place, fmt::format("{} has more than {} steps", path, max_rate_steps),
                  "use longer steps, or record the arrivals as a trace");
      return std::nullopt;
    }
    Steps steps;
    bool good = true;
    for (const YamlEntry& entry : node.entries) good = read_step(entry, end, steps) && good;
    if (!good) return std::nullopt;
    return any_above_zero(steps, node, path) ? std::optional(std::move(steps)) : std::nullopt;
  }

  bool read_step(const YamlEntry& entry, Duration end, Steps& steps) const {
    const Reading<Duration> from = read_time(entry.key);
    if (!from) {
      const bool form_expected = end == longest_time && !leading_number(entry.key);
      const bool clock = entry.key.find(':') != std::string::npos;
      faults_.add(entry.place, clock ? fmt::format("{} is not a time", quoted(entry.key)) : from.message,
                  clock           ? std::string(clock_hint)
                  : form_expected ? rate_hint(entry.key)
                                  : std::string(steps_hint));
      return false;
    }
    const auto rate = read_phase_rate(entry.value, faults_);
    const Duration at = *from.value;
    if (steps.empty() && at.ns != 0) {
      faults_.add(entry.place, fmt::format("the first rate is from {} on, and none is given before", quoted(entry.key)),
                  "begin with 0h; a rate may be 0/s");
      steps.push_back({at, 1});  // those that follow are not the first
      return false;
    }
    if (!steps.empty() && at < Duration{steps.back().from.ns + shortest_rate_step.ns}) {
      faults_.add(entry.place, fmt::format("{} is not later than the time before by a second or more", quoted(entry.key)),
                  "times are in ascending order");
      return false;
    }
    if (at >= end) {
      faults_.add(entry.place, fmt::format("{} is not before {}", quoted(entry.key), time_text(end)),
                  end == day ? "times of day are below 24h" : "times are below ten years");
      return false;
    }
    steps.push_back({at, rate.value_or(1)});  // a rate that was none is reported already
    return rate.has_value();
  }

  bool any_above_zero(const Steps& steps, const YamlNode& node, const std::string& path) const {
    if (std::any_of(steps.begin(), steps.end(), [](const RateStep& step) { return step.rate_per_s > 0; })) return true;
    faults_.add(node.place, fmt::format("every rate of {} is 0", path), "leave a source out if it sends nothing");
    return false;
  }

  std::optional<Steps> read_week(const YamlNode& node, const std::string& path) const {
    const MapReader map(node, path, schema_of(Keys::week), faults_);
    if (node.kind != YamlNode::Kind::map) return std::nullopt;
    Steps week;
    bool good = true;
    for (std::size_t i = 0; i < days.size(); ++i) {
      const std::string_view group = i < 5 ? "weekdays" : "weekend";
      const std::string_view key = map.has(days[i]) ? days[i] : group;
      const YamlNode* value = map.value(key);
      if (value == nullptr) {
        if (!map.has(key)) {
          faults_.add(node.place, fmt::format("{} has no rate for {}", path, days[i]),
                      fmt::format("name the day, or all {} by `{}`", group, group));
        }
        return std::nullopt;
      }
      const auto steps = read_day(*value, map.path_of(key));
      good = good && steps.has_value();
      if (!good) continue;
      for (const RateStep& step : *steps)
        week.push_back({Duration{static_cast<std::int64_t>(i) * day.ns + step.from.ns}, step.rate_per_s});
    }
    if (!good || !any_above_zero(week, node, path)) return std::nullopt;
    return week;
  }

  /// A rate for the whole day, or times of it.
  std::optional<Steps> read_day(const YamlNode& node, const std::string& path) const {
    if (node.kind != YamlNode::Kind::map) {
      const auto rate = read_phase_rate(node, faults_);
      return rate ? std::optional(Steps{{Duration{}, *rate}}) : std::nullopt;
    }
    if (node.entries.size() == 1 && is_zero_rate(node.entries.front().value.text)) return Steps{{Duration{}, 0}};
    return read_steps(node, path, day);
  }

  std::optional<RateProfile> read_sine(const YamlNode& node, const std::string& path) const {
    const MapReader map(node, path, schema_of(Keys::sine), faults_);
    if (node.kind != YamlNode::Kind::map) return std::nullopt;
    const auto mean = required(map, "mean", "a rate", "write the rate in the middle: mean: 20/s", read_rate);
    const auto swing = required(map, "swing", "a share", "write how far it goes up and down: swing: 80%", read_probability);
    if (!mean || !swing) return std::nullopt;
    RateProfile profile;
    profile.steps = {{Duration{}, rate_per_s(*mean)}};
    profile.swing = *swing;
    profile.swing_period = day;
    if (const YamlNode* period = map.value("period")) {
      profile.swing_period = read_quantity(*period, "a time", faults_, read_time).value_or(day);
      if (profile.swing_period < shortest_swing_period) {
        faults_.add(period->place, fmt::format("the period {} is below a minute", time_text(profile.swing_period)),
                    "for faster changes use `bursts`");
        return std::nullopt;
      }
    }
    if (const YamlNode* peak = map.value("peak")) {
      profile.peak = read_quantity(*peak, "a time", faults_, read_time).value_or(Duration{});
    }
    return profile;
  }

  template <class Value>
  std::optional<Value> required(const MapReader& map, std::string_view key, std::string_view expected, std::string_view hint,
                                Reading<Value> (*reader)(std::string_view)) const {
    const YamlNode* node = map.value(key);
    if (node != nullptr) return read_quantity(*node, expected, faults_, reader);
    if (!map.has(key)) faults_.add(map.node().place, fmt::format("{} has no `{}`", map.path(), key), std::string(hint));
    return std::nullopt;
  }

  std::int64_t start_unix_ns_;
  const ReadContext& context_;
  FaultList& faults_;
};

}  // namespace

std::optional<double> read_phase_rate(const YamlNode& node, FaultList& faults) {
  if (node.kind == YamlNode::Kind::scalar && is_zero_rate(node.text)) return 0;
  const auto rate = read_quantity(node, "a rate", faults, read_rate);
  return rate ? std::optional(rate_per_s(*rate)) : std::nullopt;
}

std::optional<DrawnLaw> read_poisson_rate(const YamlNode& node, const std::string& path, std::int64_t start_unix_ns,
                                          const ReadContext& context) {
  if (node.kind == YamlNode::Kind::map) {
    auto profile = ProfileReader(start_unix_ns, context).read(node, path);
    if (!profile) return std::nullopt;
    return ProfileArrivals{std::move(*profile)};
  }
  const auto rate = read_quantity(node, "a rate", context.faults, read_rate);
  if (!rate) return std::nullopt;
  return PoissonArrivals{rate_per_s(*rate)};
}

}  // namespace thaw
