// watch.hpp: what looks on while a function runs: a row per attempt, lanes of environments, or nothing.
//
// A compile-time parameter of FunctionRun: a watcher that was not asked for is not there (design note, section 7). Rows leave
// in the order in which requests arrived, as soon as every earlier one is settled; memory follows the requests in progress.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "lambda/environment.hpp"
#include "thaw/result.hpp"
#include "thaw/rows.hpp"

namespace thaw {

struct NoWatch {
  static constexpr bool watches = false;
};

/// What a function's watcher is told about one run as it starts.
struct RunStart {
  Slot slot;
  const Environment* environment;
  const EnvironmentExtra* extra;
  std::int64_t now_ns, run_ns;
  bool cold;
};

class Watch {
 public:
  static constexpr bool watches = true;
  static constexpr std::size_t max_lanes = 200, max_spans = 50;

  /// `sink` may be null; `sources` are the indices in Scenario::sources of the function's, and their names for lanes.
  Watch(std::string function, std::vector<std::uint32_t> sources, std::vector<std::string> source_names, AttemptSink* sink,
        bool lanes)
      : function_(std::move(function)),
        sources_(std::move(sources)),
        source_names_(std::move(source_names)),
        sink_(sink),
        with_lanes_(lanes) {}

  /// A request arrived; its row is due from now on. Returns the tag that goes with it.
  std::uint64_t arrived(const Request& request, bool counted);
  void throttled(std::uint64_t tag, ThrottleReason reason);
  void started(const RunStart& start, const Request& request);
  void ended(Slot slot, const Environment& environment, std::int64_t now_ns, std::int64_t billed_ms);
  void launched(const Environment& environment, const EnvironmentExtra& extra, std::int64_t now_ns, bool restores);
  void idle(const Environment& environment, std::int64_t now_ns);
  void reused(const Environment& environment, std::int64_t now_ns) { close(environment, now_ns); }
  void reclaimed(const Environment& environment, std::int64_t now_ns);
  /// The end of the run: attempts still running leave as in flight, requests still waiting not at all.
  void finish(std::int64_t end_ns);
  std::vector<Lane> take_lanes() { return std::move(lanes_); }

 private:
  struct Pending {
    AttemptRow row;
    bool counted, started, settled;
  };
  Pending& pending(std::uint64_t tag) { return line_[tag - first_tag_]; }
  void settle();
  void flush();
  Lane* lane_of(const Environment& environment);
  void open(const Environment& environment, SpanKind kind, std::int64_t from_ns, std::int64_t to_ns);
  void close(const Environment& environment, std::int64_t now_ns);

  std::string function_;
  std::vector<std::uint32_t> sources_;
  std::vector<std::string> source_names_;
  AttemptSink* sink_;
  bool with_lanes_;
  std::deque<Pending> line_;  // requests in order of arrival, the first not yet settled
  std::uint64_t first_tag_ = 0;
  std::vector<std::uint64_t> tag_of_;  // by slot: what its environment serves
  std::vector<AttemptRow> ready_;      // settled, on their way to the sink
  std::vector<Lane> lanes_;            // by environment number - 1
  std::vector<bool> open_;             // the lane's last span has no end yet
};

}  // namespace thaw
