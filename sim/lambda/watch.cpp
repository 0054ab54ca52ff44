#include "lambda/watch.hpp"

namespace thaw {
namespace {

Outcome outcome_of(RunEnd end) {
  if (end == RunEnd::timeout) return Outcome::timeout;
  if (end == RunEnd::out_of_memory) return Outcome::out_of_memory;
  if (end == RunEnd::crash) return Outcome::crash;
  return end == RunEnd::error ? Outcome::error : Outcome::succeeded;
}

constexpr std::size_t rows_at_once = 4'096;

}  // namespace

std::uint64_t Watch::arrived(const Request& request, bool counted) {
  const std::uint64_t tag = first_tag_ + line_.size();
  if (sink_ == nullptr) return tag;
  Pending& entry = line_.emplace_back();
  entry = {{}, counted, false, false};
  entry.row.source = sources_[request.source];
  entry.row.attempt = 1;
  entry.row.request = request.ordinal;
  entry.row.arrival_ns = request.arrival_ns;
  entry.row.outcome = Outcome::in_flight;
  return tag;
}

void Watch::throttled(std::uint64_t tag, ThrottleReason reason) {
  if (sink_ == nullptr) return;
  Pending& entry = pending(tag);
  entry.row.outcome = Outcome::throttled;
  entry.row.throttle_reason = reason;
  entry.settled = entry.started = true;
  settle();
}

void Watch::started(const RunStart& start, const Request& request) {
  const Environment& environment = *start.environment;
  if (with_lanes_) {
    open(environment, SpanKind::run, start.now_ns, start.now_ns + start.run_ns);
    if (Lane* lane = lane_of(environment); lane != nullptr && !environment.marks.has(RunMarks::phantom) && !lane->spans.empty()) {
      lane->spans.back().request = static_cast<std::int64_t>(request.ordinal);
      lane->spans.back().source = source_names_[request.source];
    }
  }
  if (sink_ == nullptr || environment.marks.has(RunMarks::phantom)) return;
  if (tag_of_.size() <= start.slot) tag_of_.resize(start.slot + 1);
  tag_of_[start.slot] = request.tag;
  Pending& entry = pending(request.tag);
  entry.started = true;
  entry.row.environment = environment.number;
  entry.row.wait_ns = start.now_ns - request.arrival_ns;
  entry.row.start = start.cold ? StartKind::cold : StartKind::warm;
  entry.row.placement_ns = start.cold ? start.extra->placement_ns : 0;
  entry.row.init_ns = start.cold ? environment.init_ns : 0;
}

void Watch::ended(Slot slot, const Environment& environment, std::int64_t now_ns, std::int64_t billed_ms) {
  if (sink_ == nullptr || environment.marks.has(RunMarks::phantom)) return;
  Pending& entry = pending(tag_of_[slot]);
  entry.row.run_ns = now_ns - environment.run_start_ns;
  entry.row.latency_ns = now_ns - environment.arrival_ns;
  entry.row.billed_ms = billed_ms;
  entry.row.outcome = outcome_of(environment.end);
  entry.settled = true;
  settle();
}

void Watch::settle() {
  while (!line_.empty() && line_.front().settled) {
    if (line_.front().counted) ready_.push_back(line_.front().row);
    line_.pop_front();
    ++first_tag_;
  }
  if (ready_.size() >= rows_at_once) flush();
}

void Watch::flush() {
  if (sink_ != nullptr && !ready_.empty()) sink_->take(function_, ready_);
  ready_.clear();
}

void Watch::finish(std::int64_t end_ns) {
  for (Pending& entry : line_) {
    if (entry.started && entry.counted) ready_.push_back(entry.row);
  }
  line_.clear();
  flush();
  for (std::size_t i = 0; i < lanes_.size(); ++i) {
    if (open_[i] && !lanes_[i].spans.empty()) lanes_[i].spans.back().to = {end_ns};
  }
}

Lane* Watch::lane_of(const Environment& environment) {
  return environment.number <= lanes_.size() ? &lanes_[environment.number - 1] : nullptr;
}

void Watch::open(const Environment& environment, SpanKind kind, std::int64_t from_ns, std::int64_t to_ns) {
  Lane* lane = lane_of(environment);
  if (lane == nullptr || lane->spans.size() == max_spans) return;
  lane->spans.push_back({kind, {from_ns}, {to_ns}, -1, {}});
}

void Watch::launched(const Environment& environment, const EnvironmentExtra& extra, std::int64_t now_ns, bool restores) {
  if (!with_lanes_ || lanes_.size() == max_lanes) return;
  lanes_.push_back({function_, environment.number, false, {}});
  open_.push_back(false);
  if (environment.served) return;  // an initial environment was placed before instant 0
  open(environment, SpanKind::placement, now_ns, now_ns + extra.placement_ns);
  const std::int64_t placed_ns = now_ns + extra.placement_ns;
  open(environment, restores ? SpanKind::restore : SpanKind::init, placed_ns, placed_ns + environment.init_ns);
}

void Watch::idle(const Environment& environment, std::int64_t now_ns) {
  if (!with_lanes_) return;
  Lane* lane = lane_of(environment);
  if (lane == nullptr || lane->spans.size() == max_spans) return;
  open(environment, SpanKind::idle, now_ns, now_ns);
  open_[environment.number - 1] = true;
}

void Watch::close(const Environment& environment, std::int64_t now_ns) {
  Lane* lane = lane_of(environment);
  if (!with_lanes_ || lane == nullptr || !open_[environment.number - 1]) return;
  lane->spans.back().to = {now_ns};
  open_[environment.number - 1] = false;
}

void Watch::reclaimed(const Environment& environment, std::int64_t now_ns) {
  close(environment, now_ns);
  if (Lane* lane = lane_of(environment); with_lanes_ && lane != nullptr) lane->reclaimed = true;
}

}  // namespace thaw
