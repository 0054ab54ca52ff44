#include "run/simulation.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "run/group_membership.hpp"
#include "thaw/diagnostic.hpp"

namespace thaw {
namespace {

constexpr Duration day = seconds(86'400);
constexpr std::size_t block_rows = 512;    // 16 KB: drawn rows stay in the first-level cache until they are run
constexpr std::size_t rows_together = 64;  // of each function, where functions take turns
constexpr std::size_t max_sources_per_function = 255;
constexpr std::size_t no_member = ~std::size_t{0};
constexpr std::uint64_t rows_between_reports = std::uint64_t{1} << 17;

bool named_by_trace(const Source& source) {
  return source.functions.empty();
}

Faults trace_fault(const Source& source, std::string message, std::string hint) {
  const auto* trace = std::get_if<TraceArrivals>(&source.arrivals);
  return {ExitStatus::trace,
          Diagnostic{trace != nullptr ? trace->file : source.name, 0, 0, std::move(message), std::move(hint), {}}};
}

}  // namespace

template <class Watcher>
Simulation<Watcher>::Simulation(const Scenario& scenario, TraceOpener& traces, const RunOptions& options, SimulationMode mode)
    : scenario_(scenario),
      traces_(traces),
      options_(options),
      mode_(mode),
      harvest_(scenario),
      limits_(scenario),
      scratch_(block_rows) {
  callers_.resize(scenario.functions.size());
  for (std::uint32_t s = 0; s < scenario.sources.size(); ++s) {
    if (named_by_trace(scenario.sources[s])) naming_sources_.push_back(s);
    for (const std::uint32_t function : scenario.sources[s].functions) callers_[function].push_back(s);
    const std::uint32_t group = scenario.sources[s].group;
    call_groups_.push_back(group > 1 ? std::make_unique<CallGroups>(group) : nullptr);
  }
  for (const Function& function : scenario.functions) add_member(function);
}

// ---- members and their requests

template <class Watcher>
void Simulation<Watcher>::add_member(const Function& settings) {
  auto member = std::make_unique<Member>();
  member->settings = settings;
  const std::size_t index = members_.size();
  const std::vector<std::uint32_t> none;
  const std::vector<std::uint32_t>& callers = index < callers_.size() ? callers_[index] : none;
  std::set_union(callers.begin(), callers.end(), naming_sources_.begin(), naming_sources_.end(),
                 std::back_inserter(member->sources));
  if (member->sources.size() > max_sources_per_function) {
    throw Faults(ExitStatus::scenario, Diagnostic{scenario_.name,
                                                  0,
                                                  0,
                                                  "more than 255 sources call function '" + settings.name + "'",
                                                  "merge some of them into one source",
                                                  {}});
  }
  member->groups = groups_of(settings.name, scenario_.groups);
  member->feed = std::make_unique<ArrivalFeed>(std::max<std::size_t>(member->sources.size(), 1), trace_end());
  by_name_.emplace(settings.name, members_.size());
  members_.push_back(std::move(member));
}

template <class Watcher>
std::size_t Simulation<Watcher>::member_named(const std::string& name, std::uint32_t source) {
  const auto known = by_name_.find(name);
  if (known != by_name_.end()) return known->second;
  if (!scenario_.template_function) {
    throw trace_fault(scenario_.sources[source], "the trace calls function '" + name + "', which the scenario does not have",
                      "add it under `functions:`, or a template `\"*\":` for all names that only the trace has");
  }
  if (members_.size() >= max_functions) {
    throw trace_fault(scenario_.sources[source], "the trace names more than 200000 functions", "split it into several runs");
  }
  Function settings = *scenario_.template_function;
  settings.name = name;
  add_member(settings);
  if (mode_.together) start(*members_.back());
  return members_.size() - 1;
}

template <class Watcher>
std::size_t Simulation<Watcher>::position(const Member& member, std::uint32_t source) const {
  const auto found = std::find(member.sources.begin(), member.sources.end(), source);
  THAW_CHECK(found != member.sources.end());
  return static_cast<std::size_t>(found - member.sources.begin());
}

template <class Watcher>
Instant Simulation<Watcher>::drawn_end() const {
  return {scenario_.duration.value_or(day).ns};
}

template <class Watcher>
Instant Simulation<Watcher>::trace_end() const {
  return {scenario_.duration ? scenario_.duration->ns : latest_ns + 1};
}

template <class Watcher>
void Simulation<Watcher>::open_sources() {
  for (std::uint32_t s = 0; s < scenario_.sources.size(); ++s) {
    if (std::holds_alternative<TraceArrivals>(scenario_.sources[s].arrivals)) {
      open_recorded(s);
    } else {
      open_drawn(s);
    }
  }
}

template <class Watcher>
ArrivalGenerator Simulation<Watcher>::drawn_arrivals(const Source& source, std::string_view function, double share) {
  const ArrivalStreams streams(scenario_.seed, source.name, function);
  return {source.arrivals, share, {streams, drawn_end(), scenario_.start_unix_ns}, tables_, source.group, source.service};
}

template <class Watcher>
void Simulation<Watcher>::open_drawn(std::uint32_t s) {
  const Source& source = scenario_.sources[s];
  const std::vector<double> shares = function_shares(source.functions.size(), source.zipf_exponent);
  if (!is_dealt(source)) {
    for (std::size_t i = 0; i < shares.size(); ++i) {
      Member& member = *members_[source.functions[i]];
      member.feed->source(position(member, s)).drawn.emplace(drawn_arrivals(source, member.settings.name, shares[i]));
    }
    return;
  }
  MergedRows rows(DealtArrivals(drawn_arrivals(source, "", 1), shares, deal_stream(scenario_.seed, source.name)), source.group);
  dealers_.push_back({s, std::move(rows), {source.functions.begin(), source.functions.end()}});
}

template <class Watcher>
void Simulation<Watcher>::open_recorded(std::uint32_t s) {
  const Source& source = scenario_.sources[s];
  std::unique_ptr<RowStream> stream = traces_.open(scenario_, source);
  // A trace that can be read once only leaves no second try, so several functions run together from the start (3.15).
  const bool once = !stream->repeatable();
  if (once && (members_.size() > 1 || source.functions.size() != 1)) mode_.together = true;
  if (source.functions.size() == 1) {
    Member& member = *members_[source.functions[0]];
    member.feed->source(position(member, s)).recorded = std::move(stream);
    return;
  }
  if (once) mode_.whole_traces = true;
  if (scenario_.template_function && scenario_.template_function->initial.idle + scenario_.template_function->initial.running > 0) {
    mode_.whole_traces = true;  // environments of functions not yet named exist from instant 0
  }
  std::vector<double> shares;
  if (!source.functions.empty()) shares = function_shares(source.functions.size(), source.zipf_exponent);
  MergedRows rows(std::move(stream), shares, deal_stream(scenario_.seed, source.name), trace_end(), mode_.whole_traces);
  dealers_.push_back({s, std::move(rows), {source.functions.begin(), source.functions.end()}});
}

// ---- running

template <class Watcher>
Watcher Simulation<Watcher>::watcher_of(const Member& member, const std::vector<std::string>& source_names) const {
  if constexpr (Watcher::watches) {
    return Watcher(member.settings.name, member.sources, source_names, options_.attempts, options_.lanes);
  } else {
    return {};
  }
}

template <class Watcher>
void Simulation<Watcher>::start(Member& member) {
  if (member.run) return;
  std::vector<std::string> names;
  for (const std::uint32_t s : member.sources) names.push_back(scenario_.sources[s].name);
  const Admission admission = limits_.admission_of(member.settings, member.limits, *grid_);
  for (const std::uint32_t group : member.groups) member.group_grids.push_back(group_grids_[group].get());
  if (unreserved_grid_ && !member.settings.reserved_concurrency) member.group_grids.push_back(unreserved_grid_.get());
  const RunFrame frame{{scenario_.warmup.ns},
                       scenario_.billing.init,
                       scenario_.billing.failed_init,
                       scenario_.billing.rounding,
                       grid_.get(),
                       member.group_grids,
                       &series_};
  FunctionPlan plan(member.settings, names, scenario_.seed, tables_, scenario_.init_limit.value_or(Duration::max()),
                    !scenario_.account.requests_per_s);
  member.run = std::make_unique<FunctionRun<Watcher>>(std::move(plan), frame, admission, watcher_of(member, names),
                                                      std::exchange(spare_, {}), call_groups_of(member));
  if (mode_.together && !member.settings.reserved_concurrency) limits_.concurrency().take(member.run->concurrency().in_use());
}

/// Of each of its sources, or of none if no source has any.
template <class Watcher>
std::vector<CallGroups*> Simulation<Watcher>::call_groups_of(const Member& member) const {
  std::vector<CallGroups*> groups;
  for (const std::uint32_t s : member.sources) groups.push_back(call_groups_[s].get());
  if (std::all_of(groups.begin(), groups.end(), [](const CallGroups* one) { return one == nullptr; })) groups.clear();
  return groups;
}

template <class Watcher>
bool Simulation<Watcher>::stopped() {
  if (!stopped_ && options_.stop != nullptr) stopped_ = options_.stop->load(std::memory_order_relaxed);
  return stopped_;
}

template <class Watcher>
void Simulation<Watcher>::count(std::size_t rows, Instant at) {
  counted_rows_ += rows;
  if (options_.progress == nullptr || counted_rows_ < next_report_) return;
  next_report_ = counted_rows_ + rows_between_reports;
  options_.progress->report({counted_rows_, at, part_done(at)});
}

template <class Watcher>
std::optional<double> Simulation<Watcher>::part_done(Instant at) const {
  const std::int64_t end_ns = drawn_end().ns;
  if (!end_is_known() || end_ns <= 0) return std::nullopt;
  const double of_pass = std::min(static_cast<double>(at.ns) / static_cast<double>(end_ns), 1.0);
  return (static_cast<double>(passes_done_) + of_pass) / static_cast<double>(passes_);
}

template <class Watcher>
void Simulation<Watcher>::advance_member(Member& member, Instant limit) {
  start(member);
  while (!stopped()) {
    const std::span<const Row> rows = member.feed->next(limit, scratch_);
    if (rows.empty()) break;
    if (rows.data() == scratch_.data()) member.run->draw_ahead(std::span(scratch_).first(rows.size()));
    member.run->take(rows);
    count(rows.size(), member.run->now());
  }
}

template <class Watcher>
Instant Simulation<Watcher>::deal(Instant from, Instant limit) {
  for (Dealer& dealer : dealers_) {
    if (dealer.rows.covered() <= from) next_chunk(dealer, grid_->window_end());
    limit = std::min(limit, dealer.rows.covered());
  }
  return limit;
}

template <class Watcher>
void Simulation<Watcher>::next_chunk(Dealer& dealer, Instant limit) {
  dealer.rows.next_chunk(limit);
  // Those of later chunks too, if they are known: their first environments may be there from instant 0.
  for (const std::uint32_t function : dealer.rows.known_ahead()) member_of(dealer, function);
  for (const std::uint32_t function : dealer.rows.dealt_to()) {
    Member& member = member_of(dealer, function);
    member.feed->source(position(member, dealer.source)).pending = dealer.rows.of(function);
  }
}

/// Who a row's function is; a name that is new becomes a member.
template <class Watcher>
typename Simulation<Watcher>::Member& Simulation<Watcher>::member_of(Dealer& dealer, std::uint32_t function) {
  if (dealer.members.size() <= function) dealer.members.resize(function + std::size_t{1}, no_member);
  std::size_t& index = dealer.members[function];
  if (index == no_member) index = member_named(dealer.rows.names()[function], dealer.source);
  return *members_[index];
}

template <class Watcher>
void Simulation<Watcher>::advance_apart(Instant limit, bool everyone) {
  for (const auto& member : members_) {
    if (everyone || member->feed->at_hand()) advance_member(*member, limit);
  }
}

template <class Watcher>
Turns<FunctionRun<Watcher>> Simulation<Watcher>::turns() {
  std::vector<Player> players;
  players.reserve(members_.size());
  for (const auto& [name, index] : by_name_) {
    const Member& member = *members_[index];
    SharedConcurrency* const shared = member.settings.reserved_concurrency ? nullptr : &limits_.concurrency();
    players.push_back(
        {member.run.get(), shared, member.settings.keep_alive_policy.has_value(), {}, static_cast<std::uint32_t>(index)});
  }
  return Turns<FunctionRun<Watcher>>(std::move(players));
}

template <class Watcher>
void Simulation<Watcher>::advance_together(Instant limit) {
  turns().play(limit, [&](const Player& player) { return next_rows(*members_[player.member], limit); }, [&] { return stopped(); });
}

template <class Watcher>
std::span<const Row> Simulation<Watcher>::next_rows(Member& member, Instant limit) {
  // A few at first: most of many functions are seldom called.
  if (member.scratch.size() < rows_together) member.scratch.resize(std::max<std::size_t>(2 * member.scratch.size(), 4));
  const std::span<const Row> rows = member.feed->next(limit, member.scratch);
  if (rows.data() == member.scratch.data()) member.run->draw_ahead(std::span(member.scratch).first(rows.size()));
  count(rows.size(), member.run->now());
  return rows;
}

template <class Watcher>
void Simulation<Watcher>::sweep(Instant until) {
  const bool limited = !limits_.shared();  // functions apart know no limit of the account, so it is checked here
  bool exceeded = false;
  const auto check = [&](const stats::LevelGrid::Sums& sums) {
    exceeded = exceeded || (limited && limits_.may_throttle(sums.busy));
  };
  if (unreserved_grid_) unreserved_grid_->sweep(until, check);
  grid_->sweep(until, [&](const stats::LevelGrid::Sums& sums) {
    if (!unreserved_grid_) check(sums);
    if (!sums.measured || sums.from > until) return;
    harvest_.reach(sums.busy, sums.environments);
    series_.reach(sums.from, sums.busy, sums.environments);
  });
  for (std::uint32_t group = 0; group < group_grids_.size(); ++group) {
    group_grids_[group]->sweep(until, [&](const stats::LevelGrid::Sums& sums) {
      if (sums.measured && sums.from <= until) harvest_.reach_in_group(group, sums.busy, sums.environments);
    });
  }
  const auto rate = scenario_.account.requests_per_s;
  if (limited && rate && grid_->attempts_peak() > *rate) exceeded = true;
  if (exceeded) throw Coupled();
}

template <class Watcher>
void Simulation<Watcher>::close_window() {
  const Instant end = grid_->window_end();
  for (const auto& member : members_) start(*member);
  if (mode_.together) turns().run_to(end);
  for (const auto& member : members_) {
    if (!mode_.together) member->run->run_before(start_of(end.ns));
    member->run->close_window(end);
    if (member->limits.account_rate) member->limits.account_rate->report();
  }
  sweep({end.ns - 1});
}

template <class Watcher>
bool Simulation<Watcher>::more_arrivals() const {
  if (stopped_) return false;
  const bool dealt = std::all_of(dealers_.begin(), dealers_.end(), [](const Dealer& dealer) { return dealer.rows.exhausted(); });
  return !dealt || std::any_of(members_.begin(), members_.end(), [](const auto& member) { return !member->feed->exhausted(); });
}

template <class Watcher>
Instant Simulation<Watcher>::end_of_arrivals() const {
  std::int64_t end_ns = 0;
  if (stopped_) {
    for (const auto& member : members_) end_ns = std::max(end_ns, member->run ? member->run->now().ns : 0);
    return {end_ns};
  }
  if (scenario_.duration) return {scenario_.duration->ns};
  for (const Source& source : scenario_.sources) {
    if (!std::holds_alternative<TraceArrivals>(source.arrivals)) end_ns = day.ns;
  }
  for (const Dealer& dealer : dealers_) {
    if (dealer.rows.recorded() != nullptr) end_ns = std::max(end_ns, dealer.rows.last_ns());
  }
  for (const auto& member : members_) {
    for (std::size_t i = 0; i < member->feed->size(); ++i) end_ns = std::max(end_ns, member->feed->source(i).last_ns);
  }
  return {end_ns};
}

template <class Watcher>
bool Simulation<Watcher>::end_is_known() const {
  return scenario_.duration || std::none_of(scenario_.sources.begin(), scenario_.sources.end(), [](const Source& source) {
           return std::holds_alternative<TraceArrivals>(source.arrivals);
         });
}

template <class Watcher>
bool Simulation<Watcher>::single_pass() const {
  // Where the end is known and lies in the first window, each function is run to its end at once and then let go.
  return !mode_.together && dealers_.empty() && end_is_known() && drawn_end() < grid_->window_end();
}

template <class Watcher>
void Simulation<Watcher>::conclude(Member& member, Instant end) {
  start(member);
  FunctionRun<Watcher>& run = *member.run;
  if (!stopped_) run.run_before(start_of(end.ns + 1));
  run.stop_measuring(end);
  if (member.limits.account_rate) member.limits.account_rate->report();
  if (scenario_.end == End::drain && !stopped_) run.drain();
  spare_ = run.finish();
  Tally& tally = spare_.tally;
  THAW_CHECK(scenario_.end == End::cut || stopped_ || tally.ended() == tally.invocations);
  if constexpr (Watcher::watches) {
    if (options_.lanes) harvest_.take_lanes(run.watcher().take_lanes());
  }
  member.run.reset();
  harvest_.take(std::move(member.settings), member.sources, member.groups, tally, measured());
  spare_.clear();
}

template <class Watcher>
void Simulation<Watcher>::conclude_all(Instant end) {
  // By name, so that whoever takes rows gets them in that order.
  for (const auto& [name, index] : by_name_) conclude(*members_[index], end);
}

template <class Watcher>
Result Simulation<Watcher>::run() {
  const std::size_t listed = members_.size();
  const bool several = listed > 1 || std::any_of(scenario_.sources.begin(), scenario_.sources.end(), named_by_trace);
  const auto new_grid = [&] {
    const Duration cell = several ? milliseconds(10) : seconds(stats::SeriesRecorder::first_width_s);
    return std::make_unique<stats::LevelGrid>(cell, Instant{scenario_.warmup.ns});
  };
  grid_ = new_grid();
  for (std::size_t group = 0; group < scenario_.groups.size(); ++group) group_grids_.push_back(new_grid());
  if (several && limits_.couple_always()) mode_.together = true;
  open_sources();
  if (several && limits_.any_reserved()) unreserved_grid_ = new_grid();
  if (mode_.together || !several) {
    limits_.share();
  }
  if (single_pass()) {
    end_ = drawn_end();
    passes_ = by_name_.size();
    for (const auto& [name, index] : by_name_) {
      Member& member = *members_[index];
      advance_member(member, end_);
      if (stopped_) end_ = end_of_arrivals();
      conclude(member, end_);
      if (stopped_) break;
      ++passes_done_;
    }
  } else {
    if (!several || mode_.together) {
      for (const auto& member : members_) start(*member);
    }
    Instant limit{0};
    while (more_arrivals()) {
      limit = deal(limit, grid_->window_end());
      const bool window_ends = limit == grid_->window_end();
      if (mode_.together) {
        advance_together(limit);
      } else {
        advance_apart(limit, window_ends);
      }
      // With arrivals to come the run goes on beyond this window; without, its end has to be known first.
      if (window_ends && more_arrivals()) close_window();
    }
    end_ = end_of_arrivals();
    while (!stopped_ && grid_->window_end() <= end_) close_window();
    conclude_all(end_);
  }
  sweep(end_);
  return result();
}

// ---- results

template <class Watcher>
void Simulation<Watcher>::note_ends_of_traces() {
  const auto note = [this](std::uint32_t source, const RowStream& stream) {
    const TraceEnd end = stream.end();
    if (end.has_cold) harvest_.note_cold_column(source);
    if (end.start_unix_ns && !scenario_.start_written && !trace_start_) trace_start_ = end.start_unix_ns;
  };
  for (const auto& member : members_) {
    for (std::size_t i = 0; i < member->sources.size(); ++i) {
      if (const auto& stream = member->feed->source(i).recorded) note(member->sources[i], *stream);
    }
  }
  for (const Dealer& dealer : dealers_) {
    if (dealer.rows.recorded() != nullptr) note(dealer.source, *dealer.rows.recorded());
  }
}

template <class Watcher>
Duration Simulation<Watcher>::measured() const {
  return {std::max<std::int64_t>(end_.ns - scenario_.warmup.ns, 0)};
}

template <class Watcher>
Result Simulation<Watcher>::result() {
  note_ends_of_traces();
  for (std::uint32_t s = 0; s < call_groups_.size(); ++s) {
    if (call_groups_[s]) harvest_.note_groups(s, *call_groups_[s]);
  }
  Result result = harvest_.finish(measured());
  result.scenario_name = scenario_.name;
  result.scenario_sha256 = scenario_.sha256;
  result.start_unix_ns = trace_start_.value_or(scenario_.start_unix_ns);
  result.region = scenario_.region;
  result.seed = scenario_.seed;
  result.complete = !stopped_;
  result.simulated = {end_.ns};
  result.warmup = scenario_.warmup;
  result.assumptions = scenario_.assumptions;
  result.warnings = scenario_.warnings;
  result.peaks_exact = members_.size() == 1;
  result.series = series_.finish(end_);
  return result;
}

template class Simulation<NoWatch>;
template class Simulation<Watch>;

}  // namespace thaw
