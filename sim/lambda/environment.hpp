// environment.hpp: one execution environment, and the slab in which they live.
//
// Slots are reused, numbers never are: a slot says where an environment is, its number which one it is (3.10). What every
// invocation touches is one cache line; what only some need lies beside it. Taking and giving back a slot is O(1).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/future_event_set.hpp"
#include "thaw/check.hpp"
#include "thaw/time.hpp"

namespace thaw {

using Slot = std::uint32_t;
inline constexpr Slot no_slot = ~Slot{0};

/// A request on its way to an environment.
struct Request {
  std::int64_t arrival_ns = 0;
  std::int64_t duration_ns = -1;  // recorded handler time; -1: drawn
  std::uint64_t ordinal = 0;      // within source and function
  std::uint64_t tag = 0;          // the watcher's
  std::uint16_t memory_mb = 0;
  std::uint8_t source = 0;         // position among the function's sources
  std::int8_t recorded_cold = -1;  // as the trace says; -1: not known, or left out of the score
  std::uint32_t group = 0;         // of a source whose arrivals make several calls: the number of the arrival, modulo 2^32
};

enum class RunEnd : std::uint8_t { succeeded, error, timeout, out_of_memory, crash };

/// The environment is shut down with the run, and has to be made ready again by the next one.
constexpr bool resets(RunEnd end) {
  return end == RunEnd::timeout || end == RunEnd::out_of_memory || end == RunEnd::crash;
}

/// What sets a run apart from the common one: warm, at once, at the function's own memory, succeeding, of a request that counts.
/// The common run has no mark, so that one look tells it; two bytes, as stores of single ones would alias everything.
class RunMarks {
 public:
  /// A phantom is the run of `initial: running`, counted nowhere. What was launched ahead of requests has its mark until it runs.
  enum Mark : std::uint16_t {
    carries_init = 1,
    delayed = 2,
    uncounted = 4,
    unsuccessful = 8,
    other_memory = 16,
    phantom = 32,
    provisioned = 64,
    spillover = 128,
    ahead = 256
  };

  constexpr RunMarks() = default;
  constexpr RunMarks(bool holds, Mark mark) : marks_(holds ? mark : 0) {}
  [[nodiscard]] constexpr bool none() const { return marks_ == 0; }
  [[nodiscard]] constexpr bool has(Mark mark) const { return (marks_ & mark) != 0; }
  constexpr void add(RunMarks other) { marks_ = static_cast<std::uint16_t>(marks_ | other.marks_); }

 private:
  std::uint16_t marks_ = 0;
};

/// Busy is starting (placing, initialising) or running.
enum class EnvironmentState : std::uint8_t { starting, running, idle, gone };

struct alignas(64) Environment {
  std::int64_t idle_since_ns = 0;
  std::int64_t arrival_ns = 0;  // of the request that it serves
  std::int64_t run_start_ns = 0;
  std::int64_t init_ns = 0;  // its Init Duration: as long as the init before it was ready took
  std::uint64_t number = 0;  // from 1, in order of launch
  Slot older = no_slot;      // neighbours in the idle list
  Slot newer = no_slot;
  std::uint16_t memory_mb = 0;  // what its latest request is billed at
  std::uint16_t source = 0;     // of the request that it serves; not a byte, whose stores would alias everything
  EnvironmentState state = EnvironmentState::starting;
  RunEnd end = RunEnd::succeeded;  // how the current run will end
  RunMarks marks;                  // of the current run
  bool served = false;             // has started a run
  bool needs_init = false;         // not made, or reset by a run that was killed: the next run pays the init again
  bool first_init_failed = false;  // or was stopped at the limit
  bool provisioned = false;        // a unit of provisioned concurrency
  std::uint32_t idle_periods = 0;  // how often it has become idle
};
static_assert(sizeof(Environment) == 64);

/// What an environment needs now and then only.
struct EnvironmentExtra {
  std::int64_t placement_ns = 0;
  std::int64_t repeat_ns = 0;             // how long its init takes when a run repeats it
  std::int64_t timer_at_ns = -1;          // of its pending expiry timer; -1: none
  std::int64_t expires_ns = 0;            // end of the idle period below, if nothing uses it before
  std::int64_t life_ends_ns = latest_ns;  // before 0: its restore has failed, it ends whatever happens
  std::uint64_t expiry_sequence = 0;      // order in which it became idle, among those that have a limit
  std::uint32_t limit_drawn_for = 0;      // the idle period (from 1) whose limit has been drawn
  std::uint32_t position = 0;             // in the list of `pick: random`
  std::uint32_t group = 0;                // of the request that it serves, where requests have one
  std::uint32_t repeats = 0;              // inits within runs, so far
};

class EnvironmentSlab {
 public:
  [[nodiscard]] Environment& operator[](Slot slot) { return environments_[slot]; }
  [[nodiscard]] const Environment& operator[](Slot slot) const { return environments_[slot]; }
  [[nodiscard]] EnvironmentExtra& extra(Slot slot) { return extras_[slot]; }
  [[nodiscard]] const EnvironmentExtra& extra(Slot slot) const { return extras_[slot]; }
  /// `assignment: bound`: the request that waits for this environment.
  [[nodiscard]] Request& bound(Slot slot) {
    if (bound_.size() < environments_.size()) bound_.resize(environments_.capacity());
    return bound_[slot];
  }
  void prefetch(Slot slot) const { __builtin_prefetch(&environments_[slot], 1); }

  /// A fresh environment with the next number.
  Slot take() {
    Slot slot = 0;
    if (free_.empty()) {
      slot = static_cast<Slot>(environments_.size());
      THAW_CHECK(slot < Event::max_slots);
      environments_.emplace_back();
      extras_.emplace_back();
    } else {
      slot = free_.back();
      free_.pop_back();
      environments_[slot] = Environment{};
      extras_[slot] = EnvironmentExtra{};
    }
    environments_[slot].number = ++numbers_;
    return slot;
  }
  void give_back(Slot slot) {
    environments_[slot].state = EnvironmentState::gone;
    free_.push_back(slot);
  }
  [[nodiscard]] std::size_t slots() const { return environments_.size(); }
  /// No environments, numbers from 1 again; the memory stays.
  void clear() {
    environments_.clear();
    extras_.clear();
    bound_.clear();
    free_.clear();
    numbers_ = 0;
  }

 private:
  std::vector<Environment> environments_;
  std::vector<EnvironmentExtra> extras_;
  std::vector<Request> bound_;
  std::vector<Slot> free_;
  std::uint64_t numbers_ = 0;
};

}  // namespace thaw
