// loop_table.cpp: prints what the yardstick loop costs, in the columns that scripts/bench reads.
//
//   loop_table [invocations]      medians of five interleaved runs
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

#include "loop.hpp"

namespace {

constexpr int repetitions = 5;

double median(std::array<double, repetitions> values) {
  std::sort(values.begin(), values.end());
  return values[repetitions / 2];
}

void print_row(double mean_busy, std::size_t invocations) {
  const thaw::bench::Recording recording = thaw::bench::make_recording(mean_busy, invocations);
  std::array<double, repetitions> heap{};
  std::array<double, repetitions> calendar{};
  thaw::bench::LoopRun last;
  for (std::size_t turn = 0; turn < repetitions; ++turn) {
    using thaw::bench::QueueKind;
    heap[turn] = replay(QueueKind::heap, recording.arrivals_ns, recording.durations_ns).ns_per_invocation;
    last = replay(QueueKind::calendar, recording.arrivals_ns, recording.durations_ns);
    calendar[turn] = last.ns_per_invocation;
  }
  const double faster = std::min(median(heap), median(calendar));
  std::printf("%10.0f %8.1f %10.1f %8.1f %10llu %18llx\n", mean_busy, median(heap), median(calendar), faster,
              static_cast<unsigned long long>(last.cold), static_cast<unsigned long long>(last.checksum));
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t invocations = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 4'000'000;
  if (invocations == 0) {
    std::fputs("usage: loop_table [invocations]\n", stderr);
    return 2;
  }
  std::printf("%10s %8s %10s %8s %10s %18s\n", "mean busy", "heap", "calendar", "faster", "cold", "checksum");
  for (const double mean_busy : {3.0, 300.0, 10'000.0, 100'000.0}) print_row(mean_busy, invocations);
}
