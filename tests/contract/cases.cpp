#include "contract/cases.hpp"

#include <algorithm>
#include <ostream>
#include <utility>
#include <variant>

namespace thaw::contract {
namespace {

constexpr std::int64_t hour_ns = 3'600'000'000'000;

/// A number from lowest to highest whatever the size of the case; shrinks towards lowest.
std::int64_t number(std::int64_t lowest, std::int64_t highest) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(lowest, highest + 1));
}

/// True in `percent` of cases; shrinks to false.
bool chance(int percent) {
  return number(0, 99) >= 100 - percent;
}

Duration time(std::int64_t unit_ns, std::int64_t highest) {
  return nanoseconds(number(0, highest) * unit_ns);
}

Distribution distribution(std::int64_t unit_ns, std::int64_t highest) {
  switch (number(0, 7)) {
    case 4: {
      const Duration low = time(unit_ns, highest);
      return Uniform{low, low + time(unit_ns, 2)};
    }
    case 5: {
      Empirical empirical;
      for (std::int64_t left = number(1, 4); left > 0; --left) empirical.samples.push_back(time(unit_ns, highest));
      std::sort(empirical.samples.begin(), empirical.samples.end());
      return empirical;
    }
    case 6:
      return Exponential{static_cast<double>(number(1, highest) * unit_ns)};
    case 7: {  // parts on the grid, so that ties stay, and one that lies anywhere
      const Duration low = time(unit_ns, highest);
      return Mixture{{{2, Constant{time(unit_ns, highest)}}, {1, Constant{low}}, {1, Uniform{low, low + time(unit_ns, 2)}}}};
    }
    default:
      return Constant{time(unit_ns, highest)};
  }
}

Function function(const std::string& name, std::int64_t unit_ns) {
  Function f;
  f.name = name;
  f.memory_mb = static_cast<std::uint32_t>(number(0, 3) * 100 + 128);
  f.init = distribution(unit_ns, chance(50) ? 0 : 4);
  if (chance(20)) {
    for (std::int64_t i = number(1, 3); i > 0; --i)
      f.init_parts.push_back({"imports." + std::string(1, static_cast<char>('a' + i)), distribution(unit_ns, 3)});
  }
  f.service = distribution(unit_ns, 5);
  if (chance(20)) f.cold_service = distribution(unit_ns, 5);
  if (chance(30)) f.timeout = nanoseconds(number(1, 5) * unit_ns);
  f.keep_alive = chance(10) ? Distribution(Constant{}) : distribution(unit_ns, 8);
  if (chance(15)) f.keep_alive_policy = KeepForever{};
  if (chance(35)) f.max_life = distribution(unit_ns, chance(50) ? 4 : 20);
  f.placement = distribution(unit_ns, chance(30) ? 2 : 0);
  f.pick = static_cast<Pick>(number(0, 3));
  f.assignment = chance(40) ? Assignment::bound : Assignment::eager;
  if (chance(20)) f.error_probability = 0.3;
  if (chance(20)) {
    f.service_at = {static_cast<std::uint32_t>(number(1, 20) * 200),
                    static_cast<double>(number(0, 4)) / 4,
                    static_cast<std::uint32_t>(number(1, 2)),
                    chance(30) ? 1.25 : 1,
                    !chance(20),
                    !chance(20)};
  }
  if (chance(20)) f.peak_memory = Sizes{distribution(100 * std::int64_t{1024} * 1024, 8)};
  if (chance(25)) f.initial.idle = static_cast<std::uint32_t>(number(0, 3));
  if (chance(25)) f.initial.running = static_cast<std::uint32_t>(number(0, 3));
  return f;
}

struct RowDraw {
  std::int64_t gap, function, duration, init, memory, cold;
};

rc::Gen<RowDraw> row_draw() {
  return rc::gen::exec(
      [] { return RowDraw{number(0, 3), number(0, 5), number(0, 6) - 1, number(0, 9) - 6, number(0, 3), number(0, 2) - 1}; });
}

/// Rows in order of arrival per function, and in order over all functions only half of the time.
Trace trace(std::int64_t unit_ns, const std::vector<std::string>& names, bool has_durations) {
  Trace made;
  made.names = names;
  made.has_cold = chance(30);
  const bool in_order = chance(50);
  const bool says_more = chance(30);
  std::vector<std::int64_t> clocks(std::max<std::size_t>(1, names.size()), 0);
  for (const RowDraw& draw : *rc::gen::container<std::vector<RowDraw>>(row_draw())) {
    Row row;
    row.function = names.empty() ? 0 : static_cast<std::uint32_t>(draw.function % static_cast<std::int64_t>(names.size()));
    std::int64_t& clock = clocks[in_order ? 0 : row.function];
    clock += draw.gap * unit_ns;
    row.at_ns = clock;
    if (has_durations) row.duration_ns = std::max<std::int64_t>(0, draw.duration) * unit_ns;
    if (!has_durations && says_more && draw.duration >= 0) row.duration_ns = draw.duration * unit_ns;
    if (says_more && draw.init >= 0) row.init_ns = draw.init * unit_ns;
    if (says_more) row.memory_mb = static_cast<std::uint16_t>(draw.memory * 256);
    if (made.has_cold) row.cold = static_cast<std::int8_t>(draw.cold);
    made.rows.push_back(row);
  }
  return made;
}

/// Some of the functions, in any order.
std::vector<std::uint32_t> some_functions(std::size_t count) {
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = 0; i < count; ++i) {
    if (chance(60)) chosen.push_back(i);
  }
  if (chosen.empty()) chosen.push_back(0);
  if (chance(50)) std::reverse(chosen.begin(), chosen.end());
  return chosen;
}

/// Steps, repeated or not, on the calendar or not, with or without a sine.
ProfileArrivals changing_rate(std::int64_t end_ns, double rate_per_s) {
  RateProfile rate;
  rate.steps.push_back({Duration{}, rate_per_s});
  const std::int64_t steps = number(0, 3);
  for (std::int64_t i = 0; i < steps; ++i) {
    rate.steps.push_back({nanoseconds(end_ns * (i + 1) / 5 + i + 1), chance(30) ? 0 : 2 * rate_per_s});
  }
  if (chance(50)) rate.period = seconds(86'400);
  if (rate.steps.back().from.ns >= rate.period.ns) rate.period = {};
  rate.calendar = rate.period.ns > 0 && chance(50);
  if (rate.calendar && chance(50))
    rate.zone = {{0, 3'600}, {end_ns / 2'000'000'000, static_cast<std::int32_t>(number(0, 3)) * 1'800}};
  if (chance(50)) {
    rate.swing = chance(30) ? 1 : 0.5;
    rate.swing_period = nanoseconds(std::max<std::int64_t>(end_ns / number(1, 3), 64));
    rate.peak = nanoseconds(end_ns / number(1, 5));
  }
  return {rate};
}

PhasedArrivals phases(std::int64_t end_ns, double rate_per_s) {
  const double mean_ns = static_cast<double>(end_ns) / static_cast<double>(number(2, 9));
  PhasedArrivals phased{
      {{2 * rate_per_s, Exponential{mean_ns}, {}}, {chance(50) ? 0 : rate_per_s / 2, Constant{nanoseconds(end_ns / 7 + 1)}, {}}}};
  if (chance(50)) return phased;
  phased.phases.push_back({rate_per_s, Uniform{{}, nanoseconds(end_ns / 4 + 1)}, {{1, 1}, {0, 2.5}}});
  phased.phases[0].turns = {{2, 0.3}, {1, 0.7}};
  if (chance(50)) phased.phases[1].turns = {{1, 1}, {2, 3}};
  return phased;
}

/// Now and then in the span: every so many minutes or hours, or nothing at all where the span has no whole minute. The clock of
/// its zone is put forward and back within it.
CronArrivals schedule(std::int64_t end_ns) {
  CronArrivals cron;
  const std::int64_t minutes = end_ns / 60'000'000'000 / number(1, 20) + 1;
  for (std::int64_t minute = number(0, 3); minute < 60; minute += std::min<std::int64_t>(minutes, 60))
    cron.minutes.set(static_cast<std::size_t>(minute));
  if (cron.minutes.none()) cron.minutes.set(0);
  for (std::int64_t hour = 0; hour < 24; hour += 1 + minutes / 60) cron.hours.set(static_cast<std::size_t>(hour));
  cron.days.of_month.set();
  cron.days.of_week.set();
  cron.months.set();
  cron.years.set();
  if (chance(50)) {
    const std::int64_t change_s = end_ns / 3'000'000'000;
    cron.zone = {{0, 0}, {change_s, 3'600}, {2 * change_s, static_cast<std::int32_t>(number(0, 2)) * 1'800}};
  }
  return cron;
}

DrawnLaw drawn_law(std::int64_t end_ns) {
  // No faster than a scenario may name: far beyond, all gaps round to 0 and time would stand still.
  const double rate_per_s = std::min(static_cast<double>(number(1, 40)) / (static_cast<double>(end_ns) * 1e-9), 1e9);
  if (chance(40)) return PoissonArrivals{rate_per_s};
  if (chance(25)) return changing_rate(end_ns, rate_per_s);
  if (chance(25)) return phases(end_ns, rate_per_s);
  if (chance(25)) return RenewalArrivals{Uniform{nanoseconds(end_ns / 50), nanoseconds(end_ns / number(2, 20) + end_ns / 50 + 1)}};
  if (chance(25)) return schedule(end_ns);
  const std::int64_t count = number(1, 3);
  return ConstantArrivals{count, nanoseconds(std::max<std::int64_t>(1, end_ns * count / number(1, 40)))};
}

Arrivals drawn_arrivals(std::int64_t end_ns) {
  if (chance(20)) {
    SumArrivals sum;
    for (std::int64_t left = number(1, 3); left > 0; --left) sum.laws.push_back(drawn_law(end_ns));
    return sum;
  }
  return std::visit([](auto law) { return Arrivals(std::move(law)); }, drawn_law(end_ns));
}

void add_source(Case& made, const std::string& name, std::int64_t unit_ns) {
  Scenario& scenario = made.scenario;
  Source source;
  source.name = name;
  if (chance(12)) {
    const std::int64_t end_ns = scenario.duration ? scenario.duration->ns : 24 * hour_ns;
    source.kind = SourceKind::warmer;
    source.functions = {static_cast<std::uint32_t>(number(0, static_cast<std::int64_t>(scenario.functions.size()) - 1))};
    source.arrivals = ConstantArrivals{1, nanoseconds(end_ns / number(1, 20) + 1)};
    source.group = static_cast<std::uint32_t>(number(1, 4));
    source.service = nanoseconds(number(0, 3) * unit_ns / 2);
  } else if (chance(25)) {
    source.functions = some_functions(scenario.functions.size());
    if (chance(30)) source.zipf_exponent = static_cast<double>(number(0, 4)) * 0.5;
    source.arrivals = drawn_arrivals(scenario.duration ? scenario.duration->ns : 24 * hour_ns);
    if (chance(30)) source.group = static_cast<std::uint32_t>(number(2, 5));
  } else {
    std::vector<std::string> names;
    if (chance(50)) {
      for (const Function& f : scenario.functions) names.push_back(f.name);
      if (scenario.template_function) names.insert(names.begin(), {"z", "aa"});
    } else {
      source.functions = {static_cast<std::uint32_t>(number(0, static_cast<std::int64_t>(scenario.functions.size()) - 1))};
    }
    source.arrivals = TraceArrivals{};
    made.traces[name] = trace(unit_ns, names, chance(50));
  }
  scenario.sources.push_back(source);
}

/// Groups of functions by name and by pattern, some with functions that only a trace names, some with none.
void add_groups(Scenario& scenario) {
  const std::int64_t count = chance(40) ? number(1, 3) : 0;
  for (std::int64_t i = 0; i < count; ++i) {
    Group group;
    group.name = std::string(1, static_cast<char>('g' + i));
    for (const char* name : {"a", "aa", "b", "c", "d", "z"}) {
      if (chance(30)) group.functions.emplace_back(name);
    }
    if (chance(40)) group.patterns.emplace_back(*rc::gen::element<const char*>("a*", "*", "*a", "aa*"));
    scenario.groups.push_back(group);
  }
}

/// The instant at which the scenario ends; what the warmup must not pass.
std::int64_t last_instant(const Case& made) {
  if (made.scenario.duration) return made.scenario.duration->ns;
  std::int64_t last_ns = 0;
  for (const Source& source : made.scenario.sources) {
    const auto found = made.traces.find(source.name);
    if (found == made.traces.end()) return 24 * hour_ns;
    for (const Row& row : found->second.rows) last_ns = std::max(last_ns, row.at_ns);
  }
  return last_ns;
}

/// Functions that keep a part of the account for themselves, and launches that may come only so fast.
void add_limits(Scenario& scenario, std::int64_t unit_ns) {
  if (chance(40)) {
    for (Function& f : scenario.functions) {
      if (!chance(50)) continue;
      f.reserved_concurrency = static_cast<std::uint32_t>(number(0, 3));
      scenario.account.concurrency += *f.reserved_concurrency;
    }
  }
  if (!chance(30)) return;
  ScalingRate rate;
  rate.burst = static_cast<std::uint32_t>(number(1, 4));
  rate.environments = static_cast<std::uint32_t>(number(1, 4));
  rate.per = std::min(nanoseconds(number(1, 12) * unit_ns), longest_scaling_period);
  rate.stepwise = chance(40);
  rate.account_wide = chance(30);
  scenario.account.scaling_rate = rate;
}

/// Units kept ready: fixed, by steps, or by steps that repeat.
ProvisionedConcurrency provisioned_concurrency(std::int64_t unit_ns, std::int64_t end_ns) {
  ProvisionedConcurrency made;
  made.steps.push_back({chance(60) ? Duration{} : time(unit_ns, 6), static_cast<std::uint32_t>(number(0, 4))});
  for (std::int64_t left = chance(60) ? number(1, 4) : 0; left > 0; --left) {
    made.steps.push_back({made.steps.back().at + nanoseconds(number(1, 8) * unit_ns), static_cast<std::uint32_t>(number(0, 4))});
  }
  if (chance(30)) {  // no more than some hundred times in the span
    made.every = made.steps.back().at + nanoseconds(std::max(number(1, 8) * unit_ns, end_ns / number(10, 100)));
  }
  made.allocation_delay = distribution(unit_ns, 4);
  made.allocation_per_minute = static_cast<std::uint32_t>(std::clamp<std::int64_t>(60'000'000'000 / unit_ns, 1, 60'000'000));
  return made;
}

void add_provisioned(Case& made, std::int64_t unit_ns) {
  if (!chance(40)) return;
  for (Function& f : made.scenario.functions) {
    if (!chance(60) || f.snap_start) continue;  // AWS allows one of the two
    f.provisioned_concurrency = provisioned_concurrency(unit_ns, last_instant(made));
    if (f.reserved_concurrency && chance(50)) f.provisioned_concurrency->steps = {{Duration{}, *f.reserved_concurrency}};
    if (f.provisioned_concurrency->every.ns > 0 && f.provisioned_concurrency->steps.size() == 1)
      f.provisioned_concurrency->every = {};
  }
}

/// Inits that fail or take too long, and runs that crash.
void add_failures(Scenario& scenario, std::int64_t unit_ns) {
  if (chance(30)) scenario.init_limit = std::min(nanoseconds(number(1, 4) * unit_ns), longest_init_limit);
  if (chance(30)) scenario.billing.failed_init = InitBilling::billed;
  const auto add_to = [unit_ns](Function& f) {
    if (chance(25)) f.init_error_probability = 0.4;
    if (chance(20)) f.crash_probability = 0.3;
    if (chance(25) && !f.provisioned_concurrency)
      f.snap_start = SnapStart{distribution(unit_ns, 4), static_cast<double>(number(0, 4)) / 4, true};
  };
  for (Function& f : scenario.functions) add_to(f);
  if (scenario.template_function) add_to(*scenario.template_function);
}

Case draw_case() {
  Case made;
  Scenario& scenario = made.scenario;
  const std::int64_t unit_ns =
      *rc::gen::element<std::int64_t>(1'000'000, 1, 400'000, 5'000'000, 250'000'000, 1'000'000'000, 60'000'000'000, hour_ns);
  scenario.seed = static_cast<std::uint64_t>(number(1, 1'000'000));
  if (chance(40)) scenario.duration = nanoseconds(number(1, 60) * unit_ns);
  if (chance(30)) scenario.end = End::cut;
  if (chance(60)) scenario.account.concurrency = static_cast<std::uint64_t>(number(1, 8));
  scenario.account.requests_per_s.reset();
  if (chance(40)) scenario.account.requests_per_s = static_cast<std::uint64_t>(number(1, 8));
  if (chance(20)) scenario.billing.init = InitBilling::free;
  if (chance(20)) scenario.billing.rounding = milliseconds(100);
  const std::int64_t functions = number(1, 4);
  for (std::int64_t i = 0; i < functions; ++i)
    scenario.functions.push_back(function(std::string(1, static_cast<char>('a' + i)), unit_ns));
  if (chance(20)) scenario.template_function = function("*", unit_ns);
  add_limits(scenario, unit_ns);
  const std::int64_t sources = number(1, 3);
  for (std::int64_t i = 0; i < sources; ++i) add_source(made, std::string(1, static_cast<char>('r' + i)), unit_ns);
  if (chance(40)) scenario.warmup = nanoseconds(std::min(last_instant(made), number(0, 20) * unit_ns));
  made.block_seed = static_cast<std::uint64_t>(number(0, 1'000));
  made.repeatable = !chance(20);
  add_groups(scenario);
  add_failures(scenario, unit_ns);
  add_provisioned(made, unit_ns);
  return made;
}

// --- printing ---------------------------------------------------------------------------------------------------------

void print(std::ostream& out, const Mixture::Part& part) {
  out << " " << part.weight << " * ";
  if (const auto* constant = std::get_if<Constant>(&part.law)) out << constant->value.ns;
  if (const auto* uniform = std::get_if<Uniform>(&part.law))
    out << "uniform[" << uniform->low.ns << ", " << uniform->high.ns << "]";
}

void print(std::ostream& out, const Distribution& d) {
  if (const auto* constant = std::get_if<Constant>(&d)) {
    out << constant->value.ns;
  } else if (const auto* uniform = std::get_if<Uniform>(&d)) {
    out << "uniform[" << uniform->low.ns << ", " << uniform->high.ns << "]";
  } else if (const auto* exponential = std::get_if<Exponential>(&d)) {
    out << "exponential(" << exponential->mean_ns << ")";
  } else if (const auto* empirical = std::get_if<Empirical>(&d)) {
    out << "empirical[";
    for (const Duration sample : empirical->samples) out << " " << sample.ns;
    out << " ]";
  } else if (const auto* mixture = std::get_if<Mixture>(&d)) {
    out << "mixture[";
    for (const Mixture::Part& part : mixture->parts) print(out, part);
    out << " ]";
  }
}

void print(std::ostream& out, const Function& f) {
  constexpr const char* picks[] = {"mru", "lru", "newest", "random"};
  out << "  " << f.name << ": memory " << f.memory_mb << ", init ";
  print(out, f.init);
  out << ", service ";
  if (f.service) print(out, *f.service);
  if (f.cold_service) {
    out << ", cold_service ";
    print(out, *f.cold_service);
  }
  if (f.timeout != Duration::max()) out << ", timeout " << f.timeout.ns;
  out << ", keep_alive ";
  if (f.keep_alive_policy) {
    out << "forever";
  } else {
    print(out, f.keep_alive);
  }
  if (f.max_life) {
    out << ", max_life ";
    print(out, *f.max_life);
  }
  out << ", placement ";
  print(out, f.placement);
  out << ", " << picks[static_cast<int>(f.pick)] << ", " << (f.assignment == Assignment::bound ? "bound" : "eager");
  if (f.error_probability > 0) out << ", errors " << f.error_probability;
  if (f.crash_probability > 0) out << ", crashes " << f.crash_probability;
  if (f.init_error_probability > 0) out << ", init_errors " << f.init_error_probability;
  if (f.snap_start) {
    out << ", snap_start ";
    print(out, f.snap_start->restore);
    out << " (" << f.snap_start->billed_share << " billed)";
  }
  for (const InitPart& part : f.init_parts) {
    out << ", init part " << part.name << " ";
    print(out, part.time);
  }
  if (f.service_at) {
    out << ", service_at " << f.service_at->memory_mb << " MB (cpu_share " << f.service_at->cpu_share << ", threads "
        << f.service_at->threads << ", speed " << f.service_at->speed << (f.service_at->service ? "" : ", service is not")
        << (f.service_at->cold_service ? "" : ", cold_service is not") << ")";
  }
  if (f.reserved_concurrency) out << ", reserved " << *f.reserved_concurrency;
  if (f.provisioned_concurrency) {
    const ProvisionedConcurrency& provisioned = *f.provisioned_concurrency;
    out << ", provisioned";
    for (const ProvisionedStep& step : provisioned.steps) out << " " << step.units << " from " << step.at.ns;
    out << ", every " << provisioned.every.ns << ", delay ";
    print(out, provisioned.allocation_delay);
    out << ", " << provisioned.allocation_per_minute << " a minute";
  }
  if (f.peak_memory) {
    out << ", peak_memory ";
    print(out, f.peak_memory->bytes);
  }
  if (f.initial.idle + f.initial.running > 0)
    out << ", initial {idle " << f.initial.idle << ", running " << f.initial.running << "}";
  out << "\n";
}

void print(std::ostream& out, const Source& source, const Traces& traces) {
  out << "  " << source.name << ":";
  if (!source.functions.empty()) out << " functions";
  for (const std::uint32_t f : source.functions) out << " " << f;
  if (source.zipf_exponent) out << ", zipf " << *source.zipf_exponent;
  if (const auto* poisson = std::get_if<PoissonArrivals>(&source.arrivals)) out << ", poisson " << poisson->rate_per_s << "/s";
  if (const auto* constant = std::get_if<ConstantArrivals>(&source.arrivals)) {
    out << ", constant " << constant->count << " per " << constant->per.ns;
  }
  if (const auto* changing = std::get_if<ProfileArrivals>(&source.arrivals)) {
    const RateProfile& rate = changing->rate;
    out << ", rate";
    for (const RateStep& step : rate.steps) out << " " << step.from.ns << ": " << step.rate_per_s << "/s";
    out << ", period " << rate.period.ns << (rate.calendar ? " by the calendar" : "") << ", swing " << rate.swing << " over "
        << rate.swing_period.ns << ", peak " << rate.peak.ns;
    for (const ZoneStep& step : rate.zone) out << ", zone +" << step.offset_s << " from " << step.from_unix_s;
  }
  if (source.group > 1) out << ", group of " << source.group;
  if (source.service) out << ", service " << source.service->ns;
  if (const auto* sum = std::get_if<SumArrivals>(&source.arrivals)) out << ", sum of " << sum->laws.size() << " laws";
  if (const auto* cron = std::get_if<CronArrivals>(&source.arrivals)) {
    out << ", schedule of " << cron->minutes.count() << " minutes and " << cron->hours.count() << " hours";
    for (const ZoneStep& step : cron->zone) out << ", zone +" << step.offset_s << " from " << step.from_unix_s;
  }
  if (std::holds_alternative<RenewalArrivals>(source.arrivals)) out << ", renewal";
  if (std::holds_alternative<PhasedArrivals>(source.arrivals)) out << ", phases";
  out << "\n";
  const auto found = traces.find(source.name);
  if (found == traces.end()) return;
  for (const Row& row : found->second.rows) {
    out << "    at " << row.at_ns;
    if (!found->second.names.empty()) out << " " << found->second.names[row.function];
    if (row.duration_ns >= 0) out << ", duration " << row.duration_ns;
    if (row.init_ns >= 0) out << ", init " << row.init_ns;
    if (row.memory_mb != 0) out << ", memory " << row.memory_mb;
    if (row.cold >= 0) out << ", cold " << static_cast<int>(row.cold);
    out << "\n";
  }
}

}  // namespace

rc::Gen<Case> random_case() {
  return rc::gen::exec(draw_case);
}

void showValue(const Case& value, std::ostream& out) {
  const Scenario& scenario = value.scenario;
  out << "(times in ns)\nseed " << scenario.seed << ", duration ";
  scenario.duration ? out << scenario.duration->ns : out << "unwritten";
  out << ", warmup " << scenario.warmup.ns << ", end " << (scenario.end == End::cut ? "cut" : "drain") << ", concurrency "
      << scenario.account.concurrency << ", request_rate ";
  scenario.account.requests_per_s ? out << *scenario.account.requests_per_s : out << "none";
  if (scenario.account.scaling_rate) {
    const ScalingRate& rate = *scenario.account.scaling_rate;
    out << ", scaling " << rate.burst << ", then " << rate.environments << " per " << rate.per.ns
        << (rate.stepwise ? " in steps" : "") << (rate.account_wide ? " for all" : "");
  }
  out << ", rounding " << scenario.billing.rounding.ns << ", init "
      << (scenario.billing.init == InitBilling::free ? "free" : "billed") << ", failed init "
      << (scenario.billing.failed_init == InitBilling::free ? "free" : "billed") << ", init limit "
      << (scenario.init_limit ? scenario.init_limit->ns : 0) << ", block seed " << value.block_seed
      << (value.repeatable ? "" : ", read once") << "\nfunctions:\n";
  for (const Function& f : scenario.functions) print(out, f);
  if (scenario.template_function) print(out, *scenario.template_function);
  for (const Group& group : scenario.groups) {
    out << "  group " << group.name << ":";
    for (const std::string& name : group.functions) out << " " << name;
    for (const std::string& pattern : group.patterns) out << " " << pattern;
    out << "\n";
  }
  out << "sources:\n";
  for (const Source& source : scenario.sources) print(out, source, value.traces);
}

}  // namespace thaw::contract
