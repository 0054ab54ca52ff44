// run.hpp: a checked scenario in, a Result out. Pure: no files, clock, globals or threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>

#include "thaw/result.hpp"
#include "thaw/rows.hpp"
#include "thaw/scenario.hpp"

namespace thaw {

/// How far a run has come, for a progress line.
struct Progress {
  std::uint64_t requests = 0;
  Instant now;
  std::optional<double> part;  // of the whole, from 0 to 1, by simulated time; none where the end is not known beforehand
};

class ProgressSink {
 public:
  virtual ~ProgressSink() = default;
  virtual void report(const Progress& progress) = 0;  // about every 2^17 requests
};

enum class Coupling { automatic, together };  // `together` only for tests: the bytes must not differ

struct RunOptions {
  bool lanes = false;
  AttemptSink* attempts = nullptr;
  ProgressSink* progress = nullptr;
  const std::atomic<bool>* stop = nullptr;  // set: end at the next block, result marked incomplete
  Coupling coupling = Coupling::automatic;
};

/// Simulates the whole scenario. The cost block is left empty: billing/invoice.hpp fills it.
/// Throws Faults (from a trace) or BrokenInvariant (ours).
Result run(const Scenario& scenario, TraceOpener& traces, const RunOptions& options = {});

}  // namespace thaw
