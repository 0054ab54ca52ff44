#include "thaw/run.hpp"

#include "run/simulation.hpp"

namespace thaw {
namespace {

template <class Watcher>
Result run_as_needed(const Scenario& scenario, TraceOpener& traces, const RunOptions& options) {
  SimulationMode mode;
  mode.together = options.coupling == Coupling::together;
  for (;;) {
    try {
      return Simulation<Watcher>(scenario, traces, options, mode).run();
    } catch (const Coupled&) {
      THAW_CHECK(!mode.together);
      mode.together = true;
    } catch (const NotInOrder&) {
      THAW_CHECK(!mode.whole_traces);
      mode.whole_traces = true;
    }
    if (options.attempts != nullptr) options.attempts->discard();
  }
}

}  // namespace

Result run(const Scenario& scenario, TraceOpener& traces, const RunOptions& options) {
  const bool watched = options.lanes || options.attempts != nullptr;
  return watched ? run_as_needed<Watch>(scenario, traces, options) : run_as_needed<NoWatch>(scenario, traces, options);
}

}  // namespace thaw
