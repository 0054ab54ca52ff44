// How environments end: idle for too long, by a policy's word, or for their age. Nothing here runs for a common invocation.
#include "lambda/function_run.hpp"

namespace thaw {

// ---- for being idle

template <class Watcher>
void FunctionRun<Watcher>::lane_due() {
  if (lane_when_ == control_when_) return control_due();
  if (by_policy_) return policy_due();
  const Slot slot = pool_.lane_head();
  THAW_CHECK(slot != no_slot);
  if (fixed_keep_alive_) {
    expire(slot, lane_when_);
    return;
  }
  // No limit is shorter than the lane, so only environments that are still idle at its end need theirs drawn. That is not an
  // event: nothing changes, and whatever expires at this very moment has just been given its place in the future event set.
  pool_.pass_lane();
  draw_limit(slot);
  refresh_lane();
}

template <class Watcher>
void FunctionRun<Watcher>::ask_policy() {
  const std::int64_t due_ns = policy_->due_ns(idle_view());
  THAW_CHECK(due_ns >= ledger_.now_ns());
  lane_when_ = std::min(due_ns > latest_ns ? never : moment(due_ns, EventClass::expiry), control_when_);
}

template <class Watcher>
void FunctionRun<Watcher>::tell_policy_of_arrival() {
  policy_->arrived(idle_view());
  ask_policy();
}

template <class Watcher>
void FunctionRun<Watcher>::policy_due() {
  const std::uint64_t when = lane_when_;
  ledger_.reach(at_ns_of(when));
  const std::uint64_t leavers = policy_->leavers(idle_view());
  THAW_CHECK(leavers <= pool_.size());
  for (std::uint64_t left = leavers; left > 0; --left) expire(pool_.lane_head(), when);
  const std::uint64_t launches = policy_->launches(idle_view());
  THAW_CHECK(launches <= max_launches_ahead);
  std::uint64_t launched = 0;
  for (; launched < launches && admission_.may_launch_ahead(ledger_.now_ns()); ++launched) launch_ahead();
  ask_policy();
  THAW_CHECK(lane_when_ > when || leavers + launched > 0);  // else time would stand still
}

template <class Watcher>
void FunctionRun<Watcher>::draw_limit(Slot slot) {
  const Environment& environment = slab_[slot];
  EnvironmentExtra& extra = slab_.extra(slot);
  std::int64_t expires_ns = environment.idle_since_ns;
  expires_ns += plan_.keep_alive.draw_ns(plan_.environment_streams.idle.at(environment.number, environment.idle_periods - 1));
  if (limited_life_) {
    expires_ns = std::min(expires_ns, extra.life_ends_ns);
  } else {
    extra.expiry_sequence = expiry_sequence_++;
  }
  limit_idle_period(slot, expires_ns);
}

template <class Watcher>
void FunctionRun<Watcher>::limit_idle_period(Slot slot, std::int64_t expires_ns) {
  // One pending timer per environment: an earlier one stays and is re-armed when it fires; only a limit that ends before it
  // needs a new one, and the old is then known by its instant.
  EnvironmentExtra& extra = slab_.extra(slot);
  extra.expires_ns = expires_ns;
  extra.limit_drawn_for = slab_[slot].idle_periods;
  if (extra.timer_at_ns >= 0 && extra.timer_at_ns <= extra.expires_ns) return;
  push_timer(slot);
}

template <class Watcher>
void FunctionRun<Watcher>::push_timer(Slot slot) {
  EnvironmentExtra& extra = slab_.extra(slot);
  extra.timer_at_ns = extra.expires_ns;
  events_.push(Event::of(moment(extra.expires_ns, EventClass::expiry), extra.expiry_sequence, slot));
}

template <class Watcher>
void FunctionRun<Watcher>::timer_due(Event event) {
  const Slot slot = event.slot();
  EnvironmentExtra& extra = slab_.extra(slot);
  if (extra.timer_at_ns != at_ns_of(event.when)) return;  // another has taken its place
  const Environment& environment = slab_[slot];
  if (environment.state != EnvironmentState::idle || extra.limit_drawn_for != environment.idle_periods) {
    extra.timer_at_ns = -1;  // in use, or idle anew and still in the lane
    return;
  }
  if (extra.expiry_sequence != event.sequence()) {
    push_timer(slot);
    return;
  }
  expire(slot, event.when);
  if (by_policy_) ask_policy();
}

template <class Watcher>
void FunctionRun<Watcher>::expire(Slot slot, std::uint64_t when) {
  ledger_.reach(at_ns_of(when));
  fingerprint_.add(when, slab_[slot].number);
  if (slab_[slot].provisioned) return replace_idle_unit(slot);
  leave_idle(slot);
  reclaim(slot);
}

template <class Watcher>
void FunctionRun<Watcher>::reclaim(Slot slot) {
  ledger_.reclaim(slab_[slot].served);
  if constexpr (Watcher::watches) watcher_.reclaimed(slab_[slot], ledger_.now_ns());
  slab_.give_back(slot);
}

// ---- for their age

template <class Watcher>
void FunctionRun<Watcher>::begin_life(Slot slot) {
  const Environment& environment = slab_[slot];
  std::int64_t life_ns = plan_.max_life.draw_ns(plan_.environment_streams.life.at(environment.number));
  // A unit is replaced as soon as it ends, so that lives of nothing would never let time go on.
  if (environment.provisioned) life_ns = std::max(life_ns, shortest_provisioned_life.ns);
  slab_.extra(slot).life_ends_ns = ledger_.now_ns() + life_ns;
}

template <class Watcher>
void FunctionRun<Watcher>::mind_idle(Slot slot) {
  if (by_policy_) ask_policy();
  if (!limited_life_) return;
  // All that ends an idle period is then a timer, so that those of one instant go in the order in which they became idle.
  EnvironmentExtra& extra = slab_.extra(slot);
  extra.expiry_sequence = expiry_sequence_++;
  if (extra.life_ends_ns <= slab_[slot].idle_since_ns + keep_alive_ns_) limit_idle_period(slot, extra.life_ends_ns);
}

/// A run has ended, and its environment serves nobody else or is a unit of provisioned concurrency.
template <class Watcher>
bool FunctionRun<Watcher>::ended_apart(Slot slot) {
  if (slab_[slot].provisioned) {
    end_unit_run(slot);
    return true;
  }
  if (!may_retire_ || !life_is_over(slot)) return false;
  retire(slot);
  return true;
}

template <class Watcher>
void FunctionRun<Watcher>::retire(Slot slot) {
  cease_busy();
  reclaim(slot);
}

template class FunctionRun<NoWatch>;
template class FunctionRun<Watch>;

}  // namespace thaw
