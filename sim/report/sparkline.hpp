// sparkline.hpp: a curve over time as one line of characters, one per bucket or group of buckets.
//
// Each mark is the most within its group. The lowest block is 0 and nothing else; the highest is the curve's own top, which stands
// beside it: a small curve beside a large one would have no shape on a common scale.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "report/document.hpp"

namespace thaw {

struct Sparkline {
  std::string label;
  std::string marks;      // U+2581 to U+2588
  std::uint64_t top = 0;  // what the highest mark stands for
};

struct Sparklines {
  std::vector<Sparkline> lines;
  std::int64_t mark_s = 0;  // what one mark stands for
};

/// At most `columns` marks each.
Sparklines sparklines_of(const Curves& curves, std::size_t columns);

/// What stands below them: "Each mark is the most within 5 min."
std::string legend_of(const Sparklines& sparklines);

}  // namespace thaw
