// provisioned_units.hpp: how many units of provisioned concurrency a function has configured, allocated and in use, and when
// that changes next.
//
// The setting follows steps in time. What an increase adds is allocated after a delay and at a rate, and none of it is usable
// before all of it is. A decrease first calls off what is still being allocated, the latest first, then idle units, and leaves
// the rest to go when their runs end. Which environments the units are is FunctionRun's; here they are counted, and measured
// over [warmup, H].
//
// What always holds: configured = allocated - surplus + being allocated; busy <= allocated. A change costs O(1) and a few units
// of memory for each increase under way; nothing is done between changes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/random_stream.hpp"
#include "lambda/tally.hpp"
#include "thaw/scenario.hpp"
#include "workload/sampler.hpp"

namespace thaw {

class ProvisionedUnits {
 public:
  static constexpr std::int64_t never_ns = std::numeric_limits<std::int64_t>::max();

  ProvisionedUnits(const ProvisionedConcurrency& settings, const Sampler& delay, RandomStream delays, Instant warmup);

  /// Configured at instant 0, and allocated before it. The change is past.
  std::uint32_t begin();
  /// The instant of the next change; never_ns if none is left.
  [[nodiscard]] std::int64_t next_ns() const { return std::min(ready_ns_, step_ns_); }

  /// A change that is due now: so many units become usable, or so many idle ones go.
  struct Change {
    std::uint32_t added = 0, idle_leave = 0;
  };
  Change take_due(std::int64_t now_ns);

  /// A run in a provisioned environment starts or ends.
  void become_busy(std::int64_t now_ns);
  void cease_busy(std::int64_t now_ns);
  /// More units are allocated than are configured: the one that ends its run now goes.
  [[nodiscard]] bool has_surplus() const { return surplus_ > 0; }
  /// It has gone.
  void let_go(std::int64_t now_ns);

  /// One more request to provisioned environments in this whole second: true while there are at most ten a unit.
  bool admits(std::int64_t now_ns, bool unlimited);

  [[nodiscard]] std::uint32_t allocated() const { return allocated_; }

  /// Ends what is measured.
  void stop_measuring(Instant end);
  void write_to(ProvisionedTally& tally) const { add_to(tally, measured_); }

 private:
  struct Batch {
    std::int64_t ready_ns;
    std::uint32_t units;
  };
  void next_step();
  std::uint32_t configure(std::uint32_t units, std::int64_t now_ns);
  void allocate(std::uint32_t units, std::int64_t now_ns);
  void find_next_batch();
  void enable(std::uint32_t units, std::int64_t now_ns);
  void disable(std::uint32_t units, std::int64_t now_ns);
  void charge(std::int64_t from_ns, std::int64_t to_ns, bool round_up);
  void reach(std::int64_t now_ns);
  void note_utilization();

  const ProvisionedConcurrency& settings_;
  const Sampler& delay_;
  RandomStream delays_;
  std::uint64_t increases_ = 0;
  std::int64_t warmup_ns_;

  std::size_t step_ = 0;  // the next of the settings'
  std::int64_t period_ns_ = 0, step_ns_ = never_ns, ready_ns_ = never_ns;
  std::vector<Batch> batches_;  // in the order asked for
  std::uint32_t configured_ = 0, allocated_ = 0, busy_ = 0, surplus_ = 0;

  std::int64_t second_ = -1;
  std::uint64_t in_second_ = 0;

  std::vector<std::int64_t> enabled_ns_;  // of each unit configured: the last enabled is the first disabled
  std::int64_t reached_ns_ = 0, until_ns_ = never_ns;
  ProvisionedTally measured_;
};

}  // namespace thaw
