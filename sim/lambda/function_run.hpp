// function_run.hpp: the life of one function's environments, event by event (design note, section 3).
//
// Requests come in as rows in order of arrival and are never inserted into the future event set: before each, every event
// that comes first is executed. Three sources of events are merged: the future event set (ends of runs, environments that
// become ready, expiry timers), the idle list as expiry lane (fixed keep-alive), and the arrivals. The same code runs a
// function apart from others (run_before) and together with them (next_when, step).
//
//   warm invocation   one row read, one event pushed and popped, one environment (a cache line) touched twice, two samples
//   cold start        one event more, a slot from the slab, draws for placement and init
//   memory            64 + 64 bytes an environment, 16 an event; nothing is allocated in a steady state
//
// What always holds: time never goes back; busy + idle environments = live ones; a request waits only while none is idle.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/fingerprint.hpp"
#include "engine/future_event_set.hpp"
#include "lambda/admission.hpp"
#include "lambda/billed_duration.hpp"
#include "lambda/busy_levels.hpp"
#include "lambda/call_groups.hpp"
#include "lambda/environment.hpp"
#include "lambda/function_plan.hpp"
#include "lambda/idle_policy.hpp"
#include "lambda/idle_pool.hpp"
#include "lambda/ledger.hpp"
#include "lambda/provisioned_units.hpp"
#include "lambda/tally.hpp"
#include "lambda/waiting_line.hpp"
#include "lambda/watch.hpp"
#include "thaw/rows.hpp"
#include "thaw/scenario.hpp"

// What every invocation runs through is inlined into one loop: as calls it costs half as much again.
#define THAW_HOT [[gnu::always_inline]] inline

namespace thaw {

/// What a function of a run reports to and is measured by.
struct RunFrame {
  Instant warmup;
  InitBilling init_billing, failed_init_billing;
  Duration rounding;
  stats::LevelGrid* grid;
  std::span<stats::LevelGrid* const> group_grids;  // of the groups that this function is in
  stats::SeriesRecorder* series;
};

/// What a function's run fills and leaves behind. The next one takes it over, so that it need not grow memory of its own.
struct Workspace {
  Tally tally;
  FutureEventSet events;
  EnvironmentSlab slab;
  WaitingLine waiting;

  void clear() {
    tally.clear();
    events.clear();
    slab.clear();
    waiting.clear();
  }
};

template <class Watcher>
class FunctionRun {
 public:
  /// `space` is empty, but for its memory. `groups` are by position among the function's sources: null for those whose arrivals
  /// make one call each, and empty if all do.
  FunctionRun(FunctionPlan plan, const RunFrame& frame, const Admission& admission, Watcher watcher, Workspace space,
              std::vector<CallGroups*> groups = {})
      : plan_(std::move(plan)),
        frame_(frame),
        admission_(admission),
        watcher_(std::move(watcher)),
        ledger_(frame.warmup, *frame.grid, frame.group_grids, *frame.series),
        levels_(std::uint64_t{plan_.initial.idle} + plan_.initial.running),
        events_(std::move(space.events)),
        slab_(std::move(space.slab)),
        pool_(slab_, plan_.pick),
        waiting_(std::move(space.waiting)),
        policy_(plan_.keep_alive_policy.value_or(KeepForever{})),
        by_policy_(plan_.keep_alive_policy.has_value()),
        limited_life_(plan_.has_max_life),
        minds_idle_(by_policy_ || limited_life_),
        ends_apart_(limited_life_ || plan_.provisioned),
        fixed_keep_alive_(plan_.keep_alive.constant() && !limited_life_),
        keep_alive_ns_(by_policy_ ? latest_ns : plan_.keep_alive.min_ns()),
        several_sources_(plan_.request_streams.size() > 1),
        groups_(std::move(groups)),
        grouped_(!groups_.empty()),
        told_by_source_(several_sources_ || grouped_),
        noted_apart_(grouped_ || plan_.provisioned),
        tally_(std::move(space.tally)) {
    tally_.sources.resize(plan_.request_streams.size());
    next_ordinal_.resize(plan_.request_streams.size());
    place_initial();
    if (plan_.provisioned) place_provisioned();
    ledger_.begin();
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

  /// Instant of the last event.
  [[nodiscard]] Instant now() const { return {ledger_.now_ns()}; }

  /// Reports levels and counts before `end`, where a window of the grid ends; events before it must have been executed.
  void close_window(Instant end) { ledger_.close_window(end); }
  /// Ends what is measured over [warmup, end]; events up to and at `end` must have been executed.
  void stop_measuring(Instant end) {
    ledger_.stop_measuring(end);
    if (provisioned_) provisioned_->units.stop_measuring(end);
  }
  /// Executes events until every request has its fate (`end: drain`).
  void drain() {
    while (outstanding_ > 0) step();
  }
  /// The figures of the run, in the space's tally; nothing may be called after it.
  Workspace finish();
  Watcher& watcher() { return watcher_; }

 private:
  THAW_HOT void execute_before(std::uint64_t limit);
  THAW_HOT void receive(const Row& row);
  THAW_HOT void admit_on_demand(const Request& request, std::int64_t row_init_ns);
  [[nodiscard]] std::int64_t service_ns(std::size_t source, std::uint64_t ordinal) const;
  [[nodiscard, gnu::noinline]] std::int64_t scaled_record(std::int64_t time_ns, std::uint32_t measured_mb,
                                                          std::uint32_t memory_mb) const;
  [[nodiscard, gnu::noinline]] std::int64_t scaled_draw(std::int64_t time_ns, bool measured, std::uint32_t memory_mb) const;
  [[nodiscard, gnu::noinline]] std::int64_t particular_ns(Request request, bool cold) const;
  void place_initial();
  void start_initial_run(Slot slot);
  THAW_HOT void execute(Event event);
  THAW_HOT void end_run(Slot slot, std::uint64_t when);
  THAW_HOT void settle(const Environment& environment, Slot slot);
  [[gnu::noinline]] void settle_apart(const Environment& environment, std::int64_t run_ns, std::int64_t billed,
                                      std::int64_t init_ns);
  [[gnu::noinline]] void become_ready(Slot slot);
  void make_first_init(Environment& environment, EnvironmentExtra& extra, std::int64_t init_ns) const;
  [[nodiscard, gnu::noinline]] std::int64_t repeat_init(Environment& environment, Slot slot, std::int64_t handler_ns);
  [[nodiscard, gnu::noinline]] std::int64_t billed_init_ns(const Environment& environment) const;
  THAW_HOT void start_run(Slot slot, const Request& request, bool delayed);
  [[gnu::noinline]] RunMarks note_apart(const Environment& environment, Slot slot, const Request& request, RunMarks marks);
  THAW_HOT void become_idle(Slot slot);
  THAW_HOT void leave_idle(Slot slot);
  [[nodiscard]] std::int64_t odd_mb(const Environment& environment) const {
    return std::int64_t{environment.memory_mb} - plan_.memory_mb;
  }
  [[gnu::noinline]] void launch(Request request, std::int64_t row_init_ns);
  [[gnu::noinline]] void throttle(Request request, ThrottleReason reason);
  [[gnu::noinline]] void score(Request request, bool cold);
  [[gnu::noinline]] void tell_start(const Environment& environment);
  [[gnu::noinline]] void tell_source(const Environment& environment, Slot slot);

  // Provisioned concurrency: provisioned_runs.cpp.
  [[gnu::noinline]] void place_provisioned();
  [[gnu::noinline]] void receive_with_provisioned(const Request& request, std::int64_t row_init_ns);
  [[gnu::noinline]] void control_due();
  Slot make_unit();
  void bill_unit_init(const Environment& environment);
  void add_unit();
  void serve_in_unit(Slot slot, const Request& request, bool delayed);
  [[gnu::noinline]] void spill(const Request& request, std::int64_t row_init_ns);
  void serve_or_idle(Slot slot);
  void end_unit_run(Slot slot);
  void replace_idle_unit(Slot slot);
  void unit_becomes_idle(Slot slot);
  void unit_leaves_idle(Slot slot);
  void let_unit_go(Slot slot);

  // How environments end: environment_ends.cpp.
  [[nodiscard, gnu::noinline]] bool ended_apart(Slot slot);
  [[gnu::noinline]] void begin_life(Slot slot);
  [[nodiscard]] bool life_is_over(Slot slot) const { return slab_.extra(slot).life_ends_ns < ledger_.now_ns(); }
  [[gnu::noinline]] void mind_idle(Slot slot);
  [[gnu::noinline]] void retire(Slot slot);
  [[gnu::noinline]] void draw_limit(Slot slot);
  void limit_idle_period(Slot slot, std::int64_t expires_ns);
  void lane_due();
  [[gnu::noinline]] void policy_due();
  void push_timer(Slot slot);
  [[gnu::noinline]] void timer_due(Event event);
  [[gnu::noinline]] void expire(Slot slot, std::uint64_t when);
  void reclaim(Slot slot);

  void become_busy() {
    admission_.enter();
    ledger_.become_busy();
  }
  void cease_busy() {
    admission_.leave();
    levels_.fall(ledger_.busy(), ledger_.now_ns());
    ledger_.cease_busy();
  }
  void refresh_lane() {
    const Slot head = pool_.lane_head();
    const std::uint64_t due = head == no_slot ? never : moment(slab_[head].idle_since_ns + keep_alive_ns_, EventClass::expiry);
    lane_when_ = std::min(due, control_when_);
  }
  [[nodiscard]] IdleView idle_view() const {
    const Slot head = pool_.lane_head();
    return {pool_.size(), head == no_slot ? 0 : slab_[head].idle_since_ns, ledger_.now_ns()};
  }
  [[gnu::noinline]] void ask_policy() {
    const std::int64_t due_ns = policy_.due_ns(idle_view());
    lane_when_ = std::min(due_ns == IdlePolicy::never_ns ? never : moment(due_ns, EventClass::expiry), control_when_);
  }
  [[nodiscard]] std::uint64_t unused_alive() const;

  FunctionPlan plan_;
  RunFrame frame_;
  Admission admission_;
  [[no_unique_address]] Watcher watcher_;

  Ledger ledger_;
  BusyLevels levels_;
  FutureEventSet events_;
  EnvironmentSlab slab_;
  IdlePool pool_;
  WaitingLine waiting_;
  IdlePolicy policy_;
  bool by_policy_;                      // which says when the lane is due
  bool limited_life_;                   // environments end for their age
  bool minds_idle_;                     // either of them: more than the lane has to do with who becomes idle
  bool ends_apart_;                     // more than the next request may follow on a run
  bool fixed_keep_alive_;               // and nothing but the lane ends an idle period
  std::int64_t keep_alive_ns_;          // no idle period ends earlier but for its environment's age: the length of the lane
  std::uint64_t control_when_ = never;  // the next change of what the function has, not of what it does
  std::uint64_t lane_when_ = never;     // the earlier of that and the end of the lane
  std::uint64_t launch_sequence_ = 0, expiry_sequence_ = 0;
  std::uint64_t outstanding_ = 0;            // requests that have no fate yet
  std::int64_t odd_billed_mb_ms_ = 0;        // what rows of another memory add to billed_ms * memory
  std::vector<std::uint64_t> next_ordinal_;  // by source
  bool several_sources_;
  std::vector<CallGroups*> groups_;  // by source
  bool grouped_;
  bool told_by_source_;  // what becomes of a request is more than the function's to know
  bool noted_apart_;     // what its run is has more to it than marks of its own
  Fingerprint fingerprint_;
  Tally tally_;
  struct Provisioned {
    ProvisionedUnits units;
    IdlePool idle;
  };
  std::optional<Provisioned> provisioned_;
};

template <class Watcher>
void FunctionRun<Watcher>::leave_idle(Slot slot) {
  const Environment& environment = slab_[slot];
  const bool head = pool_.lane_head() == slot;
  pool_.remove(slot);
  if (head) refresh_lane();
  if (by_policy_) [[unlikely]] {
    ask_policy();
  }
  if (environment.marks.has(RunMarks::other_memory)) [[unlikely]] {
    ledger_.weigh_idle(-odd_mb(environment));
  }
}

extern template class FunctionRun<NoWatch>;
extern template class FunctionRun<Watch>;

}  // namespace thaw
