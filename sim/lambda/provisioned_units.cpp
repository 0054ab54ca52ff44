#include "lambda/provisioned_units.hpp"

#include "thaw/check.hpp"

namespace thaw {
namespace {

constexpr std::int64_t minute_ns = 60'000'000'000;
constexpr std::int64_t fee_step_ns = 5 * minute_ns;
constexpr std::uint64_t requests_per_s_each = 10;

}  // namespace

void add_to(ProvisionedTally& sum, const ProvisionedTally& more) {
  sum.configured_ns += more.configured_ns;
  sum.charged_ns += more.charged_ns;
  sum.charged_mb_ns += more.charged_mb_ns;
  sum.allocated_ns += more.allocated_ns;
  sum.busy_ns += more.busy_ns;
  if (more.peak.busy * sum.peak.allocated > sum.peak.busy * more.peak.allocated || sum.peak.allocated == 0) sum.peak = more.peak;
  sum.invocations += more.invocations;
  sum.spillover_invocations += more.spillover_invocations;
  sum.inits += more.inits;
  sum.init_billed_ms += more.init_billed_ms;
  sum.init_billed_mb_ms += more.init_billed_mb_ms;
  sum.billed_ms += more.billed_ms;
  sum.billed_mb_ms += more.billed_mb_ms;
}

ProvisionedUnits::ProvisionedUnits(const ProvisionedConcurrency& settings, const Sampler& delay, RandomStream delays,
                                   Instant warmup)
    : settings_(settings), delay_(delay), delays_(delays), warmup_ns_(warmup.ns) {
  THAW_CHECK(!settings.steps.empty() && settings.allocation_per_minute > 0);
  THAW_CHECK(settings.every.ns == 0 || settings.every > settings.steps.back().at);
  step_ns_ = settings.steps[0].at.ns;
}

std::uint32_t ProvisionedUnits::begin() {
  if (step_ns_ == 0) {
    configured_ = allocated_ = settings_.steps[0].units;
    enable(allocated_, 0);
    next_step();
  }
  return allocated_;
}

// ---- changes

void ProvisionedUnits::next_step() {
  if (++step_ == settings_.steps.size()) {
    step_ = 0;
    period_ns_ += settings_.every.ns;
    if (settings_.every.ns == 0 || period_ns_ > latest_ns) {
      step_ns_ = never_ns;
      return;
    }
  }
  step_ns_ = period_ns_ + settings_.steps[step_].at.ns;
}

ProvisionedUnits::Change ProvisionedUnits::take_due(std::int64_t now_ns) {
  reach(now_ns);
  Change change;
  if (ready_ns_ == now_ns) {  // before a change of the setting
    const auto batch = std::find_if(batches_.begin(), batches_.end(), [&](const Batch& one) { return one.ready_ns == now_ns; });
    change.added = batch->units;
    allocated_ += batch->units;
    batches_.erase(batch);
    find_next_batch();
    note_utilization();
    return change;
  }
  THAW_CHECK(step_ns_ == now_ns);
  const std::uint32_t units = settings_.steps[step_].units;
  next_step();
  change.idle_leave = configure(units, now_ns);
  return change;
}

/// How many idle units have to go for it.
std::uint32_t ProvisionedUnits::configure(std::uint32_t units, std::int64_t now_ns) {
  const std::uint32_t before = configured_;
  configured_ = units;
  if (units >= before) {
    enable(units - before, now_ns);
    const std::uint32_t kept = std::min(units - before, surplus_);
    surplus_ -= kept;
    if (units - before > kept) allocate(units - before - kept, now_ns);
    return 0;
  }
  disable(before - units, now_ns);
  std::uint32_t leave = before - units;
  while (leave > 0 && !batches_.empty()) {
    const std::uint32_t called_off = std::min(leave, batches_.back().units);
    batches_.back().units -= called_off;
    leave -= called_off;
    if (batches_.back().units == 0) batches_.pop_back();
  }
  find_next_batch();
  const std::uint32_t idle = std::min(leave, allocated_ - busy_);
  surplus_ += leave - idle;
  allocated_ -= idle;
  note_utilization();
  return idle;
}

void ProvisionedUnits::allocate(std::uint32_t units, std::int64_t now_ns) {
  const std::int64_t rate = settings_.allocation_per_minute;
  const std::int64_t takes_ns = (std::int64_t{units} * minute_ns + rate - 1) / rate;
  batches_.push_back({now_ns + delay_.draw_ns(delays_.at(increases_++)) + takes_ns, units});
  find_next_batch();
}

void ProvisionedUnits::find_next_batch() {
  ready_ns_ = never_ns;
  for (const Batch& batch : batches_) ready_ns_ = std::min(ready_ns_, batch.ready_ns);
}

// ---- use

void ProvisionedUnits::become_busy(std::int64_t now_ns) {
  reach(now_ns);
  ++busy_;
  THAW_CHECK(busy_ <= allocated_);
  note_utilization();
}

void ProvisionedUnits::cease_busy(std::int64_t now_ns) {
  reach(now_ns);
  --busy_;
}

void ProvisionedUnits::let_go(std::int64_t now_ns) {
  reach(now_ns);
  THAW_CHECK(surplus_ > 0 && allocated_ > busy_);
  --surplus_;
  --allocated_;
}

bool ProvisionedUnits::admits(std::int64_t now_ns, bool unlimited) {
  const std::int64_t second = now_ns / 1'000'000'000;
  if (second != second_) in_second_ = 0;
  second_ = second;
  if (!unlimited && in_second_ >= requests_per_s_each * allocated_) return false;
  ++in_second_;
  return true;
}

// ---- measuring

void ProvisionedUnits::enable(std::uint32_t units, std::int64_t now_ns) {
  enabled_ns_.insert(enabled_ns_.end(), units, now_ns);
}

void ProvisionedUnits::disable(std::uint32_t units, std::int64_t now_ns) {
  for (; units > 0; --units) {
    charge(enabled_ns_.back(), now_ns, true);
    enabled_ns_.pop_back();
  }
}

/// The fee runs from enabling to disabling, rounded up to 5 min; what is still enabled at the end of the span is charged so far.
void ProvisionedUnits::charge(std::int64_t from_ns, std::int64_t to_ns, bool round_up) {
  if (until_ns_ != never_ns || to_ns <= warmup_ns_) return;
  const std::int64_t steps = (to_ns - from_ns + fee_step_ns - 1) / fee_step_ns;
  const std::int64_t charged_to_ns = round_up ? from_ns + steps * fee_step_ns : to_ns;
  measured_.charged_ns += charged_to_ns - std::max(from_ns, warmup_ns_);
}

void ProvisionedUnits::reach(std::int64_t now_ns) {
  const std::int64_t from_ns = std::max(reached_ns_, warmup_ns_);
  const bool first = reached_ns_ <= warmup_ns_ && now_ns >= warmup_ns_;
  reached_ns_ = now_ns;
  if (until_ns_ != never_ns || now_ns < from_ns) return;
  measured_.configured_ns += Int128{configured_} * (now_ns - from_ns);
  measured_.allocated_ns += Int128{allocated_} * (now_ns - from_ns);
  measured_.busy_ns += Int128{busy_} * (now_ns - from_ns);
  if (first) note_utilization();  // what held when measuring began
}

void ProvisionedUnits::note_utilization() {
  if (until_ns_ != never_ns || reached_ns_ < warmup_ns_ || allocated_ == 0) return;
  ProvisionedTally::Level& peak = measured_.peak;
  if (busy_ * peak.allocated > peak.busy * allocated_ || peak.allocated == 0) peak = {busy_, allocated_};
}

void ProvisionedUnits::stop_measuring(Instant end) {
  reach(end.ns);
  for (const std::int64_t from_ns : enabled_ns_) charge(from_ns, end.ns, false);
  until_ns_ = end.ns;
}

}  // namespace thaw
