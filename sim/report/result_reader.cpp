#include "report/result_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <memory>
#include <set>
#include <utility>
#include <variant>

#include "report/date.hpp"
#include "report/decimal_time.hpp"
#include "report/names.hpp"
#include "report/saved_block.hpp"
#include "report/version.hpp"
#include "stats/series_recorder.hpp"

namespace thaw {

namespace {

using Index = JsonTree::Index;

constexpr std::uint64_t most_billed_ms = std::uint64_t{1} << 60U;
constexpr RealRange any_ms = {0, 1e18};     // a mean may be beyond what is drawn of its law
constexpr RealRange any_sigma = {0, 10};
constexpr RealRange any_gamma_shape = {0.05, 10'000};
constexpr RealRange any_power_shape = {0.1, 1'000};  // of Weibull's law and Pareto's
constexpr RealRange any_weight = {0, 1e13};
constexpr RealRange any_speed = {0.1, 10};   // of one architecture relative to the other
constexpr RealRange any_mb = {0, 102'400};  // of a run's peak
constexpr std::uint64_t most_threads = 6;  // vCPUs of the largest memory
constexpr std::uint64_t any_whole = ~std::uint64_t{0};
constexpr std::size_t max_saved_samples = 10'000'000;  // of empirical distributions, in all: as many as a scenario may have

// Bounds of money, so that products and sums of a bill stay within a Decimal's 38 digits.
const Decimal most_gb_s = Decimal(1'000'000'000'000);
const Decimal most_idle_gb_s = Decimal(1'000'000'000'000'000'000);
const Decimal most_quantity = Decimal(static_cast<std::int64_t>(saved_count_max));
const Decimal most_money = Decimal(1'000'000'000'000);
constexpr int gb_s_places = 13;  // MB x ms / 1,024,000
constexpr int idle_gb_s_places = 19;
constexpr int price_places = 12;
constexpr int money_places = gb_s_places + price_places;

/// What reading needs beyond the block at hand.
struct Reading {
  Result result;
  std::size_t samples = 0;  // of empirical distributions so far
};

// ---- distributions

/// The block of that name, if it is there.
template <class Read>
void read_block_if_any(SavedBlock& outer, std::string_view name, Read read) {
  if (const auto value = outer.member_if_any(name)) read_block(outer.document(), *value, outer.path_of(name), read);
}

bool not_descending(const std::vector<Duration>& times) {
  return std::is_sorted(times.begin(), times.end());
}

void read_intervals(SavedBlock& block, Summary& summary) {
  for (std::size_t i = 0; i < shown_percentiles.size(); ++i) {
    const std::string_view name = percentile_key(i);
    const auto array = block.member(name);
    if (!array) continue;
    std::vector<Index> ends;
    SavedDocument& document = block.document();
    read_array(document, *array, block.path_of(name), [&](Index value, const SavedPath&) { ends.push_back(value); });
    if (ends.size() != 2) {
      document.add_unexpected(*array, block.path_of(name), "an array of two ends");
      continue;
    }
    if (const auto low = document.time(ends[0], block.path_of(name), 6)) summary.intervals[i].low = *low;
    if (document.tree().kind(ends[1]) != JsonKind::null) summary.intervals[i].high = document.time(ends[1], block.path_of(name), 6);
  }
}

void read_figures(SavedBlock& block, Summary& summary) {
  block.milliseconds_of("mean", summary.mean);
  block.milliseconds_of("min", summary.min);
  for (std::size_t i = 0; i < shown_percentiles.size(); ++i) block.milliseconds_of(percentile_key(i), summary.percentiles[i]);
  block.milliseconds_of("max", summary.max);
  read_block(block, "interval_95", [&](SavedBlock& intervals) { read_intervals(intervals, summary); });
  std::vector<Duration> ascending = {summary.min};
  ascending.insert(ascending.end(), summary.percentiles.begin(), summary.percentiles.end());
  ascending.push_back(summary.max);
  if (!not_descending(ascending)) block.contradiction("the percentiles do not ascend from `min` to `max`");
}

void read_empty_summary(SavedBlock& block) {
  for (const std::string_view name : {"mean", "min", "p50", "p90", "p95", "p99", "p99_9", "max", "interval_95"}) {
    if (const auto value = block.member_or_null(name)) block.document().add_unexpected(*value, block.path_of(name), "null");
  }
}

void read_grid(SavedBlock& block, Summary& summary) {
  const auto array = block.member("grid");
  if (!array) return;
  std::vector<Duration> grid;
  read_array(block.document(), *array, block.path_of("grid"), [&](Index value, const SavedPath& path) {
    grid.push_back(block.document().time(value, path, 6).value_or(Duration{}));
  });
  const std::size_t size = summary.count == 0 ? 0 : summary.grid.size();
  if (grid.size() == size) {
    std::copy(grid.begin(), grid.end(), summary.grid.begin());
  } else if (block.sound()) {
    block.document().add_unexpected(*array, block.path_of("grid"), fmt::format("an array of {}", size));
  }
}

void read_summary(SavedBlock& block, Summary& summary) {
  block.count("count", summary.count);
  summary.count == 0 && block.sound() ? read_empty_summary(block) : read_figures(block, summary);
  block.boolean("exact", summary.exact);
  read_grid(block, summary);
}

void read_summary(SavedBlock& outer, std::string_view name, Summary& summary) {
  read_block(outer, name, [&](SavedBlock& block) { read_summary(block, summary); });
}

// ---- settings

// The writer shows nanoseconds / 1e6; of the few doubles near the product one gives the same digits again.
void ms_member(SavedBlock& block, std::string_view name, double& ns) {
  double ms = 0;
  block.real(name, ms, any_ms);
  ns = ms * 1e6;
  double below = ns;
  double above = ns;
  for (int i = 0; i < 4; ++i) {
    for (const double near : {below, above}) {
      if (near / 1e6 != ms) continue;
      ns = near;
      return;
    }
    below = std::nextafter(below, -HUGE_VAL);
    above = std::nextafter(above, HUGE_VAL);
  }
}

void read_times(SavedBlock& block, Constant& d, Reading&) {
  block.milliseconds_of("value_ms", d.value);
}
void read_times(SavedBlock& block, Exponential& d, Reading&) {
  ms_member(block, "mean_ms", d.mean_ns);
}

void read_times(SavedBlock& block, Lognormal& d, Reading&) {
  ms_member(block, "median_ms", d.median_ns);
  block.real("sigma", d.sigma, any_sigma);
}

void read_times(SavedBlock& block, Uniform& d, Reading&) {
  block.milliseconds_of("low_ms", d.low);
  block.milliseconds_of("high_ms", d.high);
}

void read_times(SavedBlock& block, Empirical& d, Reading& reading) {
  std::size_t size = 0;
  block.whole("samples", size, max_saved_samples - reading.samples);
  if (size == 0 && block.sound()) return;
  Duration least, greatest;
  block.milliseconds_of("min_ms", least);
  block.milliseconds_of("max_ms", greatest);
  if (greatest < least || (size == 1 && greatest != least)) block.contradiction("the greatest sample is not the greatest");
  if (!block.sound()) return;
  reading.samples += size;
  d.samples.assign(size, least);
  d.samples.back() = greatest;
}

void read_times(SavedBlock& block, Quantiles& d, Reading&) {
  ms_member(block, "p50_ms", d.p50_ns);
  ms_member(block, "p90_ms", d.p90_ns);
  ms_member(block, "p99_ms", d.p99_ns);
  ms_member(block, "max_ms", d.max_ns);
  block.real("sigma", d.sigma, any_sigma);
}

void read_times(SavedBlock& block, Gamma& d, Reading&) {
  block.real("shape", d.shape, any_gamma_shape);
  ms_member(block, "mean_ms", d.mean_ns);
}

void read_times(SavedBlock& block, Weibull& d, Reading&) {
  block.real("shape", d.shape, any_power_shape);
  ms_member(block, "scale_ms", d.scale_ns);
}

void read_times(SavedBlock& block, Pareto& d, Reading&) {
  block.real("shape", d.shape, any_power_shape);
  block.milliseconds_of("min_ms", d.min);
}

template <class Law>
void read_law(SavedBlock& block, Law& law, Reading& reading);

void read_times(SavedBlock& block, Mixture& d, Reading& reading) {
  const auto parts = block.member("parts");
  if (!parts) return;
  read_array(block.document(), *parts, block.path_of("parts"), [&](Index value, const SavedPath& path) {
    Mixture::Part& part = d.parts.emplace_back();
    read_block(block.document(), value, path, [&](SavedBlock& inner) {
      inner.real("weight", part.weight, any_weight);
      read_law(inner, part.law, reading);
    });
  });
}

/// One of each kind of law, to be found by its name.
template <class Law, std::size_t... I>
std::array<Law, sizeof...(I)> each_kind(std::index_sequence<I...> /*kinds*/) {
  return {Law(std::in_place_index<I>)...};
}

template <class Law>
void read_law(SavedBlock& block, Law& law, Reading& reading) {
  const auto kind = block.member("kind");
  const auto name = kind ? block.document().string(*kind, block.path_of("kind")) : std::nullopt;
  std::vector<std::string_view> known;
  for (Law& one : each_kind<Law>(std::make_index_sequence<std::variant_size_v<Law>>())) {
    known.push_back(name_of(one));
    if (known.back() != name) continue;
    std::visit([&](auto& d) { read_times(block, d, reading); }, one);
    law = std::move(one);
    return;
  }
  block.pass_over_others();
  if (name) block.refuse_word(*kind, "kind", *name, known);
}

void read_distribution(SavedBlock& outer, std::string_view name, Distribution& distribution, Reading& reading) {
  read_block(outer, name, [&](SavedBlock& block) { read_law(block, distribution, reading); });
}

void optional_distribution(SavedBlock& outer, std::string_view name, std::optional<Distribution>& distribution, Reading& reading) {
  const auto value = outer.member_or_null(name);
  if (!value) return;
  distribution.emplace();
  read_block(outer.document(), *value, outer.path_of(name), [&](SavedBlock& block) { read_law(block, *distribution, reading); });
}

void read_service_at(SavedBlock& block, ServiceAt& at) {
  block.whole("memory_mb", at.memory_mb, memory_mb_max);
  block.real("cpu_share", at.cpu_share, saved_ratio);
  block.whole("threads", at.threads, most_threads);
  block.real("relative_speed", at.speed, any_speed);
}

// Products with a power of two, so that the same digits come out again.
void read_peak_memory(SavedBlock& block, Sizes& sizes) {
  const auto bytes_of = [&](std::string_view name) {
    double mb = 0;
    block.real(name, mb, any_mb);
    return mb * 1'048'576;
  };
  const auto time_of = [&](std::string_view name) { return Duration{static_cast<std::int64_t>(bytes_of(name))}; };
  const auto member = block.member("kind");
  const auto kind = member ? block.document().string(*member, block.path_of("kind")) : std::nullopt;
  const std::vector<std::string_view> known = {name_of(Distribution(Constant{})), name_of(Distribution(Uniform{})),
                                               name_of(Distribution(Lognormal{}))};
  if (kind == known[0]) {
    sizes.bytes = Constant{time_of("value_mb")};
  } else if (kind == known[1]) {
    const Duration low = time_of("low_mb");
    sizes.bytes = Uniform{low, time_of("high_mb")};
  } else if (kind == known[2]) {
    Lognormal law{bytes_of("median_mb"), 0};
    block.real("sigma", law.sigma, any_sigma);
    sizes.bytes = law;
  } else {
    block.pass_over_others();
    if (kind) block.refuse_word(*member, "kind", *kind, known);
  }
}

void read_tags(SavedBlock& block, Function& function) {
  if (!block.member_if_any("tags")) return;
  Tags tags;
  read_names(block, "tags", [&](const std::string& tag, Index value, const SavedPath& path) {
    return tags.emplace(tag, block.document().string(value, path).value_or("")).second;
  });
  function.tags = std::make_shared<const Tags>(std::move(tags));
}

void read_init_parts(SavedBlock& block, Function& function, Reading& reading) {
  if (!block.member_if_any("init_parts")) return;
  std::set<std::string> names;
  read_names(block, "init_parts", [&](const std::string& name, Index value, const SavedPath& path) {
    if (!names.insert(name).second) return false;
    InitPart& part = function.init_parts.emplace_back();
    part.name = name;
    read_block(block.document(), value, path, [&](SavedBlock& inner) { read_law(inner, part.time, reading); });
    return true;
  });
}

void read_settings(SavedBlock& block, Function& function, Reading& reading) {
  block.whole("memory_mb", function.memory_mb, memory_mb_max);
  block.word("architecture", function.architecture, {Architecture::x86_64, Architecture::arm64});
  block.word("package", function.package, {Package::zip, Package::image});
  if (const auto runtime = block.member_or_null("runtime")) {
    function.runtime = block.document().string(*runtime, block.path_of("runtime")).value_or("");
  }
  read_distribution(block, "init", function.init, reading);
  read_init_parts(block, function, reading);
  optional_distribution(block, "service", function.service, reading);
  optional_distribution(block, "cold_service", function.cold_service, reading);
  read_block_if_any(block, "service_at", [&](SavedBlock& at) { read_service_at(at, function.service_at.emplace()); });
  read_block_if_any(block, "peak_memory", [&](SavedBlock& peak) { read_peak_memory(peak, function.peak_memory.emplace()); });
  if (const auto timeout = block.member_or_null("timeout_ms")) {
    function.timeout = block.document().time(*timeout, block.path_of("timeout_ms"), 6).value_or(Duration::max());
  }
  read_distribution(block, "keep_alive", function.keep_alive, reading);
  read_distribution(block, "placement", function.placement, reading);
  block.word("pick", function.pick, {Pick::mru, Pick::lru, Pick::newest, Pick::random});
  block.word("assignment", function.assignment, {Assignment::eager, Assignment::bound});
  block.real("errors", function.error_probability, saved_ratio);
  read_block(block, "initial", [&](SavedBlock& initial) {
    initial.whole("idle", function.initial.idle, max_initial_environments);
    initial.whole("running", function.initial.running, max_initial_environments);
  });
  read_tags(block, function);
}

// ---- functions and totals

void read_counts(SavedBlock& block, FunctionResult& f) {
  block.count("requests", f.requests);
  block.count("succeeded", f.succeeded);
  block.count("failed", f.failed);
  block.count("throttled", f.throttled);
  block.count("denied", f.denied);
  block.count("dead_lettered", f.dead_lettered);
  block.count("dropped", f.dropped);
  block.count("expired", f.expired);
  block.count("filtered", f.filtered);
  block.count("in_flight", f.in_flight);
  block.count("attempts", f.attempts);
  block.count("invocations", f.invocations);
  block.count("retries", f.retries);
  block.count("throttles", f.throttles);
  block.count("denials", f.denials);
  block.count("errors", f.errors);
  block.count("timeouts", f.timeouts);
  block.count("out_of_memory", f.out_of_memory);
  block.count("cold_starts", f.cold_starts);
  block.count("warm_starts", f.warm_starts);
  block.real("cold_start_ratio", f.cold_start_ratio, saved_ratio);
  block.count("delayed_starts", f.delayed_starts);
}

void read_environments(SavedBlock& block, EnvironmentCounts& counts) {
  block.count("alive_at_start", counts.alive_at_start);
  block.count("started", counts.started);
  block.count("reclaimed", counts.reclaimed);
  block.count("alive", counts.alive);
  block.count("unused", counts.unused);
  block.count("peak", counts.peak);
  block.real("mean", counts.mean, saved_average);
  block.real("mean_busy", counts.mean_busy, saved_average);
  block.real("mean_idle", counts.mean_idle, saved_average);
  if (counts.alive_at_start + counts.started != counts.reclaimed + counts.alive) {
    block.contradiction("`alive_at_start` and `started` are not `reclaimed` and `alive`");
  }
}

// Billed time is whole MB x ms.
void check_gb_seconds(SavedBlock& block, Decimal gb_s) {
  const Decimal mb_ms = gb_s * Decimal(1'024'000);
  if (mb_ms != mb_ms.rounded(0)) block.contradiction("`gb_seconds` are not whole MB x ms");
}

// Conservation, as every run checks it (3.12).
void check_counts(SavedBlock& block, const FunctionResult& f) {
  const std::uint64_t fates =
      f.succeeded + f.failed + f.throttled + f.denied + f.dead_lettered + f.dropped + f.expired + f.filtered + f.in_flight;
  if (f.requests != fates) block.contradiction("`requests` are not the sum of their fates");
  if (f.attempts != f.invocations + f.throttles + f.denials) {
    block.contradiction("`attempts` are not `invocations`, `throttles` and `denials`");
  }
  if (f.invocations != f.cold_starts + f.warm_starts) block.contradiction("`invocations` are not `cold_starts` and `warm_starts`");
  if (f.timeouts + f.out_of_memory > f.errors) {
    block.contradiction("there are more `timeouts` and runs `out_of_memory` than `errors`");
  }
}

void read_function(SavedBlock& block, FunctionResult& f) {
  read_counts(block, f);
  read_summary(block, "latency_ms", f.latency);
  read_summary(block, "failed_latency_ms", f.failed_latency);
  read_summary(block, "cold_latency_ms", f.cold_latency);
  read_summary(block, "warm_latency_ms", f.warm_latency);
  read_block_if_any(block, "delayed_latency_ms", [&](SavedBlock& delayed) { read_summary(delayed, f.delayed_latency.emplace()); });
  read_summary(block, "start_wait_ms", f.start_wait);
  read_summary(block, "init_ms", f.init);
  read_summary(block, "duration_ms", f.duration);
  block.whole("billed_ms", f.billed_ms, most_billed_ms);
  block.number("gb_seconds", f.gb_seconds, most_gb_s, gb_s_places);
  block.number("idle_gb_seconds", f.idle_gb_seconds, most_idle_gb_s, idle_gb_s_places);
  block.count("concurrency_peak", f.concurrency_peak);
  read_block(block, "environments", [&](SavedBlock& environments) { read_environments(environments, f.environments); });
  block.whole("billed_init_ms", f.billed_init_ms_part, most_billed_ms);
  read_block(block, "throttles_by_reason", [&](SavedBlock& reasons) {
    reasons.count("concurrency", f.throttles_concurrency);
    reasons.count("request_rate", f.throttles_request_rate);
  });
  check_counts(block, f);
  check_gb_seconds(block, f.gb_seconds);
}

void read_functions(SavedBlock& root, Reading& reading) {
  read_names(root, "functions", [&](const std::string& name, Index value, const SavedPath& path) {
    const auto [function, fresh] = reading.result.functions.try_emplace(name);
    if (!fresh) return false;
    Function& settings = reading.result.settings[name];
    settings.name = name;
    read_block(root.document(), value, path, [&](SavedBlock& block) {
      read_function(block, function->second);
      read_block(block, "settings", [&](SavedBlock& inner) { read_settings(inner, settings, reading); });
    });
    return true;
  });
  if (reading.result.functions.size() > max_functions) root.contradiction("there are more than 200000 functions");
}

/// Counts of the totals are those of all functions.
void check_totals(SavedBlock& root, const Result& result) {
  struct Sum {
    std::string_view name;
    std::uint64_t FunctionResult::* count;
  };
  constexpr std::array<Sum, 7> sums = {{{"requests", &FunctionResult::requests},
                                        {"succeeded", &FunctionResult::succeeded},
                                        {"failed", &FunctionResult::failed},
                                        {"attempts", &FunctionResult::attempts},
                                        {"invocations", &FunctionResult::invocations},
                                        {"cold_starts", &FunctionResult::cold_starts},
                                        {"billed_ms", &FunctionResult::billed_ms}}};
  for (const Sum& sum : sums) {
    Uint128 all = 0;
    for (const auto& [name, function] : result.functions) all += function.*sum.count;
    if (all != result.totals.*sum.count) root.contradiction(fmt::format("`totals.{}` are not those of all functions", sum.name));
  }
  Decimal gb_s;
  for (const auto& [name, function] : result.functions) gb_s = gb_s + function.gb_seconds;
  if (gb_s != result.totals.gb_seconds) root.contradiction("`totals.gb_seconds` are not those of all functions");
}

// ---- sources

void read_recorded(SavedBlock& block, Recorded& recorded) {
  block.count("rows", recorded.rows);
  block.count("cold", recorded.cold);
  block.count("predicted", recorded.predicted);
  block.count("both", recorded.both);
  block.ratio_or_null("precision", recorded.precision);
  block.ratio_or_null("recall", recorded.recall);
  if (recorded.both > std::min(recorded.cold, recorded.predicted)) block.contradiction("`both` are more than one of the two");
}

void read_call_group(SavedBlock& block, CallGroupResult& group) {
  block.whole("size", group.size, max_calls_per_arrival);
  block.count("groups", group.groups);
  block.count("succeeded", group.succeeded);
  read_summary(block, "group_latency_ms", group.latency);
  if (group.succeeded > group.groups) block.contradiction("more groups succeeded than there are");
}

void read_source(SavedBlock& block, SourceResult& source) {
  block.count("requests", source.requests);
  block.count("succeeded", source.succeeded);
  block.count("failed", source.failed);
  block.count("throttled", source.throttled);
  block.count("in_flight", source.in_flight);
  read_summary(block, "latency_ms", source.latency);
  block.count("caller_retries", source.caller_retries);
  read_block_if_any(block, "group", [&](SavedBlock& inner) { read_call_group(inner, source.group.emplace()); });
  if (const auto recorded = block.member_if_any("recorded")) {
    source.recorded.emplace();
    read_block(block.document(), *recorded, block.path_of("recorded"),
               [&](SavedBlock& inner) { read_recorded(inner, *source.recorded); });
  }
  if (source.requests != source.succeeded + source.failed + source.throttled + source.in_flight) {
    block.contradiction("`requests` are not the sum of their fates");
  }
}

void read_sources(SavedBlock& root, Result& result) {
  read_names(root, "sources", [&](const std::string& name, Index value, const SavedPath& path) {
    const auto [source, fresh] = result.sources.try_emplace(name);
    if (fresh) read_block(root.document(), value, path, [&](SavedBlock& block) { read_source(block, source->second); });
    return fresh;
  });
}

// ---- groups of functions and expectations

void read_group(SavedBlock& block, GroupResult& group) {
  if (const auto functions = block.member("functions")) {
    read_array(block.document(), *functions, block.path_of("functions"), [&](Index value, const SavedPath& path) {
      group.functions.push_back(block.document().string(value, path).value_or(""));
    });
  }
  block.boolean("peaks_exact", group.peaks_exact);
  read_function(block, group.figures);
}

void read_groups(SavedBlock& root, Result& result) {
  if (!root.member_if_any("groups")) return;
  read_names(root, "groups", [&](const std::string& name, Index value, const SavedPath& path) {
    const auto [group, fresh] = result.groups.try_emplace(name);
    if (!fresh) return false;
    read_block(root.document(), value, path, [&](SavedBlock& block) {
      read_group(block, group->second);
      const auto& names = group->second.functions;
      const auto known = [&](const std::string& function) { return result.functions.contains(function); };
      if (!std::all_of(names.begin(), names.end(), known)) block.contradiction("it names a function that there is not");
    });
    return true;
  });
}

std::optional<Figure> read_expected_figure(SavedDocument& document, Index value, const SavedPath& path, MetricUnit unit) {
  if (unit == MetricUnit::ratio || unit == MetricUnit::average) {
    const auto real = document.real(value, path, unit == MetricUnit::ratio ? saved_ratio : saved_average);
    return real ? std::optional<Figure>(*real) : std::nullopt;
  }
  const JsonKind kind = unit == MetricUnit::money ? JsonKind::string : JsonKind::number;
  const auto exact = document.decimal(value, path, kind, most_idle_gb_s, idle_gb_s_places + 6);
  return exact ? std::optional<Figure>(*exact) : std::nullopt;
}

void read_expected_range(SavedBlock& block, Index array, ExpectationResult& expectation) {
  SavedDocument& document = block.document();
  std::vector<Index> ends;
  read_array(document, array, block.path_of("interval"), [&](Index value, const SavedPath&) { ends.push_back(value); });
  if (ends.size() != 2) return document.add_unexpected(array, block.path_of("interval"), "an array of two ends");
  const auto low = read_expected_figure(document, ends[0], block.path_of("interval"), expectation.unit);
  if (!low) return;
  expectation.interval = FigureRange{*low, std::nullopt};
  if (document.tree().kind(ends[1]) == JsonKind::null) return;
  expectation.interval->high = read_expected_figure(document, ends[1], block.path_of("interval"), expectation.unit);
}

void read_expectation(SavedBlock& block, ExpectationResult& expectation) {
  block.string("text", expectation.text);
  block.word("verdict", expectation.verdict, {Verdict::met, Verdict::not_met, Verdict::undetermined});
  block.word("unit", expectation.unit,
             {MetricUnit::count, MetricUnit::ratio, MetricUnit::average, MetricUnit::milliseconds, MetricUnit::gb_seconds,
              MetricUnit::money});
  if (const auto value = block.member_or_null("value")) {
    expectation.value = read_expected_figure(block.document(), *value, block.path_of("value"), expectation.unit);
  }
  if (const auto interval = block.member_or_null("interval")) read_expected_range(block, *interval, expectation);
  if (const auto why = block.member_or_null("why")) {
    expectation.why = block.document().string(*why, block.path_of("why")).value_or("");
  }
}

void read_expectations(SavedBlock& root, std::vector<ExpectationResult>& expectations) {
  const auto array = root.member_if_any("expectations");
  if (!array) return;
  read_array(root.document(), *array, root.path_of("expectations"), [&](Index value, const SavedPath& path) {
    ExpectationResult& expectation = expectations.emplace_back();
    read_block(root.document(), value, path, [&](SavedBlock& block) { read_expectation(block, expectation); });
  });
}

// ---- over time

void read_buckets(SavedBlock& block, std::string_view name, std::vector<std::uint64_t>& buckets) {
  const auto array = block.member(name);
  if (!array) return;
  read_array(block.document(), *array, block.path_of(name), [&](Index value, const SavedPath& path) {
    buckets.push_back(block.document().whole(value, path, saved_count_max).value_or(0));
  });
}

void read_series(SavedBlock& block, Series& series) {
  block.whole("bucket_s", series.bucket_s, std::uint64_t{1} << 30U);
  read_buckets(block, "requests", series.requests);
  read_buckets(block, "invocations", series.invocations);
  read_buckets(block, "cold_starts", series.cold_starts);
  read_buckets(block, "throttles", series.throttles);
  read_buckets(block, "errors", series.errors);
  read_buckets(block, "busy_max", series.busy_max);
  read_buckets(block, "environments_max", series.environments_max);
  const std::size_t size = series.requests.size();
  for (const auto* other :
       {&series.invocations, &series.cold_starts, &series.throttles, &series.errors, &series.busy_max, &series.environments_max}) {
    if (other->size() == size) continue;
    block.contradiction("the columns are not of one length");
    break;
  }
  if (series.bucket_s == 0 || size > stats::SeriesRecorder::max_buckets) {
    block.contradiction(fmt::format("there are at most {} buckets, of at least one second", stats::SeriesRecorder::max_buckets));
  }
}

void read_span(SavedBlock& block, Span& span) {
  block.word("kind", span.kind, {SpanKind::placement, SpanKind::init, SpanKind::run, SpanKind::idle});
  Duration from, to;
  block.milliseconds_of("from_ms", from);
  block.milliseconds_of("to_ms", to);
  span.from = {from.ns};
  span.to = {to.ns};
  if (to < from) block.contradiction("it ends before it begins");
  if (const auto source = block.member_if_any("source")) {
    span.source = block.document().string(*source, block.path_of("source")).value_or("");
    block.whole("request", span.request, saved_count_max);
  }
}

void read_lanes(SavedBlock& root, Index lanes, Result& result) {
  SavedDocument& document = root.document();
  read_array(document, lanes, root.path_of("lanes"), [&](Index value, const SavedPath& path) {
    Lane& lane = result.lanes->emplace_back();
    read_block(document, value, path, [&](SavedBlock& block) {
      block.string("function", lane.function);
      block.count("environment", lane.environment);
      block.boolean("reclaimed", lane.reclaimed);
      const auto spans = block.member("spans");
      if (!spans) return;
      read_array(document, *spans, block.path_of("spans"), [&](Index span, const SavedPath& at) {
        read_block(document, span, at, [&](SavedBlock& inner) { read_span(inner, lane.spans.emplace_back()); });
      });
    });
  });
}

// ---- cost

void read_cost_line(SavedBlock& block, CostLine& line) {
  block.string("function", line.function);
  block.string("item", line.item);
  block.amount("quantity", line.quantity, most_quantity, gb_s_places);
  block.string("unit", line.unit);
  block.amount("free", line.free, most_quantity, gb_s_places);
  block.amount("unit_price", line.unit_price, Decimal(1), price_places);
  block.amount("amount", line.amount, most_money, money_places);
}

void read_tag_cost(SavedBlock& block, TagCost& cost) {
  block.string("tag", cost.tag);
  if (const auto value = block.member_or_null("value")) {
    cost.value = block.document().string(*value, block.path_of("value")).value_or("");
  }
  block.amount("amount", cost.amount, most_money, money_places);
}

void check_cost(SavedBlock& block, const Result& result) {
  Decimal total;
  for (const CostLine& line : result.cost.lines) {
    if (!result.functions.contains(line.function)) return block.contradiction("a line names a function that there is not");
    if (line.free > line.quantity) return block.contradiction("more of a quantity is `free` than there is");
    if ((line.quantity - line.free) * line.unit_price != line.amount) {
      return block.contradiction("an `amount` is not its quantity at its price");
    }
    total = total + line.amount;
    if (total > most_money) return block.contradiction("the amounts are too large");
  }
  if (total != result.cost.total) block.contradiction("`total` is not the sum of the amounts");
}

void read_cost(SavedBlock& block, Result& result, bool functions_sound) {
  Cost& cost = result.cost;
  SavedDocument& document = block.document();
  block.string("currency", cost.currency);
  const auto total = block.member_or_null("total");
  if (total) cost.total = document.decimal(*total, block.path_of("total"), JsonKind::string, most_money, money_places).value_or(0);
  if (const auto per_million = block.member_or_null("per_million_requests")) {
    const Decimal most = most_money * Decimal(1'000'000);
    cost.per_million_requests =
        document.decimal(*per_million, block.path_of("per_million_requests"), JsonKind::string, most, money_places);
  }
  block.string("price_book", cost.price_book);
  block.boolean("free_tier", cost.free_tier);
  if (const auto lines = block.member("lines")) {
    read_array(document, *lines, block.path_of("lines"), [&](Index value, const SavedPath& path) {
      CostLine& line = cost.lines.emplace_back();
      read_block(document, value, path, [&](SavedBlock& inner) { read_cost_line(inner, line); });
    });
  }
  if (const auto by_tag = block.member_if_any("by_tag")) {
    read_array(document, *by_tag, block.path_of("by_tag"), [&](Index value, const SavedPath& path) {
      TagCost& tag = cost.by_tag.emplace_back();
      read_block(document, value, path, [&](SavedBlock& inner) { read_tag_cost(inner, tag); });
    });
  }
  if (total.has_value() == cost.price_book.empty())
    block.contradiction("there is a `total` where there is a `price_book`, and only there");
  if (functions_sound && block.sound()) check_cost(block, result);
}

// ---- the whole

void read_tool(SavedBlock& block, Result& result) {
  std::string name;
  block.string("name", name);
  block.string("version", result.tool_version);
  if (result.tool_version == version) result.tool_version.clear();
}

void read_fingerprint(SavedBlock& root, Result& result) {
  const auto value = root.member("fingerprint");
  const auto text = value ? root.document().string(*value, root.path_of("fingerprint")) : std::nullopt;
  if (!text) return;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), result.fingerprint, 16);
  if (error == std::errc() && *text == fmt::format("{:016x}", result.fingerprint)) return;
  root.document().add_unexpected(*value, root.path_of("fingerprint"), "the string of 16 hexadecimal digits");
}

void read_start(SavedBlock& root, Result& result) {
  const auto value = root.member("start");
  const auto text = value ? root.document().string(*value, root.path_of("start")) : std::nullopt;
  if (!text) return;
  const auto start = unix_ns_of(*text);
  if (start) {
    result.start_unix_ns = *start;
  } else {
    root.document().add_unexpected(*value, root.path_of("start"), "the string of a date such as 2026-11-01T00:00:00Z");
  }
}

void read_head(SavedBlock& root, Result& result) {
  read_block(root, "tool", [&](SavedBlock& tool) { read_tool(tool, result); });
  read_block(root, "scenario", [&](SavedBlock& scenario) {
    scenario.string("name", result.scenario_name);
    scenario.string("sha256", result.scenario_sha256);
  });
  root.whole("seed", result.seed, any_whole);
  root.boolean("complete", result.complete);
  root.seconds_of("simulated_seconds", result.simulated);
  read_fingerprint(root, result);
  read_start(root, result);
  root.string("region", result.region);
  root.seconds_of("warmup_seconds", result.warmup);
  root.boolean("peaks_exact", result.peaks_exact);
}

void read_percentile_grid(SavedBlock& root) {
  const auto array = root.member("percentile_grid");
  if (!array) return;
  std::vector<std::int64_t> grid;
  read_array(root.document(), *array, root.path_of("percentile_grid"), [&](Index value, const SavedPath&) {
    grid.push_back(scaled_whole(root.document().tree().word(value), 2).value_or(-1));
  });
  if (std::equal(grid.begin(), grid.end(), plot_percentiles.begin(), plot_percentiles.end())) return;
  root.document().add_unexpected(*array, root.path_of("percentile_grid"), "the percentages that this thaw plots");
}

void read_assumptions(SavedBlock& root, std::vector<Assumption>& assumptions) {
  const auto array = root.member("assumptions");
  if (!array) return;
  read_array(root.document(), *array, root.path_of("assumptions"), [&](Index value, const SavedPath& path) {
    Assumption& assumption = assumptions.emplace_back();
    read_block(root.document(), value, path, [&](SavedBlock& block) {
      block.string("key", assumption.key);
      block.string("value", assumption.value);
      block.string("why", assumption.why);
    });
  });
}

void read_warnings(SavedBlock& root, std::vector<Warning>& warnings) {
  const auto array = root.member_if_any("warnings");
  if (!array) return;
  read_array(root.document(), *array, root.path_of("warnings"), [&](Index value, const SavedPath& path) {
    Warning& warning = warnings.emplace_back();
    read_block(root.document(), value, path, [&](SavedBlock& block) {
      block.string("key", warning.key);
      block.string("message", warning.message);
      block.string("hint", warning.hint);
    });
  });
}

void read_root(SavedBlock& root, Reading& reading) {
  Result& result = reading.result;
  static_cast<void>(root.member("schema_version"));  // has been checked
  read_head(root, result);
  read_percentile_grid(root);
  read_assumptions(root, result.assumptions);
  read_warnings(root, result.warnings);
  read_block(root, "totals", [&](SavedBlock& block) { read_function(block, result.totals); });
  read_functions(root, reading);
  read_sources(root, result);
  read_groups(root, result);
  read_expectations(root, result.expectations);
  read_block(root, "cold_start_ratio_by_idle", [&](SavedBlock& block) {
    block.ratio_or_null("5min", result.cold_start_ratio_by_idle[0]);
    block.ratio_or_null("10min", result.cold_start_ratio_by_idle[1]);
    block.ratio_or_null("15min", result.cold_start_ratio_by_idle[2]);
  });
  read_block(root, "series", [&](SavedBlock& block) { read_series(block, result.series); });
  if (const auto lanes = root.member_if_any("lanes")) {
    result.lanes.emplace();
    read_lanes(root, *lanes, result);
  }
  const bool sound = root.sound();
  if (sound) check_totals(root, result);
  read_block(root, "cost", [&](SavedBlock& block) { read_cost(block, result, sound); });
}

/// Throws if this is no result of thaw's, or of another schema: then nothing else in it needs to be looked at.
void check_schema(const JsonTree& tree) {
  const auto refuse = [](Diagnostic diagnostic) { throw Faults(ExitStatus::scenario, std::move(diagnostic)); };
  constexpr std::string_view hint = "name a file that `thaw run -o FILE.json` has written";
  if (tree.kind(0) != JsonKind::object)
    refuse(tree.at(0, fmt::format("not a result of thaw: it is {}", name_of(tree.kind(0))), std::string(hint)));
  for (Index member = tree.first(0); member != tree.end(0); member = tree.next(member)) {
    if (!tree.has_key(member, "schema_version")) continue;
    if (tree.kind(member) == JsonKind::number && tree.word(member) == "1") return;
    refuse(tree.at(member, "a result of another schema_version, but this thaw reads 1", "read it with the version that wrote it"));
  }
  refuse(tree.at(0, "not a result of thaw: it has no `schema_version`", std::string(hint)));
}

}  // namespace

Result read_result(std::string_view text, const std::string& name) {
  const JsonTree tree(text, name);
  check_schema(tree);
  SavedDocument document(tree);
  Reading reading;
  read_block(document, 0, {}, [&](SavedBlock& root) { read_root(root, reading); });
  document.throw_if_any();
  return std::move(reading.result);
}

}  // namespace thaw
