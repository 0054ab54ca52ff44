#include "cli/progress_line.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "report/human_number.hpp"

namespace thaw {

ProgressLine::~ProgressLine() {
  if (shown_ && terminal_) fmt::print(stderr, "\r\x1b[K");
}

void ProgressLine::report(const Progress& progress) {
  const auto now = std::chrono::steady_clock::now();
  const auto pause = terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(10'000);
  if (shown_ && now - last_ < pause) return;
  last_ = now;
  shown_ = true;
  const std::string text =
      fmt::format("{}, simulated to {}", counted(progress.requests, "request"), people_duration({progress.now.ns}));
  terminal_ ? fmt::print(stderr, "\r\x1b[K{}", text) : fmt::print(stderr, "thaw: {}\n", text);
  std::fflush(stderr);
}

}  // namespace thaw
