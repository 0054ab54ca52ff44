#include "workload/handler_scale.hpp"

#include <catch2/catch.hpp>

namespace thaw {
namespace {

ServiceAt at(std::uint32_t memory_mb, double cpu_share, std::uint32_t threads = 1, double speed = 1) {
  return {memory_mb, cpu_share, threads, speed};
}

TEST_CASE("what computes takes as long as its share of a vCPU is small, and what waits stays") {
  CHECK(handler_factor(at(1'024, 1), 1'024, 128) == 8);
  CHECK(handler_factor(at(1'024, 1), 1'024, 512) == 2);
  CHECK(handler_factor(at(1'024, 0.5), 1'024, 512) == 1.5);
  CHECK(handler_factor(at(1'024, 0), 1'024, 128) == 1);
  CHECK(handler_factor(at(1'024, 0.7), 1'024, 1'024) == 1);
}

TEST_CASE("beyond a vCPU per thread more memory is of no use") {
  CHECK(handler_factor(at(1'769, 1), 1'769, 10'240) == 1);
  CHECK(handler_factor(at(3'000, 1), 3'000, 10'240) == 1);
  CHECK(handler_factor(at(1'769, 1, 2), 1'769, 3'538) == 0.5);
  CHECK(handler_factor(at(1'769, 1, 2), 1'769, 10'240) == 0.5);
  CHECK(handler_factor(at(512, 1), 512, 10'240) == Approx(512 / 1769.0));
}

TEST_CASE("another architecture changes what computes by its speed, at one memory size too") {
  CHECK(handler_factor(at(1'024, 1, 1, 1.25), 1'024, 1'024) == Approx(0.8));
  CHECK(handler_factor(at(1'024, 0.5, 1, 1.25), 1'024, 512) == Approx(0.5 + 0.5 * 2 / 1.25));
}

TEST_CASE("published first calls of .NET 8 follow the rule from 128 MB on within a quarter") {
  const double measured_ms[] = {722, 359, 166, 75};
  const std::uint32_t memory_mb[] = {128, 256, 512, 1'024};
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(722 * handler_factor(at(128, 1), 128, memory_mb[i]) == Approx(measured_ms[i]).epsilon(0.25));
  }
}

TEST_CASE("a scaled time is rounded to the nearest nanosecond and stays within what can be drawn") {
  CHECK(scaled_ns(7, 1) == 7);
  CHECK(scaled_ns(7, 0.5) == 4);
  CHECK(scaled_ns(5, 0.5) == 3);
  CHECK(scaled_ns(0, 8) == 0);
  CHECK(scaled_ns((std::int64_t{1} << 53) + 1, 1) == (std::int64_t{1} << 53) + 1);
  CHECK(scaled_ns(max_draw_ns, 80) == max_draw_ns);
}

}  // namespace
}  // namespace thaw
