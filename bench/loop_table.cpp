// loop_table.cpp: prints what the yardstick loop costs, in the columns that scripts/bench reads.
//
//   loop_table [INVOCATIONS [MEAN_BUSY...]]      medians of five interleaved runs
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

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
  std::vector<double> levels = {3, 300, 10'000, 100'000};
  if (argc > 2) levels.clear();
  for (int i = 2; i < argc; ++i) levels.push_back(std::strtod(argv[i], nullptr));
  if (invocations == 0 || std::any_of(levels.begin(), levels.end(), [](double level) { return !(level > 0); })) {
    std::fputs("usage: loop_table [INVOCATIONS [MEAN_BUSY...]]\n", stderr);
    return 2;
  }
  std::printf("%10s %8s %10s %8s %10s %18s\n", "mean busy", "heap", "calendar", "faster", "cold", "checksum");
  for (const double mean_busy : levels) print_row(mean_busy, invocations);
}
