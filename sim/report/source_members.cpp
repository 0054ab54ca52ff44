#include "report/source_members.hpp"

#include <algorithm>

#include "report/summary_members.hpp"

namespace thaw {

namespace {

template <class Block, class Figures>
void recorded_members(Block& block, Figures& recorded) {
  block.count("rows", recorded.rows);
  block.count("cold", recorded.cold);
  block.count("predicted", recorded.predicted);
  block.count("both", recorded.both);
  block.ratio_or_null("precision", recorded.precision);
  block.ratio_or_null("recall", recorded.recall);
  if constexpr (Block::reads) {
    if (recorded.both > std::min(recorded.cold, recorded.predicted)) block.contradiction("`both` are more than one of the two");
  }
}

template <class Block, class Figures>
void call_group_members(Block& block, Figures& group) {
  block.whole("size", group.size, max_calls_per_arrival);
  block.count("groups", group.groups);
  block.count("succeeded", group.succeeded);
  summary_member(block, "group_latency_ms", group.latency);
  if constexpr (Block::reads) {
    if (group.succeeded > group.groups) block.contradiction("more groups succeeded than there are");
  }
}

template <class Block, class Figures>
void describe(Block& block, Figures& source) {
  block.count("requests", source.requests);
  block.count("succeeded", source.succeeded);
  block.count("failed", source.failed);
  block.count("throttled", source.throttled);
  block.count("in_flight", source.in_flight);
  summary_member(block, "latency_ms", source.latency);
  block.count("caller_retries", source.caller_retries);
  block.object_if_any("group", source.group, [](Block& inner, auto& group) { call_group_members(inner, group); });
  block.object_if_any("recorded", source.recorded, [](Block& inner, auto& recorded) { recorded_members(inner, recorded); });
  if constexpr (Block::reads) {
    if (source.requests != source.succeeded + source.failed + source.throttled + source.in_flight) {
      block.contradiction("`requests` are not the sum of their fates");
    }
  }
}

}  // namespace

void members(WrittenBlock& block, const SourceResult& source) {
  describe(block, source);
}
void members(SavedBlock& block, SourceResult& source) {
  describe(block, source);
}

}  // namespace thaw
