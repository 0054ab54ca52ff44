#include "contract/reference.hpp"

#include <algorithm>
#include <array>
#include <deque>
#include <limits>
#include <optional>
#include <set>
#include <tuple>

#include "workload/arrivals.hpp"
#include "workload/sampler.hpp"
#include "workload/streams.hpp"

namespace thaw::contract {
namespace {

// Section 3.2: instant, class, function name, source (of arrivals), sequence within the function.
enum Class { run_ends = 1, ready = 2, expires = 3, arrives = 6 };
using Key = std::tuple<std::int64_t, int, std::string, std::uint32_t, std::uint64_t>;

struct Request {
  std::uint32_t source = 0;
  std::string function;
  std::uint64_t ordinal = 0;
  Row row;
  bool counted = false;  // it arrived at `warmup` or later
  bool delayed = false;
  bool settled = false;
  bool started = false;
  bool predicted_cold = false;
  std::size_t group = 0;         // numbered over all sources; the calls of one arrival share it
  std::int64_t latency_ns = -1;  // of a request that succeeded
};

struct Environment {
  std::uint64_t number = 0;
  std::int64_t placement_ns = 0, init_ns = 0;
  std::uint32_t memory_mb = 0;  // of the latest request that it was launched for or served
  bool starting = false, idle = false, gone = false, served = false;
  bool init_again = false;  // its last run timed out, or out of memory
  std::uint64_t idle_periods = 0, idle_sequence = 0;
  Key expiry;
  std::optional<std::size_t> request;  // bound to, or running; none in the run of an initial environment
  std::int64_t run_start_ns = 0, run_ns = 0;
  bool cold_run = false, timed_out = false, out_of_memory = false;
};

/// How many environments were busy and alive after an event.
struct Level {
  std::int64_t at_ns;
  std::uint64_t busy, alive, idle_mb;
};

struct Pool {
  Function settings;
  Sampler placement, init, keep_alive, service, cold_service, peak_memory;
  std::map<std::string, Sampler> init_parts;
  EnvironmentStreams streams;
  std::vector<Environment> environments;  // by number - 1
  std::deque<std::size_t> waiting;        // requests, in order
  std::vector<std::size_t> idle;          // in the order that `random` needs
  std::uint64_t runs = 0, idle_periods = 0, unsettled = 0, busy = 0, alive = 0;
  std::vector<std::int64_t> launches_ns;  // by requests
  std::map<std::int64_t, std::uint64_t> attempts_in_second;
  std::vector<Level> levels;
  FunctionFigures figures;

  Pool(const Function& f, std::uint64_t seed)
      : settings(f),
        placement(f.placement),
        init(f.init),
        keep_alive(f.keep_alive),
        service(f.service.value_or(Constant{})),
        cold_service(f.cold_service.value_or(Constant{})),
        peak_memory(f.peak_memory.value_or(Sizes{Constant{}}).bytes),
        streams(seed, f.name) {
    for (const InitPart& part : f.init_parts) init_parts.emplace(part.name, Sampler(part.time));
  }
};

constexpr std::int64_t cell_ns = 10'000'000;
constexpr std::int64_t day_ns = 86'400'000'000'000;

/// Which level of the pool was the highest in [from, to], the one that held when `from` came included.
std::uint64_t highest(const std::vector<Level>& levels, std::uint64_t Level::* what, std::int64_t from_ns, std::int64_t to_ns) {
  std::uint64_t most = 0;
  for (const Level& level : levels) {
    if (level.at_ns < from_ns) most = level.*what;
    if (level.at_ns >= from_ns && level.at_ns <= to_ns) most = std::max(most, level.*what);
  }
  return most;
}

/// Whether a name fits a pattern, in which `*` is any text, by trying everything.
bool fits(std::string_view pattern, std::string_view name) {
  if (pattern.empty()) return name.empty();
  if (pattern[0] != '*') return !name.empty() && pattern[0] == name[0] && fits(pattern.substr(1), name.substr(1));
  return fits(pattern.substr(1), name) || (!name.empty() && fits(pattern, name.substr(1)));
}

bool is_in(const Group& group, const std::string& function) {
  for (const std::string& name : group.functions) {
    if (name == function) return true;
  }
  for (const std::string& pattern : group.patterns) {
    if (fits(pattern, function)) return true;
  }
  return false;
}

class Simulation {
 public:
  Simulation(const Scenario& scenario, const Traces& traces) : scenario_(scenario), traces_(traces) {
    for (const Function& f : scenario.functions) pools_.try_emplace(f.name, f, scenario.seed);
    for (std::uint32_t s = 0; s < scenario.sources.size(); ++s) read_source(s);
    figures_.end_ns = scenario.duration ? scenario.duration->ns : end_ns_;
    const std::int64_t width_ns = choose_width();
    const std::int64_t buckets = std::max<std::int64_t>(1, (figures_.end_ns + width_ns - 1) / width_ns);
    for (auto* list : counted_series()) list->assign(static_cast<std::size_t>(buckets), 0);
    for (auto& [name, pool] : pools_) make_initial(pool);
  }

  Figures run() {
    while (!events_.empty()) {
      const auto first = events_.begin();
      const auto [key, index] = *first;
      events_.erase(first);
      now_ns_ = std::get<0>(key);
      Pool& pool = pools_.at(std::get<2>(key));
      const bool after_end = now_ns_ > figures_.end_ns;
      if (after_end && (scenario_.end == End::cut || pool.unsettled == 0)) continue;
      switch (std::get<1>(key)) {
        case run_ends:
          end_run(pool, pool.environments[index]);
          break;
        case ready:
          become_ready(pool, pool.environments[index]);
          break;
        case expires:
          expire(pool, pool.environments[index]);
          break;
        default:
          admit(pool, index);
      }
      pool.levels.push_back({now_ns_, pool.busy, pool.alive, idle_mb(pool)});
    }
    now_ns_ = figures_.end_ns;
    for (auto& [name, pool] : pools_) leave(pool);
    for (auto& [name, pool] : pools_) finish(name, pool);
    finish_totals();
    score_records();
    measure_groups();
    return std::move(figures_);
  }

 private:
  [[nodiscard]] bool covered() const { return now_ns_ >= scenario_.warmup.ns; }
  [[nodiscard]] std::uint64_t warm_count() const { return covered() ? 1 : 0; }

  // --- what arrives ---------------------------------------------------------------------------------------------------

  void read_source(std::uint32_t s) {
    const Source& source = scenario_.sources[s];
    figures_.sources[source.name];
    if (!std::holds_alternative<TraceArrivals>(source.arrivals)) {
      return is_dealt(source) ? draw_dealt(s) : draw_apart(s);
    }
    const Trace& trace = traces_.at(source.name);
    for (const Row& row : trace.rows) {
      if (scenario_.duration && row.at_ns >= scenario_.duration->ns) continue;
      const bool named = !source.functions.empty();
      add_request(s, named ? scenario_.functions[source.functions[0]].name : trace.names[row.function], row);
      end_ns_ = std::max(end_ns_, row.at_ns);
    }
  }

  [[nodiscard]] Instant drawn_end() {
    const Instant end{scenario_.duration ? scenario_.duration->ns : day_ns};
    end_ns_ = std::max(end_ns_, end.ns);
    return end;
  }

  void draw_apart(std::uint32_t s) {
    const Source& source = scenario_.sources[s];
    const std::vector<double> shares = function_shares(source.functions.size(), source.zipf_exponent);
    for (std::size_t i = 0; i < shares.size(); ++i) {
      const std::string& name = scenario_.functions[source.functions[i]].name;
      QuantileTables tables;
      ArrivalGenerator arrivals(source.arrivals, shares[i], frame_of(source, name), tables);
      std::array<Row, 1> row;
      while (arrivals.fill(row, drawn_end()) == 1) {
        const std::size_t group = groups_++;
        for (std::uint32_t call = 0; call < source.group; ++call) add_request(s, name, row[0], group);
      }
    }
  }

  void draw_dealt(std::uint32_t s) {
    const Source& source = scenario_.sources[s];
    const std::vector<double> shares = function_shares(source.functions.size(), source.zipf_exponent);
    QuantileTables tables;
    ArrivalGenerator arrivals(source.arrivals, 1, frame_of(source, ""), tables);
    const RandomStream deal = deal_stream(scenario_.seed, source.name);
    std::uint64_t calls = 0;
    std::array<Row, 1> row;
    while (arrivals.fill(row, drawn_end()) == 1) {
      const std::size_t group = groups_++;
      for (std::uint32_t call = 0; call < source.group; ++call) {
        const double u = unit(deal.at(calls++));
        std::size_t chosen = 0;
        for (double below = shares[0]; chosen + 1 < shares.size() && u >= below; below += shares[chosen]) ++chosen;
        add_request(s, scenario_.functions[source.functions[chosen]].name, row[0], group);
      }
    }
  }

  [[nodiscard]] ArrivalFrame frame_of(const Source& source, const std::string& function) {
    return {ArrivalStreams(scenario_.seed, source.name, function), drawn_end(), scenario_.start_unix_ns};
  }

  void add_request(std::uint32_t s, const std::string& function, const Row& row, std::size_t group = 0) {
    if (!pools_.contains(function)) {
      Function made = scenario_.template_function.value();
      made.name = function;
      pools_.try_emplace(function, made, scenario_.seed);
    }
    Request request;
    request.source = s;
    request.function = function;
    request.ordinal = ordinals_[{s, function}]++;
    request.row = row;
    request.group = group;
    request.counted = row.at_ns >= scenario_.warmup.ns;
    ++pools_.at(function).unsettled;
    events_[{row.at_ns, arrives, function, s, request.ordinal}] = requests_.size();
    requests_.push_back(request);
  }

  // --- the life of environments ---------------------------------------------------------------------------------------

  Environment& add_environment(Pool& pool, std::int64_t init_ns) {
    Environment environment;
    environment.number = pool.environments.size() + 1;
    environment.init_ns = init_ns >= 0 ? init_ns : drawn_init_ns(pool, environment.number);
    environment.memory_mb = pool.settings.memory_mb;
    pool.environments.push_back(environment);
    ++pool.alive;
    return pool.environments.back();
  }

  /// The runtime's part, or a plain init, and what a composed one adds: every part with luck of its own.
  [[nodiscard]] std::int64_t drawn_init_ns(const Pool& pool, std::uint64_t number) const {
    std::int64_t sum_ns = pool.init.draw_ns(pool.streams.init.at(number));
    for (const auto& [name, part] : pool.init_parts) {
      sum_ns += part.draw_ns(init_part_stream(scenario_.seed, pool.settings.name, name).at(number));
    }
    return sum_ns;
  }

  /// A handler time measured at one memory size and run at another: the CPU part of it follows the vCPUs that it can use, one
  /// per 1,769 MB, and the architecture's speed.
  static std::int64_t at_memory(const Pool& pool, std::int64_t time_ns, std::uint32_t from_mb, std::uint32_t to_mb) {
    if (!pool.settings.service_at) return time_ns;
    const ServiceAt& at = *pool.settings.service_at;
    const double before = std::min<double>(at.threads, from_mb / 1769.0), now = std::min<double>(at.threads, to_mb / 1769.0);
    return static_cast<std::int64_t>(static_cast<double>(time_ns) * (1 + at.cpu_share * (before / (now * at.speed) - 1)) + 0.5);
  }

  /// Drawn times are measured at `service_at`, unless they come from a table that has this memory.
  static std::int64_t drawn_at_memory(const Pool& pool, bool scaled, std::int64_t time_ns, std::uint32_t to_mb) {
    if (!scaled || !pool.settings.service_at) return time_ns;
    return at_memory(pool, time_ns, pool.settings.service_at->memory_mb, to_mb);
  }

  /// The handler time of a request: recorded, where the row's own memory is the one that it was measured at; or drawn.
  [[nodiscard]] std::int64_t handler_ns(const Pool& pool, const Environment& environment, const Request& request) const {
    const RequestStreams streams = streams_of(request);
    const ServiceAt at = pool.settings.service_at.value_or(ServiceAt{});
    const std::uint32_t memory_mb = memory_of(pool, request);
    if (environment.cold_run && pool.settings.cold_service) {
      return drawn_at_memory(pool, at.cold_service, pool.cold_service.draw_ns(streams.cold_service.at(request.ordinal)), memory_mb);
    }
    if (request.row.duration_ns < 0) {
      return drawn_at_memory(pool, at.service, pool.service.draw_ns(streams.service.at(request.ordinal)), memory_mb);
    }
    return at_memory(pool, request.row.duration_ns, request.row.memory_mb != 0 ? request.row.memory_mb : at.memory_mb, memory_mb);
  }

  static std::uint32_t memory_of(const Pool& pool, const Request& request) {
    return request.row.memory_mb != 0 ? request.row.memory_mb : pool.settings.memory_mb;
  }

  static std::uint64_t idle_mb(const Pool& pool) {
    std::uint64_t sum = 0;
    for (const std::size_t i : pool.idle) sum += pool.environments[i].memory_mb;
    return sum;
  }

  void make_initial(Pool& pool) {
    for (std::uint32_t i = 0; i < pool.settings.initial.idle; ++i) {
      Environment& environment = add_environment(pool, -1);
      environment.served = true;
      become_idle(pool, environment);
    }
    for (std::uint32_t i = 0; i < pool.settings.initial.running; ++i) {
      Environment& environment = add_environment(pool, -1);
      environment.served = true;
      ++pool.busy;
      const std::int64_t service_ns = pool.service.draw_ns(pool.streams.initial_service.at(environment.number));
      const bool scaled = pool.settings.service_at && pool.settings.service_at->service;
      start_run(pool, environment, drawn_at_memory(pool, scaled, service_ns, pool.settings.memory_mb), false);
    }
    pool.levels.push_back({std::numeric_limits<std::int64_t>::min(), pool.busy, pool.alive, idle_mb(pool)});
  }

  void launch(Pool& pool, std::size_t r) {
    Environment& environment = add_environment(pool, requests_[r].row.init_ns);
    environment.placement_ns = pool.placement.draw_ns(pool.streams.placement.at(environment.number));
    environment.starting = true;
    environment.memory_mb = memory_of(pool, requests_[r]);
    ++pool.busy;
    pool.figures.counts.environments.started += warm_count();
    if (pool.settings.assignment == Assignment::bound) environment.request = r;
    if (pool.settings.assignment == Assignment::eager) pool.waiting.push_back(r);
    const std::int64_t at_ns = now_ns_ + environment.placement_ns + environment.init_ns;
    events_[{at_ns, ready, pool.settings.name, 0, environment.number}] = environment.number - 1;
  }

  void become_ready(Pool& pool, Environment& environment) {
    environment.starting = false;
    if (environment.request) return serve(pool, environment, *environment.request);
    become_free(pool, environment);
  }

  void become_free(Pool& pool, Environment& environment) {
    environment.request.reset();
    if (!pool.waiting.empty()) {
      const std::size_t r = pool.waiting.front();
      pool.waiting.pop_front();
      return serve(pool, environment, r);
    }
    --pool.busy;
    become_idle(pool, environment);
  }

  void become_idle(Pool& pool, Environment& environment) {
    environment.idle = true;
    environment.idle_sequence = pool.idle_periods++;
    const std::int64_t limit_ns = pool.keep_alive.draw_ns(pool.streams.idle.at(environment.number, environment.idle_periods++));
    environment.expiry = {now_ns_ + limit_ns, expires, pool.settings.name, 0, environment.idle_sequence};
    events_[environment.expiry] = environment.number - 1;
    pool.idle.push_back(environment.number - 1);
  }

  void leave_idle(Pool& pool, Environment& environment) {
    environment.idle = false;
    const auto place = std::find(pool.idle.begin(), pool.idle.end(), environment.number - 1);
    *place = pool.idle.back();
    pool.idle.pop_back();
  }

  void expire(Pool& pool, Environment& environment) {
    leave_idle(pool, environment);
    environment.gone = true;
    --pool.alive;
    pool.figures.counts.environments.reclaimed += warm_count();
    if (!environment.served) pool.figures.counts.environments.unused += warm_count();
  }

  // --- the way of a request -------------------------------------------------------------------------------------------

  void admit(Pool& pool, std::size_t r) {
    Request& request = requests_[r];
    if (request.counted) {
      ++pool.figures.counts.requests;
      ++source_of(request).counts.requests;
    }
    count_in_series(figures_.series.requests, now_ns_);
    const ThrottleReason limit = limit_met(pool);
    if (limit != ThrottleReason::none) return throttle(pool, request, limit);
    if (pool.idle.empty() && !may_launch(pool)) return throttle(pool, request, ThrottleReason::scaling_rate);
    if (request.counted) ask_levels(pool);
    if (pool.idle.empty()) {
      request.delayed = true;
      launches_ns_.push_back(now_ns_);
      pool.launches_ns.push_back(now_ns_);
      return launch(pool, r);
    }
    Environment& environment = pool.environments[picked(pool, request)];
    leave_idle(pool, environment);
    events_.erase(environment.expiry);
    ++pool.busy;
    serve(pool, environment, r);
  }

  /// Request rates of this whole second, then concurrency: a function with reserved concurrency has limits of its own, and its
  /// attempts count against the account's request rate as everybody's do.
  ThrottleReason limit_met(Pool& pool) {
    const std::int64_t second = now_ns_ / 1'000'000'000;
    const std::uint64_t own_attempts = ++pool.attempts_in_second[second];
    const std::uint64_t attempts = ++attempts_in_second_[second];
    const auto reserved = pool.settings.reserved_concurrency;
    const auto rate = scenario_.account.requests_per_s;
    if (rate && reserved && *reserved > 0 && own_attempts > 10 * std::uint64_t{*reserved}) {
      return ThrottleReason::reserved_request_rate;
    }
    if (rate && attempts > *rate) return ThrottleReason::request_rate;
    if (reserved) return pool.busy >= *reserved ? ThrottleReason::reserved_concurrency : ThrottleReason::none;
    return unreserved_busy() >= unreserved_concurrency() ? ThrottleReason::concurrency : ThrottleReason::none;
  }

  [[nodiscard]] std::uint64_t unreserved_busy() const {
    std::uint64_t busy = 0;
    for (const auto& [name, pool] : pools_) busy += pool.settings.reserved_concurrency ? 0 : pool.busy;
    return busy;
  }

  [[nodiscard]] std::uint64_t unreserved_concurrency() const {
    std::uint64_t left = scenario_.account.concurrency;
    for (const auto& [name, pool] : pools_) left -= pool.settings.reserved_concurrency.value_or(0);
    return left;
  }

  /// A token bucket, told from its past: from no earlier launch until now may there be more launches than a full bucket and what
  /// came in since allow.
  [[nodiscard]] bool may_launch(const Pool& pool) const {
    if (!scenario_.scaling_rate) return true;
    const ScalingRate& rate = *scenario_.scaling_rate;
    const std::vector<std::int64_t>& launches_ns = rate.account_wide ? launches_ns_ : pool.launches_ns;
    const auto refilled_until = [&](std::int64_t at_ns) { return rate.stepwise ? at_ns / rate.per.ns * rate.per.ns : at_ns; };
    for (std::size_t first = 0; first < launches_ns.size(); ++first) {
      const auto wanted = static_cast<std::int64_t>(launches_ns.size() - first) + 1;
      const std::int64_t since_ns = refilled_until(now_ns_) - refilled_until(launches_ns[first]);
      if (wanted * rate.per.ns > rate.burst * rate.per.ns + since_ns * rate.environments) return false;
    }
    return true;
  }

  /// Would a stack of environments with another idle time have one idle? It would if as many were busy as this request makes busy
  /// at some instant less than that time ago; the initial ones count as busy just before instant 0.
  void ask_levels(Pool& pool) const {
    const std::uint64_t wanted = pool.busy + 1;
    const bool initial = wanted <= pool.settings.initial.idle + pool.settings.initial.running;
    std::optional<std::int64_t> left_ns = initial ? std::optional<std::int64_t>(0) : std::nullopt;
    for (std::size_t i = 1; i < pool.levels.size(); ++i) {
      if (pool.levels[i - 1].busy >= wanted && pool.levels[i].busy < wanted) left_ns = pool.levels[i].at_ns;
    }
    for (std::size_t i = 0; i < idle_times.size(); ++i) {
      if (!left_ns || now_ns_ - *left_ns >= idle_times[i].ns) ++pool.figures.unserved_by_idle[i];
    }
  }

  std::size_t picked(const Pool& pool, const Request& request) const {
    const auto by_sequence = [&](std::size_t a, std::size_t b) {
      return pool.environments[a].idle_sequence < pool.environments[b].idle_sequence;
    };
    switch (pool.settings.pick) {
      case Pick::mru:
        return *std::max_element(pool.idle.begin(), pool.idle.end(), by_sequence);
      case Pick::lru:
        return *std::min_element(pool.idle.begin(), pool.idle.end(), by_sequence);
      case Pick::newest:
        return *std::max_element(pool.idle.begin(), pool.idle.end());
      case Pick::random:
        break;
    }
    return pool.idle[below(streams_of(request).pick.at(request.ordinal, 1), pool.idle.size())];
  }

  void serve(Pool& pool, Environment& environment, std::size_t r) {
    Request& request = requests_[r];
    environment.request = r;
    environment.cold_run = !environment.served;
    environment.served = true;
    environment.memory_mb = memory_of(pool, request);
    start_run(pool, environment, handler_ns(pool, environment, request), is_too_big(pool, request));
    count_start(pool, environment, request);
  }

  /// Its peak of memory is beyond what it has.
  [[nodiscard]] bool is_too_big(const Pool& pool, const Request& request) const {
    if (!pool.settings.peak_memory) return false;
    const std::int64_t peak_bytes = pool.peak_memory.draw_ns(streams_of(request).peak_memory.at(request.ordinal));
    return peak_bytes > std::int64_t{memory_of(pool, request)} * 1024 * 1024;
  }

  void start_run(Pool& pool, Environment& environment, std::int64_t service_ns, bool too_big) {
    const std::int64_t wanted_ns = service_ns + (environment.init_again ? environment.init_ns : 0);
    environment.timed_out = wanted_ns > pool.settings.timeout.ns;
    environment.out_of_memory = too_big && !environment.timed_out;
    environment.init_again = environment.timed_out || environment.out_of_memory;
    environment.run_ns = std::min(wanted_ns, pool.settings.timeout.ns);
    environment.run_start_ns = now_ns_;
    events_[{now_ns_ + environment.run_ns, run_ends, pool.settings.name, 0, pool.runs++}] = environment.number - 1;
  }

  void count_start(Pool& pool, const Environment& environment, Request& request) {
    request.started = true;
    request.predicted_cold = environment.cold_run;
    count_in_series(figures_.series.invocations, now_ns_);
    if (environment.cold_run) count_in_series(figures_.series.cold_starts, now_ns_);
    if (!request.counted) return;
    FunctionResult& counts = pool.figures.counts;
    Samples& samples = pool.figures.samples;
    ++counts.attempts;
    ++counts.invocations;
    ++(environment.cold_run ? counts.cold_starts : counts.warm_starts);
    if (environment.cold_run) samples.init.push_back(environment.init_ns);
    if (!request.delayed) return;
    ++counts.delayed_starts;
    samples.start_wait.push_back(now_ns_ - request.row.at_ns);
  }

  void end_run(Pool& pool, Environment& environment) {
    if (environment.request) settle(pool, environment, requests_[*environment.request]);
    become_free(pool, environment);
  }

  void settle(Pool& pool, const Environment& environment, Request& request) {
    request.settled = true;
    --pool.unsettled;
    const bool coin = unit(streams_of(request).error.at(request.ordinal)) < pool.settings.error_probability;
    const bool failed = environment.timed_out || environment.out_of_memory || coin;
    if (failed) count_in_series(figures_.series.errors, environment.run_start_ns);
    AttemptRow row = started_row(environment, request);
    row.run_ns = environment.run_ns;
    row.latency_ns = now_ns_ - request.row.at_ns;
    row.billed_ms = billed_ms(environment, true);
    row.outcome = coin ? Outcome::error : Outcome::succeeded;
    if (environment.out_of_memory) row.outcome = Outcome::out_of_memory;
    if (environment.timed_out) row.outcome = Outcome::timeout;
    if (!request.counted) return;
    pool.figures.rows.push_back(row);

    FunctionResult& counts = pool.figures.counts;
    Samples& samples = pool.figures.samples;
    samples.duration.push_back(environment.run_ns);
    counts.billed_ms += static_cast<std::uint64_t>(row.billed_ms);
    counts.billed_init_ms_part += static_cast<std::uint64_t>(row.billed_ms - billed_ms(environment, false));
    pool.figures.billed_mb_ms += static_cast<Uint128>(row.billed_ms) * memory_of(pool, request);
    if (environment.timed_out) ++counts.timeouts;
    if (environment.out_of_memory) ++counts.out_of_memory;
    if (failed) {
      ++counts.errors;
      ++counts.failed;
      ++source_of(request).counts.failed;
      samples.failed_latency.push_back(row.latency_ns);
      return;
    }
    request.latency_ns = row.latency_ns;
    ++counts.succeeded;
    ++source_of(request).counts.succeeded;
    source_of(request).latency.push_back(row.latency_ns);
    samples.latency.push_back(row.latency_ns);
    (environment.cold_run ? samples.cold_latency : samples.warm_latency).push_back(row.latency_ns);
    if (request.delayed) samples.delayed_latency.push_back(row.latency_ns);
    if (request.delayed != environment.cold_run) samples.delayed_are_cold = false;
  }

  [[nodiscard]] std::int64_t billed_ms(const Environment& environment, bool with_init) const {
    const bool carries = with_init && environment.cold_run && scenario_.billing.init == InitBilling::billed;
    const std::int64_t time_ns = environment.run_ns + (carries ? environment.init_ns : 0);
    const std::int64_t unit_ns = scenario_.billing.rounding.ns;
    return (time_ns + unit_ns - 1) / unit_ns * unit_ns / 1'000'000;
  }

  [[nodiscard]] AttemptRow started_row(const Environment& environment, const Request& request) const {
    AttemptRow row{};
    row.source = request.source;
    row.attempt = 1;
    row.request = request.ordinal;
    row.environment = environment.number;
    row.arrival_ns = request.row.at_ns;
    row.wait_ns = environment.run_start_ns - request.row.at_ns;
    row.placement_ns = environment.cold_run ? environment.placement_ns : 0;
    row.init_ns = environment.cold_run ? environment.init_ns : 0;
    row.start = environment.cold_run ? StartKind::cold : StartKind::warm;
    return row;
  }

  void throttle(Pool& pool, Request& request, ThrottleReason reason) {
    request.settled = true;
    --pool.unsettled;
    count_in_series(figures_.series.throttles, now_ns_);
    AttemptRow row{};
    row.source = request.source;
    row.attempt = 1;
    row.request = request.ordinal;
    row.arrival_ns = request.row.at_ns;
    row.outcome = Outcome::throttled;
    row.throttle_reason = reason;
    if (!request.counted) return;
    pool.figures.rows.push_back(row);
    FunctionResult& counts = pool.figures.counts;
    ++counts.attempts;
    ++counts.throttles;
    ++counts.throttled;
    ++(counts.*throttles_by(reason));
    ++source_of(request).counts.throttled;
  }

  static std::uint64_t FunctionResult::* throttles_by(ThrottleReason reason) {
    switch (reason) {
      case ThrottleReason::request_rate:
        return &FunctionResult::throttles_request_rate;
      case ThrottleReason::reserved_concurrency:
        return &FunctionResult::throttles_reserved_concurrency;
      case ThrottleReason::reserved_request_rate:
        return &FunctionResult::throttles_reserved_request_rate;
      case ThrottleReason::scaling_rate:
        return &FunctionResult::throttles_scaling_rate;
      default:
        return &FunctionResult::throttles_concurrency;
    }
  }

  // --- the end --------------------------------------------------------------------------------------------------------

  /// What `end: cut` leaves behind: attempts that run are in flight, those that still wait are no attempts yet (3.14).
  void leave(Pool& pool) {
    for (const Environment& environment : pool.environments) {
      if (environment.gone || environment.starting || environment.idle || !environment.request) continue;
      const Request& request = requests_[*environment.request];
      if (request.settled || !request.counted) continue;
      AttemptRow row = started_row(environment, request);
      row.outcome = Outcome::in_flight;
      pool.figures.rows.push_back(row);
    }
    for (const Request& request : requests_) {
      if (request.function != pool.settings.name || request.settled || !request.counted) continue;
      ++pool.figures.counts.in_flight;
      ++source_of(request).counts.in_flight;
    }
  }

  void finish(const std::string& name, Pool& pool) {
    EnvironmentCounts& environments = pool.figures.counts.environments;
    const std::int64_t from_ns = scenario_.warmup.ns, to_ns = figures_.end_ns;
    environments.alive_at_start = highest(pool.levels, &Level::alive, from_ns, from_ns - 1);
    environments.alive = pool.alive;
    for (const Environment& environment : pool.environments) {
      if (!environment.gone && !environment.served) ++environments.unused;
    }
    environments.peak = highest(pool.levels, &Level::alive, from_ns, to_ns);
    pool.figures.counts.concurrency_peak = highest(pool.levels, &Level::busy, from_ns, to_ns);
    for (std::size_t i = 0; i < pool.levels.size(); ++i) {
      const std::int64_t until = i + 1 < pool.levels.size() ? pool.levels[i + 1].at_ns : to_ns;
      const std::int64_t start = std::max(pool.levels[i].at_ns, from_ns), stop = std::min(until, to_ns);
      if (stop <= start) continue;
      pool.figures.busy_ns += static_cast<Int128>(pool.levels[i].busy) * (stop - start);
      pool.figures.idle_ns += static_cast<Int128>(pool.levels[i].alive - pool.levels[i].busy) * (stop - start);
      pool.figures.idle_mb_ns += static_cast<Uint128>(pool.levels[i].idle_mb) * static_cast<Uint128>(stop - start);
    }
    std::sort(pool.figures.rows.begin(), pool.figures.rows.end(), [](const AttemptRow& a, const AttemptRow& b) {
      return std::tie(a.arrival_ns, a.source, a.request) < std::tie(b.arrival_ns, b.source, b.request);
    });
    sort_all(pool.figures.samples);
    figures_.functions[name] = pool.figures;
  }

  void finish_totals() {
    std::vector<std::string> all;
    for (const auto& [name, pool] : pools_) all.push_back(name);
    figures_.totals = figures_of(all, true);
    for (auto& [name, source] : figures_.sources) std::sort(source.latency.begin(), source.latency.end());
    for (const Group& group : scenario_.groups) {
      std::vector<std::string>& members = figures_.group_functions[group.name];
      for (const std::string& name : all) {
        if (is_in(group, name)) members.push_back(name);
      }
      figures_.groups[group.name] = figures_of(members, false);
    }
  }

  /// Of some functions together; peaks, and for all of them the series' maxima too, by section 3.15.
  FunctionFigures figures_of(const std::vector<std::string>& functions, bool with_series) {
    FunctionFigures sum;
    for (const std::string& name : functions) {
      const FunctionFigures& figures = figures_.functions.at(name);
      add_counts(sum.counts, figures.counts);
      add_samples(sum.samples, figures.samples);
      sum.billed_mb_ms += figures.billed_mb_ms;
      sum.idle_mb_ns += figures.idle_mb_ns;
      for (std::size_t i = 0; i < idle_times.size(); ++i) sum.unserved_by_idle[i] += figures.unserved_by_idle[i];
      sum.busy_ns += figures.busy_ns;
      sum.idle_ns += figures.idle_ns;
    }
    sort_all(sum.samples);
    measure_cells(functions, sum.counts, with_series);
    return sum;
  }

  /// Section 3.15: the largest sums over the functions of maxima in cells of 10 ms. A cell in which nothing happens repeats
  /// the level that it found, which the cell before had too, so only the first cell of a bucket and those with events matter.
  void measure_cells(const std::vector<std::string>& functions, FunctionResult& counts, bool with_series) {
    const std::int64_t from_ns = scenario_.warmup.ns, to_ns = figures_.end_ns, width_ns = figures_.series.bucket_s * 1'000'000'000;
    std::set<std::int64_t> cells = {from_ns / cell_ns};
    for (const std::string& name : functions) {
      for (const Level& level : pools_.at(name).levels) {
        if (level.at_ns >= from_ns && level.at_ns <= to_ns) cells.insert(level.at_ns / cell_ns);
      }
    }
    for (std::int64_t at_ns = 0; at_ns <= to_ns; at_ns += width_ns) {
      if (at_ns >= from_ns) cells.insert(at_ns / cell_ns);
    }
    for (const std::int64_t cell : cells) {
      const std::int64_t start = std::max(cell * cell_ns, from_ns), stop = std::min((cell + 1) * cell_ns - 1, to_ns);
      std::uint64_t busy = 0, alive = 0;
      for (const std::string& name : functions) {
        busy += highest(pools_.at(name).levels, &Level::busy, start, stop);
        alive += highest(pools_.at(name).levels, &Level::alive, start, stop);
      }
      counts.concurrency_peak = std::max(counts.concurrency_peak, busy);
      counts.environments.peak = std::max(counts.environments.peak, alive);
      if (!with_series) continue;
      std::uint64_t& busy_max = figures_.series.busy_max[bucket_of(start)];
      std::uint64_t& environments_max = figures_.series.environments_max[bucket_of(start)];
      busy_max = std::max(busy_max, busy);
      environments_max = std::max(environments_max, alive);
    }
  }

  /// Compares recorded with predicted cold starts; each function's first row is left out.
  void score_records() {
    for (const auto& [name, trace] : traces_) {
      if (trace.has_cold) figures_.sources.at(name).counts.recorded.emplace();
    }
    std::set<std::pair<std::uint32_t, std::string>> met;
    for (const Request& request : requests_) {
      const auto trace = traces_.find(scenario_.sources[request.source].name);
      if (trace == traces_.end() || !trace->second.has_cold) continue;
      SourceResult& counts = source_of(request).counts;
      if (met.insert({request.source, request.function}).second || !request.counted || request.row.cold < 0) continue;
      if (!request.started && !request.settled) continue;  // still waiting at the cut: nothing was predicted
      ++counts.recorded->rows;
      counts.recorded->cold += request.row.cold == 1;
      counts.recorded->predicted += request.predicted_cold;
      counts.recorded->both += request.row.cold == 1 && request.predicted_cold;
    }
  }

  /// The slowest call of each group that arrived at `warmup` or later and whose calls all succeeded.
  void measure_groups() {
    std::map<std::pair<std::uint32_t, std::size_t>, std::vector<const Request*>> groups;
    for (std::uint32_t s = 0; s < scenario_.sources.size(); ++s) {
      if (scenario_.sources[s].group > 1) figures_.sources.at(scenario_.sources[s].name).counts.group.emplace();
    }
    for (const Request& request : requests_) {
      if (request.counted && scenario_.sources[request.source].group > 1)
        groups[{request.source, request.group}].push_back(&request);
    }
    for (const auto& [key, calls] : groups) {
      SourceFigures& source = source_of(*calls.front());
      source.counts.group->size = scenario_.sources[key.first].group;
      ++source.counts.group->groups;
      std::int64_t slowest_ns = 0;
      bool all = true;
      for (const Request* call : calls) {
        all = all && call->latency_ns >= 0;
        slowest_ns = std::max(slowest_ns, call->latency_ns);
      }
      if (!all) continue;
      ++source.counts.group->succeeded;
      source.group_latency.push_back(slowest_ns);
    }
    for (auto& [name, source] : figures_.sources) std::sort(source.group_latency.begin(), source.group_latency.end());
  }

  static void add_counts(FunctionResult& sum, const FunctionResult& part) {
    for (const auto field : {&FunctionResult::requests,
                             &FunctionResult::succeeded,
                             &FunctionResult::failed,
                             &FunctionResult::throttled,
                             &FunctionResult::in_flight,
                             &FunctionResult::attempts,
                             &FunctionResult::invocations,
                             &FunctionResult::throttles,
                             &FunctionResult::errors,
                             &FunctionResult::timeouts,
                             &FunctionResult::out_of_memory,
                             &FunctionResult::throttles_concurrency,
                             &FunctionResult::throttles_request_rate,
                             &FunctionResult::throttles_reserved_concurrency,
                             &FunctionResult::throttles_reserved_request_rate,
                             &FunctionResult::throttles_scaling_rate,
                             &FunctionResult::cold_starts,
                             &FunctionResult::warm_starts,
                             &FunctionResult::delayed_starts,
                             &FunctionResult::billed_ms,
                             &FunctionResult::billed_init_ms_part}) {
      sum.*field += part.*field;
    }
    for (const auto field : {&EnvironmentCounts::alive_at_start, &EnvironmentCounts::started, &EnvironmentCounts::reclaimed,
                             &EnvironmentCounts::alive, &EnvironmentCounts::unused}) {
      sum.environments.*field += part.environments.*field;
    }
  }

  static constexpr std::array<std::vector<std::int64_t> Samples::*, 8> all_samples = {
      &Samples::latency,         &Samples::failed_latency, &Samples::cold_latency, &Samples::warm_latency,
      &Samples::delayed_latency, &Samples::start_wait,     &Samples::init,         &Samples::duration};

  static void add_samples(Samples& sum, const Samples& part) {
    for (const auto list : all_samples) (sum.*list).insert((sum.*list).end(), (part.*list).begin(), (part.*list).end());
    sum.delayed_are_cold = sum.delayed_are_cold && part.delayed_are_cold;
  }

  static void sort_all(Samples& samples) {
    for (const auto list : all_samples) std::sort((samples.*list).begin(), (samples.*list).end());
  }

  // --- series ---------------------------------------------------------------------------------------------------------

  std::int64_t choose_width() {
    std::int64_t& width_s = figures_.series.bucket_s;
    while ((figures_.end_ns + width_s * 1'000'000'000 - 1) / (width_s * 1'000'000'000) > 2'048) width_s *= 2;
    return width_s * 1'000'000'000;
  }

  std::array<std::vector<std::uint64_t>*, 7> counted_series() {
    Series& s = figures_.series;
    return {&s.requests, &s.invocations, &s.cold_starts, &s.throttles, &s.errors, &s.busy_max, &s.environments_max};
  }

  [[nodiscard]] std::size_t bucket_of(std::int64_t at_ns) const {
    const auto bucket = static_cast<std::size_t>(at_ns / (figures_.series.bucket_s * 1'000'000'000));
    return std::min(bucket, figures_.series.requests.size() - 1);
  }

  void count_in_series(std::vector<std::uint64_t>& list, std::int64_t at_ns) {
    if (at_ns >= scenario_.warmup.ns && at_ns <= figures_.end_ns) ++list[bucket_of(at_ns)];
  }

  SourceFigures& source_of(const Request& request) { return figures_.sources.at(scenario_.sources[request.source].name); }

  [[nodiscard]] RequestStreams streams_of(const Request& request) const {
    return {scenario_.seed, scenario_.sources[request.source].name, request.function};
  }

  const Scenario& scenario_;
  const Traces& traces_;
  std::map<std::string, Pool> pools_;
  std::vector<Request> requests_;
  std::map<std::pair<std::uint32_t, std::string>, std::uint64_t> ordinals_;
  std::map<Key, std::size_t> events_;  // to the environment's or the request's index
  std::map<std::int64_t, std::uint64_t> attempts_in_second_;
  std::vector<std::int64_t> launches_ns_;  // of the whole account
  std::size_t groups_ = 0;
  std::int64_t now_ns_ = 0, end_ns_ = 0;
  Figures figures_;
};

}  // namespace

Figures simulate(const Scenario& scenario, const Traces& traces) {
  return Simulation(scenario, traces).run();
}

}  // namespace thaw::contract
