// loop.hpp: the yardstick, a hand-written loop for the simplest case there is.
//
// One function, fixed idle timeout of ten minutes, inits of 200 ms, no limit, the environment used last reused first;
// nothing else, so that it is about as fast as a machine allows. The engine's speed is told as a ratio to the faster of its
// two queues, taken in the same run. All times are nanoseconds. Both queues give the same cold starts and the same checksum.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace thaw::bench {

/// What the running environments' ends wait in: a 4-ary heap, or a calendar of buckets that are sorted when reached.
enum class QueueKind { heap, calendar };

struct LoopRun {
  double ns_per_invocation = 0;  // wall clock of the loop alone, without making its input
  std::uint64_t cold = 0;
  std::uint64_t checksum = 0;  // of the latency histogram
};

/// Invocations as a record gives them: arrivals in order, from instant 0, and each one's handler time.
struct Recording {
  std::vector<std::int64_t> arrivals_ns;
  std::vector<std::int64_t> durations_ns;
};

/// Poisson arrivals and lognormal durations (mean 300 ms, sigma 1) that keep `mean_busy` environments busy on average.
/// Made with libm, so its last bits may differ between machines: for measuring time, not for comparing results.
Recording make_recording(double mean_busy, std::size_t invocations);

/// Replays the arrivals (in order) and durations, which must be equally many and not negative; both empty gives zeros.
LoopRun replay(QueueKind kind, const std::vector<std::int64_t>& arrivals_ns, const std::vector<std::int64_t>& durations_ns);

}  // namespace thaw::bench
