#include "lambda/function_run.hpp"

#include "workload/handler_scale.hpp"

namespace thaw {

// ---- the loop

template <class Watcher>
void FunctionRun<Watcher>::execute_before(std::uint64_t limit) {
  for (;;) {
    const std::uint64_t bound = std::min(limit, lane_when_);
    if (const Event* next = events_.peek_before(bound, [this](Slot slot) { slab_.prefetch(slot); })) {
      execute(*next);
    } else if (lane_when_ < limit) {
      lane_due();
    } else {
      return;
    }
  }
}

template <class Watcher>
void FunctionRun<Watcher>::take(std::span<const Row> rows) {
  for (const Row& row : rows) {
    execute_before(moment(row.at_ns, EventClass::arrival));
    receive(row);
  }
}

template <class Watcher>
void FunctionRun<Watcher>::draw_ahead(std::span<Row> rows) {
  // A drawn row has no memory of its own, so what is drawn ahead is scaled as recorded times are, unless it stays as it is.
  if (several_sources_ || rows.front().duration_ns >= 0 || !plan_.has_service || (plan_.service_at && !plan_.service_at->service))
    return;
  std::uint64_t ordinal = next_ordinal_[0];
  for (Row& row : rows) row.duration_ns = service_ns(0, ordinal++);
}

template <class Watcher>
std::int64_t FunctionRun<Watcher>::service_ns(std::size_t source, std::uint64_t ordinal) const {
  THAW_CHECK(plan_.has_service);  // a reader refuses rows without a duration where there is no service
  return plan_.service.draw_ns(plan_.request_streams[source].service.at(ordinal));
}

template <class Watcher>
std::int64_t FunctionRun<Watcher>::particular_ns(Request request, bool cold) const {
  const RequestStreams& streams = plan_.request_streams[request.source];
  if (cold && plan_.has_cold_service) {
    const std::int64_t run_ns = plan_.cold_service.draw_ns(streams.cold_service.at(request.ordinal));
    return plan_.service_at ? scaled_draw(run_ns, plan_.service_at->cold_service, request.memory_mb) : run_ns;
  }
  if (request.duration_ns >= 0) return request.duration_ns;
  const std::int64_t run_ns = service_ns(request.source, request.ordinal);
  return plan_.service_at ? scaled_draw(run_ns, plan_.service_at->service, request.memory_mb) : run_ns;
}

template <class Watcher>
std::int64_t FunctionRun<Watcher>::scaled_record(std::int64_t time_ns, std::uint32_t measured_mb, std::uint32_t memory_mb) const {
  return scaled_ns(time_ns, handler_factor(*plan_.service_at, measured_mb, memory_mb));
}

template <class Watcher>
std::int64_t FunctionRun<Watcher>::scaled_draw(std::int64_t time_ns, bool measured, std::uint32_t memory_mb) const {
  return measured ? scaled_ns(time_ns, handler_factor(*plan_.service_at, plan_.service_at->memory_mb, memory_mb)) : time_ns;
}

template <class Watcher>
void FunctionRun<Watcher>::run_before(std::uint64_t limit) {
  execute_before(limit);
}

template <class Watcher>
void FunctionRun<Watcher>::step() {
  if (const Event* next = events_.peek_before(lane_when_)) {
    execute(*next);
  } else {
    lane_due();
  }
}

template <class Watcher>
void FunctionRun<Watcher>::arrive(const Row& row) {
  receive(row);
}

// ---- requests

template <class Watcher>
void FunctionRun<Watcher>::receive(const Row& row) {
  ledger_.reach(row.at_ns);
  Request request{row.at_ns, row.duration_ns, next_ordinal_[row.source]++, 0, row.memory_mb, row.source, row.cold, row.function};
  if (request.memory_mb == 0) request.memory_mb = plan_.memory_mb;
  if (plan_.service_at && row.duration_ns >= 0) [[unlikely]] {
    const std::uint32_t measured_mb = row.memory_mb != 0 ? row.memory_mb : plan_.service_at->memory_mb;
    request.duration_ns = scaled_record(row.duration_ns, measured_mb, request.memory_mb);
  }
  ledger_.count_request();
  if (several_sources_ && ledger_.counted(request.arrival_ns)) ++tally_.sources[request.source].requests;
  if constexpr (Watcher::watches) request.tag = watcher_.arrived(request, ledger_.counted(request.arrival_ns));

  if (provisioned_) [[unlikely]] {
    return receive_with_provisioned(request, row.init_ns);
  }
  const ThrottleReason refusal = admission_.refusal(ledger_.now_ns());
  if (refusal != ThrottleReason::none) [[unlikely]] {
    return throttle(request, refusal);
  }
  admit_on_demand(request, row.init_ns);
}

template <class Watcher>
void FunctionRun<Watcher>::admit_on_demand(const Request& request, std::int64_t row_init_ns) {
  if (pool_.size() == 0) {
    if (!admission_.may_launch(ledger_.now_ns())) return throttle(request, ThrottleReason::scaling_rate);
    ++outstanding_;
    return launch(request, row_init_ns);
  }
  ++outstanding_;
  levels_.ask(ledger_.busy() + 1, ledger_.now_ns(), ledger_.counted(request.arrival_ns));
  const bool random = plan_.pick == Pick::random;
  const Slot slot = pool_.pick(random ? plan_.request_streams[request.source].pick.at(request.ordinal, 1) : 0);
  leave_idle(slot);
  if constexpr (Watcher::watches) watcher_.reused(slab_[slot], ledger_.now_ns());
  become_busy();
  if (by_policy_) [[unlikely]] {
    tell_policy_of_arrival();
  }
  start_run(slot, request, false);
}

/// Beyond provisioned concurrency a request needs concurrency of its own.
template <class Watcher>
void FunctionRun<Watcher>::spill(const Request& request, std::int64_t row_init_ns) {
  const ThrottleReason refusal = admission_.concurrency_refusal();
  if (refusal != ThrottleReason::none) return throttle(request, refusal);
  admit_on_demand(request, row_init_ns);
}

template <class Watcher>
void FunctionRun<Watcher>::serve_in_unit(Slot slot, const Request& request, bool delayed) {
  provisioned_->units.become_busy(ledger_.now_ns());
  start_run(slot, request, delayed);
}

template <class Watcher>
void FunctionRun<Watcher>::throttle(Request request, ThrottleReason reason) {
  if (by_policy_) tell_policy_of_arrival();
  ledger_.count_throttle();
  fingerprint_.add(moment(ledger_.now_ns(), EventClass::arrival), ~std::uint64_t{0});
  if constexpr (Watcher::watches) watcher_.throttled(request.tag, reason);
  if (!ledger_.counted(request.arrival_ns)) return;
  ++tally_.throttles[static_cast<std::size_t>(reason)];
  ++tally_.sources[request.source].throttled;
  if (grouped_ && groups_[request.source] != nullptr) groups_[request.source]->fail(request.group);
  if (request.recorded_cold >= 0) score(request, false);
}

template <class Watcher>
void FunctionRun<Watcher>::score(Request request, bool cold) {
  if (request.ordinal == 0 || !ledger_.counted(request.arrival_ns)) return;  // what came before a trace's first row is not known
  SourceTally& source = tally_.sources[request.source];
  const bool recorded = request.recorded_cold == 1;
  ++source.recorded_rows;
  source.recorded_cold += recorded ? 1 : 0;
  source.predicted_cold += cold ? 1 : 0;
  source.both_cold += recorded && cold ? 1 : 0;
}

// ---- environments

template <class Watcher>
void FunctionRun<Watcher>::launch(Request request, std::int64_t row_init_ns) {
  const Slot slot = begin_environment(request.memory_mb, row_init_ns);
  levels_.ask(ledger_.busy() + 1, ledger_.now_ns(), ledger_.counted(request.arrival_ns));
  become_busy();
  if (plan_.bound) {
    slab_.bound(slot) = request;
  } else {
    waiting_.push(request);
  }
  fingerprint_.add(moment(ledger_.now_ns(), EventClass::arrival), slab_[slot].number);
  await_ready(slot);
  if (by_policy_) tell_policy_of_arrival();
}

template <class Watcher>
Slot FunctionRun<Watcher>::begin_environment(std::uint16_t memory_mb, std::int64_t row_init_ns) {
  const Slot slot = slab_.take();
  Environment& environment = slab_[slot];
  EnvironmentExtra& extra = slab_.extra(slot);
  const std::uint64_t number = environment.number;
  extra.placement_ns = plan_.placement.draw_ns(plan_.environment_streams.placement.at(number));
  environment.memory_mb = memory_mb;
  environment.marks = {memory_mb != plan_.memory_mb, RunMarks::other_memory};
  if (limited_life_) begin_life(slot);
  make_first_init(environment, extra, row_init_ns >= 0 ? row_init_ns : plan_.init_ns(number));
  ledger_.launch();
  levels_.make_room(ledger_.alive());
  return slot;
}

template <class Watcher>
void FunctionRun<Watcher>::await_ready(Slot slot) {
  if constexpr (Watcher::watches) watcher_.launched(slab_[slot], slab_.extra(slot), ledger_.now_ns(), plan_.restores);
  const std::int64_t ready_ns = ledger_.now_ns() + slab_.extra(slot).placement_ns + slab_[slot].init_ns;
  events_.push(Event::of(moment(ready_ns, EventClass::ready), launch_sequence_++, slot));
}

/// Without a request: it becomes idle when it is ready, or under `eager` serves the head of those who wait then.
template <class Watcher>
void FunctionRun<Watcher>::launch_ahead() {
  const Slot slot = begin_environment(plan_.memory_mb, -1);
  slab_[slot].marks.add({true, RunMarks::ahead});
  become_busy();
  fingerprint_.add(moment(ledger_.now_ns(), EventClass::expiry), slab_[slot].number);
  await_ready(slot);
}

/// An init that fails at its end or is stopped at the limit is left to the first run. A restore that does ends the environment:
/// whoever it would have served gets an error instead.
template <class Watcher>
void FunctionRun<Watcher>::make_first_init(Environment& environment, EnvironmentExtra& extra, std::int64_t init_ns) {
  extra.repeat_ns = init_ns;
  const std::int64_t first_ns = plan_.restores ? plan_.restore_ns(environment.number) : init_ns;
  environment.init_ns = std::min(first_ns, plan_.init_limit_ns);
  environment.first_init_failed = first_ns > plan_.init_limit_ns || plan_.init_errs(environment.number, 0);
  environment.needs_init = environment.first_init_failed;
  if (!plan_.restores || !environment.first_init_failed) return;
  extra.life_ends_ns = -1;
  tally_.shortest_life_ns = 0;
}

template <class Watcher>
void FunctionRun<Watcher>::execute(Event event) {
  events_.look_ahead([this](Slot slot) { slab_.prefetch(slot); });
  events_.pop();
  if (event.event_class() == EventClass::run_ends) return end_run(event.slot(), event.when);
  if (event.event_class() == EventClass::expiry) return timer_due(event);
  ledger_.reach(at_ns_of(event.when));
  fingerprint_.add(event.when, slab_[event.slot()].number);
  become_ready(event.slot());
}

template <class Watcher>
void FunctionRun<Watcher>::become_ready(Slot slot) {
  if (plan_.bound && !slab_[slot].marks.has(RunMarks::ahead)) {
    const Request request = slab_.bound(slot);
    start_run(slot, request, true);
  } else if (!waiting_.empty()) {
    start_run(slot, waiting_.pop(), true);  // however old it is: it was started for whoever waits
  } else if (may_retire_ && life_is_over(slot)) {
    retire(slot);
  } else {
    cease_busy();
    become_idle(slot);
  }
}

template <class Watcher>
void FunctionRun<Watcher>::start_run(Slot slot, const Request& request, bool delayed) {
  Environment& environment = slab_[slot];
  const bool cold = !environment.served;
  std::int64_t run_ns = cold || request.duration_ns < 0 ? particular_ns(request, cold) : request.duration_ns;
  if (environment.needs_init) [[unlikely]] {
    run_ns = repeat_init(environment, slot, run_ns);
  }
  environment.end = RunEnd::succeeded;
  if (run_ns > plan_.timeout_ns) [[unlikely]] {
    run_ns = plan_.timeout_ns;
    environment.end = RunEnd::timeout;
    environment.needs_init = true;
  } else if (plan_.may_fail) {
    environment.end = environment.needs_init ? RunEnd::error : plan_.end_of(request);
    environment.needs_init = environment.needs_init || resets(environment.end);
  }
  RunMarks marks(cold, RunMarks::carries_init);
  marks.add({delayed, RunMarks::delayed});
  marks.add({!ledger_.counted(request.arrival_ns), RunMarks::uncounted});
  marks.add({request.memory_mb != plan_.memory_mb, RunMarks::other_memory});
  marks.add({environment.end != RunEnd::succeeded, RunMarks::unsuccessful});
  environment.marks = marks;
  environment.arrival_ns = request.arrival_ns;
  environment.run_start_ns = ledger_.now_ns();
  environment.memory_mb = request.memory_mb;
  environment.source = request.source;
  environment.served = true;
  environment.state = EnvironmentState::running;
  events_.push(Event::of(moment(ledger_.now_ns() + run_ns, EventClass::run_ends), ledger_.count_run(), slot));

  if (noted_apart_) [[unlikely]] {
    marks = note_apart(environment, slot, request, marks);
    environment.marks = marks;
  }
  if (!marks.none()) [[unlikely]] {
    tell_start(environment);
  }
  if (request.recorded_cold >= 0) [[unlikely]] {
    score(request, cold);
  }
  if constexpr (Watcher::watches) {
    watcher_.started({slot, &environment, &slab_.extra(slot), ledger_.now_ns(), run_ns, cold}, request);
  }
}

template <class Watcher>
RunMarks FunctionRun<Watcher>::note_apart(const Environment& environment, Slot slot, const Request& request, RunMarks marks) {
  if (grouped_) slab_.extra(slot).group = request.group;
  marks.add({environment.provisioned, RunMarks::provisioned});
  marks.add({provisioned_ && !environment.provisioned && provisioned_->units.allocated() > 0, RunMarks::spillover});
  return marks;
}

/// How long a run is that makes the init again. If that fails, the environment still needs it and the handler does not run; nor
/// does it after a restore that has failed, which no run repeats.
template <class Watcher>
std::int64_t FunctionRun<Watcher>::repeat_init(Environment& environment, Slot slot, std::int64_t handler_ns) {
  if (plan_.restores && !environment.served) return 0;
  EnvironmentExtra& extra = slab_.extra(slot);
  environment.needs_init = plan_.init_errs(environment.number, ++extra.repeats);
  return extra.repeat_ns + (environment.needs_init ? 0 : handler_ns);
}

template <class Watcher>
void FunctionRun<Watcher>::tell_start(const Environment& environment) {
  const bool cold = environment.marks.has(RunMarks::carries_init);
  if (cold) ledger_.count_cold_start();
  if (environment.marks.has(RunMarks::uncounted)) return ledger_.leave_run_out();
  if (environment.marks.has(RunMarks::provisioned)) ++tally_.provisioned->invocations;
  if (environment.marks.has(RunMarks::spillover)) ++tally_.provisioned->spillover_invocations;
  if (cold) tally_.init.record(environment.init_ns);
  if (cold && plan_.restores) {
    tally_.restore.record(environment.init_ns);
    if (environment.first_init_failed) ++tally_.failed_restores;
  } else {
    if (cold && environment.first_init_failed) ++tally_.failed_inits;
    if (environment.end == RunEnd::error && environment.needs_init) ++tally_.failed_inits;
  }
  if (environment.marks.has(RunMarks::delayed)) tally_.start_wait.record(ledger_.now_ns() - environment.arrival_ns);
}

template <class Watcher>
void FunctionRun<Watcher>::end_run(Slot slot, std::uint64_t when) {
  ledger_.reach(at_ns_of(when));
  Environment& environment = slab_[slot];
  // With the start of the run it stands for the arrival too, unless that launched an environment or was throttled.
  fingerprint_.add(when ^ static_cast<std::uint64_t>(environment.run_start_ns) << 32, environment.number);
  if (!environment.marks.has(RunMarks::phantom)) settle(environment, slot);
  if (ends_apart_) [[unlikely]] {
    if (ended_apart(slot)) return;
  }
  if (waiting_.empty()) [[likely]] {
    cease_busy();
    become_idle(slot);
  } else {
    start_run(slot, waiting_.pop(), true);
  }
}

template <class Watcher>
void FunctionRun<Watcher>::settle(const Environment& environment, Slot slot) {
  --outstanding_;
  const std::int64_t run_ns = ledger_.now_ns() - environment.run_start_ns;
  const std::int64_t init_ns = environment.marks.has(RunMarks::carries_init) ? billed_init_ns(environment) : 0;
  const std::int64_t billed = billed_ms({run_ns}, {init_ns}, frame_.rounding);
  if constexpr (Watcher::watches) watcher_.ended(slot, environment, ledger_.now_ns(), billed);
  if (environment.marks.none()) [[likely]] {
    tally_.billed_ms += static_cast<std::uint64_t>(billed);
    tally_.immediate.record(run_ns);
  } else {
    settle_apart(environment, run_ns, billed, init_ns);
  }
  if (told_by_source_) tell_source(environment, slot);
}

template <class Watcher>
std::int64_t FunctionRun<Watcher>::billed_init_ns(const Environment& environment) const {
  if (environment.first_init_failed && frame_.failed_init_billing == InitBilling::free) return 0;
  if (plan_.restores) return scaled_ns(environment.init_ns, plan_.billed_restore_share);  // whatever holds for inits
  return frame_.init_billing == InitBilling::free ? 0 : environment.init_ns;
}

template <class Watcher>
void FunctionRun<Watcher>::settle_apart(const Environment& environment, std::int64_t run_ns, std::int64_t billed,
                                        std::int64_t init_ns) {
  const RunMarks marks = environment.marks;
  if (marks.has(RunMarks::unsuccessful)) ledger_.count_error(environment.run_start_ns);
  if (marks.has(RunMarks::uncounted)) return;
  tally_.billed_ms += static_cast<std::uint64_t>(billed);
  if (marks.has(RunMarks::other_memory)) odd_billed_mb_ms_ += billed * odd_mb(environment);
  if (marks.has(RunMarks::provisioned)) {
    tally_.provisioned->billed_ms += static_cast<std::uint64_t>(billed);
    tally_.provisioned->billed_mb_ms += static_cast<Uint128>(billed) * environment.memory_mb;
  }
  if (init_ns > 0) tally_.billed_init_ms += static_cast<std::uint64_t>(billed - billed_ms({run_ns}, {0}, frame_.rounding));
  const bool cold = marks.has(RunMarks::carries_init), delayed = marks.has(RunMarks::delayed);
  if (!marks.has(RunMarks::unsuccessful) && !cold && !delayed) return tally_.immediate.record(run_ns);
  tally_.other_duration.record(run_ns);
  const std::int64_t latency_ns = ledger_.now_ns() - environment.arrival_ns;
  if (!marks.has(RunMarks::unsuccessful)) {
    stats::Samples& warm_or_cold = cold ? tally_.cold_delayed : tally_.warm_delayed;
    return (delayed ? warm_or_cold : tally_.cold_immediate).record(latency_ns);
  }
  ++tally_.errors;
  ++tally_.sources[environment.source].failed;
  if (environment.end == RunEnd::timeout) ++tally_.timeouts;
  if (environment.end == RunEnd::out_of_memory) ++tally_.out_of_memory;
  if (environment.end == RunEnd::crash) ++tally_.crashes;
  tally_.failed_latency.record(latency_ns);
}

template <class Watcher>
void FunctionRun<Watcher>::tell_source(const Environment& environment, Slot slot) {
  if (environment.marks.has(RunMarks::uncounted)) return;
  const std::int64_t latency_ns = ledger_.now_ns() - environment.arrival_ns;
  const bool succeeded = environment.end == RunEnd::succeeded;
  if (several_sources_ && succeeded) tally_.sources[environment.source].latency.record(latency_ns);
  CallGroups* const groups = grouped_ ? groups_[environment.source] : nullptr;
  if (groups == nullptr) return;
  if (succeeded) {
    groups->succeed(slab_.extra(slot).group, latency_ns);
  } else {
    groups->fail(slab_.extra(slot).group);
  }
}

// ---- idle environments

template <class Watcher>
void FunctionRun<Watcher>::become_idle(Slot slot) {
  Environment& environment = slab_[slot];
  environment.idle_since_ns = ledger_.now_ns();
  ++environment.idle_periods;
  pool_.add(slot);
  if (pool_.lane_head() == slot) refresh_lane();
  if (minds_idle_) [[unlikely]] {
    mind_idle(slot);
  }
  if (environment.marks.has(RunMarks::other_memory)) [[unlikely]] {
    ledger_.weigh_idle(odd_mb(environment));
  }
  if constexpr (Watcher::watches) watcher_.idle(environment, ledger_.now_ns());
}

// ---- beginning and end

template <class Watcher>
void FunctionRun<Watcher>::place_initial() {
  const std::uint64_t all = std::uint64_t{plan_.initial.idle} + plan_.initial.running;
  for (std::uint64_t i = 0; i < all; ++i) {
    const Slot slot = slab_.take();
    Environment& environment = slab_[slot];
    environment.init_ns = slab_.extra(slot).repeat_ns = plan_.init_ns(environment.number);
    environment.memory_mb = plan_.memory_mb;
    environment.served = true;
    if (limited_life_) begin_life(slot);
    ledger_.launch();
    if constexpr (Watcher::watches) watcher_.launched(environment, slab_.extra(slot), 0, plan_.restores);
    if (i < plan_.initial.idle) {
      become_idle(slot);
    } else {
      start_initial_run(slot);
    }
  }
}

template <class Watcher>
void FunctionRun<Watcher>::start_initial_run(Slot slot) {
  Environment& environment = slab_[slot];
  std::int64_t run_ns = plan_.service.draw_ns(plan_.environment_streams.initial_service.at(environment.number));
  if (plan_.service_at) run_ns = scaled_draw(run_ns, plan_.service_at->service, plan_.memory_mb);
  if (run_ns > plan_.timeout_ns) {
    run_ns = plan_.timeout_ns;
    environment.needs_init = true;
  }
  environment.state = EnvironmentState::running;
  environment.marks = {true, RunMarks::phantom};
  become_busy();
  events_.push(Event::of(moment(run_ns, EventClass::run_ends), ledger_.count_run(), slot));
  if constexpr (Watcher::watches) watcher_.started({slot, &environment, &slab_.extra(slot), 0, run_ns, false}, Request{});
}

template <class Watcher>
std::uint64_t FunctionRun<Watcher>::unused_alive() const {
  std::uint64_t unused = 0;
  for (Slot slot = 0; slot < slab_.slots(); ++slot)
    unused += slab_[slot].state != EnvironmentState::gone && !slab_[slot].served ? 1U : 0U;
  return unused;
}

template <class Watcher>
Workspace FunctionRun<Watcher>::finish() {
  if constexpr (Watcher::watches) watcher_.finish(ledger_.now_ns());
  ledger_.write_to(tally_, plan_.memory_mb);
  if (!several_sources_ && !tally_.sources.empty()) tally_.sources[0].requests = ledger_.requests();
  tally_.cold_starts = tally_.init.count();
  tally_.warm_starts = tally_.invocations - tally_.cold_starts;
  tally_.billed_mb_ms = static_cast<Uint128>(Int128{plan_.memory_mb} * static_cast<Int128>(tally_.billed_ms) + odd_billed_mb_ms_);
  tally_.unused += unused_alive();
  tally_.unserved_by_idle = levels_.unserved();
  if (limited_life_) tally_.shortest_life_ns = std::min(tally_.shortest_life_ns, plan_.max_life.min_ns());
  if (plan_.restores) {
    tally_.restores = tally_.started;
    tally_.restored_mb = Uint128{tally_.started} * plan_.memory_mb;
    tally_.snapshot_mb = plan_.memory_mb;
  }
  if (provisioned_) {
    provisioned_->units.write_to(*tally_.provisioned);
    tally_.provisioned->charged_mb_ns = tally_.provisioned->charged_ns * plan_.memory_mb;
  }
  tally_.fingerprint = fingerprint_.value();
  return {std::move(tally_), std::move(events_), std::move(slab_), std::move(waiting_)};
}

template class FunctionRun<NoWatch>;
template class FunctionRun<Watch>;

}  // namespace thaw
