#include "report/lane_members.hpp"

namespace thaw {

namespace {

// Only a run has a request.
void request_members(WrittenBlock& block, const Span& span) {
  if (span.request < 0) return;
  block.string("source", span.source);
  block.count("request", static_cast<std::uint64_t>(span.request));
}

void request_members(SavedBlock& block, Span& span) {
  if (!block.member_if_any("source")) return;
  block.string("source", span.source);
  block.whole("request", span.request, saved_count_max);
}

template <class Block, class OneSpan>
void span_members(Block& block, OneSpan& span) {
  block.word("kind", span.kind, {SpanKind::placement, SpanKind::init, SpanKind::run, SpanKind::idle, SpanKind::restore});
  Duration from{span.from.ns}, to{span.to.ns};
  block.milliseconds_of("from_ms", from);
  block.milliseconds_of("to_ms", to);
  request_members(block, span);
  if constexpr (Block::reads) {
    span.from = {from.ns};
    span.to = {to.ns};
    if (to < from) block.contradiction("it ends before it begins");
  }
}

template <class Block, class OneLane>
void describe(Block& block, OneLane& lane) {
  block.string("function", lane.function);
  block.count("environment", lane.environment);
  block.boolean("reclaimed", lane.reclaimed);
  block.array("spans", lane.spans, [](Block& inner, auto& span) { span_members(inner, span); }, JsonLayout::compact);
}

}  // namespace

void members(WrittenBlock& block, const Lane& lane) {
  describe(block, lane);
}
void members(SavedBlock& block, Lane& lane) {
  describe(block, lane);
}

}  // namespace thaw
