#include "report/sparkline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "report/human_number.hpp"
#include "thaw/check.hpp"
#include "thaw/decimal.hpp"

namespace thaw {

namespace {

constexpr std::array<std::string_view, 8> blocks = {"\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};

std::string_view block_of(std::uint64_t value, std::uint64_t top) {
  if (value == 0) return blocks[0];
  // Rounded up, so that what is not 0 is seen; in 128 bits, since values may be large.
  constexpr std::uint64_t steps = blocks.size() - 1;
  return blocks[static_cast<std::size_t>((static_cast<Uint128>(value) * steps + top - 1) / top)];
}

std::uint64_t top_of(const std::vector<std::uint64_t>& values) {
  return values.empty() ? 0 : *std::max_element(values.begin(), values.end());
}

std::string marks_of(const std::vector<std::uint64_t>& values, std::size_t group, std::uint64_t top) {
  std::string marks;
  for (std::size_t begin = 0; begin < values.size(); begin += group) {
    const std::size_t end = std::min(begin + group, values.size());
    const auto from = values.begin() + static_cast<std::ptrdiff_t>(begin), to = values.begin() + static_cast<std::ptrdiff_t>(end);
    marks += block_of(*std::max_element(from, to), top);
  }
  return marks;
}

}  // namespace

Sparklines sparklines_of(const Curves& curves, std::size_t columns) {
  THAW_CHECK(columns > 0);
  std::size_t buckets = 0;
  for (const Curves::Curve& curve : curves.curves) buckets = std::max(buckets, curve.values.size());
  const std::size_t group = std::max<std::size_t>((buckets + columns - 1) / columns, 1);
  Sparklines drawn{{}, static_cast<std::int64_t>(group) * curves.bucket_s};
  for (const Curves::Curve& curve : curves.curves) {
    const std::uint64_t top = top_of(curve.values);
    drawn.lines.push_back({curve.label, marks_of(curve.values, group, top), top});
  }
  return drawn;
}

std::string legend_of(const Sparklines& sparklines) {
  const std::int64_t mark_s = sparklines.mark_s;
  const bool minutes = mark_s % 60 == 0 && mark_s < 7'200;
  return fmt::format("Each mark is the maximum within {}.",
                     minutes ? fmt::format("{} min", mark_s / 60) : people_duration(seconds(mark_s)));
}

}  // namespace thaw
