#include "stats/selection.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "stats/bucket.hpp"

using thaw::stats::bucket_of;
using thaw::stats::midpoint;

TEST_CASE("the midpoint of a bucket is within a thousandth of every time in it") {
  for (int octave = 0; octave < 63; ++octave) {
    for (const std::int64_t nudge : {-1, 0, 1}) {
      const std::int64_t ns = std::max<std::int64_t>(0, (std::int64_t{1} << octave) + nudge);
      CAPTURE(ns);
      REQUIRE(midpoint(bucket_of(ns)) - ns <= ns / 1024);
      REQUIRE(ns - midpoint(bucket_of(ns)) <= ns / 1024);
    }
  }
  const bool held = rc::check([](std::int64_t any) {
    const std::int64_t ns = any & INT64_MAX;
    const std::int64_t error = midpoint(bucket_of(ns)) - ns;
    RC_ASSERT(std::max(error, -error) <= ns / 1024);
    RC_ASSERT(bucket_of(ns) <= bucket_of(ns == INT64_MAX ? ns : ns + 1));
  });
  REQUIRE(held);
}

TEST_CASE("below 1,024 ns each nanosecond has a bucket of its own") {
  for (std::int64_t ns = 0; ns < 1'024; ++ns) {
    REQUIRE(midpoint(bucket_of(ns)) == ns);
  }
}

TEST_CASE("selecting finds what sorting finds") {
  const bool held = rc::check([](std::vector<std::int64_t> times) {
    RC_PRE(!times.empty());
    const int shift = *rc::gen::inRange(0, 63);
    for (std::int64_t& ns : times) {
      ns = (ns & INT64_MAX) >> shift;
    }
    std::vector<std::int64_t> sorted = times;
    std::sort(sorted.begin(), sorted.end());
    const auto picked = *rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(0, times.size()));
    std::vector<std::uint64_t> ranks;
    for (const std::size_t index : picked) {
      ranks.push_back(index + 1);
    }
    std::sort(ranks.begin(), ranks.end());
    std::vector<std::int64_t> found(ranks.size());
    thaw::stats::select(times, sorted.front(), sorted.back(), ranks, found);
    for (std::size_t i = 0; i < ranks.size(); ++i) {
      RC_ASSERT(found[i] == sorted[ranks[i] - 1]);
    }
  });
  REQUIRE(held);
}
