// make_trace.cpp: writes a recorded trace of one function as CSV to standard output, the same bytes on every machine.
//
//   make_trace ROWS      Poisson arrivals, lognormal durations (mean 300 ms, sigma 1), three busy on average
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "engine/random_stream.hpp"
#include "workload/sampler.hpp"

namespace {

/// A decimal of nanoseconds in units of 10^9 (`places` 9) or 10^6 (6), cut to what logs show: microseconds.
void append(std::FILE* out, std::int64_t ns, int places) {
  const std::int64_t us = ns / 1000;
  const std::int64_t unit_us = places == 9 ? 1'000'000 : 1000;
  std::fprintf(out, "%lld.%0*lld", static_cast<long long>(us / unit_us), places - 3, static_cast<long long>(us % unit_us));
}

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t rows = argc == 2 ? std::strtoull(argv[1], nullptr, 10) : 0;
  if (rows == 0) {
    std::fputs("usage: make_trace ROWS\n", stderr);
    return 2;
  }
  const thaw::Sampler gap(thaw::Exponential{0.1e9});
  const thaw::Sampler duration(thaw::Lognormal{0.3e9 * 0.60653065971263342, 1.0});  // median = mean * exp(-1/2)
  const thaw::RandomStream gaps(1, {"gap"});
  const thaw::RandomStream durations(1, {"duration"});
  static std::array<char, 1 << 20> buffer;
  std::setvbuf(stdout, buffer.data(), _IOFBF, buffer.size());
  std::fputs("arrival_s,duration_ms\n", stdout);
  std::int64_t now_ns = 0;
  for (std::uint64_t row = 0; row < rows; ++row) {
    now_ns += gap.draw_ns(gaps.at(row));
    append(stdout, now_ns, 9);
    std::fputc(',', stdout);
    append(stdout, duration.draw_ns(durations.at(row)), 6);
    std::fputc('\n', stdout);
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
