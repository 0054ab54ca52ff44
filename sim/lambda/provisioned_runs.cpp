// Provisioned concurrency: environments that are made ahead of requests, serve before others, and are kept as many as configured.
// Functions without it come here for nothing.
#include "lambda/function_run.hpp"

namespace thaw {

// ---- units

/// What is configured at instant 0 has been allocated before it, and is billed to nobody here.
template <class Watcher>
void FunctionRun<Watcher>::place_provisioned() {
  tally_.provisioned.emplace();
  provisioned_.emplace(Provisioned{
      {*plan_.provisioned, plan_.allocation_delay, plan_.environment_streams.allocation, frame_.warmup}, {slab_, plan_.pick}});
  for (std::uint32_t units = provisioned_->units.begin(); units > 0; --units) {
    const Slot slot = make_unit();
    admission_.enter();
    unit_becomes_idle(slot);
  }
  const std::int64_t next_ns = provisioned_->units.next_ns();
  control_when_ = next_ns == ProvisionedUnits::never_ns ? never : moment(next_ns, EventClass::control);
  by_policy_ ? ask_policy() : refresh_lane();
}

template <class Watcher>
void FunctionRun<Watcher>::control_due() {
  const std::uint64_t when = lane_when_;
  ledger_.reach(at_ns_of(when));
  ProvisionedUnits& units = provisioned_->units;
  const ProvisionedUnits::Change change = units.take_due(ledger_.now_ns());
  for (std::uint32_t left = change.idle_leave; left > 0; --left) {
    const Slot slot = provisioned_->idle.lane_head();
    unit_leaves_idle(slot);
    let_unit_go(slot);
  }
  for (std::uint32_t left = change.added; left > 0; --left) add_unit();
  const std::int64_t next_ns = units.next_ns();
  control_when_ = next_ns == ProvisionedUnits::never_ns ? never : moment(next_ns, EventClass::control);
  by_policy_ ? ask_policy() : refresh_lane();
}

/// Its init was made ahead of time: to a caller its first run is warm.
template <class Watcher>
Slot FunctionRun<Watcher>::make_unit() {
  const Slot slot = slab_.take();
  Environment& environment = slab_[slot];
  EnvironmentExtra& extra = slab_.extra(slot);
  environment.provisioned = environment.served = true;
  environment.memory_mb = plan_.memory_mb;
  extra.repeat_ns = plan_.init_ns(environment.number);
  environment.init_ns = std::min(extra.repeat_ns, plan_.provisioned_init_limit_ns);
  environment.first_init_failed = environment.init_ns < extra.repeat_ns || plan_.init_errs(environment.number, 0);
  environment.needs_init = environment.first_init_failed;
  if (limited_life_) begin_life(slot);
  ledger_.launch();
  levels_.make_room(ledger_.alive());
  if constexpr (Watcher::watches) watcher_.launched(environment, extra, ledger_.now_ns(), false);
  return slot;
}

/// Where it is allocated or replaced, whether a request comes or not.
template <class Watcher>
void FunctionRun<Watcher>::bill_unit_init(const Environment& environment) {
  if (!ledger_.counted(ledger_.now_ns())) return;
  ProvisionedTally& tally = *tally_.provisioned;
  ++tally.inits;
  if (environment.first_init_failed && frame_.failed_init_billing == InitBilling::free) return;
  const std::int64_t billed = billed_ms({0}, {environment.init_ns}, frame_.rounding);
  tally.init_billed_ms += static_cast<std::uint64_t>(billed);
  tally.init_billed_mb_ms += static_cast<Uint128>(billed) * plan_.memory_mb;
}

template <class Watcher>
void FunctionRun<Watcher>::add_unit() {
  const Slot slot = make_unit();
  fingerprint_.add(moment(ledger_.now_ns(), EventClass::control), slab_[slot].number);
  bill_unit_init(slab_[slot]);
  admission_.enter();
  serve_or_idle(slot);
}

/// Whoever waits is served, however many requests this second has seen, and counts among them.
template <class Watcher>
void FunctionRun<Watcher>::serve_or_idle(Slot slot) {
  if (waiting_.empty()) return unit_becomes_idle(slot);
  provisioned_->units.admits(ledger_.now_ns(), true);
  ledger_.become_busy();
  serve_in_unit(slot, waiting_.pop(), true);
}

template <class Watcher>
void FunctionRun<Watcher>::let_unit_go(Slot slot) {
  fingerprint_.add(moment(ledger_.now_ns(), EventClass::control), slab_[slot].number);
  admission_.leave();
  reclaim(slot);
}

// ---- requests

template <class Watcher>
void FunctionRun<Watcher>::receive_with_provisioned(const Request& request, std::int64_t row_init_ns) {
  const std::int64_t now_ns = ledger_.now_ns();
  ThrottleReason refusal = admission_.rate_refusal(now_ns);
  if (refusal != ThrottleReason::none) return throttle(request, refusal);
  if (provisioned_->idle.size() > 0 && provisioned_->units.admits(now_ns, plan_.unlimited_requests)) {
    ++outstanding_;
    const bool random = plan_.pick == Pick::random;
    const Slot slot = provisioned_->idle.pick(random ? plan_.request_streams[request.source].pick.at(request.ordinal, 1) : 0);
    unit_leaves_idle(slot);
    if constexpr (Watcher::watches) watcher_.reused(slab_[slot], now_ns);
    ledger_.become_busy();
    return serve_in_unit(slot, request, false);
  }
  spill(request, row_init_ns);
}

template <class Watcher>
void FunctionRun<Watcher>::end_unit_run(Slot slot) {
  ProvisionedUnits& units = provisioned_->units;
  units.cease_busy(ledger_.now_ns());
  ledger_.cease_busy();
  if (units.has_surplus()) {
    units.let_go(ledger_.now_ns());
    return let_unit_go(slot);
  }
  if (limited_life_ && life_is_over(slot)) {
    reclaim(slot);
    slot = make_unit();
    bill_unit_init(slab_[slot]);
  }
  serve_or_idle(slot);
}

// ---- idle units

template <class Watcher>
void FunctionRun<Watcher>::unit_becomes_idle(Slot slot) {
  Environment& environment = slab_[slot];
  environment.idle_since_ns = ledger_.now_ns();
  ++environment.idle_periods;
  provisioned_->idle.add(slot);
  if (limited_life_) {
    EnvironmentExtra& extra = slab_.extra(slot);
    extra.expiry_sequence = expiry_sequence_++;
    limit_idle_period(slot, extra.life_ends_ns);
  }
  if (environment.marks.has(RunMarks::other_memory)) ledger_.weigh_idle(odd_mb(environment));
  if constexpr (Watcher::watches) watcher_.idle(environment, ledger_.now_ns());
}

template <class Watcher>
void FunctionRun<Watcher>::unit_leaves_idle(Slot slot) {
  const Environment& environment = slab_[slot];
  provisioned_->idle.remove(slot);
  if (environment.marks.has(RunMarks::other_memory)) ledger_.weigh_idle(-odd_mb(environment));
}

template <class Watcher>
void FunctionRun<Watcher>::replace_idle_unit(Slot slot) {
  unit_leaves_idle(slot);
  reclaim(slot);
  const Slot next = make_unit();
  bill_unit_init(slab_[next]);
  unit_becomes_idle(next);
}

template class FunctionRun<NoWatch>;
template class FunctionRun<Watch>;

}  // namespace thaw
