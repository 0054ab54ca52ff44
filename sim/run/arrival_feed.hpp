// arrival_feed.hpp: all requests for one function, in order of arrival, from whichever sources call it.
//
// Order is by (instant, source name, the source's own order), as class 6 has it (3.2). Rows come in blocks: straight from a
// recorded trace without a copy, drawn into the caller's scratch, or merged there if there are several sources. 1-6 ns a row.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "thaw/rows.hpp"
#include "workload/arrivals.hpp"

namespace thaw {

/// The requests of one source at one function. Which of the three members is set says where they come from.
struct SourceFeed {
  std::optional<ArrivalGenerator> drawn;
  std::unique_ptr<RowStream> recorded;
  std::span<const Row> pending;  // rows at hand; rows dealt out by MergedRows arrive here and nowhere else
  std::vector<Row> buffer;       // behind `pending` where drawn rows have to wait for those of other sources
  bool ended = false;
  std::int64_t last_ns = -1;  // the latest row handed out by a recorded trace
};

class ArrivalFeed {
 public:
  /// Rows at or after `end` are cut (3.14).
  ArrivalFeed(std::size_t sources, Instant end) : end_(end), sources_(sources) {}

  [[nodiscard]] SourceFeed& source(std::size_t position) { return sources_[position]; }
  [[nodiscard]] std::size_t size() const { return sources_.size(); }

  /// The next rows before `limit`, in scratch or in the trace's own block; empty if there are none. Valid until the next call.
  std::span<const Row> next(Instant limit, std::span<Row> scratch);
  /// True once every drawn or recorded source has handed out its last row. Dealt rows are their dealer's to count.
  [[nodiscard]] bool exhausted() const;
  /// Rows are at hand, dealt or read, that have not been handed out.
  [[nodiscard]] bool at_hand() const;

 private:
  std::span<const Row> next_of_one(SourceFeed& feed, Instant limit, std::span<Row> scratch);
  std::span<const Row> merged(Instant limit, std::span<Row> scratch);
  void refill(SourceFeed& feed, Instant limit);

  Instant end_;
  std::vector<SourceFeed> sources_;
};

}  // namespace thaw
