// reorder_window.hpp: rows put in order of arrival, function by function, within a span of simulated time.
//
// A row leaves once one of its function came that arrives a whole window later; equal arrivals leave as they came. Nothing
// that was handed in after it can then belong before it, which take() checks. Cost: two steps of a heap whose size is the
// number of a function's rows within the window; memory likewise.
#pragma once

#include <cstdint>
#include <vector>

#include "thaw/rows.hpp"
#include "thaw/time.hpp"

namespace thaw {

class ReorderWindow {
 public:
  explicit ReorderWindow(Duration window) : window_ns_(window.ns) {}

  /// Hands a row in (within the window of its function's newest), and appends those to `out` that it lets go.
  void take(const Row& row, std::vector<Row>& out);
  /// At the end: lets the rows of one more function go, in the order of their numbers; false if none was left.
  bool drain(std::vector<Row>& out);
  /// Rows that are kept.
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  struct Held {
    Row row;
    std::uint64_t sequence;
  };
  struct Lane {
    std::vector<Held> heap;
    std::int64_t newest_ns = 0;
  };

  void release(Lane& lane, std::vector<Row>& out);

  std::int64_t window_ns_;
  std::vector<Lane> lanes_;
  std::size_t size_ = 0, drained_ = 0;
  std::uint64_t sequence_ = 0;
};

}  // namespace thaw
