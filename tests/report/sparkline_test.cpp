#include "report/sparkline.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "report/ascii.hpp"

using thaw::legend_of;
using thaw::sparklines_of;

TEST_CASE("a curve has one mark a bucket where there is room") {
  const thaw::Sparklines drawn = sparklines_of({{{"up", {0, 1, 2, 3, 4, 5, 6, 7}}, {"low", {7, 0, 1, 0, 0, 0, 0, 1}}}, 60}, 8);
  REQUIRE(drawn.lines.size() == 2);
  CHECK(drawn.lines[0].marks == "▁▂▃▄▅▆▇█");
  CHECK(drawn.lines[1].marks == "█▁▂▁▁▁▁▂");
  CHECK(drawn.lines[0].top == 7);
  CHECK(legend_of(drawn) == "Each mark is the maximum within 1 min.");
}

TEST_CASE("buckets that do not fit are put together, each mark the most of its group") {
  const thaw::Sparklines drawn = sparklines_of({{{"a", {7, 0, 0, 0, 0, 3, 1}}}, 60}, 4);
  CHECK(drawn.lines[0].marks == "█▁▄▂");
  CHECK(drawn.mark_s == 120);
  CHECK(legend_of(drawn) == "Each mark is the maximum within 2 min.");
  CHECK(legend_of({{}, 7'200}) == "Each mark is the maximum within 2 h.");
}

TEST_CASE("each curve has its own scale, and anything above 0 is seen") {
  const thaw::Sparklines drawn = sparklines_of({{{"a", {2, 1, 0}}, {"b", {1'000'000, 500'000, 1}}}, 60}, 10);
  CHECK(drawn.lines[0].marks == "█▅▁");
  CHECK(drawn.lines[1].marks == "█▅▂");
  constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
  CHECK(sparklines_of({{{"a", {most, most / 2, 0}}}, 60}, 10).lines[0].marks == "█▅▁");
  CHECK(sparklines_of({{{"a", {0, 0}}}, 60}, 10).lines[0].marks == "▁▁");
  CHECK(sparklines_of({{{"a", {}}}, 60}, 10).lines[0].marks.empty());
}

TEST_CASE("text for a terminal without Unicode is ASCII, of the same width") {
  CHECK(thaw::ascii_of("plain 1 %") == "plain 1 %");
  CHECK(thaw::ascii_of("▁▂▃▄▅▆▇█") == "_.:-=+*#");
  CHECK(thaw::ascii_of("cut… ✓ ✗ é\xff") == "cut~ v x ??");
}
