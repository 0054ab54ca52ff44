#include "cli/progress_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "report/human_number.hpp"

namespace thaw {

namespace {

constexpr double part_min = 0.01;  // of less no one can tell how long the rest will take

// In whole seconds, since the last ones are a guess.
std::string remaining(double part, std::chrono::nanoseconds elapsed) {
  const double left_s = std::chrono::duration<double>(elapsed).count() * (1 - part) / part;
  constexpr double longest_s = 1e9;
  return people_duration(seconds(static_cast<std::int64_t>(std::clamp(left_s, 0.0, longest_s)) + 1));
}

}  // namespace

std::string progress_text(const Progress& progress, std::chrono::nanoseconds elapsed) {
  const std::string requests = counted(progress.requests, "request");
  if (!progress.part) return fmt::format("{}, simulated to {}", requests, people_duration({progress.now.ns}));
  const std::string text = fmt::format("{}, {} simulated", requests, percent(*progress.part));
  if (*progress.part < part_min) return text;
  return fmt::format("{}, about {} left", text, remaining(*progress.part, elapsed));
}

ProgressLine::~ProgressLine() {
  if (shown_ && terminal_) fmt::print(stderr, "\r\x1b[K");
}

void ProgressLine::report(const Progress& progress) {
  const auto now = Clock::now();
  if (progress.requests < requests_) {  // the run had to begin again, with its functions together
    begin_ = now;
    part_ = 0;
  }
  requests_ = progress.requests;
  part_ = std::max(part_, progress.part.value_or(0));
  if (now < next_) return;
  next_ = now + (terminal_ ? std::chrono::milliseconds(100) : std::chrono::seconds(10));
  shown_ = true;
  Progress shown = progress;
  if (shown.part) shown.part = part_;
  const std::string text = progress_text(shown, now - begin_);
  terminal_ ? fmt::print(stderr, "\r\x1b[K{}", text) : fmt::print(stderr, "thaw: {}\n", text);
  std::fflush(stderr);
}

}  // namespace thaw
