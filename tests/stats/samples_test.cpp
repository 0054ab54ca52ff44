#include "stats/samples.hpp"

#include <rapidcheck.h>

#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "engine/random_stream.hpp"
#include "stats/order_statistics.hpp"

namespace {

using thaw::BrokenInvariant;
using thaw::Summary;
using thaw::stats::Samples;
using Times = std::vector<std::int64_t>;

Samples recorded(const Times& times) {
  Samples samples;
  for (const std::int64_t ns : times) {
    samples.record(ns);
  }
  return samples;
}

/// Every field as text, so that two summaries are equal exactly if all of them are.
std::string bytes(const Summary& s) {
  std::string text = std::to_string(s.count) + (s.exact ? " exact" : " histogram");
  const auto put = [&](thaw::Duration value) { text += " " + std::to_string(value.ns); };
  put(s.mean), put(s.min), put(s.max);
  std::for_each(s.percentiles.begin(), s.percentiles.end(), put);
  for (const thaw::Interval& interval : s.intervals) {
    put(interval.low);
    interval.high ? put(*interval.high) : static_cast<void>(text += " null");
  }
  std::for_each(s.grid.begin(), s.grid.end(), put);
  return text;
}

/// The judge: sorts everything, and knows neither buckets nor buffers.
Summary by_sorting(Times times) {
  std::sort(times.begin(), times.end());
  Summary s;
  s.count = times.size();
  boost::multiprecision::cpp_int sum = 0;
  for (const std::int64_t ns : times) {
    sum += ns;
  }
  s.mean.ns = static_cast<std::int64_t>((2 * sum + s.count) / (2 * s.count));
  s.min.ns = times.front();
  s.max.ns = times.back();
  const auto at = [&](std::uint64_t rank) { return thaw::nanoseconds(times[rank - 1]); };
  for (std::size_t i = 0; i < s.percentiles.size(); ++i) {
    const int percentile = thaw::shown_percentiles[i];
    s.percentiles[i] = at(thaw::stats::nearest_rank(s.count, percentile));
    const auto ranks = thaw::stats::interval_ranks(s.count, percentile);
    s.intervals[i].low = ranks.low == 0 ? thaw::Duration{} : at(ranks.low);
    if (ranks.high != 0) {
      s.intervals[i].high = at(ranks.high);
    }
  }
  for (std::size_t i = 0; i < s.grid.size(); ++i) {
    s.grid[i] = at(thaw::stats::nearest_rank(s.count, thaw::plot_percentiles[i]));
  }
  return s;
}

struct Shape {
  std::string name;
  std::function<double(double)> quantile;  // u in (0, 1) to nanoseconds
};

const std::vector<Shape>& shapes() {
  static const std::vector<Shape> six = {
      {"exponential around 2 s", [](double u) { return -2e9 * std::log(u); }},
      {"uniform around 50 ms", [](double u) { return 4e7 + 2e7 * u; }},
      {"Pareto, a tail of days", [](double u) { return 1e6 / (u * u); }},
      {"two modes, cold and warm", [](double u) { return u < 0.05 ? 5e8 + 1e10 * u : 45e6 + 1e6 * u; }},
      {"one value but for rare ones", [](double u) { return u < 0.999 ? 45e6 : 45e6 + 1e12 * (1 - u); }},
      {"a few nanoseconds", [](double u) { return 5000 * u * u * u; }},
  };
  return six;
}

Times drawn(const Shape& shape, std::size_t n) {
  const thaw::RandomStream stream(7, {"samples test", shape.name});
  Times times(n);
  for (std::size_t i = 0; i < n; ++i) {
    times[i] = static_cast<std::int64_t>(shape.quantile(thaw::unit(stream.at(i))));
  }
  return times;
}

void require_close(thaw::Duration found, thaw::Duration exact) {
  CAPTURE(found.ns, exact.ns);
  REQUIRE(std::abs(found.ns - exact.ns) * 1000 <= exact.ns);
}

}  // namespace

TEST_CASE("samples that were never recorded make an empty summary and take no memory of their own") {
  STATIC_REQUIRE(sizeof(Samples) <= 96);
  const Summary summary = Samples().summary();
  REQUIRE(summary.count == 0);
  REQUIRE(summary.exact);
  REQUIRE(summary.max.ns == 0);
  REQUIRE_FALSE(summary.intervals[0].high.has_value());
}

TEST_CASE("the summary of a few samples is what one works out by hand") {
  const Summary s = recorded({40, 10, 30, 20, 51}).summary();
  REQUIRE(s.count == 5);
  REQUIRE(s.min.ns == 10);
  REQUIRE(s.max.ns == 51);
  REQUIRE(s.mean.ns == 30);            // 151 / 5 = 30.2
  REQUIRE(s.percentiles[0].ns == 30);  // rank ceil(2.5) = 3
  REQUIRE(s.percentiles[1].ns == 51);  // rank ceil(4.5) = 5
  REQUIRE(s.grid[3].ns == 10);         // p10: rank ceil(0.5) = 1
  REQUIRE(s.grid[5].ns == 20);         // p25: rank ceil(1.25) = 2
  REQUIRE(s.intervals[0].low.ns == 0);
  REQUIRE_FALSE(s.intervals[0].high.has_value());
}

TEST_CASE("half a nanosecond of the mean rounds up") {
  REQUIRE(recorded({1, 2}).summary().mean.ns == 2);
  REQUIRE(recorded({1, 1, 2}).summary().mean.ns == 1);
  REQUIRE(recorded({0, 0, 0, 1}).summary().mean.ns == 0);
}

TEST_CASE("the mean of times near the end of the scale does not overflow") {
  Samples samples;
  for (int i = 0; i < 70'000; ++i) {
    samples.record(INT64_MAX);
  }
  const Summary s = samples.summary();
  REQUIRE(s.mean.ns == INT64_MAX);
  REQUIRE(s.percentiles[4].ns == INT64_MAX);
  REQUIRE_FALSE(s.exact);
}

TEST_CASE("up to 65,536 samples each shape gives what sorting gives") {
  for (const Shape& shape : shapes()) {
    for (const std::size_t n : {1U, 2U, 16U, 17U, 1'023U, 1'024U, 1'025U, 5'000U, 65'535U, 65'536U}) {
      CAPTURE(shape.name, n);
      const Times times = drawn(shape, n);
      REQUIRE(bytes(recorded(times).summary()) == bytes(by_sorting(times)));
    }
  }
}

TEST_CASE("beyond 65,536 samples each shape stays within 0.1 % of sorting, and count, mean, min and max stay exact") {
  for (const Shape& shape : shapes()) {
    for (const std::size_t n : {65'537U, 300'000U}) {
      CAPTURE(shape.name, n);
      const Times times = drawn(shape, n);
      const Summary found = recorded(times).summary();
      const Summary exact = by_sorting(times);
      REQUIRE_FALSE(found.exact);
      REQUIRE(found.count == exact.count);
      REQUIRE(found.mean == exact.mean);
      REQUIRE(found.min == exact.min);
      REQUIRE(found.max == exact.max);
      REQUIRE(found.grid.front() == exact.min);
      REQUIRE(found.grid.back() == exact.max);
      for (std::size_t i = 0; i < found.percentiles.size(); ++i) {
        require_close(found.percentiles[i], exact.percentiles[i]);
        require_close(found.intervals[i].low, exact.intervals[i].low);
        require_close(found.intervals[i].high.value(), exact.intervals[i].high.value());
      }
      for (std::size_t i = 0; i < found.grid.size(); ++i) {
        require_close(found.grid[i], exact.grid[i]);
      }
    }
  }
}

TEST_CASE("a histogram of one value says that value") {
  const Summary s = recorded(Times(100'000, 45'000'123)).summary();
  REQUIRE(s.percentiles[0].ns == 45'000'123);
  REQUIRE(s.grid[11].ns == 45'000'123);
  REQUIRE(recorded(Times(5'000, 45)).summary().intervals[4].low.ns == 45);
}

TEST_CASE("whether a summary is exact depends on the total count alone") {
  const Times times = drawn(shapes()[0], 65'537);
  Samples half = recorded(Times(times.begin(), times.begin() + 32'768));
  half.merge(recorded(Times(times.begin() + 32'768, times.begin() + 65'536)));
  REQUIRE(half.summary().exact);
  half.record(times.back());
  REQUIRE_FALSE(half.summary().exact);
  REQUIRE(bytes(half.summary()) == bytes(recorded(times).summary()));
}

TEST_CASE("merging is recording, in any order and across the threshold") {
  const bool held = rc::check("merge(a, b) == record(a and b)", [] {
    const auto size = rc::gen::element<std::size_t>(0, 1, 3, 100, 2'000, 30'000, 65'536, 70'000);
    const auto sizes = *rc::gen::container<std::vector<std::size_t>>(*rc::gen::inRange<std::size_t>(0, 6), size);
    const auto salt = *rc::gen::arbitrary<std::uint64_t>();
    std::vector<Times> parts;
    Times all;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      Times part(sizes[i]);
      for (std::size_t k = 0; k < part.size(); ++k) {
        const std::uint64_t bits = thaw::RandomStream(salt, {"part"}).at(i, k);
        part[k] = static_cast<std::int64_t>(bits >> (20 + (bits & 31)));
      }
      all.insert(all.end(), part.begin(), part.end());
      parts.push_back(part);
    }
    Samples forward;
    Samples backward;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      forward.merge(recorded(parts[i]));
      backward.merge(recorded(parts[parts.size() - 1 - i]));
    }
    const std::string expected = bytes(recorded(all).summary());
    RC_ASSERT(bytes(forward.summary()) == expected);
    RC_ASSERT(bytes(backward.summary()) == expected);
  });
  REQUIRE(held);
}

TEST_CASE("samples can be recorded on after a merge and after a summary") {
  const Times times = drawn(shapes()[0], 140'000);
  Samples samples;
  for (std::size_t i = 0; i < times.size(); ++i) {
    samples.record(times[i]);
    if (i % 20'000 == 0) {
      REQUIRE(samples.summary().count == i + 1);
    }
  }
  REQUIRE(bytes(samples.summary()) == bytes(recorded(times).summary()));
}

TEST_CASE("cleared samples start anew, also after having been a histogram") {
  for (const std::size_t before : {0U, 10U, 65'536U, 200'000U}) {
    Samples samples = recorded(drawn(shapes()[2], before));
    samples.clear();
    REQUIRE(samples.count() == 0);
    const Times times = drawn(shapes()[1], 66'000);
    for (const std::int64_t ns : times) {
      samples.record(ns);
    }
    REQUIRE(bytes(samples.summary()) == bytes(recorded(times).summary()));
  }
}

TEST_CASE("moved samples take everything along and leave an empty object that can be used") {
  Samples first = recorded({1, 2, 3});
  Samples second = std::move(first);
  REQUIRE(second.count() == 3);
  REQUIRE(first.count() == 0);  // NOLINT(bugprone-use-after-move): this is what is tested
  first.record(9);
  second = std::move(first);
  REQUIRE(second.summary().max.ns == 9);
}

TEST_CASE("a negative time is a broken invariant, with few samples and with many") {
  REQUIRE_THROWS_AS(recorded({5, -1}).summary(), BrokenInvariant);
  Times times(70'000, 5);
  times[69'999] = -1;
  const Samples samples = recorded(times);
  REQUIRE_THROWS_AS(samples.summary(), BrokenInvariant);
}

TEST_CASE("samples cannot be merged with themselves") {
  Samples samples = recorded({1});
  REQUIRE_THROWS_AS(samples.merge(samples), BrokenInvariant);
}
