// function_run.hpp: the life of one function's environments, event by event (design note, section 3).
//
// Requests come in as rows in order of arrival and are never inserted into the future event set: before each, every event
// that comes first is executed. Three sources of events are merged: the future event set (ends of runs, environments that
// become ready, expiry timers), the idle list as expiry lane (fixed keep-alive), and the arrivals. The same code runs a
// function apart from others (run_before) and together with them (next_when, step).
//
//   warm invocation   one row read, one event pushed and popped, one environment (a cache line) touched twice, two samples
//   cold start        one event more, a slot from the slab, draws for placement and init
//   memory            64 + 40 bytes an environment, 16 an event; nothing is allocated in a steady state
//
// What always holds: time never goes back; busy + idle environments = live ones; a request waits only while none is idle.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/fingerprint.hpp"
#include "engine/future_event_set.hpp"
#include "lambda/account_use.hpp"
#include "lambda/billed_duration.hpp"
#include "lambda/environment.hpp"
#include "lambda/idle_pool.hpp"
#include "lambda/tally.hpp"
#include "lambda/waiting_line.hpp"
#include "lambda/watch.hpp"
#include "stats/level_grid.hpp"
#include "stats/series_recorder.hpp"
#include "thaw/rows.hpp"
#include "thaw/scenario.hpp"
#include "workload/sampler.hpp"
#include "workload/streams.hpp"

// What every invocation runs through is inlined into one loop: as calls it costs half as much again.
#define THAW_HOT [[gnu::always_inline]] inline

namespace thaw {

/// A function's draws and settings made ready: shared by nothing, so that draws cost no look-up.
struct FunctionPlan {
  FunctionPlan(const Function& function, const std::vector<std::string>& sources, std::uint64_t seed, QuantileTables& tables);

  std::string name;
  std::uint16_t memory_mb;
  std::int64_t timeout_ns;
  double error_probability;
  bool bound;
  Pick pick;
  Initial initial;
  bool has_service, has_cold_service;
  Sampler service, cold_service, placement, init, keep_alive;
  EnvironmentStreams environment_streams;
  std::vector<RequestStreams> request_streams;  // by position among the function's sources
};

/// What all functions of a run report to and are measured by.
struct RunFrame {
  Instant warmup;
  InitBilling init_billing;
  Duration rounding;
  stats::LevelGrid* grid;
  stats::SeriesRecorder* series;
};

template <class Watcher>
class FunctionRun {
 public:
  FunctionRun(FunctionPlan plan, const RunFrame& frame, AccountUse& account, Watcher watcher)
      : plan_(std::move(plan)),
        frame_(frame),
        account_(account),
        watcher_(std::move(watcher)),
        pool_(slab_, plan_.pick),
        fixed_keep_alive_(plan_.keep_alive.constant()),
        keep_alive_ns_(plan_.keep_alive.min_ns()),
        several_sources_(plan_.request_streams.size() > 1) {
    tally_.sources.resize(plan_.request_streams.size());
    next_ordinal_.resize(plan_.request_streams.size());
    place_initial();
    if (frame_.warmup.ns == 0) start_measuring();
    enter_bucket(0);
    enter_cell(0);
  }
  FunctionRun(const FunctionRun&) = delete;
  FunctionRun& operator=(const FunctionRun&) = delete;

  /// Requests in order of arrival, none before the last; every event before each is executed first.
  void take(std::span<const Row> rows);
  /// Draws the handler times of rows that are about to be taken: one after the other they overlap, each in its turn they would
  /// be waited for. Rows of several sources are left for their turn.
  void draw_ahead(std::span<Row> rows);
  /// Executes every event before `limit`.
  void run_before(std::uint64_t limit);

  /// The moment of the next event that is not an arrival, or never.
  std::uint64_t next_when() {
    const Event* next = events_.peek_before(lane_when_);
    return next != nullptr ? next->when : lane_when_;
  }
  /// Executes that event.
  void step();
  /// One request, whose turn it is.
  void arrive(const Row& row);

  /// Requests that have no fate yet.
  [[nodiscard]] std::uint64_t outstanding() const { return outstanding_; }
  /// Instant of the last event.
  [[nodiscard]] Instant now() const { return {now_ns_}; }
  [[nodiscard]] const std::string& name() const { return plan_.name; }

  /// Reports levels and counts before `end`, where a window of the grid ends; events before it must have been executed.
  void close_window(Instant end);
  /// Ends what is measured over [warmup, end]; events up to and at `end` must have been executed.
  void stop_measuring(Instant end);
  /// Executes events until every request has its fate (`end: drain`).
  void drain() {
    while (outstanding_ > 0) step();
  }
  /// The figures of the run; nothing may be called after it.
  Tally finish();
  Watcher& watcher() { return watcher_; }

 private:
  THAW_HOT void execute_before(std::uint64_t limit);
  THAW_HOT void receive(const Row& row);
  [[nodiscard]] std::int64_t service_ns(std::size_t source, std::uint64_t ordinal) const;
  void place_initial();
  void start_initial_run(Slot slot);
  THAW_HOT void execute(const Event& event);
  THAW_HOT void end_run(Slot slot, std::uint64_t when);
  THAW_HOT void settle(const Environment& environment, Slot slot);
  [[gnu::noinline]] void report_error(const Environment& environment);
  [[gnu::noinline]] void settle_otherwise(const Environment& environment, std::int64_t run_ns, std::int64_t latency_ns);
  [[gnu::noinline]] void become_ready(Slot slot);
  THAW_HOT void start_run(Slot slot, const Request& request, bool delayed);
  THAW_HOT void become_idle(Slot slot);
  THAW_HOT void leave_idle(Slot slot);
  void weigh_idle(const Environment& environment, int direction);
  [[gnu::noinline]] void draw_limit(Slot slot);
  void lane_due();
  void push_timer(Slot slot);
  [[gnu::noinline]] void timer_due(Slot slot, const Event& event);
  [[gnu::noinline]] void expire(Slot slot, std::uint64_t when);
  [[gnu::noinline]] void launch(const Request& request, std::int64_t row_init_ns);
  [[gnu::noinline]] void throttle(const Request& request, ThrottleReason reason);
  [[gnu::noinline]] void score(const Request& request, bool cold);

  THAW_HOT void enter(std::int64_t at_ns) {
    THAW_CHECK(at_ns >= now_ns_);
    now_ns_ = at_ns;
    if (at_ns >= cell_end_ns_) [[unlikely]] {
      cross(at_ns);
    }
  }
  void become_busy() {
    busy_now_ -= static_cast<std::uint64_t>(now_ns_);
    account_.enter();
    if (++busy_ > cell_busy_) cell_busy_ = busy_;
  }
  void cease_busy() {
    busy_now_ += static_cast<std::uint64_t>(now_ns_);
    account_.leave();
    --busy_;
  }
  void refresh_lane() {
    const Slot head = pool_.lane_head();
    lane_when_ = head == no_slot ? never : moment(slab_[head].idle_since_ns + keep_alive_ns_, EventClass::expiry);
  }
  [[nodiscard]] bool counted(std::int64_t arrival_ns) const { return arrival_ns >= frame_.warmup.ns; }

  // Boundaries: cells of the grid, buckets of the series, the end of the warm-up.
  [[gnu::noinline]] void cross(std::int64_t at_ns);
  void start_measuring();
  void enter_bucket(std::int64_t at_ns);
  void enter_cell(std::int64_t at_ns);
  void leave_cell();
  void report_bucket();
  void start_bucket();
  void carry(std::int64_t at_ns);
  [[nodiscard]] std::uint64_t unused_alive() const;

  FunctionPlan plan_;
  RunFrame frame_;
  AccountUse& account_;
  [[no_unique_address]] Watcher watcher_;

  FutureEventSet events_;
  EnvironmentSlab slab_;
  IdlePool pool_;
  WaitingLine waiting_;
  bool fixed_keep_alive_;
  std::int64_t keep_alive_ns_;  // no idle period ends earlier: the length of the lane
  std::uint64_t lane_when_ = never;
  std::int64_t now_ns_ = 0;
  std::int64_t cell_end_ns_ = 0;    // the next of these ends is where cross() looks at all of them
  std::int64_t bucket_end_ns_ = 0;  // or the end of the warm-up, if that comes first
  std::uint64_t run_sequence_ = 0, launch_sequence_ = 0, expiry_sequence_ = 0;
  std::uint64_t outstanding_ = 0;
  std::uint64_t alive_ = 0, busy_ = 0;
  std::uint64_t cell_busy_ = 0, cell_alive_ = 0;  // maxima in the current cell
  std::int64_t cell_ = 0;
  stats::LevelGrid::Levels reported_;  // what the grid has of this function from the current cell on
  std::int64_t bucket_ns_ = 0;
  // Time integrals as sums of ends less sums of starts, without a product. Since the last carry they are kept modulo 2^64, which
  // is exact while fewer than 2^63 environment-nanoseconds lie between two carries (at most a minute apart).
  std::uint64_t busy_now_ = 0, alive_now_ = 0;
  Int128 busy_ns_ = 0, alive_ns_ = 0;
  std::int64_t odd_mb_ = 0;  // memory of idle environments above plan_.memory_mb: rows may name another
  Int128 odd_mb_ns_ = 0;
  bool measuring_ = false;
  std::int64_t measured_until_ns_ = -1;      // H, once it is past
  stats::SeriesCounts counts_;               // of the current bucket, but for what the sequences tell
  std::uint64_t bucket_runs_ = 0;            // runs before the current bucket
  std::uint64_t uncounted_starts_ = 0;       // runs that belong to no request after the warm-up
  std::int64_t odd_billed_mb_ms_ = 0;        // what rows of another memory add to billed_ms * memory
  std::vector<std::uint64_t> next_ordinal_;  // by source
  bool several_sources_;
  Fingerprint fingerprint_;
  Tally tally_;
};

extern template class FunctionRun<NoWatch>;
extern template class FunctionRun<Watch>;

}  // namespace thaw
