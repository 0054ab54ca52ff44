#include "trace/reorder_window.hpp"

#include <algorithm>
#include <limits>

namespace thaw {
namespace {

constexpr auto leaves_later = [](const auto& a, const auto& b) {
  return a.row.at_ns != b.row.at_ns ? a.row.at_ns > b.row.at_ns : a.sequence > b.sequence;
};

/// The instant a window before another one; the earliest there is where that would be below it.
std::int64_t window_before(std::int64_t ns, std::int64_t window_ns) {
  std::int64_t before = 0;
  return __builtin_sub_overflow(ns, window_ns, &before) ? std::numeric_limits<std::int64_t>::min() : before;
}

}  // namespace

void ReorderWindow::take(const Row& row, std::vector<Row>& out) {
  if (row.function >= lanes_.size()) lanes_.resize(row.function + 1);
  Lane& lane = lanes_[row.function];
  THAW_CHECK(lane.heap.empty() || row.at_ns >= window_before(lane.newest_ns, window_ns_));
  lane.newest_ns = lane.heap.empty() ? row.at_ns : std::max(lane.newest_ns, row.at_ns);
  lane.heap.push_back({row, sequence_++});
  std::ranges::push_heap(lane.heap, leaves_later);
  ++size_;
  while (lane.heap.front().row.at_ns < window_before(lane.newest_ns, window_ns_)) release(lane, out);
}

void ReorderWindow::release(Lane& lane, std::vector<Row>& out) {
  out.push_back(lane.heap.front().row);
  std::ranges::pop_heap(lane.heap, leaves_later);
  lane.heap.pop_back();
  --size_;
}

bool ReorderWindow::drain(std::vector<Row>& out) {
  while (drained_ < lanes_.size() && lanes_[drained_].heap.empty()) ++drained_;
  if (drained_ == lanes_.size()) return false;
  while (!lanes_[drained_].heap.empty()) release(lanes_[drained_], out);
  return true;
}

}  // namespace thaw
