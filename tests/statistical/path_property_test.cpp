// Closed form 5.3 path by path: with MRU, a fixed keep-alive and no start time, the pool is the most that were busy within
// the last keep-alive, for any arrivals and any service times.
#include <algorithm>
#include <catch2/catch.hpp>
#include <queue>
#include <sstream>

#include <rapidcheck.h>

#include "statistical/experiment.hpp"

namespace thaw::statistical {
namespace {

/// While the busy count was at least `level`.
struct Held {
  std::size_t level;
  std::int64_t from_ns, to_ns;
};

struct Path {
  std::vector<bool> cold;  // by row
  std::size_t most_busy = 0;
  Int128 pool_ns = 0;  // integral of the pool over [0, end]
  Int128 busy_ns = 0;
};

/// The closed form, from arrivals and durations alone.
Path closed_form(const std::vector<Row>& rows, std::int64_t keep_alive_ns, std::int64_t end_ns) {
  Path path;
  std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> ends;
  std::vector<std::int64_t> reached_ns;  // since when each level has been held, by level - 1
  std::vector<std::vector<Held>> held;   // stretches that ended, by level - 1
  const auto end_run = [&] {
    held[reached_ns.size() - 1].push_back({reached_ns.size(), reached_ns.back(), ends.top()});
    reached_ns.pop_back();
    ends.pop();
  };
  for (const Row& row : rows) {
    while (!ends.empty() && ends.top() <= row.at_ns) end_run();
    const std::size_t found = ends.size();
    const bool was_used = found < held.size() && !held[found].empty();
    path.cold.push_back(!was_used || held[found].back().to_ns <= row.at_ns - keep_alive_ns);
    ends.push(row.at_ns + row.duration_ns);
    reached_ns.push_back(row.at_ns);
    held.resize(std::max(held.size(), ends.size()));
    path.most_busy = std::max(path.most_busy, ends.size());
  }
  while (!ends.empty()) end_run();
  for (const std::vector<Held>& stretches : held) {
    std::int64_t covered_to_ns = 0;
    for (const Held& h : stretches) {
      path.busy_ns += std::min(h.to_ns, end_ns) - std::min(h.from_ns, end_ns);
      const std::int64_t from_ns = std::max(h.from_ns, covered_to_ns), to_ns = std::min(h.to_ns + keep_alive_ns, end_ns);
      if (to_ns > from_ns) path.pool_ns += to_ns - from_ns;
      covered_to_ns = std::max(covered_to_ns, to_ns);
    }
  }
  return path;
}

/// Bursts, lulls, ties, and service times of any law: 200 rows at most.
rc::Gen<std::vector<Row>> random_rows() {
  return rc::gen::exec([] {
    using Draw = std::pair<std::int64_t, std::int64_t>;
    const std::int64_t widest_gap = *rc::gen::element<std::int64_t>(1, 3, 20, 500);
    const std::int64_t longest = *rc::gen::element<std::int64_t>(0, 2, 30, 900);
    const auto draw = rc::gen::pair(rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(0, widest_gap + 1)),
                                    rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::int64_t>(0, longest + 1)));
    std::vector<Row> rows;
    std::int64_t at_ns = 0;
    for (const auto& [gap, duration] : *rc::gen::container<std::vector<Draw>>(draw)) {
      Row row;
      at_ns += gap * 1'000'000;
      row.at_ns = at_ns;
      row.duration_ns = duration * 1'000'000;
      rows.push_back(row);
    }
    return rows;
  });
}

void check_path(const std::vector<Row>& rows, std::int64_t keep_alive_ns) {
  Scenario scenario = poisson(1, Constant{}, 0, 0, 0);
  scenario.functions[0].service.reset();
  scenario.functions[0].keep_alive = Constant{nanoseconds(keep_alive_ns)};
  scenario.sources[0].arrivals = TraceArrivals{};
  scenario.duration = nanoseconds((rows.empty() ? 0 : rows.back().at_ns) + 1'000'000'000);
  const Path expected = closed_form(rows, keep_alive_ns, scenario.duration->ns);

  const contract::Traces recorded = {{"calls", {rows, {}, false}}};
  contract::MemoryTraces traces(recorded);
  contract::AttemptList attempts;
  RunOptions options;
  options.attempts = &attempts;
  const FunctionResult result = run(scenario, traces, options).functions.at("f");

  std::vector<bool> cold;
  const auto found = attempts.rows().find("f");
  if (found != attempts.rows().end()) {
    for (const AttemptRow& row : found->second) cold.push_back(row.start == StartKind::cold);
  }
  RC_ASSERT(cold == expected.cold);
  RC_ASSERT(result.environments.peak == expected.most_busy);
  RC_ASSERT(result.concurrency_peak == expected.most_busy);
  const double span = static_cast<double>(scenario.duration->ns);
  RC_ASSERT(std::abs(result.environments.mean - static_cast<double>(expected.pool_ns) / span) < 1e-9);
  RC_ASSERT(std::abs(result.environments.mean_busy - static_cast<double>(expected.busy_ns) / span) < 1e-9);
  // Section 5.1: who was made has expired or is alive, and was made by a cold start.
  RC_ASSERT(result.environments.started == result.cold_starts);
  RC_ASSERT(result.environments.started == result.environments.reclaimed + result.environments.alive);
}

TEST_CASE("5.3 path by path: cold exactly if the busy count did not reach the level within the keep-alive") {
  rc::detail::TestParams params;
  params.seed = 53;
  params.maxSuccess = 1'000;
  params.maxSize = 200;
  const auto property = [] {
    const std::vector<Row> rows = *random_rows();
    check_path(rows, *rc::gen::element<std::int64_t>(0, 1, 5, 60, 1'000, 100'000) * 1'000'000);
  };
  const rc::detail::TestResult result = rc::detail::checkTestable(property, rc::detail::TestMetadata{}, params);
  std::ostringstream text;
  rc::detail::printResultMessage(result, text);
  INFO(text.str());
  CHECK(result.is<rc::detail::SuccessResult>());
}

}  // namespace
}  // namespace thaw::statistical
