#include "trace/reorder_window.hpp"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <algorithm>

using namespace thaw;

TEST_CASE("a window gives what a stable sort by arrival gives, function by function") {
  rc::check([] {
    const auto window_ns = *rc::gen::inRange<std::int64_t>(1, 50);
    const auto steps = *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(-40, 60));
    ReorderWindow window{Duration{window_ns}};
    std::vector<Row> in, out;
    std::array<std::int64_t, 3> newest{};
    for (std::size_t i = 0; i < steps.size(); ++i) {
      Row row;
      row.function = static_cast<std::uint32_t>(i % 3);
      std::int64_t& last = newest[row.function];
      row.at_ns = std::max(last + steps[i], last - window_ns);
      row.duration_ns = static_cast<std::int64_t>(i);
      last = std::max(last, row.at_ns);
      in.push_back(row);
      window.take(row, out);
    }
    while (window.drain(out)) {
    }
    RC_ASSERT(window.size() == 0);
    for (std::uint32_t function = 0; function < 3; ++function) {
      std::vector<std::pair<std::int64_t, std::int64_t>> want, have;
      for (const Row& row : in) {
        if (row.function == function) want.emplace_back(row.at_ns, row.duration_ns);
      }
      for (const Row& row : out) {
        if (row.function == function) have.emplace_back(row.at_ns, row.duration_ns);
      }
      std::ranges::sort(want);
      RC_ASSERT(have == want);
    }
  });
}
