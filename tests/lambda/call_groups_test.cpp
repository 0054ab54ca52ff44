// Groups of calls by hand: any order, failures, numbers that wrap round.
#include "lambda/call_groups.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

namespace {

using thaw::CallGroups;

TEST_CASE("a group is as slow as its slowest call, whatever the order in which calls are told of") {
  CallGroups groups(3);
  groups.succeed(1, 50);
  groups.succeed(0, 10);
  groups.succeed(1, 70);
  groups.succeed(0, 30);
  CHECK(groups.latency().count() == 0);
  groups.succeed(0, 20);
  CHECK(groups.latency().count() == 1);
  groups.succeed(1, 60);
  const thaw::Summary latency = groups.latency().summary();
  CHECK(latency.count == 2);
  CHECK(latency.min.ns == 30);
  CHECK(latency.max.ns == 70);
}

TEST_CASE("a group has no latency if a call of it failed, be it the first or the last") {
  CallGroups groups(2);
  groups.fail(0);
  groups.succeed(0, 10);
  groups.succeed(1, 20);
  groups.fail(1);
  groups.fail(2);
  groups.fail(2);
  groups.succeed(3, 0);
  groups.succeed(3, 0);
  CHECK(groups.latency().count() == 1);
  CHECK(groups.latency().summary().max.ns == 0);
}

TEST_CASE("earlier groups may come after later ones are gone, and numbers wrap round") {
  CallGroups groups(2);
  for (const std::uint32_t group : {0xffff'ffffU, 0U, 0xffff'fffeU, 1U}) {
    groups.succeed(group, group == 0U ? 5 : 1);
    groups.succeed(group, 2);
  }
  CHECK(groups.latency().count() == 4);
  CHECK(groups.latency().summary().max.ns == 5);
}

TEST_CASE("any order of a thousand groups gives their maxima") {
  constexpr std::uint32_t size = 4, count = 1'000;
  struct Call {
    std::uint32_t group;
    std::int64_t latency_ns;
  };
  std::mt19937_64 random(7);
  std::vector<Call> calls;
  std::vector<std::int64_t> slowest(count, 0);
  for (std::uint32_t i = 0; i < size * count; ++i) {
    calls.push_back({i / size, static_cast<std::int64_t>(random() % 1'000'000)});
    slowest[i / size] = std::max(slowest[i / size], calls.back().latency_ns);
  }
  std::int64_t sum = 0;
  for (const std::int64_t ns : slowest) sum += ns;
  for (int round = 0; round < 5; ++round) {
    std::shuffle(calls.begin(), calls.end(), random);
    CallGroups groups(size);
    for (const Call& call : calls) groups.succeed(call.group + 0xffff'ff00U, call.latency_ns);
    CHECK(groups.latency().count() == count);
    CHECK(groups.latency().summary().mean.ns == (2 * sum + count) / (2 * count));
  }
}

}  // namespace
